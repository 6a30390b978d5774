"""Names of people, and the words for *name* that mean a part of it."""

from __future__ import annotations

from collections.abc import Mapping

BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "name": {
        "en": "name; full name; fullname; complete name; display name; person name; real name",
        "products": """
            displayName; name.formatted; formatted name; cn; common name;
            partner_id/name; partner_id/complete_name; display_name; complete_name
        """,
        "de": "vollständiger Name; ganzer Name; Anzeigename; Vor- und Nachname; Vor und Zuname",
        "fr": "nom complet; nom et prénom; prénom et nom; nom prénom; nom affiché; prénom nom",
        "es": """
            nombre completo; nombre y apellidos; nombre y apellido; apellidos y nombre;
            apellido y nombre; nombre para mostrar
        """,
        "it": "nome completo; nome e cognome; cognome e nome; nominativo; nome visualizzato",
        "pt": "nome completo; nome e apelido; nome e sobrenome; nome de exibição; nome a exibir",
        "nl": "volledige naam; voor- en achternaam; weergavenaam; naam en voornaam",
        "pl": "imię i nazwisko; nazwisko i imię; pełne imię i nazwisko; pełna nazwa; nazwa",
        "tr": "ad soyad; adı soyadı; ad ve soyad; tam ad; tam adı; isim soyisim; görünen ad",
        "ru": """
            фио; ф.и.о.; полное имя; имя и фамилия; фамилия и имя; фамилия имя отчество;
            фамилия, имя, отчество; фамилия имя; имя фамилия; отображаемое имя; название
        """,
        "uk": """
            піб; п.і.б.; прізвище, ім'я, по батькові; прізвище ім'я по батькові; повне ім'я;
            ім'я та прізвище; прізвище та ім'я; прізвище ім'я; ім'я прізвище;
            відображуване ім'я; назва
        """,
    },
    "first_name": {
        "en": """
            first name; firstname; given name; given names; first names; forename; forenames;
            christian name; first; fname; legal first name
        """,
        "products": "givenName; given_name; name.givenName; name_first; name.first",
        "de": "Vorname; Vornamen; Rufname",
        "fr": "prénom; prénoms; prénom usuel",
        "es": "nombre de pila; primer nombre; nombres; nombre propio",
        "it": "nome di battesimo; primo nome",
        "pt": "primeiro nome; nome próprio; nomes próprios",
        "nl": "voornaam; voornamen; roepnaam",
        "pl": "imię; imiona; pierwsze imię",
        "tr": "ilk ad; ilk isim; öğrenci adı",
        "ru": "личное имя",
        "uk": "особове ім'я",
    },
    "middle_name": {
        "en": """
            middle name; middlename; middle names; middle; second given name; patronymic;
            patronymic name; third name
        """,
        "products": "name.middleName; middle_name; name_middle; additionalName",
        "de": "zweiter Vorname; Mittelname; Zwischenname; weitere Vornamen; Vatersname",
        "fr": "deuxième prénom; second prénom; autres prénoms; patronyme paternel",
        "es": "segundo nombre; patronímico",
        "it": "secondo nome; patronimico",
        "pt": "nome do meio; segundo nome; patronímico",
        "nl": "tweede naam; tussennaam; middelste naam",
        "pl": "drugie imię; imię ojca; otczestwo",
        "tr": "ikinci ad; ikinci isim; göbek adı; orta ad",
        "ru": "отчество; второе имя; среднее имя",
        "uk": "по батькові; друге ім'я; середнє ім'я",
    },
    "last_name": {
        "en": """
            last name; lastname; surname; sur name; family name; familyname; second name;
            secondname; last names; last; lname; legal last name
        """,
        "products": "familyName; family_name; name.familyName; sn; name_last; name.last",
        "de": "Nachname; Familienname; Zuname; Nachnamen",
        "fr": "nom de famille; nom d'usage; nom patronymique; noms de famille",
        "es": "apellido; apellidos; primer apellido; nombre de familia",
        "it": "cognome; cognomi",
        "pt": "apelido; apelidos; sobrenome; último nome; nome de família",
        "nl": "achternaam; familienaam; geslachtsnaam",
        "pl": "nazwisko; nazwiska",
        "tr": "soyad; soyadı; soyisim; soy isim; öğrenci soyadı",
        "ru": "фамилия",
        "uk": "прізвище",
    },
}

NAME_WORDS: Mapping[str, Mapping[str, str]] = {
    "nom": {"first_name": "last_name"},
    "nombre": {"last_name": "first_name"},
    "nome": {"last_name": "first_name"},
    "naam": {"first_name": "last_name"},
    "ad": {"last_name": "first_name"},
    "adı": {"last_name": "first_name"},
    "isim": {"last_name": "first_name"},
    "имя": {"last_name": "first_name"},
    "ім'я": {"last_name": "first_name"},
    "имена": {"last_name": "first_name"},
}
"""Words for *name* that mean a part of it beside a column with the other part, by that part."""

NAME_BESIDE: Mapping[str, str] = {"Vorname": "last_name", "Vornamen": "last_name"}
"""What ``Name`` means beside such a header: German forms say *Name, Vorname*."""
