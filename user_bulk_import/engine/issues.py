"""Errors as values: stable codes with a severity and a text that says how to mend it.

The texts are English here and translated in Odoo, which finds them by ``_lt`` when it exports
the addon's terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ERROR = "error"
WARNING = "warning"
INFO = "info"


def _lt(text: str) -> str:
    """Mark ``text`` for Odoo's export of terms."""
    return text


@dataclass(frozen=True, slots=True)
class IssueType:
    """What all issues of one code share; ``text`` has ``%(name)s`` places for the parameters."""

    severity: str
    text: str


ISSUE_TYPES: dict[str, IssueType] = {}


def define(code: str, severity: str, text: str) -> str:
    """Register an issue code and return it. Glue addons define theirs the same way.

    :raises ValueError: where the code is taken
    """
    if code in ISSUE_TYPES:
        raise ValueError(f"issue code defined twice: {code}")
    ISSUE_TYPES[code] = IssueType(severity, text)
    return code


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know about a file, a row or a cell.

    :param code: a key of :data:`ISSUE_TYPES`
    :param params: values for the text; never a secret
    :param sheet: the table's name
    :param row: the file's own row number, ``None`` where the issue concerns more than a row
    :param column: header as in the file
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def severity(self) -> str:
        return ISSUE_TYPES[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    def text(self, translate=str) -> str:
        """Return the sentence for a person.

        :param translate: turns the English template into the reader's language
        """
        if self.code not in ISSUE_TYPES:  # of an addon that is gone
            return f"{self.code} {dict(self.params)}"
        text = ISSUE_TYPES[self.code].text
        try:
            return translate(text) % dict(self.params)
        except (KeyError, TypeError, ValueError):  # a translation with other places than the text
            return text % dict(self.params)

    def at(self, *, sheet: str = "", row: int | None = None, column: str = "") -> Issue:
        """Return the same issue at a place; what is given replaces what was there."""
        return replace(
            self,
            sheet=sheet or self.sheet,
            row=self.row if row is None else row,
            column=column or self.column,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.severity,
            "params": dict(self.params),
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Issue:
        return cls(data["code"], data["params"], data["sheet"], data["row"], data["column"])


class Problem(Exception):
    """A value cannot be used; whoever knows its place turns it into an :class:`Issue`."""

    def __init__(self, code: str, **params: Any):
        super().__init__(code)
        self.code = code
        self.params = params

    def issue(self) -> Issue:
        return Issue(self.code, self.params)
