"""The headers of other products, in many languages. Data only; :mod:`.mapping` reads it.

Sources: the five reference products; the import templates and exports of Google Workspace,
Microsoft Entra and 365, Okta, Moodle, Canvas, PowerSchool, Clever and OneRoster; the attributes of
SCIM (RFC 7643) and of LDAP and Active Directory; the labels and technical names of Odoo's export.

Case, accents, blanks, punctuation, ``[Required]`` and phrases like *of the candidate* need no
alias of their own: the mapping looks past them. Entries are parted by semicolons.
"""

from __future__ import annotations

from collections.abc import Mapping


def _entries(block: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in block.replace("\n", " ").split(";") if entry.strip())


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "ref": {
        "en": """
            reference; ref; external reference; internal reference; reference number;
            reference id; reference code; user id; user number; uid; unique id;
            unique identifier; client id; client number; customer id; customer number;
            candidate id; candidate number; candidate code; employee id; employee number;
            employee code; personnel number; personnel id; staff id; staff number; staff code;
            worker id; payroll number; payroll id; badge number; student id; student number;
            pupil id; pupil number; learner id; learner number; participant id;
            participant number; member id; member number; membership number; applicant id;
            applicant number; person id; person number; registration number;
            enrolment number; enrollment number; matriculation number; roll number;
            admission number; school id number; sis id; external id; external user id; import id
        """,
        "products": """
            idnumber; sourcedId; externalId; employeeID; employeeNumber; sis user id;
            sis_user_id; student_number; teachernumber; objectGUID; objectId; object id;
            partner_id/ref; user_uid
        """,
        "de": """
            Referenz; Referenznummer; Benutzer-ID; Benutzernummer; Personalnummer; Personal-Nr;
            Pers.-Nr.; Mitarbeiternummer; Mitarbeiter-Nr; Mitarbeiter-ID; Kundennummer;
            Kunden-Nr; Matrikelnummer; Matrikel-Nr; Schülernummer; Schüler-ID;
            Teilnehmernummer; Teilnehmer-ID; Mitgliedsnummer; Kandidatennummer; Kennnummer;
            Externe Referenz; Externe ID
        """,
        "fr": """
            référence; référence externe; matricule; numéro matricule; identifiant unique;
            identifiant externe; numéro d'employé; numéro de salarié; numéro étudiant;
            numéro d'étudiant; n° étudiant; numéro d'élève; numéro client; id utilisateur;
            id externe; numéro d'adhérent; numéro candidat; numéro de candidat
        """,
        "es": """
            referencia; referencia externa; número de empleado; nº de empleado; id de empleado;
            número de estudiante; id de estudiante; id de alumno; número de alumno; matrícula;
            número de matrícula; código de empleado; código de estudiante; código de alumno;
            número de cliente; id de usuario; id externo; identificador único; legajo
        """,
        "it": """
            riferimento; riferimento esterno; matricola; numero matricola; numero dipendente;
            codice dipendente; codice studente; numero studente; codice cliente; id utente;
            id esterno; identificativo
        """,
        "pt": """
            referência; referência externa; número de funcionário; número do funcionário;
            matrícula; número de matrícula; número de aluno; número de estudante;
            código do cliente; id do utilizador; id do usuário; id externo; número mecanográfico
        """,
        "nl": """
            referentie; personeelsnummer; medewerkernummer; studentnummer; leerlingnummer;
            stamnummer; klantnummer; lidnummer; gebruikers-id; externe id; extern kenmerk
        """,
        "pl": """
            odnośnik; referencja; numer referencyjny; numer pracownika; nr pracownika;
            id pracownika; numer albumu; nr albumu; numer studenta; numer indeksu; numer ucznia;
            numer klienta; id użytkownika; identyfikator zewnętrzny
        """,
        "tr": """
            referans; referans no; sicil no; sicil numarası; personel no; personel numarası;
            çalışan no; öğrenci no; öğrenci numarası; okul no; müşteri no; aday no; üye no;
            kullanıcı no; kullanıcı id; harici kimlik
        """,
        "ru": """
            референс; табельный номер; таб. номер; номер сотрудника; код сотрудника;
            id сотрудника; номер студента; студенческий номер; номер зачетки;
            номер зачетной книжки; личный номер; номер клиента; код клиента; id пользователя;
            внешний id; внешний идентификатор; уникальный идентификатор; идентификатор
        """,
        "uk": """
            референс; табельний номер; таб. номер; номер працівника; номер співробітника;
            код співробітника; id співробітника; номер студента; номер залікової книжки;
            особовий номер; номер клієнта; код клієнта; id користувача; зовнішній id;
            унікальний ідентифікатор; ідентифікатор
        """,
    },
    "login": {
        "en": """
            login; login name; login id; username; user name; user login;
            account name; logon name; user logon name; sign-in name; sign in name; screen name
        """,
        "products": """
            userPrincipalName; user principal name; upn; sAMAccountName; SAM account name;
            sis login id; sis_login_id; login_id; loginid; student_web_id; teacher_loginid;
            profile.login
        """,
        "de": """
            Benutzername; Nutzername; Anmeldename; Benutzerkennung; Benutzerkonto;
            Anmelde-Name; Login-Name; Kennung
        """,
        "fr": """
            nom d'utilisateur; identifiant; identifiant de connexion; login utilisateur;
            nom de connexion; pseudo
        """,
        "es": """
            nombre de usuario; usuario de acceso; inicio de sesión; nombre de inicio de sesión;
            nombre de cuenta
        """,
        "it": "nome utente; nome account; nome di accesso; utente login",
        "pt": """
            nome de utilizador; nome do utilizador; nome de usuário; nome do usuário;
            nome de acesso; início de sessão
        """,
        "nl": "gebruikersnaam; inlognaam; loginnaam; aanmeldnaam; accountnaam",
        "pl": "nazwa użytkownika; login użytkownika; nazwa logowania; nazwa konta",
        "tr": "kullanıcı adı; oturum adı; giriş adı; oturum aç",
        "ru": """
            логин; имя пользователя; имя для входа; учетная запись; логин пользователя;
            имя учетной записи
        """,
        "uk": """
            логін; ім'я користувача; ім'я користувач; ім'я для входу; обліковий запис;
            логін користувача
        """,
    },
    "old_login": {
        "en": """
            old login; old username; old user name; previous login; previous username;
            previous user name; former login; former username; rename from
        """,
        "products": "oldusername; old_login; oldlogin",
        "de": "alter Benutzername; bisheriger Benutzername; alter Login; bisheriger Login",
        "fr": "ancien identifiant; ancien nom d'utilisateur; ancien login",
        "es": "usuario anterior; nombre de usuario anterior; login anterior",
        "it": "nome utente precedente; vecchio nome utente; login precedente",
        "pt": "login anterior; nome de usuário anterior; nome de utilizador anterior",
        "nl": "oude gebruikersnaam; vorige gebruikersnaam; oude login",
        "pl": "stary login; poprzedni login; stara nazwa użytkownika; poprzednia nazwa użytkownika",
        "tr": "eski kullanıcı adı; önceki kullanıcı adı",
        "ru": "старый логин; прежний логин; предыдущий логин; старое имя пользователя",
        "uk": "старий логін; попередній логін; колишній логін; старе ім'я користувача",
    },
    "email": {
        "en": """
            email; e-mail; mail; email address; e-mail address; mail address; email id;
            email addr; email_addr; emailaddress; primary email; primary email address;
            main email; work email; work email address; business email;
            corporate email; official email; school email; school email address
        """,
        "products": """
            emails; emails.value; primaryEmail; internet e-mail; email1;
            userEmail; partner_id/email; email_normalized
        """,
        "de": """
            E-Mail-Adresse; Mailadresse; E-Mail dienstlich; dienstliche E-Mail; E-Mail geschäftlich;
            geschäftliche E-Mail; elektronische Adresse
        """,
        "fr": """
            adresse e-mail; adresse email; adresse mail; courriel; adresse courriel; adresse de
            courriel; mél; adresse électronique; courrier électronique; e-mail professionnel;
            email professionnel
        """,
        "es": """
            correo; correo electrónico; dirección de correo; dirección de correo electrónico;
            dirección de e-mail; correo-e; correo corporativo; correo institucional
        """,
        "it": """
            indirizzo e-mail; indirizzo email; posta elettronica; indirizzo di posta elettronica;
            email aziendale; e-mail aziendale
        """,
        "pt": """
            endereço de e-mail; endereço de email; correio eletrónico; correio eletrônico;
            endereço eletrónico; e-mail corporativo; e-mail institucional
        """,
        "nl": "e-mailadres; mailadres; e-mail adres; zakelijk e-mailadres; elektronisch adres",
        "pl": """
            adres e-mail; adres email; adres poczty elektronicznej; poczta elektroniczna; poczta;
            e-mail służbowy; służbowy e-mail
        """,
        "tr": "e-posta; eposta; e-posta adresi; elektronik posta; mail adresi; iş e-postası",
        "ru": """
            эл. почта; электронная почта; почта; адрес электронной почты; электронный адрес;
            емейл; имейл; эл. адрес; e-mail адрес; рабочая почта; корпоративная почта
        """,
        "uk": """
            ел. пошта; електронна пошта; пошта; адреса електронної пошти; електронна адреса;
            емейл; імейл; ел. адреса; e-mail адреса; робоча пошта; корпоративна пошта
        """,
    },
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
    "password_hash": {
        "en": "password hash; hashed password; encrypted password; password crypt; password_crypt",
        "products": "passwordHash; password.hash; hashedPassword",
        "de": "Passwort-Hash; Kennwort-Hash",
        "fr": "hachage du mot de passe; mot de passe haché",
        "es": "hash de contraseña; contraseña cifrada",
        "it": "hash della password; password cifrata",
        "pt": "hash da senha",
        "nl": "wachtwoordhash",
        "pl": "skrót hasła",
        "tr": "parola özeti",
        "ru": "хеш пароля",
    },
    "password": {
        "en": """
            password; passwd; user password; login password; initial password;
            temporary password; start password; new password; pwd
        """,
        "products": "passwordProfile; credentials.password.value; userPassword; unicodePwd",
        "de": "Passwort; Kennwort; Initialpasswort; Startpasswort; Erstpasswort; neues Passwort",
        "fr": "mot de passe; mot de passe initial; mdp; mot de passe provisoire",
        "es": "contraseña; clave; clave de acceso; contraseña inicial; contrasena",
        "it": "parola d'ordine; password iniziale; parola chiave",
        "pt": "senha; palavra-passe; palavra passe; senha inicial; palavra chave",
        "nl": "wachtwoord; paswoord; tijdelijk wachtwoord",
        "pl": "hasło; hasło początkowe; hasło tymczasowe",
        "tr": "parola; şifre; kullanıcı şifresi; geçici şifre",
        "ru": "пароль; временный пароль; начальный пароль",
        "uk": "пароль; тимчасовий пароль; початковий пароль",
    },
    "active": {
        "en": """
            active; is active; isactive; user active; active user; enabled; is enabled;
            account enabled; login enabled; status; user status; account status; account state;
            active status; can log in; may log in
        """,
        "products": "accountEnabled; enabledUser; is_active; user_active",
        "de": "aktiv; ist aktiv; aktiviert; freigeschaltet; Kontostatus; Benutzerstatus",
        "fr": "actif; est actif; activé; statut; état; compte actif; statut du compte",
        "es": "activo; habilitado; estado; estado de la cuenta; cuenta activa; estatus",
        "it": "attivo; abilitato; stato; stato account; account attivo",
        "pt": "ativo; habilitado; estado; situação; estado da conta; conta ativa; status da conta",
        "nl": "actief; ingeschakeld; geactiveerd; accountstatus",
        "pl": "aktywny; aktywne; aktywna; włączony; stan; stan konta; status konta",
        "tr": "aktif; etkin; durum; durumu; hesap durumu; aktif mi",
        "ru": """
            активен; активный; активно; активна; статус; состояние; статус пользователя;
            включен; действует
        """,
        "uk": """
            активний; активно; активна; активен; статус; стан; статус користувача; увімкнено;
            діючий
        """,
    },
    "deleted": {
        "en": """
            deleted; delete; is deleted; to delete; to be deleted; delete user; user deleted;
            remove; remove user; removed; delete flag
        """,
        "products": "is_deleted; isdeleted; delete_user",
        "de": "gelöscht; löschen; zu löschen; Benutzer löschen; Löschkennzeichen",
        "fr": "supprimé; supprimer; à supprimer; effacé",
        "es": "eliminado; eliminar; borrado; borrar; dar de baja",
        "it": "eliminato; eliminare; cancellato; da eliminare; elimina",
        "pt": "excluído; excluir; eliminado; eliminar; apagado; apagar",
        "nl": "verwijderd; verwijderen; te verwijderen",
        "pl": "usunięty; usuń; usunąć; do usunięcia",
        "tr": "silindi; silinmiş; sil; silinecek",
        "ru": "удален; удалён; удалить; удалено; к удалению; на удаление",
        "uk": "видалено; видалений; видалити; до видалення; на видалення",
    },
    "roles": {
        "en": """
            role; roles; user role; user roles; access role; access roles; security role;
            security roles; permission role; permissions; access rights; security group;
            security groups; access groups; user groups; user group; group; groups
        """,
        "products": """
            group_ids; groups_id; group_ids/name; group_ids/full_name; groups_id/full_name;
            roles.value; groups.display; system role; system_role; sysrole1
        """,
        "de": "Rolle; Rollen; Benutzerrolle; Benutzerrollen; Gruppe; Gruppen; Berechtigungen",
        "fr": "rôle; rôles; rôle utilisateur; groupe; groupes; droits d'accès; profil d'accès",
        "es": "rol; roles; rol de usuario; grupo; grupos; permisos; derechos de acceso",
        "it": "ruolo; ruoli; ruolo utente; gruppo; gruppi; permessi; diritti di accesso",
        "pt": "papel; papéis; perfil de acesso; grupo; grupos; permissões; direitos de acesso",
        "nl": "rol; rollen; gebruikersrol; groep; groepen; rechten; toegangsrechten",
        "pl": "rola; role; rola użytkownika; grupa; grupy; uprawnienia; prawa dostępu",
        "tr": "rol; roller; kullanıcı rolü; grup; gruplar; yetki; yetkiler; erişim hakları",
        "ru": "роль; роли; роль пользователя; группа; группы; права доступа; права",
        "uk": "роль; ролі; роль користувача; група; групи; права доступу; права",
    },
    "tags": {
        "en": "tag; tags; label; labels; keyword; keywords; user tags; contact tags; group; groups",
        "products": "category_id; category_ids; category_id/name; partner_id/category_id",
        "de": "Stichwort; Stichwörter; Schlagwort; Schlagworte; Schlagwörter; Gruppe; Gruppen",
        "fr": "étiquette; étiquettes; mots-clés; mot-clé; libellés; groupe; groupes",
        "es": "etiqueta; etiquetas; palabras clave; grupo; grupos",
        "it": "etichetta; etichette; parole chiave; gruppo; gruppi",
        "pt": "etiqueta; etiquetas; marcador; marcadores; palavras-chave; grupo; grupos",
        "nl": "labels; trefwoorden; groep; groepen",
        "pl": "tagi; znacznik; znaczniki; etykieta; etykiety; słowa kluczowe; grupa; grupy",
        "tr": "etiket; etiketler; anahtar kelimeler; grup; gruplar",
        "ru": "тег; теги; тэг; тэги; метка; метки; ярлыки; ключевые слова; группа; группы",
        "uk": "тег; теги; мітка; мітки; ярлики; ключові слова; група; групи",
    },
    "phone": {
        "en": """
            phone; phone number; telephone; telephone number; tel; tel number; contact number;
            mobile; mobile number; mobile phone; mobile phone number; cell;
            cell phone; cell number; cellphone; work phone; work phone number; office phone;
            business phone; primary phone; phone mobile; phone work
        """,
        "products": """
            telephoneNumber; phone1; phoneNumbers; phoneNumbers.value; mobilePhone;
            primaryPhone; businessPhones; partner_id/phone; phone_number
        """,
        "de": """
            Telefon; Telefonnummer; Telefon-Nr; Tel-Nr; Rufnummer; Mobil; Mobilnummer; Mobiltelefon;
            Handy; Handynummer; Telefon geschäftlich; Telefon dienstlich
        """,
        "fr": """
            téléphone; numéro de téléphone; n° de téléphone; tél; téléphone portable; portable;
            téléphone mobile; téléphone professionnel
        """,
        "es": """
            teléfono; número de teléfono; nº de teléfono; móvil; teléfono móvil; celular;
            número de celular; teléfono de contacto
        """,
        "it": "telefono; numero di telefono; numero telefonico; cellulare; telefono cellulare",
        "pt": "telefone; número de telefone; telemóvel; celular; número de celular; telefone móvel",
        "nl": "telefoon; telefoonnummer; mobiel; mobiel nummer; gsm; gsm-nummer; mobiele telefoon",
        "pl": "telefon; numer telefonu; nr telefonu; telefon komórkowy; komórka; tel. komórkowy",
        "tr": "telefon numarası; telefon no; tel no; cep telefonu; cep; gsm no; mobil",
        "ru": """
            телефон; номер телефона; тел; мобильный; мобильный телефон; моб. телефон;
            контактный телефон; рабочий телефон; сотовый
        """,
        "uk": """
            номер телефону; тел; мобільний; мобільний телефон; моб. телефон;
            контактний телефон; робочий телефон
        """,
    },
    "street": {
        "en": """
            street; street address; street name; address line 1; address 1; address1;
            street 1; street1; mailing street; home street; postal street
        """,
        "products": "streetAddress; addresses.streetAddress; partner_id/street; mailing_street",
        "de": "Straße; Strasse; Straße und Hausnummer; Straße Nr; Anschrift Straße",
        "fr": "rue; adresse 1; adresse ligne 1; numéro et rue; voie",
        "es": "calle; calle y número; dirección 1; línea de dirección 1",
        "it": "via; indirizzo 1; via e numero civico; strada",
        "pt": "rua; endereço 1; morada; logradouro; morada 1",
        "nl": "straat; straat en huisnummer; adresregel 1; straatnaam",
        "pl": "ulica; ulica i numer; adres 1",
        "tr": "sokak; cadde; sokak cadde; adres 1; adres satırı 1",
        "ru": "улица; улица и дом; улица, дом; адрес 1",
        "uk": "вулиця; вулиця та будинок; вулиця, будинок; адреса 1",
    },
    "street2": {
        "en": """
            street 2; address line 2; address 2; apartment; suite; address complement;
            street address 2
        """,
        "products": "partner_id/street2; mailing_street2",
        "de": "Straße 2; Adresszusatz; Adresszeile 2; Anschrift Zusatz",
        "fr": "rue 2; adresse 2; complément d'adresse; adresse ligne 2",
        "es": "calle 2; dirección 2; complemento de dirección",
        "it": "indirizzo 2; indirizzo riga 2",
        "pt": "rua 2; endereço 2; complemento; morada 2",
        "nl": "straat 2; adresregel 2; adrestoevoeging",
        "pl": "ulica 2; adres 2",
        "tr": "adres 2; adres satırı 2; sokak 2",
        "ru": "улица 2; адрес 2; квартира/офис; квартира; офис",
        "uk": "вулиця 2; адреса 2; квартира; офіс",
    },
    "zip": {
        "en": """
            zip; zip code; zipcode; postal code; post code; postcode; zip or postal code;
            zip postal code; zip/postal code; postal/zip code
        """,
        "products": "postalCode; addresses.postalCode; partner_id/zip; mailing_zip",
        "de": "PLZ; Postleitzahl",
        "fr": "code postal; cp",
        "es": "código postal; c.p.; codigo postal",
        "it": "cap; codice postale; codice di avviamento postale",
        "pt": "cep; código postal",
        "nl": "postnummer",
        "pl": "kod pocztowy",
        "tr": "posta kodu; posta kod",
        "ru": "индекс; почтовый индекс",
        "uk": "поштовий індекс; індекс",
    },
    "city": {
        "en": "city; town; city or town; city/town; home city; mailing city; municipality",
        "products": "addresses.locality; locality; partner_id/city; mailing_city",
        "de": "Stadt; Ort; Wohnort; Gemeinde",
        "fr": "ville; commune; localité",
        "es": "ciudad; localidad; población; municipio",
        "it": "città; comune; località",
        "pt": "cidade; localidade; município",
        "nl": "stad; plaats; woonplaats; gemeente",
        "pl": "miasto; miejscowość",
        "tr": "şehir; kent; ilçe; semt ilçe; semt/ilçe",
        "ru": "город; населенный пункт; населённый пункт",
        "uk": "місто; населений пункт",
    },
    "state": {
        "en": """
            state; province; state or province; state/province; state name; region; county;
            province/state; federal state; home state
        """,
        "products": """
            addresses.region; state_id/name; state_id/code; state_id/id; partner_id/state_id;
            stateOrProvince; mailing_state
        """,
        "de": "Bundesland; Kanton; Provinz; Region",
        "fr": "région; province; état; canton",
        "es": "provincia; comunidad autónoma; estado; región",
        "it": "provincia; regione; stato",
        "pt": "estado; distrito; província; região; uf",
        "nl": "provincie; staat; provincie / staat; regio",
        "pl": "województwo; region; stan; prowincja",
        "tr": "eyalet; il/eyalet; bölge; vilayet",
        "ru": "область; регион; край; область/регион; штат",
        "uk": "область; регіон; край; штат",
    },
    "country": {
        "en": """
            country; country or region; country/region; country name; country code; nation;
            country of residence; iso country code
        """,
        "products": """
            countryCode; addresses.country; country_id; country_id/name; country_id/code;
            country_id/id; partner_id/country_id; mailing_country
        """,
        "de": "Land; Staat; Ländercode; Länderkürzel; Wohnsitzland",
        "fr": "pays; code pays; pays de résidence",
        "es": "país; código de país; país de residencia",
        "it": "paese; nazione; codice paese",
        "pt": "país; código do país; país de residência",
        "nl": "land; landcode",
        "pl": "kraj; państwo; kod kraju",
        "tr": "ülke; ülke kodu",
        "ru": "страна; код страны; государство",
        "uk": "країна; код країни; держава",
    },
    "function": {
        "en": """
            job title; job; job position; job role; job name; position; position title;
            employee position; occupation; designation; function
        """,
        "products": "jobTitle; job_title; partner_id/function; employee title",
        "de": "Stellenbezeichnung; Stelle; Position; Funktion; Berufsbezeichnung; Beruf",
        "fr": "poste; fonction; intitulé du poste; titre du poste; emploi; profession",
        "es": "cargo; puesto; puesto de trabajo; título del trabajo; ocupación; posición",
        "it": "mansione; posizione; posizione lavorativa; qualifica; figura professionale",
        "pt": "cargo; função; posição; nome do cargo; título do cargo; profissão; ocupação",
        "nl": "functie; functietitel; functienaam; beroep; positie",
        "pl": "stanowisko; stanowisko pracy; pozycja; funkcja; zawód",
        "tr": "unvan; ünvan; görev; iş ünvanı; iş unvanı; pozisyon; iş pozisyonu; meslek",
        "ru": "должность; позиция; название должности; профессия",
        "uk": "посада; позиція; назва посади; професія",
    },
    "lang": {
        "en": """
            language; lang; locale; preferred language; user language; interface language;
            language code; communication language; mother tongue
        """,
        "products": "preferredLanguage; preferred_language; partner_id/lang; user_lang",
        "de": "Sprache; Sprachcode; bevorzugte Sprache; Benutzersprache; Korrespondenzsprache",
        "fr": "langue; langue préférée; code langue; langue de l'interface",
        "es": "idioma; lengua; idioma preferido; código de idioma",
        "it": "lingua; lingua preferita; codice lingua",
        "pt": "idioma; língua; idioma preferido; idioma preferencial",
        "nl": "taal; voorkeurstaal; taalcode",
        "pl": "język; preferowany język; kod języka",
        "tr": "dil; tercih edilen dil; dil kodu",
        "ru": "язык; предпочитаемый язык; язык интерфейса; код языка; локаль",
        "uk": "мова; бажана мова; мова інтерфейсу; код мови",
    },
    "tz": {
        "en": "time zone; timezone; tz; user timezone; time zone name",
        "products": "zoneinfo; partner_id/tz; time_zone",
        "de": "Zeitzone",
        "fr": "fuseau horaire; fuseau",
        "es": "zona horaria; huso horario",
        "it": "fuso orario",
        "pt": "fuso horário; fuso",
        "nl": "tijdzone",
        "pl": "strefa czasowa",
        "tr": "saat dilimi; zaman dilimi",
        "ru": "часовой пояс; временная зона; таймзона",
        "uk": "часовий пояс; часова зона",
    },
    "company": {
        "en": """
            company; company name; default company; main company; current company;
            organization; organisation; organization name; organisation name
        """,
        "products": "company_id; company_id/name; company_id/id; companyName",
        "de": "Unternehmen; Firma; Firmenname; Gesellschaft; Organisation; Standardunternehmen",
        "fr": "société; entreprise; nom de l'entreprise; organisation; société par défaut",
        "es": "empresa; compañía; organización; nombre de la empresa; compañía predeterminada",
        "it": "azienda; società; ditta; organizzazione; impresa; nome azienda",
        "pt": "empresa; companhia; organização; nome da empresa; sociedade",
        "nl": "bedrijf; bedrijfsnaam; organisatie; onderneming; vennootschap",
        "pl": "firma; nazwa firmy; organizacja; przedsiębiorstwo; spółka",
        "tr": "şirket; firma; şirket adı; firma adı; kurum; kuruluş",
        "ru": "компания; организация; фирма; предприятие; название компании",
        "uk": "компанія; організація; фірма; підприємство; назва компанії",
    },
    "companies": {
        "en": "companies; allowed companies; access to companies; user companies",
        "products": "company_ids; company_ids/name; company_ids/id",
        "de": "erlaubte Unternehmen; zugelassene Unternehmen; Unternehmenszugriff; Firmen",
        "fr": "sociétés; sociétés autorisées; entreprises autorisées",
        "es": "compañías; compañías permitidas; empresas permitidas",
        "it": "aziende; aziende consentite; aziende autorizzate",
        "pt": "empresas; empresas permitidas; empresas autorizadas",
        "nl": "bedrijven; toegestane bedrijven",
        "pl": "firmy; dozwolone firmy",
        "tr": "şirketler; izin verilen şirketler",
        "ru": "компании; разрешенные компании; доступные компании",
        "uk": "компанії; дозволені компанії; доступні компанії",
    },
    "parent": {
        "en": """
            employer; employer name; works for; related company; parent company; company;
            company name; organization; organisation; organization name; organisation name
        """,
        "products": """
            parent_id; parent_id/name; parent_id/id; parent_name; partner_id/parent_id;
            commercial_partner_id; companyName
        """,
        "de": """
            Arbeitgeber; zugehöriges Unternehmen; Unternehmen; Firma; Firmenname; Gesellschaft;
            Organisation
        """,
        "fr": """
            employeur; société associée; société; entreprise; nom de l'entreprise; organisation
        """,
        "es": """
            empleador; compañía relacionada; empresa; compañía; organización;
            nombre de la empresa
        """,
        "it": """
            datore di lavoro; azienda collegata; azienda correlata; azienda; società; ditta;
            organizzazione; impresa; nome azienda
        """,
        "pt": """
            empregador; empresa relacionada; empresa; companhia; organização; nome da empresa;
            sociedade
        """,
        "nl": """
            werkgever; gerelateerd bedrijf; bedrijf; bedrijfsnaam; organisatie; onderneming;
            vennootschap
        """,
        "pl": """
            pracodawca; powiązana firma; firma; nazwa firmy; organizacja; przedsiębiorstwo;
            spółka
        """,
        "tr": "işveren; ilişkili şirket; şirket; şirket adı; firma adı; kurum; kuruluş",
        "ru": """
            работодатель; связанная компания; компания; организация; фирма; предприятие;
            название компании
        """,
        "uk": """
            роботодавець; пов'язана компанія; компанія; організація; фірма; підприємство;
            назва компанії
        """,
    },
    "signature": {
        "en": "signature; email signature; e-mail signature; mail signature",
        "de": "Signatur; E-Mail-Signatur; Unterschrift",
        "fr": "signature e-mail; signature électronique; signature courriel",
        "es": "firma; firma de correo electrónico; firma de correo",
        "it": "firma email; firma e-mail",
        "pt": "assinatura; assinatura de e-mail; assinatura de email",
        "nl": "handtekening; e-mail handtekening; e-mailhandtekening",
        "pl": "podpis; podpis w e-mailu; podpis e-mail",
        "tr": "imza; e-posta imzası",
        "ru": "подпись; подпись email; подпись в письме",
        "uk": "підпис; email-підпис; підпис листа",
    },
    "website": {
        "en": "website; web site; website link; web page; webpage; homepage; home page; url; www",
        "products": "wWWHomePage; profileUrl; partner_id/website; website_url",
        "de": "Webseite; Internetseite; Website-Link; Internetadresse",
        "fr": "site web; site internet; page web; lien vers un site web",
        "es": "sitio web; página web; enlace del sitio web",
        "it": "sito web; sito internet; link sito web; pagina web",
        "pt": "sítio web; página web; link do site; website pessoal",
        "nl": "webpagina; internetadres; internetpagina",
        "pl": "strona internetowa; strona www; link do strony www",
        "tr": "web sitesi; websitesi; website linki; internet sitesi",
        "ru": "сайт; веб-сайт; вебсайт; ссылка на веб-сайт; домашняя страница",
        "uk": "сайт; веб-сайт; вебсайт; посилання веб-сайту; домашня сторінка",
    },
    "comment": {
        "en": "notes; note; comment; comments; remark; remarks; internal notes; additional notes",
        "products": "partner_id/comment; user_comment",
        "de": "Notiz; Notizen; Bemerkung; Bemerkungen; Anmerkung; Anmerkungen; Kommentar",
        "fr": "remarque; remarques; commentaire; commentaires; notes internes",
        "es": "nota; notas; comentario; comentarios; observaciones",
        "it": "commento; commenti; annotazioni; osservazioni",
        "pt": "comentário; comentários; observações; observação; notas internas",
        "nl": "opmerking; opmerkingen; notitie; notities; toelichting",
        "pl": "uwagi; uwaga; komentarz; notatka; notatki",
        "tr": "notlar; açıklama; yorum; açıklamalar",
        "ru": "заметки; заметка; комментарий; комментарии; примечание; примечания",
        "uk": "нотатки; примітка; примітки; коментар; коментарі",
    },
    "photo": {
        "en": """
            photo; photos; photograph; picture; image; avatar; portrait; headshot; profile photo;
            profile picture; profile image; passport photo; photo file; photo file name; photo name;
            photo filename; picture file; picture file name; picture name; image file;
            image file name; image name; photo link; photo url; picture link; picture url;
            image link; image url; avatar link; avatar url
        """,
        "products": """
            image_1920; avatar_1920; photo_url; photoUrl; thumbnailPhotoUrl; avatar_url; avatarUrl;
            picture_url; profile_image; jpegPhoto; thumbnailPhoto; user_photo;
            partner_id/image_1920; photos.value; photo.content; photo.data; photo.url; photo.value;
            picture.data.url
        """,
        "de": """
            Foto; Fotos; Bild; Passfoto; Passbild; Profilbild; Profilfoto; Portrait; Porträt;
            Lichtbild; Fotodatei; Bilddatei; Foto-Datei; Bild-Datei; Dateiname Foto; Dateiname Bild;
            Foto-Link; Bild-Link; Benutzerbild
        """,
        "fr": """
            photo d'identité; photo de profil; photographie; image de profil; fichier photo;
            nom du fichier photo; fichier image; portrait; lien photo
        """,
        "es": """
            foto; fotos; fotografía; imagen; retrato; foto de perfil; imagen de perfil;
            archivo de foto; nombre del archivo de foto; foto carnet
        """,
        "it": """
            foto; fotografia; immagine; ritratto; foto profilo; foto del profilo;
            immagine del profilo; file foto; fototessera
        """,
        "pt": """
            foto; fotos; fotografia; imagem; retrato; foto de perfil; foto do perfil;
            imagem de perfil; ficheiro da foto; arquivo da foto
        """,
        "nl": """
            foto; foto's; afbeelding; pasfoto; profielfoto; profielafbeelding; portret; fotobestand;
            bestandsnaam foto
        """,
        "pl": """
            zdjęcie; zdjęcia; fotografia; obraz; obrazek; portret; zdjęcie profilowe; plik zdjęcia;
            nazwa pliku zdjęcia
        """,
        "tr": """
            fotoğraf; resim; görsel; profil fotoğrafı; profil resmi; vesikalık; fotoğraf dosyası
        """,
        "ru": "фото; фотография; фотографии; изображение; картинка; аватар; портрет; файл фото",
        "uk": "фото; фотографія; світлина; зображення; аватар; портрет; файл фото",
    },
    "notification_type": {
        "en": """
            notification; notifications; notification type; notification preference;
            notification management; handle notifications; chatter notifications
        """,
        "products": "notification_type; user_notifications",
        "de": "Benachrichtigung; Benachrichtigungen; Benachrichtigungsart",
        "fr": "type de notification; gestion des notifications",
        "es": "notificación; notificaciones; tipo de notificación",
        "it": "notifica; notifiche; tipo di notifica",
        "pt": "notificação; notificações; tipo de notificação",
        "nl": "melding; meldingen; meldingstype",
        "pl": "powiadomienie; powiadomienia; rodzaj powiadomień",
        "tr": "bildirim; bildirimler; bildirim türü",
        "ru": "уведомление; уведомления; тип уведомлений",
        "uk": "сповіщення; тип сповіщень",
    },
    "custom_info": {
        "en": "custom info; custom information; service information; additional json",
        "products": "customInfo; custom_info; custominfo",
    },
}

