"""Photos: what a cell says where the picture is found."""

from __future__ import annotations

import re

from ..issues import Problem
from ..photo_codes import PHOTO_AS_TEXT, PHOTO_LINKS_OFF, PHOTO_NAME_EMPTY
from ..photo_texts import is_link, is_picture_text
from ..policy import Policy
from .base import key_line, refusal, within
from .texts import LINE_LENGTH

_FILE_LINK = re.compile(r"file:/*", re.IGNORECASE)


def convert_photo(text: str, policy: Policy) -> str:
    """Convert the cell of a photo column to the name of a picture, or to the link to it.

    Slashes part folders, as in archives. Pictures that stood in the file as text have a name by
    now (see :mod:`..photo_texts`).

    :raises Problem: a link where none may be fetched, a picture as text, or no name at all
    """
    if is_picture_text(text):
        raise Problem(PHOTO_AS_TEXT)
    text = within(key_line(text), LINE_LENGTH)
    if is_link(text):
        if not policy.photo_links:
            raise Problem(PHOTO_LINKS_OFF)
        return text
    name = _FILE_LINK.sub("", text.strip("\"'")).replace("\\", "/").strip()
    if not name.strip("/. "):
        raise refusal(PHOTO_NAME_EMPTY, text)
    return name
