"""The headers of whole products map as their administrators mean them."""

import pytest

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.mapping import map_headers

STANDARD = standard_catalogue()

FILES = {
    "exam_json": (
        "username=login|password=password|fullname=name|email=email|active=active|Roles=roles"
        "|Tags=tags"
    ),
    "exam_candidates": (
        "Client ID=ref|Username=login|Title=?|First Name=first_name|Last Name=last_name"
        "|Email ID of the Candidate=email|Role=roles|Phone Number of the Candidate=phone"
        "|Password=password|Deleted=deleted|Eligible=|Venue=|Booking Status="
    ),
    "school": "First name=first_name|Last name=last_name|Email=email|Username=login|Parent=",
    "company_xlsx": "Email=email|userName=login|reference=ref",
    "directory_api": (
        "uid=ref|secondname=last_name|firstname=first_name|patronymic=middle_name|login=login"
        "|email=email|password=password|birth_date=|gender=|is_active=active|city=city"
        "|department=|position=function|tags=tags|phone=phone|facebook_id=|google_id="
        "|date_of_employment=|work_contact=|date_of_assignment_current_position=|structure_uid="
        "|user_field1=|customInfo=custom_info"
    ),
    "entra": (
        "Name [displayName] Required=name|User name [userPrincipalName] Required=login"
        "|Initial password [passwordProfile] Required=password"
        "|Block sign in (Yes/No) [accountEnabled] Required=active|First name [givenName]=first_name"
        "|Last name [surname]=last_name|Job title [jobTitle]=function|Department [department]="
        "|Usage location [usageLocation]=|Street address [streetAddress]=street"
        "|State or province [state]=state|Country or region [country]=country"
        "|City [city]=city|ZIP or postal code [postalCode]=zip|Office phone [telephoneNumber]=phone"
    ),
    "google": (
        "First Name [Required]=first_name|Last Name [Required]=last_name"
        "|Email Address [Required]=email|Password [Required]=password"
        "|Password Hash Function [UPLOAD ONLY]=|Org Unit Path [Required]="
        "|New Primary Email [UPLOAD ONLY]=|Status [READ ONLY]=active|Last Sign In [READ ONLY]="
        "|Recovery Email=|Home Secondary Email=|Work Secondary Email="
        "|Recovery Phone [MUST BE IN THE E.164 FORMAT]=|Mobile Phone=phone|Home Phone="
        "|Work Address=?|Employee ID=ref|Employee Type=|Employee Title=function|Manager Email="
        "|Department=|Cost Center=|Change Password at Next Sign-In=|New Status [UPLOAD ONLY]="
    ),
    "okta": (
        "login=login|firstName=first_name|lastName=last_name|middleName=middle_name"
        "|honorificPrefix=|email=email|title=?|displayName=name|secondEmail=|mobilePhone=phone"
        "|streetAddress=street|city=city|state=state|zipCode=zip|countryCode=country"
        "|preferredLanguage=lang|timezone=tz|userType=|employeeNumber=ref|organization=?"
        "|department=|managerId=|manager="
    ),
    "okta_json": (
        "id=?|status=active|profile.login=login|profile.email=email|profile.firstName=first_name"
        "|profile.lastName=last_name|profile.mobilePhone=phone|credentials.password.value=password"
    ),
    "scim": (
        "userName=login|externalId=ref|name.givenName=first_name|name.familyName=last_name"
        "|name.middleName=middle_name|displayName=name|emails.value=email|phoneNumbers.value=phone"
        "|active=active|addresses[0].locality=city|addresses[0].country=country|title=?"
        "|preferredLanguage=lang|roles.value=roles|groups=?"
        "|urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department="
    ),
    "moodle": (
        "username=login|password=password|email=email|firstname=first_name|lastname=last_name"
        "|middlename=middle_name|idnumber=ref|institution=?|department=|phone1=phone|phone2="
        "|city=city|country=country|lang=lang|timezone=tz|auth=|cohort1=|suspended=active"
        "|deleted=deleted|oldusername=old_login|profile_field_hobby="
    ),
    "canvas": (
        "user_id=ref|integration_id=|login_id=login|password=password|first_name=first_name"
        "|last_name=last_name|full_name=name|sortable_name=|short_name=|email=email|status=active"
    ),
    "powerschool": (
        "Student_Number=ref|First_Name=first_name|Last_Name=last_name|Grade_Level=|Home_Room="
        "|Student_Web_ID=login|Email_Addr=email|Mother=|Father="
    ),
    "clever": (
        "School_id=|Student_id=ref|State_id=?|Last_name=last_name|Middle_name=middle_name"
        "|First_name=first_name|Student_street=street|Student_city=city|Student_state=state"
        "|Student_zip=zip|Student_email=email|Contact_email=?|Contact_phone=?|Username=login"
        "|Password=password"
    ),
    "oneroster": (
        "sourcedId=ref|enabledUser=active|dateLastModified=|orgSourcedIds=|role=roles"
        "|username=login|userIds=|givenName=first_name|familyName=last_name"
        "|middleName=middle_name|identifier=?|email=email|sms=|phone=phone|agentSourcedIds="
        "|grades=|password=password"
    ),
    "ldap": (
        "sAMAccountName=login|givenName=first_name|sn=last_name|cn=name|mail=email"
        "|telephoneNumber=phone|l=?|postalCode=zip|streetAddress=street|employeeID=ref|manager="
    ),
    "odoo": (
        "id=?|Login=login|Name=name|Email=email|Groups=?|Company=?|Companies=companies"
        "|Related Company=parent|Language=lang|Timezone=tz|Phone=phone|Job Position=function"
        "|Street=street|Street2=street2|Zip=zip|City=city|State=state|Country=country|Tags=tags"
        "|Reference=ref|Website Link=website|Notes=comment|Email Signature=signature"
        "|Notification=notification_type|Active=active"
    ),
    "odoo_technical": (
        "login=login|name=name|email=email|group_ids/id=roles|company_id/name=company"
        "|company_ids/id=companies|parent_id/name=parent|lang=lang|tz=tz|function=function"
        "|country_id/code=country|state_id/name=state|category_id/name=tags|partner_id/phone=phone"
    ),
    "german": (
        "Personalnummer=ref|Name=last_name|Vorname=first_name|Benutzername=login|Kennwort=password"
        "|E-Mail-Adresse=email|Telefon=phone|PLZ=zip|Ort=city|Land=country|Position=function"
        "|Sprache=lang|Rolle=roles|Aktiv=active"
    ),
    "french": (
        "Matricule=ref|Nom=last_name|Prénom=first_name|Identifiant=login|Mot de passe=password"
        "|Courriel=email|Téléphone=phone|Code postal=zip|Ville=city|Pays=country|Fonction=function"
        "|Langue=lang|Rôles=roles|Actif=active"
    ),
    "spanish": (
        "Matrícula=ref|Nombre=first_name|Apellidos=last_name|Nombre de usuario=login"
        "|Contraseña=password|Correo electrónico=email|Teléfono=phone|Código postal=zip"
        "|Ciudad=city|País=country|Cargo=function|Idioma=lang|Rol=roles|Activo=active"
    ),
    "italian": (
        "Matricola=ref|Nome=first_name|Cognome=last_name|Nome utente=login|Password=password"
        "|Indirizzo e-mail=email|Cellulare=phone|CAP=zip|Città=city|Nazione=country"
        "|Mansione=function|Lingua=lang|Ruolo=roles|Attivo=active"
    ),
    "portuguese": (
        "Referência=ref|Nome completo=name|Nome de usuário=login|Senha=password|E-mail=email"
        "|Telemóvel=phone|Código postal=zip|Cidade=city|País=country|Cargo=function|Idioma=lang"
        "|Papel=roles|Ativo=active"
    ),
    "dutch": (
        "Personeelsnummer=ref|Voornaam=first_name|Achternaam=last_name|Gebruikersnaam=login"
        "|Wachtwoord=password|E-mailadres=email|Telefoonnummer=phone|Postcode=zip"
        "|Woonplaats=city|Land=country|Functie=function|Taal=lang|Rollen=roles|Actief=active"
    ),
    "polish": (
        "Numer pracownika=ref|Imię=first_name|Nazwisko=last_name|Nazwa użytkownika=login"
        "|Hasło=password|Adres e-mail=email|Numer telefonu=phone|Kod pocztowy=zip|Miasto=city"
        "|Kraj=country|Stanowisko=function|Język=lang|Rola=roles|Aktywny=active"
    ),
    "turkish": (
        "Sicil No=ref|Adı=first_name|Soyadı=last_name|Kullanıcı Adı=login|Şifre=password"
        "|E-posta=email|Cep Telefonu=phone|Posta Kodu=zip|Şehir=city|Ülke=country|Görev=function"
        "|Dil=lang|Rol=roles|Aktif=active"
    ),
    "russian": (
        "Табельный номер=ref|Фамилия=last_name|Имя=first_name|Отчество=middle_name|Логин=login"
        "|Пароль=password|Эл. почта=email|Телефон=phone|Индекс=zip|Город=city|Страна=country"
        "|Должность=function|Язык=lang|Роли=roles|Статус=active"
    ),
    "ukrainian": (
        "Табельний номер=ref|Прізвище=last_name|Ім’я=first_name|По батькові=middle_name"
        "|Логін=login|Пароль=password|Ел. пошта=email|Телефон=phone|Індекс=zip|Місто=city"
        "|Країна=country|Посада=function|Мова=lang|Ролі=roles|Статус=active"
    ),
}


@pytest.mark.parametrize("product", FILES)
def test_the_columns_of_a_products_file(product):
    """``?`` stands for a header that is shown with candidates."""
    pairs = [entry.rsplit("=", 1) for entry in FILES[product].split("|")]
    matches = map_headers([header for header, _ in pairs], STANDARD)
    found = {match.header: match.target or ("?" if match.candidates else "") for match in matches}
    assert found == dict(pairs)


def test_the_tags_of_the_exam_platform():
    names = ("Department", "Section", "Group", "Category", "Position", "Class", "Source")
    catalogue = STANDARD.extended(tag_category_spec(name) for name in names)
    matches = map_headers([f"Tags.{name}" for name in names], catalogue)
    assert [match.target for match in matches] == [f"tag:{name}" for name in names]
