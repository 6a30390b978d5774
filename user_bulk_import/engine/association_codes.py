"""Issue codes of people whom a row names.

Whom nobody knows is a warning: a student must not get lost since a teacher's address is mistyped.
What could mean several people, or turns who stands above whom around, has to be decided first.
"""

from .issues import ERROR, WARNING, _lt, define

ASSOCIATION_UNKNOWN = define(
    "association_unknown",
    WARNING,
    _lt(
        "Nobody here or in the file has the e-mail address, login or reference “%(value)s”, so it "
        "is left out. Correct it, or choose whom it stands for under Unknown Values."
    ),
)
ASSOCIATION_UNMADE = define(
    "association_unmade",
    WARNING,
    _lt(
        "“%(value)s” stands in row %(place)s, which makes no user as it is, so nobody is "
        "associated by this. Mend that row, and the two are associated."
    ),
)
ASSOCIATION_AMBIGUOUS = define(
    "association_ambiguous",
    ERROR,
    _lt(
        "“%(value)s” could be any of: %(choices)s. Write what only the one you mean has, the login "
        "or the reference."
    ),
)
ASSOCIATION_SELF = define(
    "association_self",
    ERROR,
    _lt("“%(value)s” is the person of this row. Nobody is associated with oneself."),
)
ASSOCIATION_CYCLE = define(
    "association_cycle",
    ERROR,
    _lt(
        "“%(value)s”: these people would stand above each other in a circle (%(field)s). Take away "
        "one of the associations, in the file or in Odoo."
    ),
)
ASSOCIATION_CONTRADICTED = define(
    "association_contradicted",
    ERROR,
    _lt("“%(value)s” is taken away here, and given in row %(place)s. Decide for one of the two."),
)