ALIASES: Mapping[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(entry for block in blocks.values() for entry in _entries(block)))
    for field, blocks in _BY_LANGUAGE.items()
}
"""Headers by field. One that stands with two fields is ambiguous: a person chooses."""

DOUBTFUL: Mapping[str, tuple[str, ...]] = {
    "title": ("function",),  # a salutation as often as a job
    "titel": ("function",),
    "titre": ("function",),
    "título": ("function",),
    "titolo": ("function",),
    "tytuł": ("function",),
    "титул": ("function",),
    "name.title": ("function",),
    "id": ("ref",),  # of the person, of the record, or of anything else
    "user": ("login", "name"),
    "users": ("login", "name"),
    "student": ("name",),
    "candidate": ("name",),
    "employee": ("name",),
    "Benutzer": ("login", "name"),
    "utilisateur": ("login", "name"),
    "usuario": ("login", "name"),
    "utente": ("login", "name"),
    "utilizador": ("login", "name"),
    "usuário": ("login", "name"),
    "gebruiker": ("login", "name"),
    "użytkownik": ("login", "name"),
    "kullanıcı": ("login", "name"),
    "пользователь": ("login", "name"),
    "користувач": ("login", "name"),
    "сотрудник": ("name",),
    "співробітник": ("name",),
    "contact phone": ("phone",),  # a pupil's mother's, in Clever
    "contact e-mail": ("email",),
    "identifier": ("ref",),
    "number": ("ref",),
    "code": ("ref",),
    "account": ("login",),
    "state id": ("state", "ref"),  # Odoo's technical name, and Clever's number of a pupil
    "address": ("street",),  # often all of it in one cell
    "adresse": ("street",),
    "dirección": ("street",),
    "indirizzo": ("street",),
    "endereço": ("street",),
    "adres": ("street",),
    "адрес": ("street",),
    "адреса": ("street",),
    "work address": ("street",),
    "home address": ("street",),
    "institution": ("company", "parent"),
    "school": ("company", "parent"),
    "l": ("city",),  # LDAP's short names (RFC 4519) are too short to be sure of
    "st": ("state", "street"),
    "c": ("country",),
    "co": ("country", "company"),
    "o": ("company", "parent"),
    "description": ("comment",),
    "info": ("comment",),
    "web": ("website",),
    "site": ("website",),
}
"""Headers that are shown with these candidates and never mapped by themselves."""

