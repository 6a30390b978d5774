"""What is written into the fields, said to whoever fills in a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..association_specs import is_association
from ..issues import _lt
from .types import TemplateColumn

FIELDS: Mapping[str, str] = {
    "ref": _lt("Your own number for this person, such as a student or staff number."),
    "login": _lt("What the person logs in with, often the e-mail address. Each one only once."),
    "old_login": _lt("The login until now, where this row changes it."),
    "email": _lt("One e-mail address."),
    "name": _lt("First and last name in one cell."),
    "first_name": _lt("The first name."),
    "middle_name": _lt("The middle name, or the father's name."),
    "last_name": _lt("The last name."),
    "password": _lt(
        "The first password. Keep this file in a safe place, and delete it afterwards."
    ),
    "password_hash": _lt("A password hash, as Odoo stores it."),
    "active": _lt("No archives the user, yes takes the user back."),
    "deleted": _lt("Yes for users who are to go. What becomes of them is set in the import."),
    "roles": _lt("What the person may do. Several are separated by commas."),
    "tags": _lt("Tags, each as Category: Tag. Several are separated by commas."),
    "phone": _lt("The phone number, best with the country code."),
    "street": _lt("Street and number."),
    "street2": _lt("What else belongs to the address."),
    "zip": _lt("The postal code."),
    "city": _lt("The town or city."),
    "state": _lt("The state or province, by its name or code."),
    "country": _lt("The country, by its name or its code of two letters."),
    "function": _lt("The job title."),
    "lang": _lt("The language in which the person sees Odoo."),
    "tz": _lt("The time zone, by its name."),
    "company": _lt("The company in which the user works."),
    "companies": _lt("All companies that the user may see. Several are separated by commas."),
    "parent": _lt("The company that employs the person, as it is named among the contacts."),
    "signature": _lt("What stands below the person's messages."),
    "website": _lt("The address of the person's website."),
    "comment": _lt("A note about the person."),
    "photo": _lt("The name of the picture, such as ann.jpg, in a ZIP with this table."),
    "notification_type": _lt("Where the person gets notifications: email or inbox."),
    "custom_info": _lt("Information of another program, as JSON."),
}

KINDS: Mapping[str, str] = {
    "char": _lt("A text."),
    "text": _lt("A text, also of several lines."),
    "integer": _lt("A whole number."),
    "float": _lt("A number."),
    "boolean": _lt("Yes or no."),
    "date": _lt("A date. Year, month and day as in 2024-01-31 are always understood."),
    "datetime": _lt("A date with the time, as in 2024-01-31 08:00."),
    "selection": _lt("One of the list."),
}

TAGS = _lt("Tags of this category. Several are separated by commas.")
PEOPLE = _lt(
    "Who belongs to this person: an e-mail address, login or reference. Several are separated by "
    "commas. They may stand on another tab, or be users already."
)
ALWAYS = _lt("Required in each row.")
CREATE = _lt("Required for new users.")
DEFAULT = _lt("Left blank, it is: %s")
EXAMPLE = _lt("Example: %s")
EITHER_LOGIN = _lt("A new user needs a login or an e-mail address.")
EITHER_NAME = _lt("A new user needs a first or a last name.")


def describe(
    column: TemplateColumn, person: Mapping[str, str], translate: Callable[[str], str] = str
) -> str:
    """Return what is said about a column, in some lines.

    :param person: somebody's texts by field, as an example
    """
    lines = []
    if column.required != "no":
        lines.append(translate(ALWAYS if column.required == "always" else CREATE))
    if column.field.startswith("tag:"):
        lines.append(translate(TAGS))
    elif is_association(column.field):
        lines.append(translate(PEOPLE))
    elif text := FIELDS.get(column.field) or KINDS.get(column.kind):
        lines.append(translate(text))
    if column.required == "no" and column.field in ("login", "email"):
        lines.append(translate(EITHER_LOGIN))
    if column.required == "no" and column.field in ("first_name", "last_name"):
        lines.append(translate(EITHER_NAME))
    if column.default:
        lines.append(translate(DEFAULT).replace("%s", column.default))
    example = person.get(column.field) or column.example
    if example and column.field != "password":
        lines.append(translate(EXAMPLE).replace("%s", example))
    return "\n".join(lines)
