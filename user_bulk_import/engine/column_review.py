"""What a person should look at before the columns of a file are taken as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .fields import Catalogue
from .issues import ERROR, WARNING, Issue, _lt, define
from .mapping import CHOSEN, DECIDED, REMEMBERED, ColumnMatch, map_headers

COLUMN_MISSING = define(
    "column_missing",
    ERROR,
    _lt(
        "%(field)s is required, and no column fills it. Choose %(field)s at one of the columns, or "
        "type a default here."
    ),
)
COLUMN_MISSING_PERSONAL = define(
    "column_missing_personal",
    ERROR,
    _lt(
        "%(field)s is required, and no column fills it. Choose %(field)s at one of the columns, or "
        "add the column to your file and upload it again."
    ),
)
COLUMN_MISSING_FOR_NEW = define(
    "column_missing_for_new",
    WARNING,
    _lt(
        "%(field)s is required for new users, and no column fills it: each row that makes a user "
        "will be an error. Choose %(field)s at one of the columns."
    ),
)
HEADER_SECRET = define(
    "header_secret",
    ERROR,
    _lt(
        "The column “%(header)s” was kept as a secret, so it can only fill a password. Choose "
        "Password for it, or leave it out."
    ),
)

MISSING, DOUBTFUL, UNKNOWN, FINE = range(4)
"""How much a column needs a person, the most first: a required field that nothing fills; a column
that fits several fields or competes for one, or cannot stay as it is; one that no field is known
for; and one that may go on as it is."""


def review(
    columns: Sequence[ColumnMatch],
    catalogue: Catalogue,
    saved: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    tab: str = "",
) -> tuple[ColumnMatch, ...]:
    """Return the columns of a table as they are after some of them were chosen: what was chosen
    or remembered stays, the others are recognized anew beside it, and each has its issues.

    :param columns: all of the table, in its order
    :param saved: field name by header, as :func:`~.mapping.map_headers` takes it, and so
        ``sheet`` and ``tab``
    """
    decided = {
        position: (column.target, column.confidence)
        for position, column in enumerate(columns)
        if column.confidence in (CHOSEN, REMEMBERED)
    }
    headers = [column.header for column in columns]
    return map_headers(headers, catalogue, saved, sheet=sheet, tab=tab, decided=decided)


def unless_shown(match: ColumnMatch, catalogue: Catalogue) -> ColumnMatch:
    """Return the match of a column that is kept as a secret: without its field where that would
    show what is sealed, whoever said so."""
    spec = catalogue.get(match.target)
    if not spec or spec.sensitive:
        return match
    issue = Issue(HEADER_SECRET, {"header": match.header}, column=match.header)
    return replace(match, target="", confidence="", conflict=False, issues=(issue,))


def attention(match: ColumnMatch) -> int:
    """Return how much a column needs a person: one of :data:`MISSING` … :data:`FINE`."""
    if match.conflict or any(issue.is_error for issue in match.issues):
        return DOUBTFUL
    if match.target or match.confidence in DECIDED:
        return FINE
    if not match.candidates:
        return UNKNOWN
    # A column that another one takes the place of needs nobody.
    return DOUBTFUL if any(issue.severity != "info" for issue in match.issues) else FINE


def missing(label: str, *, personal: bool, new_only: bool = False) -> Issue:
    """Return the issue of a required field that no column fills.

    :param label: what people call the field
    :param personal: it is each person's own, so that it takes no default
    :param new_only: existing users may do without
    """
    if new_only:
        return Issue(COLUMN_MISSING_FOR_NEW, {"field": label})
    return Issue(COLUMN_MISSING_PERSONAL if personal else COLUMN_MISSING, {"field": label})
