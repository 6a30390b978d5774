"""Service information as JSON, plain or in BASE64 (LMS Collaborator's ``customInfo``)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import refusal

JSON_INVALID = define(
    "custom_info_invalid",
    ERROR,
    _lt(
        '“%(value)s” is neither JSON nor JSON in BASE64. Write an object like {"key": 1}, or a '
        "list."
    ),
)

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def convert_json(text: str, policy: Policy) -> str:
    """Convert JSON to its canonical text: sorted keys, no blanks, characters as they are.

    :raises Problem: no object and no list, or one that PostgreSQL cannot hold
    """
    data = _load(text.strip().lstrip("\ufeff"))
    if data is None:
        data = _load(_decoded(text))
    if data is None:
        raise refusal(JSON_INVALID, text)
    try:
        result = canonical_json(data)
    except (ValueError, RecursionError) as error:
        raise refusal(JSON_INVALID, text) from error
    if _UNSTORABLE.search(result) or "\\u0000" in result:
        raise refusal(JSON_INVALID, text)
    return result


def canonical_json(data: Any) -> str:
    """Return the one text that stands for ``data``, so that equal data have equal texts.

    :raises ValueError: where JSON cannot hold it
    """
    return json.dumps(
        data, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )


def _load(text: str) -> Any:
    """Return the object or list in ``text``, ``None`` where it is none."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None  # the caller tries BASE64 and then refuses the text


def _decoded(text: str) -> str:
    """Return what ``text`` says in BASE64, with either alphabet (RFC 4648, 4 and 5)."""
    packed = "".join(text.split())
    if not _BASE64.fullmatch(packed):
        return ""
    packed = packed.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        return raw.decode("utf-8-sig").strip()
    except (binascii.Error, UnicodeDecodeError):
        return ""