CATEGORY_TITLES: Mapping[str, tuple[str, ...]] = {
    category: _entries(titles)
    for category, titles in {
        "Department": """
            department; departments; dept; Abteilung; Fachbereich; département; service;
            departamento; dipartimento; reparto; departamento; afdeling; dział; wydział; departman;
            bölüm; отдел; департамент; подразделение; відділ; департамент; підрозділ
        """,
        "Section": """
            section; Sektion; Abschnitt; Bereich; sección; sezione; secção; seção; sectie; sekcja;
            şube; секция; секція
        """,
        "Group": """
            group; Gruppe; groupe; grupo; gruppo; groep; grupa; grup; группа; група
        """,
        "Category": """
            category; Kategorie; catégorie; categoría; categoria; categorie; kategoria; kategori;
            категория; категорія
        """,
        "Class": """
            class; Klasse; Schulklasse; classe; clase; turma; klas; klasa; sınıf; класс; клас
        """,
        "Source": """
            source; Quelle; Herkunft; origine; fuente; origen; fonte; origem; bron; źródło; kaynak;
            источник; джерело
        """,
        "Subject": """
            subject; Fach; Schulfach; Unterrichtsfach; matière; asignatura; materia; matéria;
            disciplina; vak; przedmiot; ders; предмет; учебный предмет; навчальний предмет
        """,
        "Training group": """
            training group; Schulungsgruppe; Lerngruppe; groupe de formation; grupo de formación;
            gruppo di formazione; grupo de formação; opleidingsgroep; grupa szkoleniowa;
            eğitim grubu; учебная группа; навчальна група
        """,
    }.items()
}
"""How files title columns of tags of the usual categories, by category."""

