"""Issue codes of titles that do not say clearly what their column fills."""

from .issues import ERROR, INFO, WARNING, _lt, define

HEADER_AMBIGUOUS = define(
    "header_ambiguous",
    WARNING,
    _lt("“%(header)s” may be: %(fields)s. Choose one, or leave the column out."),
)
HEADER_DOUBTFUL = define(
    "header_doubtful",
    WARNING,
    _lt("“%(header)s” may be %(fields)s. Choose it, or leave the column out."),
)
HEADER_CONFLICT = define(
    "header_conflict",
    WARNING,
    _lt(
        "Several columns can be %(field)s: %(headers)s. Choose %(field)s for the right one; until "
        "then none is taken."
    ),
)
HEADER_SUPERSEDED = define(
    "header_superseded",
    INFO,
    _lt("“%(header)s” is left out, since “%(other)s” is %(field)s."),
)
HEADER_UNKNOWN = define(
    "header_unknown",
    INFO,
    _lt("No field is known for “%(header)s”, so it is left out."),
)
HEADER_DOUBLED = define(
    "header_doubled",
    ERROR,
    _lt(
        "Several columns fill %(field)s: %(headers)s. Keep one of them, and choose another field "
        "for the others or leave them out."
    ),
)
HEADER_UNKNOWN_SECRET = define(
    "header_unknown_secret",
    INFO,
    _lt(
        "“%(header)s” sounds like a secret, so nobody can read it. It is left out, unless you "
        "choose Password for it."
    ),
)
HEADER_BLANK = define(
    "header_blank",
    INFO,
    _lt("Column %(number)s has no header and is left out. Give it one to import it."),
)
HEADER_TARGET_UNKNOWN = define(
    "header_target_unknown",
    ERROR,
    _lt(
        "The column “%(header)s” is to fill “%(field)s”, which is no field. Choose another field "
        "for it."
    ),
)
