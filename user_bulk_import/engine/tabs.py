"""Which tab of a profile a table of a file is: by the table's name, else perhaps by its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .headers import normalize_header, people_of

NO_TAB = "-"
"""What a person says of a table that is none of the tabs."""


def tab_named(names: Iterable[str], tabs: Collection[str]) -> str:
    """Return the tab of one of these names, else the only one about the same people (*Pupils*,
    *Schüler*); ``""`` where there is none.

    :param names: what a table may be called by
    """
    names = list(names)
    known = {normalize_header(tab): tab for tab in tabs}
    fitting = (normalize_header(name) for name in names)
    if exact := next((known[name] for name in fitting if name in known), None):
        return exact
    people = next((kind for kind in map(people_of, names) if kind is not None), None)
    alike = [tab for tab in known.values() if people_of(tab) == people]
    return alike[0] if people is not None and len(alike) == 1 else ""


def tab_of_fields(found: Collection[str], own: Mapping[str, Collection[str]]) -> str:
    """Return the only tab that a table's fields speak for, ``""`` where they speak for none or for
    several.

    :param found: names of the fields that the table's columns fill
    :param own: names of the fields that the profile expects on each tab and on no other
    """
    fitting = [tab for tab, fields in own.items() if not set(found).isdisjoint(fields)]
    return fitting[0] if len(fitting) == 1 else ""