ALWAYS_CATEGORIES = ("Department", "Section", "Category", "Class", "Source", "Training group")
"""Categories that a column may fill before there is a tag of them. *Group* may be one of security
groups or roles, *Position* the job title, *Subject* anything: these need a profile, or a category
that exists."""

INVERTED: Mapping[str, tuple[str, ...]] = {
    "active": _entries(
        """
        suspended; is suspended; blocked; is blocked; block sign in; sign-in blocked; disabled;
        is disabled; account disabled; login disabled; inactive; is inactive; deactivated; locked;
        account locked; archived; accountDisabled;
        gesperrt; blockiert; deaktiviert; inaktiv; archiviert; bloqué; désactivé; inactif;
        suspendu; archivé; suspendido; bloqueado; inactivo; deshabilitado; desactivado; archivado;
        sospeso; bloccato; disattivato; disabilitato; inattivo; archiviato; suspenso; inativo;
        desativado; arquivado; geblokkeerd; inactief; uitgeschakeld; gearchiveerd; zablokowany;
        nieaktywny; zawieszony; wyłączony; zarchiwizowany; pasif; devre dışı; engellendi;
        askıya alındı; arşivlendi; заблокирован; отключен; отключён; неактивен; неактивный;
        приостановлен; архивирован; заблокований; вимкнено; неактивний; призупинено; архівований
        """
    )
}
"""Headers by field whose yes means the field's no."""

