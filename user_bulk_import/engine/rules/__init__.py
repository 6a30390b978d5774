"""Distribution rules: who meets the conditions of one gets its roles, groups, tags and the like.

They stand between *resolve* and *plan*, and depend on the row alone. What a rule gives counts as if
it stood in the row:

* a field with one value is filled where the row leaves it blank: the cell comes first, then the
  rules in their order, then the default;
* to a field with several values it is added, the default's included where the row has none of its
  own (of tags: category by category). What the row takes away (``-X``) or empties is not given.

Conditions look at the row as it will be used for a new user: with defaults, with the full name
that its parts make, and with what earlier rules gave. Whether the user exists makes no difference,
so that the same row meets the same rules each time it is imported. A field that the row does not
have meets *is not*, *is not in*, *does not contain* and *is not set* alone. A rule without
conditions catches every row.
"""

from .conditions import Condition, check_condition
from .operators import OPERATORS, Operator, operators_for
from .rules import Fired, Rule, Rules, asked_by_rules
from .view import ROW_FIELDS, SHEET, RowView

__all__ = [
    "OPERATORS",
    "ROW_FIELDS",
    "SHEET",
    "Condition",
    "Fired",
    "Operator",
    "RowView",
    "Rule",
    "Rules",
    "asked_by_rules",
    "check_condition",
    "operators_for",
]
