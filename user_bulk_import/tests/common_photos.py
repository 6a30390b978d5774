"""Uploads with photos."""

import io
import zipfile

from PIL import Image

USERS = (
    "login,name,email,ref\nanna,Anna Arp,anna@example.com,A-1\nbob,Bob Berg,bob@example.com,B-2\n"
)


def picture(color=(200, 120, 40), kind="JPEG", size=(16, 16)):
    """Return the bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


def zipped(**members):
    """Return a ZIP. A name is written with ``__`` for a slash and ``_`` for a dot."""
    return zipped_files({k.replace("__", "/").replace("_", "."): v for k, v in members.items()})


def zipped_files(members):
    """Return a ZIP of contents by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()