NOT_HEADERS: Mapping[str, tuple[str, ...]] = {"parent": ("parent",)}
"""Field names that mean something else as a header: a pupil's mother or father, here."""

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

# The words below are written as headers are compared: lower case, no accents (й becomes и).

HINTS = _words(
    """
    required mandatory optional obligatory readonly read upload only yes no or true false if any
    applicable known available unique the in must be y n dd mm yyyy yy iso format text number
    pflichtfeld pflicht erforderlich ja nein obligatoire requis facultatif oui non
    obligatorio requerido opcional si obbligatorio richiesto facoltativo obrigatorio sim nao
    verplicht vereist optioneel nee wymagane wymagany opcjonalne tak nie zorunlu gerekli evet
    hayir istege bagli обязательно обязательное необязательно да нет обовязково необовязково
    так ні ddmmyyyy yyyymmdd e g eg example
    """
)
"""Words in brackets that say how to fill a column, not what it is."""

TAIL_HINTS = _words("required mandatory optional pflichtfeld")
"""Words that say so without brackets at the end of a header."""

PERSON = _words(
    """
    user account person candidate participant learner employee member applicant examinee trainee
    attendee staff worker colleague profile your
    benutzer nutzer kandidat kandidaten teilnehmer teilnehmers mitarbeiter mitarbeiters bewerber
    mitglied mitglieds benutzers nutzers
    utilisateur lutilisateur dutilisateur candidat employe lemploye salarie membre personne
    collaborateur
    usuario candidato participante empleado miembro persona
    utente dellutente partecipante dipendente membro
    utilizador funcionario colaborador pessoa
    gebruiker kandidaat deelnemer medewerker werknemer lid persoon
    uzytkownik uzytkownika kandydat kandydata uczestnik uczestnika pracownik pracownika
    kullanici kullanicinin aday adayin katilimci katilimcinin calisan calisanin personel
    пользователь пользователя кандидат кандидата участник участника сотрудник сотрудника
    користувач користувача учасник учасника співробітник співробітника працівник працівника
    """
)
"""Words for the person a row is about, whoever it is."""

