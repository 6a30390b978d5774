"""Where people are, how they are reached, and which language they speak."""

from __future__ import annotations

from collections.abc import Mapping

BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
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
}
