import base64
import binascii
import gc
from dataclasses import asdict, dataclass, replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.readers.bundle import check_count, pack_head
from ..engine.tables import Refusal
from .user_import_read_again import FORMATS
from .user_import_wizard_kept import STORED

NAMED = 3
"""Files that the name of an import tells; the others are counted."""

NAME_LENGTH = 255
SHOWN_LENGTH = 60

PIECE = 768 * 1024
"""Bytes of a file that are taken out of BASE64 and encrypted at once: never all of it."""

LEFT_BEHIND = 4 * 1024 * 1024
"""Bytes of files that may wait for Python's collector: an HTTP request of Odoo, with all that was
uploaded in it, refers to itself and is not freed when it ends."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, or a pasted text, that is kept encrypted.

    :param size: in bytes
    :param files: ids of the attachments
    :param lines: of a text; ``None`` for a file
    """

    name: str
    size: int
    files: list[int]
    lines: int | None = None

    @property
    def told(self):
        """What may be known of it: its name, and how much it is."""
        amount = {"size": self.size} if self.lines is None else {"lines": self.lines}
        return {"name": self.name, **amount}


class UserImportWizard(models.TransientModel):
    """What a person gives to be imported: files, or texts pasted into tabs, one a user type.

    Both come as lists of dicts. What is new has its ``content`` in BASE64, or its ``text``. What
    is kept from before is told by ``kept``, its place in what is sealed, and never given back:
    encrypted attachments, which stay as they are while others come and go.
    """

    _inherit = "user.import.wizard"

    files = fields.Json(
        compute="_compute_files", compute_sudo=True, readonly=False,
        help="CSV, TSV, XLSX, XLS, ODS or JSON, or a ZIP with one of these and photos.",
    )  # fmt: skip
    pasted = fields.Json(
        compute="_compute_pasted", compute_sudo=True, readonly=False, string="Pasted Text",
        help="Rows copied from a spreadsheet, or separated by commas, with the titles on top.",
    )  # fmt: skip
    kept_files = fields.Json(copy=False, groups=fields.NO_ACCESS, help="Name and size of each.")
    kept_pasted = fields.Json(
        copy=False, groups=fields.NO_ACCESS, help="Tab and number of lines of each."
    )
    stored_files = fields.Json(
        copy=False, groups=fields.NO_ACCESS, help="Where each is kept, encrypted."
    )
    stored_pasted = fields.Json(
        copy=False, groups=fields.NO_ACCESS, help="Where each is kept, encrypted."
    )
    paste_tabs = fields.Json(compute="_compute_paste_tabs")
    has_user_types = fields.Boolean(compute="_compute_paste_tabs")
    read_format = fields.Selection(
        FORMATS, string="Format", help="What kind of file it is. Empty: found by its content."
    )
    read_encoding = fields.Selection(
        lambda self: self.env["user.import.read.again"]._selection_encoding(),
        string="Encoding",
        help="How letters are stored in a text file. Empty: found out. Choose another one where "
        "letters such as é look wrong.",
    )
    read_delimiter = fields.Selection(
        lambda self: self.env["user.import.read.again"]._selection_delimiter(),
        string="Delimiter",
        help="What stands between two columns of a text. Empty: found out.",
    )

    @api.depends("kept_files")
    def _compute_files(self):
        for wizard in self:
            wizard.files = wizard.kept_files

    @api.depends("kept_pasted")
    def _compute_pasted(self):
        for wizard in self:
            wizard.pasted = wizard.kept_pasted

    @api.depends("profile_id")
    def _compute_paste_tabs(self):
        for wizard in self:
            names = wizard.profile_id._user_types()
            wizard.has_user_types = bool(names)
            wizard.paste_tabs = [
                {"name": name, "example": wizard.profile_id._paste_example(name)}
                for name in names or [""]
            ]

    def _keep_given(self, name, items):
        """Seal what was given, and erase what was kept and is not among it."""
        old = self._kept_parts(name)
        try:
            check_count(len(items))
            parts = [self._keep_part(name, item, old) for item in items]
        except Refusal as refusal:
            raise UserError(refusal.issue.text(self.env._)) from None
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, binascii.Error):
            raise UserError(
                self.env._("Not all has arrived here. Choose the files, or paste the text, again.")
            ) from None
        parts = [part for part in parts if part]
        stored = self.env["user.import.vault"]._stored_files(self, f"stored_{name}")
        kept = [file_id for part in parts for file_id in part.files]
        (stored - stored.browse(kept)).unlink()
        told = [{**part.told, "kept": place} for place, part in enumerate(parts)]
        sealed = [asdict(part) for part in parts] or False
        self.write({f"kept_{name}": told, f"stored_{name}": sealed})

    def _keep_part(self, name, item, old):
        """Return the :class:`Kept` for what the web client says; ``None`` for a blank text."""
        if "kept" in item:
            return old[int(item["kept"])]
        title = "".join(char for char in item["name"] if char.isprintable())[:NAME_LENGTH]
        if name == "pasted":
            text = item["text"]
            content = text.encode("utf-8", "surrogatepass")
            lines = sum(bool(line.strip()) for line in text.splitlines())
            return self._seal_part(name, title, len(content), [content], lines) if lines else None
        encoded = item["content"] or ""
        size = len(encoded) // 4 * 3 - encoded[-2:].count("=")
        return self._seal_part(name, title, size, _decoded(encoded))

    def _seal_part(self, name, title, size, pieces, lines=None):
        self._take_key()
        vault = self.env["user.import.vault"]
        files = vault._store_file(self, f"stored_{name}", pieces, "wizard")
        return Kept(title, size, files.ids, lines)

    def _kept_parts(self, name):
        """Return what is sealed, as a list of :class:`Kept`."""
        return [Kept(**values) for values in self.sudo()[f"stored_{name}"] or ()]

    def _pieces(self, parts):
        """Yield the bytes of all parts, piece by piece."""
        if sum(part.size for part in parts) > LEFT_BEHIND:
            gc.collect()
        vault = self.env["user.import.vault"]
        stored = vault._stored_files(self, *STORED)
        for part in parts:
            yield from vault._file_pieces(self, stored.browse(part.files) & stored, "wizard")

    # -- for the run --------------------------------------------------------------------------

    def _content(self):
        """Return what to import, piece by piece, what it is called, and how it is to be read."""
        wizard = self.sudo()
        if wizard.kept_files and wizard.kept_pasted:
            raise UserError(
                self.env._(
                    "Choose files or paste text, not both: remove the files, or empty the tabs "
                    "with text."
                )
            )
        options = self._chosen_options()
        if wizard.kept_pasted:
            parts = self._in_tabs(self._kept_parts("pasted"))
            return self._packed(parts), self._pasted_name(parts), {**options, "bundle": True}
        parts = self._kept_parts("files")
        if not parts:
            raise UserError(self.env._("Choose a file, or paste the users' data as text."))
        if len(parts) == 1:
            return self._pieces(parts), parts[0].name or self.env._("File"), options
        names = self._names([part.name for part in parts])
        return self._packed(parts), names, {**options, "bundle": True}

    def _packed(self, parts):
        """Yield the bytes of the engine's container of all parts."""
        yield pack_head([(part.name, part.size, part.lines is not None) for part in parts])
        yield from self._pieces(parts)

    def _chosen_options(self):
        """Return how the files are to be read, as ``read_options`` of a run."""
        names = ("format", "encoding", "delimiter")
        return {name: self[f"read_{name}"] for name in names if self[f"read_{name}"]}

    def _in_tabs(self, parts):
        """Return pasted texts as they lie in the tabs of the profile: a single one that was pasted
        for a profile without this tab is in the first."""
        names = [tab["name"] for tab in self.paste_tabs]
        if len(parts) == 1 and parts[0].name not in names:
            return [replace(parts[0], name=names[0])]
        return parts

    def _pasted_name(self, parts):
        names = [part.name for part in parts if part.name]
        if not names:
            return self.env._("Pasted text")
        return self.env._("Pasted text: %s", self._names(names))

    @api.model
    def _names(self, names):
        """Return the first names, and how many there are more."""
        shown = ", ".join(name[:SHOWN_LENGTH] for name in names[:NAMED])
        if len(names) <= NAMED:
            return shown
        return self.env._("%(names)s and %(count)s more", names=shown, count=len(names) - NAMED)


def _decoded(encoded):
    """Yield the bytes that BASE64 stands for, piece by piece.

    :raises ValueError: where it is none
    """
    step = PIECE // 3 * 4
    for start in range(0, len(encoded), step):
        piece = base64.b64decode(encoded[start : start + step], validate=True)
        if len(piece) < PIECE and start + step < len(encoded):
            raise ValueError("it ends in the middle")
        yield piece