ROLE_PERSONS = (
    _words(
        """
        student students pupil pupils schuler eleve etudiant estudiante alumno studente aluno
        leerling uczen ogrenci ogrencinin студент студента ученик ученика учень учня
        schulerin schulerinnen etudiante alumna studenti studentessa alunno alunni alunna aluna
        estudante leerlingen uczennica uczniowie ogrenciler студенты студенти ученица ученики
        учениця учні 学生 學生 生徒 학생
        """
    ),
    _words(
        """
        instructor instructors teacher teachers tutor tutors trainer trainers lehrer enseignant
        profesor docente professor leraar nauczyciel ogretmen учитель вчитель
        lehrerin lehrerinnen lehrkraft lehrkrafte enseignante professeur profesora profesores
        docenti professora professores insegnante insegnanti leraren docenten nauczyciele
        ogretmenler
        учителя вчителі вчителька преподаватель преподаватели викладач викладачі
        教师 教師 教員 교사
        """
    ),
    _words(
        """
        parent parents guardian guardians mother father eltern padre madre genitore ouder rodzic
        veli родитель батьки
        carer elternteil erziehungsberechtigte genitori rodzice veliler родители
        家长 家長 保護者 학부모
        """
    ),
)
"""Persons of different kinds that a file may speak of in one row."""

ARTICLES = _words(
    """
    of the a an for des der die das du de la le les l d del della dell dei da do dos van of het den
    """
)
"""Small words between a field and its person: *email of the candidate*."""
