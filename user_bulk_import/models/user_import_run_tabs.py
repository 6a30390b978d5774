from pathlib import PurePath

from odoo import fields, models
from odoo.exceptions import UserError

from ..engine.headers import normalize_header
from ..engine.issues import ERROR, Issue, _lt, define
from ..engine.readers.bundle import meanings
from ..engine.tables import Refusal
from ..engine.tabs import NO_TAB, tab_named, tab_of_fields

TAB_UNKNOWN = define(
    "tab_unknown",
    ERROR,
    _lt(
        "The profile “%(profile)s” has to know which of its tabs “%(table)s” is: %(tabs)s. Name "
        'it like the tab, or say it on the command line: --tab "%(table)s=%(first)s" (or '
        '"%(table)s=-" for none of them).'
    ),
)


class UserImportRun(models.Model):
    """Which tab of its profile each table of the file is, where the profile tells tabs apart: said
    by a person, else told by the table's name. Nothing else decides it."""

    _inherit = "user.import.run"

    table_ids = fields.One2many(
        "user.import.table",
        "run_id",
        string="Tables of the File",
        readonly=True,
        help="Those whose name does not tell which tab of the profile they are.",
    )

    def _tabs(self):
        """Return the tabs that the profile tells apart."""
        return self.profile_id._user_types() if self.profile_id else []

    def _tab(self, sheet):
        """Return the tab of the profile that a table of the file is, ``""`` for none."""
        said = self.table_ids.filtered(lambda table: (table.name or "") == sheet)
        if said:
            return said.tab if said.tab in self._tabs() else ""
        return tab_named(self._table_names(sheet), self._tabs())

    def _table_names(self, sheet):
        """Return what a table may be called by: one without a name is called like its file."""
        if self._calls_tables_after_files():
            return meanings(sheet)
        return [sheet or self._file_stem()]

    def _file_stem(self):
        return PurePath(self.file_name or "").stem

    def _lines(self, sheet):
        """Return the profile's lines that concern a table."""
        tab = normalize_header(self._tab(sheet))
        return self.profile_id.column_ids.filtered(
            lambda line: not line.sheet or normalize_header(line.sheet) == tab
        )

    # -- asking for it ------------------------------------------------------------------------

    def _see_table(self, sheet, header, found):
        """Keep that it has to be said which tab a table is, where its name and columns do not tell;
        with the answer, or a guess, as far as there is one.

        :param header: titles of the table's columns
        :param found: names of the fields that they fill, whatever tab it is
        :raises Refusal: where nobody is there to be asked
        """
        if not self._tabs() or self.has_only_photos:
            return
        said = self._said_tab(sheet)
        if not said and (self._tab(sheet) or self._rows_tell(found)):
            return
        if not said and not self.guided:
            raise Refusal(self._tab_unknown(sheet))
        tab = said or self._remembered_tab(sheet, header) or self._guessed_tab(found)
        values = {"name": sheet, "tab": tab, "is_told": bool(said)}
        self.env["user.import.table"].create({"run_id": self.id, **values})

    def _said_tab(self, sheet):
        """Return what the run's options say about a table; what they say without naming one is
        about any."""
        said = (self.read_options or {}).get("tabs") or {}
        names = (sheet, *({self._file_stem()} if not sheet else ()), "")
        tab = next((said[name] for name in names if name in said), "")
        return tab if tab in (*self._tabs(), NO_TAB) else ""

    def _rows_tell(self, found):
        """Return whether a table says in each row, or the run for all, what the tabs say for
        theirs, such as the role: then no tab is needed."""
        lines = self.profile_id.column_ids.filtered(lambda line: line.sheet and line.default_value)
        field_name = self.env["user.import.field"]._field_name
        said = {field_name(self, name) for name in (self.read_options or {}).get("defaults") or ()}
        given = {line._field_name() for line in lines}
        return bool(given) and given <= {*found, *said}

    def _remembered_tab(self, sheet, header):
        """Return the tab that a file with the same titles was for this profile before."""
        earlier = self._last_confirmed(sheet, self._header_key(sheet, header))
        if earlier.profile_id != self.profile_id:
            return ""
        tab = earlier.table_ids.filtered(lambda table: (table.name or "") == sheet).tab
        return tab if tab in (*self._tabs(), NO_TAB) else ""

    def _guessed_tab(self, found):
        """Return the tab that the file's name or a table's columns speak for."""
        lines = self.profile_id.column_ids
        common = {line._field_name() for line in lines if not line.sheet}
        fields_of = {
            tab: {line._field_name() for line in lines if line.sheet == tab and line.header}
            for tab in self._tabs()
        }
        own = {
            tab: names - common.union(*(fields_of[other] for other in fields_of if other != tab))
            for tab, names in fields_of.items()
        }
        return tab_named([self._file_stem()], self._tabs()) or tab_of_fields(found, own)

    def _tables_to_ask(self):
        """Return the tables about which a person is to say, or to confirm, which tab they are."""
        return self.table_ids.filtered(lambda table: not table.is_told)

    def _tab_unknown(self, sheet):
        tabs = self._tabs()
        return Issue(
            TAB_UNKNOWN,
            {
                "profile": self.profile_id.name,
                "table": sheet or self._file_stem(),
                "tabs": ", ".join(tabs),
                "first": tabs[0],
            },
        )

    def _check_columns_settled(self):
        if unsaid := self.table_ids.filtered(lambda table: not table.tab):
            raise UserError(
                self.env._(
                    "Which tab of the profile “%(profile)s” is “%(table)s”? Choose it above the "
                    "columns, or choose “None of these”.",
                    profile=self.profile_id.name,
                    table=unsaid[0].label,
                )
            )
        return super()._check_columns_settled()

    def _leave_columns(self):
        self.table_ids.is_told = True
        return super()._leave_columns()

    # -- an answer that outlasts the columns --------------------------------------------------

    def _begin_reading(self, options):
        tabs = self._said_tabs()
        self.table_ids.unlink()
        return super()._begin_reading({**options, "tabs": tabs} if tabs else options)

    def _said_tabs(self):
        """Return the tabs that were said, by the name of the table."""
        told = {table.name or "": table.tab for table in self.table_ids if table.is_told}
        return {**((self.read_options or {}).get("tabs") or {}), **told}
