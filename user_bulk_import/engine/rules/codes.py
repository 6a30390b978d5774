"""Issue codes of distribution rules."""

from ..issues import ERROR, WARNING, _lt, define

RULE_REFUSED = define(
    "rule_refused",
    ERROR,
    _lt(
        "The rule “%(rule)s” gives “%(value)s”, which the importing person may not give, or which "
        "is not in use any more. Change the rule, or have somebody import who may give it."
    ),
)
RULE_NUMBER = define(
    "rule_number",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: it compares “%(field)s” with “%(value)s”, which is no "
        "number. Correct its condition."
    ),
)
RULE_DATE = define(
    "rule_date",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: it compares “%(field)s” with “%(value)s”, which is no "
        "date. Write one like 2024-01-31 in its condition."
    ),
)
RULE_VALUE_MISSING = define(
    "rule_value_missing",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: its condition on “%(field)s” has no value to compare "
        "with. Fill it in."
    ),
)
RULE_VALUE_LONG = define(
    "rule_value_long",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: the value of its condition on “%(field)s” is too long. "
        "Shorten it."
    ),
)
RULE_OPERATOR = define(
    "rule_operator",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: “%(operator)s” in its condition on “%(field)s” is not "
        "known. Choose another comparison."
    ),
)
RULE_SECRET = define(
    "rule_secret",
    WARNING,
    _lt(
        "The rule “%(rule)s” is left out: “%(field)s” is a secret, which no rule may look at. "
        "Choose another field."
    ),
)
