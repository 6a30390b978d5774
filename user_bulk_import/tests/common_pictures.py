"""Small pictures for tests, as cameras and programs make them."""

import base64
import io

from PIL import Image, WebPImagePlugin  # noqa: F401


def picture(color="red", size=(40, 30), kind="JPEG", mode="RGB", **options):
    """Return the bytes of a picture of one color."""
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return out.getvalue()


def as_text(content, uri=""):
    """Return a picture as BASE64, with the beginning of a data URI for ``uri``."""
    packed = base64.b64encode(content).decode()
    return f"data:{uri};base64,{packed}" if uri else packed


def photo_of(user):
    """Return a user's photo as Odoo keeps it, opened; ``None`` for none."""
    content = user.with_context(bin_size=False).image_1920
    return Image.open(io.BytesIO(base64.b64decode(content))) if content else None
