"""Job, company, notes and photo."""

from __future__ import annotations

from collections.abc import Mapping

BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
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
}
