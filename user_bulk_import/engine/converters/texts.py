"""Names, addresses, references and other plain texts, one line or several."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from ..policy import Policy
from .base import code_line, many_lines, one_line, within

NAME_LENGTH = 255
"""PostgreSQL cannot index much more, and names and references are indexed in Odoo."""

LINE_LENGTH = 1000
TEXT_LENGTH = 32_767
"""What a spreadsheet's cell can hold at most."""

_HTML = re.compile(r"<[a-z][^<>]*>.*>\s*", re.IGNORECASE | re.DOTALL)


def line(limit: int = LINE_LENGTH) -> Callable[[str, Policy], str]:
    """Return a converter for texts of one line and at most ``limit`` characters."""

    def convert(text: str, policy: Policy) -> str:
        return within(one_line(text), limit)

    return convert


convert_name = line(NAME_LENGTH)
"""Names of persons, places and records."""

convert_line = line()


def convert_code(text: str, policy: Policy) -> str:
    """Convert a reference, postal code or other number that is text.

    :raises Problem: too long, or shortened by the spreadsheet program
    """
    return within(code_line(text), NAME_LENGTH)


def convert_text(text: str, policy: Policy) -> str:
    """Convert a text of several lines.

    :raises Problem: too long
    """
    return within(many_lines(text), TEXT_LENGTH)


def convert_html(text: str, policy: Policy) -> str:
    """Convert a text to HTML; what is HTML already is left to Odoo, which sanitises it.

    Plain text becomes one paragraph in the very form in which Odoo keeps it (``html_sanitize``),
    so that the same file changes nothing the second time.

    :raises Problem: too long
    """
    text = convert_text(text, policy)
    if _HTML.fullmatch(text):
        return text
    return f"<p>{html.escape(text, quote=False)}</p>".replace("\n", "<br>")
