import time

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.headers import normalize_header
from ..engine.issues import WARNING, Issue, _lt, define
from ..engine.tables import Refusal

READ_AS_BEFORE = define(
    "read_as_before",
    WARNING,
    _lt("The file could not be read in the way you chose, so it was read as before. %(reason)s"),
)
OPTIONS = ("format", "encoding", "delimiter", "sheets")
"""What of ``read_options`` a person may overrule afterwards."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1254": "Windows-1254",
    "iso8859-1": "ISO-8859-1",
    "iso8859-15": "ISO-8859-15",
    "koi8-r": "KOI8-R",
    "mac-roman": "Mac Roman",
}
"""How people call encodings, by Python's name."""

TRIAL_SECONDS = 10
"""How long a file is read for trial before a dialog closes."""


class UserImportRun(models.Model):
    """The file of a run: what it was found to be, and reading it again in another way."""

    _inherit = "user.import.run"

    file_facts = fields.Json(
        readonly=True,
        help="What the file was found to be: format, encoding, delimiter, and the sheets with the "
        "number of their rows.",
    )
    file_text = fields.Char(
        compute="_compute_file_texts",
        string="Read As",
        help="Format, encoding and delimiter, as they were found or chosen.",
    )
    file_sheets = fields.Char(compute="_compute_file_texts", string="Sheets")
    has_source = fields.Boolean(compute="_compute_has_source", compute_sudo=True)

    @api.depends("file_facts")
    @api.depends_context("lang")
    def _compute_file_texts(self):
        for run in self:
            facts = run.file_facts or {}
            delimiters = run._delimiter_names()
            texts = [
                *(text.upper() for text in facts.get("format") or ()),
                *(ENCODINGS.get(text, text.upper()) for text in facts.get("encoding") or ()),
                *(delimiters.get(text, text) for text in facts.get("delimiter") or ()),
            ]
            run.file_text = ", ".join(dict.fromkeys(texts))
            run.file_sheets = ", ".join(
                self.env._("%(sheet)s (rows: %(count)s)", sheet=s["name"], count=s["rows"])
                for s in facts.get("sheets") or ()
                if s["name"] and s["read"]
            )

    @api.model
    def _delimiter_names(self):
        return {
            ",": self.env._("comma"),
            ";": self.env._("semicolon"),
            "\t": self.env._("tab"),
            "|": self.env._("pipe |"),
        }

    @api.depends("source")
    def _compute_has_source(self):
        for run in self.with_context(bin_size=True):
            run.has_source = bool(run.source)

    def _keep_facts(self, tables):
        """Keep what the file was found to be, after reading it.

        :param tables: the engine's tables, in order
        """
        groups = self.env["user.import.row"]._read_group(
            [("run_id", "=", self.id)], ["sheet"], ["__count"]
        )
        counts = {sheet or "": count for sheet, count in groups}
        facts = {
            name: list(dict.fromkeys(value for t in tables if (value := getattr(t, name))))
            for name in ("format", "encoding", "delimiter")
        }
        sheets = [{"name": t.name, "rows": counts.get(t.name, 0), "read": True} for t in tables]
        # Those that were read before can be asked for again.
        read = {sheet["name"] for sheet in sheets}
        earlier = [s for s in (self.file_facts or {}).get("sheets") or () if s["name"] not in read]
        self.write(
            {
                "file_facts": {
                    **facts,
                    "sheets": [*sheets, *({**sheet, "read": False} for sheet in earlier)],
                },
                "total_count": sum(counts.values()),
                "read_options": {
                    name: value
                    for name, value in (self.read_options or {}).items()
                    if name != "before"
                },
            }
        )

    # -- reading it again ---------------------------------------------------------------------

    def action_read_again(self):
        """Ask how to read the file."""
        self.ensure_one()
        self._check_reads_again()
        return self.env["user.import.read.again"]._open_for(self)

    def _check_reads_again(self):
        """Raise unless somebody may have the file read again now."""
        self._check_may_change()
        if self.state not in ("columns", "review"):
            raise UserError(
                self.env._("The file can be read again only before the import has begun.")
            )
        if not self.has_source:
            raise UserError(
                self.env._("The file is no longer kept. Upload it again in a new import.")
            )

    def _read_again(self, options):
        """Read the file in another way; rows and columns are made anew.

        :param dict options: values of :data:`OPTIONS`; what is missing or empty is found out
        :raises UserError: where the file cannot be read like this; then all stays as it is
        """
        self.ensure_one()
        self._check_reads_again()
        run = self.sudo().with_company(self.company_id)
        run.lock_for_update(allow_referencing=True)
        before = run.read_options or {}
        kept = {name: value for name, value in before.items() if name not in (*OPTIONS, "before")}
        chosen = {name: options[name] for name in OPTIONS if options.get(name)}
        try:
            run._try_reading(kept | chosen)
        except Refusal as refusal:
            raise UserError(refusal.issue.text(self.env._)) from None
        run._begin_reading({**kept, **chosen, "before": before})

    def _try_reading(self, options):
        """Read the file without keeping anything, or the beginning of it where it is long.

        :raises Refusal: where it cannot be read like this
        """
        stager = self.env["user.import.stager"]
        deadline = time.monotonic() + TRIAL_SECONDS
        for table in stager._tables(stager._upload(self), stager._read_options(options)):
            for number, _row in enumerate(table.rows):
                if number % 1000 == 999 and time.monotonic() > deadline:
                    return

    def _begin_reading(self, options):
        """Forget rows and columns, and read the file as ``options`` say. What was kept as a secret
        is kept as one again."""
        if secret := self._secret_titles():
            options = {**options, "secret": secret}
        self._drop_rows()
        self.column_ids.unlink()
        self._forget_plan()
        self._set_state(
            "reading",
            read_options=options,
            cells_definition=[],
            issues=False,
            total_count=0,
            guided=True,
        )

    def _secret_titles(self):
        """Return the titles of the columns that are or were kept as secrets, by sheet.

        :rtype: dict[str, list[str]]
        """
        titles = dict((self.read_options or {}).get("secret") or {})
        for column in self.column_ids.filtered(lambda c: c.sensitive and c.title):
            known = titles.get(column.sheet or "", [])
            titles[column.sheet or ""] = sorted({*known, normalize_header(column.title)})
        return titles

    def _known_secrets(self, sheet, header):
        """Return the positions of columns that were kept as secrets when the file was read before,
        or that hold such a column where the table is parted otherwise now."""
        before = ((self.read_options or {}).get("secret") or {}).get(sheet) or ()
        titles = [normalize_header(title) for title in header]
        lost = [text for text in before if text and text not in titles]
        return {
            position
            for position, title in enumerate(titles)
            if title in before or any(text in title for text in lost)
        }

    def _read_as_before(self, refusal):
        """Go back to the way in which the file was read before, where it turns out late that the
        one chosen since does not do.

        :return: whether there was such a way
        """
        before = (self.read_options or {}).get("before")
        if before is None:
            return False
        self._begin_reading(before)
        issue = Issue(READ_AS_BEFORE, {"reason": refusal.issue.text(self.env._)})
        self.issues = [issue.to_json()]
        self._checkpoint()
        return True

    def _confirm(self, past_limits=False):
        result = super()._confirm(past_limits=past_limits)
        self.sudo().source = False  # what is imported now is the rows
        return result
