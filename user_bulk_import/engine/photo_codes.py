"""Issue codes of photos. A row goes on without its photo, so they are warnings."""

from .issues import WARNING, Problem, _lt, define
from .values import shortened

TOLD_TEXT = 25
"""Characters of a picture as text that are told."""

PHOTO_NAME_EMPTY = define(
    "photo_name_empty",
    WARNING,
    _lt("“%(value)s” is no name of a picture. Write the file's name, such as ann.jpg."),
)
PHOTO_LINKS_OFF = define(
    "photo_links_off",
    WARNING,
    _lt(
        "Photos are not fetched from links here. Upload the pictures with the table in a ZIP, or "
        "let a Settings administrator switch on “Fetch Photos From Links”."
    ),
)
PHOTO_AS_TEXT = define(
    "photo_as_text",
    WARNING,
    _lt(
        "A picture cannot be typed in here as text. Write the name of a picture of the file, or "
        "upload the table again with the picture in it."
    ),
)
PHOTO_TEXT_BROKEN = define(
    "photo_text_broken",
    WARNING,
    _lt(
        "“%(value)s” seems to be a picture as text (BASE64), but no picture comes out of it: it is "
        "cut off, damaged or of another kind. Export it again as JPEG, PNG or WebP, or write the "
        "name of a picture here and upload it with the table in a ZIP."
    ),
)

# What a picture is

PHOTO_TOO_BIG = define(
    "photo_too_big",
    WARNING,
    _lt("The picture has more than %(limit)s MB. Save it smaller, then upload it again."),
)
PHOTO_TOO_LARGE = define(
    "photo_too_large",
    WARNING,
    _lt(
        "The picture has more than %(limit)s million pixels. Save it smaller, then upload it again."
    ),
)
PHOTO_BROKEN = define(
    "photo_broken",
    WARNING,
    _lt(
        "The picture is damaged or incomplete. Open it, save it anew as JPEG or PNG, then upload "
        "it again."
    ),
)
PHOTO_KIND = define(
    "photo_kind",
    WARNING,
    _lt(
        "The picture is of the kind %(kind)s. Photos have to be JPEG, PNG or WebP: save it as one "
        "of these, then upload it again."
    ),
)
PHOTO_HEIC = define(
    "photo_heic",
    WARNING,
    _lt(
        "The picture is of the kind HEIC, as iPhones take them. Photos have to be JPEG, PNG or "
        "WebP: export it as JPEG, then upload it again. With “Most Compatible” in the iPhone's "
        "settings (Camera, Formats), new pictures are JPEG."
    ),
)
PHOTO_NONE = define(
    "photo_none",
    WARNING,
    _lt("This is no picture, whatever its name says. Photos have to be JPEG, PNG or WebP."),
)

# Links

PHOTO_LINK_UNUSABLE = define(
    "photo_link_unusable",
    WARNING,
    _lt(
        "This is no link that a photo can be fetched from. Write it like "
        "https://www.example.com/ann.jpg, without a login."
    ),
)
PHOTO_LINK_KIND = define(
    "photo_link_kind",
    WARNING,
    _lt(
        "Photos are fetched only from links that begin with https:// or http://. Upload the "
        "picture with the table in a ZIP, and write its name here."
    ),
)
PHOTO_LINK_UNREACHABLE = define(
    "photo_link_unreachable",
    WARNING,
    _lt(
        "No photo could be fetched from this link. It has to be one that anybody on the internet "
        "can open. Correct it, or upload the picture in a ZIP."
    ),
)
PHOTO_LINK_REFUSED = define(
    "photo_link_refused",
    WARNING,
    _lt(
        "The web site did not give out the photo (status %(status)s). It has to be a link that "
        "anybody can open without a login. Correct it, or upload the picture in a ZIP."
    ),
)
PHOTO_LINKS_LATE = define(
    "photo_links_late",
    WARNING,
    _lt(
        "Fetching the photos of this import took too long, so this one was left out. Import the "
        "rows again later, or upload the pictures in a ZIP."
    ),
)
PHOTO_LINKS_NO_JOBS = define(
    "photo_links_no_jobs",
    WARNING,
    _lt(
        "Photos are fetched from links by the server's scheduled jobs, and these do not run. "
        "Upload the pictures in a ZIP, or ask the server's administrator."
    ),
)
PHOTO_GONE = define(
    "photo_gone",
    WARNING,
    _lt("The picture is no longer kept with this import. Upload it again."),
)


def broken_text(text: str) -> Problem:
    """Return what is wrong with a text that seems to be a picture; it may be megabytes long."""
    return Problem(PHOTO_TEXT_BROKEN, value=shortened(text[:TOLD_TEXT], TOLD_TEXT - 1))
