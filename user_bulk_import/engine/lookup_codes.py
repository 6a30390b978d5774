"""Issue codes of names that the directory does not answer with one record."""

from .issues import ERROR, _lt, define

VALUE_UNKNOWN = define(
    "value_unknown",
    ERROR,
    _lt("“%(value)s” is not known here. Correct it, or create it in Odoo first."),
)
VALUE_AMBIGUOUS = define(
    "value_ambiguous",
    ERROR,
    _lt("“%(value)s” could be any of: %(choices)s. Write the one you mean."),
)
LANG_NOT_INSTALLED = define(
    "lang_not_installed",
    ERROR,
    _lt(
        "The language “%(value)s” is not installed. Install it under Settings → Translations → "
        "Languages, or correct the cell."
    ),
)
TAG_UNKNOWN = define(
    "tag_unknown",
    ERROR,
    _lt("There is no tag “%(value)s”, and this import does not create tags."),
)
ROLE_NOT_GRANTABLE = define(
    "role_not_grantable",
    ERROR,
    _lt(
        "The role “%(value)s” gives rights that the importing person does not have. Let a Settings "
        "administrator import this row, or choose another role."
    ),
)
