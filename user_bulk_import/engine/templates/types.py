from __future__ import annotations

from dataclasses import dataclass

REQUIRED = ("no", "create", "always")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a cell can hold, for its drop-down list.

    :param texts: in their order
    :param strict: the program in which the workbook is filled in refuses other texts
    """

    texts: tuple[str, ...] = ()
    strict: bool = True


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of a template.

    :param title: by which an import recognizes it
    :param field: name of the field spec it fills
    :param kind: of a user property (``char``, ``date`` …), or ``''``
    :param required: ``no``, ``create`` for those who are new, or ``always``
    :param default: what an import takes where the cell is blank
    :param example: what a cell may hold, where that is no matter of the person
    """

    title: str
    field: str
    kind: str = ""
    required: str = "no"
    default: str = ""
    choices: Choices = Choices()
    example: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One tab of a template.

    :param name: of the tab
    """

    name: str
    columns: tuple[TemplateColumn, ...]
