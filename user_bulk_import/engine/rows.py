"""From the texts of a row to values, each fault an issue at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .association_specs import PERSON
from .catalogue import INVERSE
from .converters.base import Doubt, is_blank
from .converters.lists import collected
from .directory import normalize_key
from .fields import Catalogue, FieldSpec
from .folding import fold
from .issues import ERROR, WARNING, Issue, Problem, _lt, define
from .mapping import ColumnMatch
from .policy import Policy
from .secret_tokens import TOKEN_UNUSABLE, parse_token
from .tables import ERROR_LITERALS, SourceRow
from .values import CLEAR, MASK

ERROR_CELL = define(
    "error_cell",
    ERROR,
    _lt("The spreadsheet shows the error %(value)s here. Mend the formula, or write the value."),
)
EXTRA_CELLS = define(
    "extra_cells",
    WARNING,
    _lt(
        "Values of this row that stand beyond the last title: %(count)s. Look whether its values "
        "stand in the right columns."
    ),
)
FIELD_NOT_CLEARABLE = define(
    "field_not_clearable",
    ERROR,
    _lt("%(field)s cannot be emptied. Take the marker out of the cell, or write a value."),
)
CLEAR_AND_VALUES = define(
    "clear_and_values",
    ERROR,
    _lt("One column empties %(field)s and another one fills it. Decide for one of the two."),
)
DEFAULT_UNKNOWN = define(
    "default_unknown",
    ERROR,
    _lt("The import has a default value for “%(field)s”, which is no field. Take it out."),
)

MEMORY = 4096
"""Texts of one column whose values are remembered: cities, roles and the like repeat."""


@dataclass(frozen=True, slots=True)
class ConvertedRow:
    """A row's values by field; fields whose cells are blank or at fault are absent.

    :param row: as it was read
    :param values: see :mod:`.values`; texts of fields with a ``lookup`` become refs in
        :func:`.resolving.resolve_row`
    :param issues: each with sheet, row, and the column where it concerns one
    :param columns: header by field, also of blank cells; the first filled one where several
        columns fill it
    :param item_columns: header by field and text for values of further columns of that field
    """

    row: SourceRow
    values: dict[str, Any] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    item_columns: dict[tuple[str, str], str] = field(default_factory=dict)


class _Column:
    """One mapped column and what it made of the texts it has seen."""

    __slots__ = ("convert", "header", "index", "memory", "spec")

    def __init__(self, match: ColumnMatch, spec: FieldSpec):
        self.index = match.index
        self.header = match.header
        self.spec = spec
        self.convert = INVERSE.get(spec.name, spec.convert) if match.inverted else spec.convert
        self.memory: dict[str, Any] = {}

    def value(self, text: str, policy: Policy) -> Any:
        """Return the value of a text, or the problem with it. Secrets are not remembered."""
        try:
            value = self.convert(text, policy)
        except Problem as problem:
            # A remembered problem must not keep the frames it came through.
            problem.__cause__ = problem.__context__ = None
            value = problem.with_traceback(None)
        if not self.spec.sensitive and len(self.memory) < MEMORY:
            self.memory[text] = value
        return value


def row_converter(
    matches: Iterable[ColumnMatch], catalogue: Catalogue, policy: Policy
) -> Callable[[SourceRow], ConvertedRow]:
    """Return a function that converts the rows of one table, made ready for many of them."""
    matches = tuple(matches)
    width = len(matches)
    columns = [_Column(match, catalogue[match.target]) for match in matches if match.target]
    marker = policy.clear_marker.strip().casefold()
    first_headers = {column.spec.name: column.header for column in reversed(columns)}

    def convert(row: SourceRow) -> ConvertedRow:
        cells = row.cells
        result = ConvertedRow(row, columns=dict(first_headers))
        values, headers = result.values, result.columns
        issues: list[Issue] = []
        for column in columns:
            text = cells[column.index] if column.index < len(cells) else ""
            if not text or is_blank(text):
                continue
            spec, header = column.spec, column.header
            value = column.memory.get(text)
            if value is None:
                value = _special(text, spec, marker)
            if value is None:
                value = column.value(text, policy)
            if isinstance(value, Problem):
                issues.append(_issue(value, spec, row, header))
                if not isinstance(value, Doubt):
                    continue
                value = value.value
            if spec.many and value == ():
                continue
            if spec.name in values:
                value = _joined(result, spec, value, header, issues)
            else:
                headers[spec.name] = header
            values[spec.name] = value
        if len(cells) > width:
            _note_extra(row, width, issues)
        return ConvertedRow(row, values, tuple(issues), headers, result.item_columns)

    return convert


def convert_row(
    row: SourceRow, matches: Iterable[ColumnMatch], catalogue: Catalogue, policy: Policy
) -> ConvertedRow:
    """Convert one row; for many rows of a table take :func:`row_converter` once."""
    return row_converter(matches, catalogue, policy)(row)


def _special(text: str, spec: FieldSpec, marker: str) -> Any:
    """Return what a clear marker or a spreadsheet's error stands for, ``None`` for other texts.

    The token of a secret that was not put in its place is an error in any column.
    """
    bare = text.strip()
    if marker and bare.casefold() == marker:
        return CLEAR if spec.clearable else Problem(FIELD_NOT_CLEARABLE, field=spec.label)
    if bare in ERROR_LITERALS:
        return Problem(ERROR_CELL, value=bare)
    if parse_token(bare):
        return Problem(TOKEN_UNUSABLE)
    return None


def _issue(problem: Problem, spec: FieldSpec, row: SourceRow, header: str) -> Issue:
    return Issue(problem.code, _safe(problem, spec), row.sheet, row.number, header)


def _safe(problem: Problem, spec: FieldSpec) -> Mapping[str, Any]:
    """Return a problem's parameters; of a sensitive field, only the numbers."""
    if not spec.sensitive:
        return problem.params
    shown = {"field": spec.label} if "field" in problem.params else {}
    return {
        name: value if isinstance(value, int) else MASK for name, value in problem.params.items()
    } | shown


