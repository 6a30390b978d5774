from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL

from ..engine.decisions import REJECT
from ..engine.guardians import Guardian, guardian_specs, without_guardian
from ..engine.naming import all_names
from .guardian_finder import GuardianFinder
from .named_rows import KEYS, Named, Standing
from .user_import_planner import PLAN_CHUNK


class UserImportPlanner(models.AbstractModel):
    """Refuses new users without an e-mail address whose invitation nobody can get: whoever answers
    for them is not made, archived, or without an address. That is known once all rows are decided.
    It depends on nobody who is refused so, since they have no address themselves; others who name
    these are looked at afterwards (see ``user_import_unmade.py``)."""

    _inherit = "user.import.planner"

    @api.model
    def _complete(self, run):
        return self._refuse_unguarded(run, SQL("TRUE")) or super()._complete(run)

    @api.model
    def _refuse_unguarded(self, run, condition):
        """Decide about some of the rows whose new user nobody answers for.

        :param condition: which rows are looked at, as ``row``
        :return: those that were decided anew; none where all have somebody
        """
        finder = GuardianFinder(run, condition)
        found = finder.find(PLAN_CHUNK)
        rows = self.env["user.import.row"].browse(found)
        guardians = self._told_guardians(run, finder.mirrors, found)
        decided = [
            self._without_guardian(run, row, guardians.get(row, []), finder.catalogue)
            for row in rows
        ]
        self._keep(run, rows, decided)
        return rows

    @api.model
    def _told_guardians(self, run, mirrors, found):
        """Return those who do not answer for new users, as the engine tells of them, by row.

        :param mirrors: fields in which they name new users
        :param found: as ``GuardianFinder`` gives it
        """
        Row, users = self.env["user.import.row"], self.env["res.users"]
        keys = set().union(*found.values())
        named = Row.browse(sorted(key for is_row, key in keys if is_row))
        known = users.browse(sorted(key for is_row, key in keys if not is_row))
        people = {(True, row.id): _as_guardian(row) for row in named}
        people |= {(False, user.id): Guardian(user.name) for user in known}
        told = {
            Row.browse(row_id): [replace(people[key], fault=way) for key, way in ways.items()]
            for row_id, ways in found.items()
            if ways
        }
        alone = Row.browse(row_id for row_id, ways in found.items() if not ways)
        for row, faulty in self._faulty_guardians(run, mirrors, alone).items():
            told[row] = [_as_guardian(other) for other in faulty.sorted("sequence")]
        return told

    @api.model
    def _faulty_guardians(self, run, mirrors, rows):
        """Return the rows with an error that name those whom ``rows`` are about, by row."""
        by_name = {}
        for row in rows:
            texts = {row[key] for key in KEYS} - {False}
            for name in all_names(mirrors, texts):
                if not name.startswith("-"):
                    by_name.setdefault(f"{run.id} {name}", []).append(row)
        query = SQL(
            "SELECT row.id, name FROM unnest(%s) AS name JOIN user_import_row AS row "
            "ON row.names ? name WHERE row.action = %s",
            list(by_name),
            REJECT,
        )
        found = {}
        for other_id, name in self.env.execute_query(query) if by_name else ():
            for row in by_name[name]:
                found[row] = found.get(row, rows.browse()) | rows.browse(other_id)
        return found

    @api.model
    def _without_guardian(self, run, row, guardians, catalogue):
        """Return the values of a row for whose new user nobody can get the invitation."""
        values = self._completed(
            run,
            row,
            lambda decision, headers: without_guardian(decision, guardians, catalogue, headers),
        )
        kept = ["action", "changes", "issues", "severity", "links_pending"]
        if values["action"] == REJECT:
            # The key of the login stays: rows after this one were planned by it.
            kept += ["contact_id", "login"]
        return {name: values[name] for name in kept}


class UserImportReplanner(models.AbstractModel):
    """Plans rows again that name somebody who can get their invitation now, and could not before an
    edit, or the other way round; and those whom such a person's row names."""

    _inherit = "user.import.replanner"

    @api.model
    def _naming_turned(self, run, rows, before, limit):
        found = super()._naming_turned(run, rows, before, limit)
        turned = rows.filtered(lambda row: before[row].answers != Standing(row).answers)
        if found is None or not turned or not self._association_fields(run):
            return found
        specs = guardian_specs(run._catalogue())
        fields = [spec.name for spec in specs]
        keys = set().union(*Named(turned).keys.values())
        keys, user_ids = self._with_user_keys(run, keys, set(turned.user_id.ids))
        if keys & self._default_texts(run, fields):
            return None
        heads = tuple(f"{run.id} {spec.mirror}" for spec in specs)
        names = {name for row in turned for name in row.names or () if name.startswith(heads)}
        naming = self._naming(run, fields, keys, user_ids, limit)
        return found | naming | self._about(run, *self._named(names), limit)

    @api.model
    def _complete(self, run, condition):
        planner = self.env["user.import.planner"]
        return planner._refuse_unguarded(run, condition) or super()._complete(run, condition)


def _as_guardian(row):
    label = row.key_email or row.key_new_login or row.key_login or row.key_ref or str(row.number)
    return Guardian(label, place=(row.sheet or "", row.number))
