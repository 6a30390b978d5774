"""Phone numbers, written as Odoo writes them: ``+380 97 123 4567``.

Odoo takes any text for a phone number and reformats what it understands (``phone_validation``).
So what can be a number is kept even where it looks wrong, with a warning: nobody should miss a
user because of a digit. Where digits are lost, or the cell holds no number at all, the row is at
fault.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from ..issues import ERROR, WARNING, Problem, _lt, define
from ..policy import Policy
from .base import Doubt, code_line, refusal, shown, within

PHONE_INVALID = define(
    "phone_invalid",
    ERROR,
    _lt("“%(value)s” is no phone number. Write it like +380 97 123 4567, or leave it blank."),
)
PHONE_DIGITS = define(
    "phone_digits",
    WARNING,
    _lt(
        "The phone number “%(value)s” does not exist in its country: digits are missing, wrong or "
        "too many. It is kept as it stands."
    ),
)
PHONE_COUNTRY = define(
    "phone_country",
    WARNING,
    _lt(
        "The phone number “%(value)s” begins with a country code that does not exist. It is kept "
        "as it stands."
    ),
)

PHONE_SEVERAL = define(
    "phone_several",
    WARNING,
    _lt("“%(value)s” are several phone numbers. They are kept as they stand; leave only one."),
)

PHONE_LENGTH = 64
TEXT_LENGTH = 256
"""Characters that are looked through for a number."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN = re.compile(r"\+\d{7,15}", re.ASCII)
_LABEL = re.compile(r"(?:tel|phone|mobile|mob)\s*[.:]\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s()+/.,*#\u2010-\u2015\u2212-]*", re.ASCII)
_BETWEEN = re.compile(r"[,;/|]|\s(?=\+)")
_FLOAT = re.compile(r"(\d{7,})\.0", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_EXTENSION = re.compile(
    r"(?:;\s*ext=|(?:e?xt(?:ensi[oó]n|n)?|anexo|ramal|int|доб)\.?:?|x|#)\s*\d{1,7}$",
    re.IGNORECASE,
)


def convert_phone(text: str, policy: Policy) -> str:
    """Convert a phone number; one without a country code is of ``policy.phone_country``.

    Without that country it is kept as written, since nobody can tell where it belongs.

    :raises Problem: no number, or one that the spreadsheet program has shortened
    :raises Doubt: a number that cannot be dialled
    """
    result = _converted(text, policy.phone_country.upper())
    if isinstance(result, str):
        return result
    code, value, params = result
    raise Problem(code, **params) if value is None else Doubt(code, value, **params)


_Answer = str | tuple[str, str | None, dict]


@lru_cache(maxsize=16_384)
def _converted(text: str, country: str) -> _Answer:
    """Return the number, or the code, kept text and parameters of an issue.

    Answers are cached, problems too: parsing costs thirty times as much as all else.
    """
    try:
        return _format(within(_cleaned(text), PHONE_LENGTH), country)
    except Doubt as doubt:
        return doubt.code, doubt.value, doubt.params
    except Problem as problem:
        return problem.code, None, problem.params


def _cleaned(text: str) -> str:
    """Return the number with an international prefix, where it has one, written ``+``."""
    if _PLAIN.fullmatch(text):
        return text
    text = within(code_line(text), TEXT_LENGTH)
    if not text.isascii():
        text = text.translate(_FULL_WIDTH)
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    text = _LABEL.sub("", text, count=1).strip(" ;,")
    if float_text := _FLOAT.fullmatch(text):
        text = float_text[1]
    if text.startswith("00") and not text.startswith("000"):
        text = "+" + text[2:].lstrip()
    number = _EXTENSION.sub("", text)
    if not _NUMBER.fullmatch(number) or len(_DIGIT.findall(number)) < 3:
        raise refusal(PHONE_INVALID, text)
    parts = [part for part in _BETWEEN.split(number) if part]
    if len(parts) > 1 and all(len(_DIGIT.findall(part)) >= 7 for part in parts):
        raise Doubt(PHONE_SEVERAL, text, value=shown(text))
    return text


def _format(text: str, country: str) -> str:
    region = country if country in phonenumbers.SUPPORTED_REGIONS else None
    if region is None and not text.startswith("+"):
        return text
    try:
        number = _quickly_parsed(text) or phonenumbers.parse(text, region)
    except NumberParseException as error:
        raise _doubt(error.error_type, text) from error
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY and not text.startswith("+"):
        return text
    if reason == ValidationResult.TOO_LONG and not text.startswith("+"):
        number = _without_plus(text) or number
        reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        code = PHONE_COUNTRY if reason == ValidationResult.INVALID_COUNTRY_CODE else PHONE_DIGITS
        raise Doubt(code, text, value=shown(text))
    formatted = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    if number.italian_leading_zero and formatted != _reformatted(formatted):
        raise Doubt(PHONE_DIGITS, text, value=shown(text))
    return formatted


def _quickly_parsed(text: str) -> phonenumbers.PhoneNumber | None:
    """Read ``+`` and digits as the library does, in half the time.

    ``None`` where a zero or a national prefix after the country code asks for its full rules.
    """
    if not _PLAIN.fullmatch(text) or text[1] == "0":
        return None
    for length in (1, 2, 3):
        code = int(text[1 : 1 + length])
        if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            rest = text[1 + length :]
            if rest[0] == "0" or _national_prefix(code).match(rest):
                return None
            return phonenumbers.PhoneNumber(country_code=code, national_number=int(rest))
    return None


@cache
def _national_prefix(code: int) -> re.Pattern[str]:
    region = phonenumbers.region_code_for_country_code(code)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return re.compile(metadata.national_prefix_for_parsing or "(?!)")


def _reformatted(text: str) -> str:
    """Format an international number anew: zeros that no number begins with get lost each time."""
    number = phonenumbers.parse(text, None)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _without_plus(text: str) -> phonenumbers.PhoneNumber | None:
    """Read a number that is too long for the country as one with a country code, as Odoo does."""
    try:
        number = phonenumbers.parse("+" + text, None)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _doubt(error_type: int, text: str) -> Problem:
    if error_type == NumberParseException.NOT_A_NUMBER:
        return refusal(PHONE_INVALID, text)
    unknown = error_type == NumberParseException.INVALID_COUNTRY_CODE
    return Doubt(PHONE_COUNTRY if unknown else PHONE_DIGITS, text, value=shown(text))