def _joined(
    result: ConvertedRow, spec: FieldSpec, value: Any, header: str, issues: list[Issue]
) -> Any:
    """Return the values of two columns for one field together."""
    row, before = result.row, result.values[spec.name]
    if before is CLEAR and value is CLEAR:
        return CLEAR
    if before is CLEAR or value is CLEAR:
        problem = Problem(CLEAR_AND_VALUES, field=spec.label)
        issues.append(_issue(problem, spec, row, header))
        return before
    try:
        key = normalize_key if spec.lookup == PERSON else fold
        joined = collected([*before, *value], "", key)
    except Problem as problem:
        issues.append(_issue(problem, spec, row, header))
        return before
    for item in joined[len(before) :]:
        result.item_columns[spec.name, item.value] = header
    return joined


def _note_extra(row: SourceRow, width: int, issues: list[Issue]) -> None:
    """Warn of values beyond the header; they are not repeated, since one may be a password."""
    count = sum(not is_blank(text) for text in row.cells[width:])
    if count:
        issues.append(Issue(EXTRA_CELLS, {"count": count}, row.sheet, row.number))


def default_values(
    catalogue: Catalogue, policy: Policy
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Convert ``policy.defaults``.

    :return: values by field, not yet resolved, and what is wrong with the others; the issues
        stand at no row, their column is the field's label
    """
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    for name, text in policy.defaults.items():
        if is_blank(text):
            continue
        spec = catalogue.get(name)
        if spec is None:
            issues.append(Issue(DEFAULT_UNKNOWN, {"field": name}))
            continue
        try:
            value = spec.convert(text, policy)
        except Problem as problem:
            issues.append(Issue(problem.code, _safe(problem, spec), column=spec.label))
            if not isinstance(problem, Doubt):
                continue
            value = problem.value
        if value != ():
            values[name] = value
    return values, tuple(issues)


_NAME_ORDERS: Mapping[str, Sequence[str]] = {
    "first_last": ("first_name", "last_name"),
    "last_first": ("last_name", "first_name"),
    "first_middle_last": ("first_name", "middle_name", "last_name"),
    "last_first_middle": ("last_name", "first_name", "middle_name"),
}


def compose_name(values: Mapping[str, Any], policy: Policy, complete: bool) -> str | None:
    """Return the full name that the parts in ``values`` make, in ``policy.name_order``.

    :param complete: demand first and last name, as for a user who has a full name already; for a
        new user any part will do, also one that the order leaves out
    :return: ``None`` where parts are lacking
    """
    if complete and not (_part(values, "first_name") and _part(values, "last_name")):
        return None
    names = [_part(values, name) for name in _NAME_ORDERS[policy.name_order]]
    if not any(names):
        names = [_part(values, "middle_name")]
    return " ".join(name for name in names if name) or None


def _part(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def derive(values: Mapping[str, Any], policy: Policy, *, complete: bool = True) -> dict[str, Any]:
    """Return ``values`` with the full name that its parts make, where it has none.

    :param complete: as for :func:`compose_name`; ``False`` for a row that makes a user
    """
    derived = dict(values)
    if "name" not in derived and (name := compose_name(values, policy, complete)):
        derived["name"] = name
    return derived
