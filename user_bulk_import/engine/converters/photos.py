"""Photos: what a cell says where the picture is found."""

from __future__ import annotations

import re

from ..issues import Problem
from ..photo_codes import (
    PHOTO_AS_TEXT,
    PHOTO_LINK_KIND,
    PHOTO_LINKS_OFF,
    PHOTO_NAME_EMPTY,
    broken_text,
)
from ..photo_texts import is_data_uri, is_link, is_picture_text, seems_picture_text
from ..picture_names import PictureName
from ..policy import Policy
from .base import key_line, refusal, within
from .texts import LINE_LENGTH

_OTHER_LINK = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def convert_photo(text: str, policy: Policy) -> str:
    """Convert the cell of a photo column to the name of a picture, or to the link to it.

    Slashes part folders, as in archives. Pictures that stood in the file as text have a name by
    now (see :mod:`..photo_texts`).

    :raises Problem: a link where none may be fetched, or none of its kind; a picture as text, a
        broken one, or no name
    """
    if is_picture_text(text):
        raise Problem(PHOTO_AS_TEXT)
    text = key_line(text)
    if is_data_uri(text) or (len(text) > LINE_LENGTH and seems_picture_text(text)):
        raise broken_text(text)
    text = within(text, LINE_LENGTH)
    if is_link(text):
        if not policy.photo_links:
            raise Problem(PHOTO_LINKS_OFF)
        return text
    name = text.strip("\"'").replace("\\", "/").strip()
    if _OTHER_LINK.match(name):
        raise Problem(PHOTO_LINK_KIND)
    if not PictureName.of(name).stem.strip(". "):
        raise refusal(PHOTO_NAME_EMPTY, text)
    return name
