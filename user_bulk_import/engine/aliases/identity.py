"""What a person is recognized by: reference, login, e-mail address."""

from __future__ import annotations

from collections.abc import Mapping

BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
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
}
