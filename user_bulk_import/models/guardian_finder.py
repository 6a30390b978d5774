"""Who answers for the new users of a run that have no e-mail address, as all rows are decided."""

import json
from collections import defaultdict

from odoo.tools import SQL

from ..engine.decisions import ARCHIVE, CREATE, DELETE, RESTORE, WRITING
from ..engine.guardians import guarded_role_ids, guardian_specs

_EMAIL = SQL("jsonb_path_query_first(row.changes, '$[*] ? (@.field == \"email\").new') #>> '{}'")
"""The address that a row gives."""


class GuardianFinder:
    """Finds those for whom nobody can get the invitation, in a few queries for any number of them.

    Somebody is known by whether a row makes this person, and the id of the row, or else the user.

    :param run: in a superuser environment
    :param condition: which rows are looked at, as ``row``
    """

    def __init__(self, run, condition):
        self.env = run.env
        self.run = run
        self.condition = condition
        self.catalogue = run._catalogue()
        specs = guardian_specs(self.catalogue)
        self.fields = [spec.name for spec in specs]
        self.mirrors = [spec.mirror for spec in specs]
        self._variables = json.dumps(
            {
                "up": self.fields,
                "down": self.mirrors,
                "roles": sorted(guarded_role_ids(self.catalogue)),
            }
        )

    def find(self, limit):
        """Return who answers for new users whom no mail can reach, and how each could be reached.

        Of those whose only fault is that nobody wants mails, those who were told so are left out.

        :return: ``mail``, ``no_mail``, ``no_email``, ``archived`` or ``unmade`` by person, by the
            id of the new user's row, in the order of the file
        """
        self.env.flush_all()
        wards = self._wards()
        guardians = self._guardians(wards)
        reach = self._reach(set().union(*guardians.values()))
        found = {}
        for row_id, is_told, _named in wards:
            there = sorted(guardians[row_id] & reach.keys())
            ways = {person: reach[person] for person in there}
            enough = {"mail", "no_mail"} if is_told else {"mail"}
            if enough.isdisjoint(ways.values()):
                found[row_id] = ways
                if len(found) == limit:
                    break
        return found

    def _wards(self):
        """Return the rows of new users who need somebody, whether a warning tells that nobody
        wants mails, and the refs of those whom they name."""
        sheets = [s for s in self.run._sheets() if self.run._policy_for(s).require_guardian]
        if not sheets or not self.fields:
            return []
        query = SQL(
            """SELECT row.id, COALESCE(row.issues @> '[{"code": "guardian_blacklisted"}]', FALSE),
                      jsonb_path_query_array(row.changes, '$[*] ? (@.field == $up[*]).new[*]', %s)
                 FROM user_import_row AS row
                WHERE row.run_id = %s AND row.action = %s AND COALESCE(row.sheet, '') = ANY(%s)
                  AND NOT row.changes @> '[{"field": "email"}]'
                  AND jsonb_path_exists(row.changes, '$[*] ? (@.field == "roles").new[*] ?
                      (@.kind == "" && @.id == $roles[*])', %s)
                  AND %s
                ORDER BY row.sequence""",
            self._variables,
            self.run.id,
            CREATE,
            sheets,
            self._variables,
            self.condition,
        )
        return self.env.execute_query(query)

    def _guardians(self, wards):
        """Return whom wards name and who names them, by the id of the ward's row."""
        guardians = defaultdict(set)
        for row_id, _is_told, named in wards:
            guardians[row_id] = {(ref["kind"] == "row", ref["id"]) for ref in named}
        query = SQL(
            """SELECT (ref ->> 'id')::int, row.user_id IS NULL, COALESCE(row.user_id, row.id)
                 FROM user_import_row AS row, jsonb_path_query(row.changes,
                      '$[*] ? (@.field == $down[*]).new[*] ? (@.kind == "row")', %s) AS ref
                WHERE row.run_id = %s AND row.links_pending AND row.action = ANY(%s)
                  AND (ref ->> 'id')::int = ANY(%s)""",
            self._variables,
            self.run.id,
            list(WRITING),
            list(guardians),
        )
        for row_id, is_row, guardian_id in self.env.execute_query(query) if wards else ():
            guardians[row_id].add((is_row, guardian_id))
        return guardians

    def _reach(self, people):
        """Return how people can be reached after the import."""
        ids = {kind: [key for is_row, key in people if is_row == kind] for kind in (True, False)}
        ways = self._reach_of_rows(ids[True]) | self._reach_of_users(ids[False])
        addresses = {way.lower() for way in ways.values() if "@" in way}
        unwilling = self.env["mail.blacklist"].search([("email", "in", sorted(addresses))])
        no_mail = set(unwilling.mapped("email"))
        return {
            person: way if "@" not in way else "no_mail" if way.lower() in no_mail else "mail"
            for person, way in ways.items()
        }

    def _reach_of_rows(self, row_ids):
        """Return the addresses of those whom rows make, or why there is none. Somebody who lacks a
        guardian too has no address, whether that was told already or not."""
        query = SQL(
            """SELECT row.id, CASE WHEN row.action = %s THEN COALESCE(NULLIF(%s, ''), 'no_email')
                      WHEN row.issues @? '$[*] ? (@.code starts with "guardian_")' THEN 'no_email'
                      ELSE 'unmade' END
                 FROM user_import_row AS row WHERE row.id = ANY(%s)""",
            CREATE,
            _EMAIL,
            row_ids,
        )
        return {(True, row_id): way for row_id, way in self.env.execute_query(query)}

    def _reach_of_users(self, user_ids):
        """Return the addresses that users will have, or why there is none."""
        query = SQL(
            """SELECT DISTINCT ON (row.user_id) row.user_id, row.action,
                      row.changes @> '[{"field": "email"}]', %s
                 FROM user_import_row AS row
                WHERE row.run_id = %s AND row.user_id = ANY(%s) AND row.action = ANY(%s)
                ORDER BY row.user_id, row.sequence""",
            _EMAIL,
            self.run.id,
            user_ids,
            list(WRITING),
        )
        rows = {user_id: told for user_id, *told in self.env.execute_query(query)}
        ways = {}
        for user in self.env["res.users"].browse(user_ids).exists():
            action, has_email, email = rows.get(user.id, ("", False, ""))
            email = email if has_email else user.email_normalized
            active = action == RESTORE or (user.active and action not in (ARCHIVE, DELETE))
            ways[False, user.id] = (email or "no_email") if active else "archived"
        return ways
