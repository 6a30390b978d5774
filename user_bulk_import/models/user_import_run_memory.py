import re

from odoo import api, fields, models
from odoo.tools import SQL, hmac

from ..engine.headers import normalize_header
from ..engine.mapping import CHOSEN, REMEMBERED
from .user_import_run_process import CONFIRMED


class UserImportRun(models.Model):
    """What was chosen for the columns of a file outlasts the run: for the next file with the same
    titles, and in a profile."""

    _inherit = "user.import.run"

    header_keys = fields.Json(
        groups=fields.NO_ACCESS, help="By sheet: what files with the same titles have in common."
    )

    @api.model
    def _header_key(self, sheet, header):
        """Return what tables of the same name with the same titles in any order have in common:
        under a key, since a file without titles has values in their place."""
        titles = sorted(map(normalize_header, header))
        text = "\n".join([normalize_header(sheet), *titles])
        return hmac(self.env(su=True), "user_bulk_import/header", text)

    def _remembered_columns(self, sheet, header):
        """Return the columns of the last confirmed import of the same titles about which a person
        decided something, by their position in this header. The key of the titles is kept, so
        that the next import finds this one.

        What the options of this run say goes before. Nobody is there to look at what was
        remembered where the run is not guided.
        """
        self.ensure_one()
        key = self._header_key(sheet, header)
        self.header_keys = {**(self.header_keys or {}), sheet: key}
        if self.corrects_run_id:
            return self._corrected_columns(sheet, header)
        if not self.guided:
            return {}
        earlier = self._last_confirmed(sheet, key)
        said = {normalize_header(title) for title in (self.read_options or {}).get("map") or {}}
        decided = {
            normalize_header(column.title or ""): column
            for column in earlier._file_columns(sheet)
            if column.confidence in (CHOSEN, REMEMBERED) or not column.target
        }
        titles = {index: normalize_header(title) for index, title in enumerate(header)}
        return {i: decided[t] for i, t in titles.items() if t in decided and t not in said}

    def _takes_over(self, column):
        """Return whether what a column of an earlier import fills counts here too. What becomes a
        password decides who can log in: there only the same person is believed."""
        return bool(
            self.corrects_run_id or not column.sensitive or column.run_id.user_id == self.user_id
        )

    def _last_confirmed(self, sheet, key):
        """Return the last guided import of the company that was confirmed with these titles."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM user_import_run
                    WHERE company_id = %s AND guided AND state IN %s AND header_keys ->> %s = %s
                    ORDER BY id DESC LIMIT 1""",
                *(self.company_id.id, CONFIRMED, sheet, key),
            )
        )
        return self.browse(row_id for [row_id] in rows)

    # -- saving it in a profile ---------------------------------------------------------------

    def action_save_in_profile(self):
        """Ask which profile is to keep what was chosen for the columns."""
        self.ensure_one()
        self._check_may_act()
        return self.env["user.import.save.profile"]._open_for(self)

    def _save_as_profile(self, name):
        """Return a new profile with the settings and columns of this import."""
        self.ensure_one()
        self._check_may_act()
        profiles = self.env["user.import.profile"]
        values = self._new_profile_values()
        code = profiles._unused_code(re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"))
        profile = profiles.create({**values, "name": name, "code": code})
        for line in self.profile_id.column_ids:
            line.copy({"profile_id": profile.id})
        self._save_in_profile(profile)
        return profile

    def _new_profile_values(self):
        """Return the settings of a new profile that is made of this import."""
        values = self._policy_field_values()
        if not self.env.user.has_group("base.group_system"):
            # Whoever may not leave security alerts out makes a profile that sends them.
            values["security_alerts"] = "queue"
        return values

    def _save_in_profile(self, profile):
        """Write what this import says about its columns into a profile, with the rights of whoever
        does so. A column that is left out becomes a line with a title and no field.

        :param profile: its lines about the same columns and fields are replaced
        """
        self.ensure_one()
        self._check_may_act()
        profile.check_access("write")
        several = len(self._sheets()) > 1
        catalogue = self.sudo()._catalogue()
        for column in self.column_ids.sorted("sequence"):
            if column._is_told():
                spec = catalogue.get(column._field_name())
                # What a tab says is about its people alone, also where it came as the only table.
                sheet = self._tab(column.sheet or "") or ((column.sheet or "") if several else "")
                column._save_in_profile(profile, sheet, many=bool(spec and spec.many))
