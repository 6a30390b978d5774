import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.readers.bundle import Part, pack, unpack
from ..engine.tables import Refusal
from .user_import_read_again import FORMATS

NAMED = 3
"""Files that the name of an import tells; the others are counted."""

NAME_LENGTH = 255
SHOWN_LENGTH = 60


class UserImportWizard(models.TransientModel):
    """What a person gives to be imported: files, or texts pasted into tabs, one a user type.

    Both come as lists of dicts. What is new has its ``content`` in BASE64, or its ``text``. What
    is kept from before is told by ``kept``, its place in what is sealed, and never given back.
    """

    _inherit = "user.import.wizard"

    files = fields.Json(
        compute="_compute_files", compute_sudo=True, readonly=False,
        help="CSV, TSV, XLSX, XLS, ODS or JSON.",
    )  # fmt: skip
    pasted = fields.Json(
        compute="_compute_pasted", compute_sudo=True, readonly=False, string="Pasted Text",
        help="Rows copied from a spreadsheet, or separated by commas, with the titles on top.",
    )  # fmt: skip
    kept_files = fields.Json(groups=fields.NO_ACCESS, help="Name and size of each.")
    kept_pasted = fields.Json(groups=fields.NO_ACCESS, help="Tab and number of lines of each.")
    sealed_files = fields.Binary(attachment=False, groups=fields.NO_ACCESS)
    sealed_pasted = fields.Binary(attachment=False, groups=fields.NO_ACCESS)
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
        """Seal what was given instead of what is kept."""
        try:
            kept = self._kept_parts(name)
            parts = [_part(name, item, kept) for item in items]
            parts = [part for part in parts if not part.pasted or part.content.strip()]
            content = pack(parts) if parts else b""
        except Refusal as refusal:
            raise UserError(refusal.issue.text(self.env._)) from None
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, binascii.Error):
            raise UserError(
                self.env._("Not all has arrived here. Choose the files, or paste the text, again.")
            ) from None
        told = [{**_told(part), "kept": place} for place, part in enumerate(parts)]
        self._seal(name, content, **{f"kept_{name}": told})

    def _kept_parts(self, name):
        """Return what is sealed, as a list of the engine's ``Part``."""
        content = self._open_kept(name)
        return unpack(content) if content else []

    # -- for the run --------------------------------------------------------------------------

    def _content(self):
        """Return the bytes to import, what they are called, and how they are to be read."""
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
            return pack(parts), self._pasted_name(parts), {**options, "bundle": True}
        parts = self._kept_parts("files")
        if not parts:
            raise UserError(self.env._("Choose a file, or paste the users' data as text."))
        if len(parts) == 1:
            return parts[0].content, parts[0].name or self.env._("File"), options
        names = self._names([part.name for part in parts])
        return pack(parts), names, {**options, "bundle": True}

    def _chosen_options(self):
        """Return how the files are to be read, as ``read_options`` of a run."""
        names = ("format", "encoding", "delimiter")
        return {name: self[f"read_{name}"] for name in names if self[f"read_{name}"]}

    def _in_tabs(self, parts):
        """Return pasted texts as they lie in the tabs of the profile: a single one that was pasted
        for a profile without this tab is in the first."""
        names = [tab["name"] for tab in self.paste_tabs]
        if len(parts) == 1 and parts[0].name not in names:
            return [Part(names[0], parts[0].content, pasted=True)]
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


def _part(name, item, kept):
    """Return the engine's part for what the web client says of it."""
    if "kept" in item:
        return kept[int(item["kept"])]
    title = "".join(char for char in item["name"] if char.isprintable())[:NAME_LENGTH]
    if name == "pasted":
        return Part(title, item["text"].encode("utf-8", "surrogatepass"), pasted=True)
    return Part(title, base64.b64decode(item["content"] or "", validate=True))


def _told(part):
    """Return what may be known of a part: its name, and how much it is."""
    if part.pasted:
        lines = part.content.decode("utf-8", "replace").splitlines()
        return {"name": part.name, "lines": sum(bool(line.strip()) for line in lines)}
    return {"name": part.name, "size": len(part.content)}
