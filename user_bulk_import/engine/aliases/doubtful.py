"""Headers that say too little, or something else than they seem to."""

from __future__ import annotations

from collections.abc import Mapping

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
    "nummer": ("ref",),  # of a class, a room or a bus as often as of the person
    "nr": ("ref",),
    "numéro": ("ref",),
    "número": ("ref",),
    "numer": ("ref",),
    "numara": ("ref",),
    "номер": ("ref",),
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

NOT_HEADERS: Mapping[str, tuple[str, ...]] = {"parent": ("parent",)}
"""Field names that mean something else as a header: a pupil's mother or father, here."""
