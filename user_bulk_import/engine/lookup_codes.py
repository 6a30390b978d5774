"""Issue codes of names that the directory does not answer with one record, and of what a person
said that they stand for (see :mod:`.value_maps`)."""

from .issues import ERROR, INFO, WARNING, _lt, define

VALUE_UNKNOWN = define(
    "value_unknown",
    ERROR,
    _lt("“%(value)s” is not known here. Correct it, or create it in Odoo first."),
)
VALUE_NOT_LISTED = define(
    "value_not_listed",
    ERROR,
    _lt(
        "“%(value)s” is not known here. Correct it, or choose what it stands for under Unknown "
        "Values."
    ),
)
"""Of kinds that nobody makes new records of."""

NOTHING_TO_TAKE = define(
    "nothing_to_take",
    WARNING,
    _lt(
        "“%(value)s” is not known here, so there is nothing to take away. Correct it where "
        "something else is meant."
    ),
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
TAG_ARCHIVED = define(
    "tag_archived",
    ERROR,
    _lt(
        "The tag or category “%(value)s” is archived. Restore it in Odoo, or write one that is in "
        "use."
    ),
)
TAG_FOUND = define(
    "tag_found",
    INFO,
    _lt(
        "“%(value)s” is taken as the tag %(tag)s, the only one of this name. Write its category "
        "where another one is meant."
    ),
)
TAG_INHERITED = define(
    "tag_inherited",
    INFO,
    _lt(
        "“%(value)s” is taken as %(tag)s, since it follows a tag of this category. Write a "
        "semicolon before it where it has none."
    ),
)
ROLE_NOT_GRANTABLE = define(
    "role_not_grantable",
    ERROR,
    _lt(
        "“%(value)s” gives rights that the importing person does not have. Let a Settings "
        "administrator import this row, or choose another role."
    ),
)
GROUP_IS_USER_TYPE = define(
    "group_is_user_type",
    ERROR,
    _lt(
        "“%(value)s” is a user type and no group. Name a role for users of this type, or take it "
        "out: the setting “New Users Are” says what users without a role become."
    ),
)
VALUE_MAPPED = define(
    "value_mapped",
    INFO,
    _lt("“%(value)s” is taken as %(meant)s, as chosen for the whole file."),
)
VALUE_LEFT_OUT = define(
    "value_left_out",
    INFO,
    _lt("“%(value)s” is left out, as chosen for the whole file."),
)
VALUE_CHOICE_REFUSED = define(
    "value_choice_refused",
    ERROR,
    _lt(
        "What “%(value)s” was to stand for is gone, or may not be used by the importing person. "
        "Choose again under Unknown Values."
    ),
)
