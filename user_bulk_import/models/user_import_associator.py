from odoo import api, models

from ..engine.association_specs import LEFT, RIGHT, association_parts, is_association
from ..engine.converters.lists import convert_list
from ..engine.issues import WARNING, Issue, Problem, _lt, define
from ..engine.merging import identity
from ..engine.persons import ROW
from ..engine.values import Ref

CHUNK = 500
"""Rows between two commits."""

WRITTEN = ("created", "updated", "archived", "restored")
"""Outcomes of rows whose associations are written."""

OTHER_MISSING = define(
    "association_other_missing",
    WARNING,
    _lt(
        "“%(value)s” was not made by this import, or is gone by now: the two are not associated. "
        "Import that row first, and then this one again."
    ),
)
ASSOCIATION_REFUSED = define(
    "association_refused",
    WARNING,
    _lt("The user is done, but not the associations of this row: %(reason)s"),
)


class UserImportAssociator(models.AbstractModel):
    """Writes who belongs to whom, after all users of a file are made and changed: each may be named
    by rows before its own."""

    _name = "user.import.associator"
    _description = "User Import Associator"

    @api.model
    def _next_rows(self, run):
        return self.env["user.import.row"].search(
            [("run_id", "=", run.id), ("links_pending", "=", True), ("state", "=", "done")],
            order="sequence",
            limit=CHUNK,
        )

    @api.model
    def _default_roles(self, run):
        """Return the ids of the roles that the people of each sheet get by default.

        :rtype: dict[str, frozenset[int]]
        """
        lookup = run._importer_env()["user.import.lookup"]
        found = {}
        for sheet in run._sheets():
            policy = run._policy_for(sheet)
            if not policy.defaults.get("roles"):
                continue
            try:
                items = convert_list(policy.defaults["roles"], policy)
            except Problem:
                continue  # an issue of every row that it would fill
            answers = lookup._lookup_role({item.value for item in items}, policy).values()
            refs = [ref for ref in answers if isinstance(ref, Ref) and not ref.kind]
            found[sheet] = frozenset(ref.id for ref in refs)
        return found


class Links:
    """The associations of some rows on their way into the database.

    :param run: the import, in a superuser environment
    :param rows: that are done; associations are written with the importer's rights
    """

    def __init__(self, run, rows):
        self.env = run._importer_env()
        self.users = self._users(rows)
        codes = {code for row in rows for code, _side in self._parts(row)}
        types = self.env["user.association.type"].with_context(active_test=False)
        self.types = {item.code: item.id for item in types.search([("code", "in", list(codes))])}

    def carry_out(self, rows):
        """Write the associations of rows, or raise.

        :return: ``{row: (outcome, issues)}`` of those that name somebody who is not there
        """
        gained, lost, told = {}, {}, {}
        for row in rows.filtered(lambda row: row.outcome in WRITTEN):
            issues = []
            for change in self._changes(row):
                old = {identity(ref): ref for ref in change.old or ()}
                new = {identity(ref): ref for ref in change.new or ()}
                for key in new.keys() - old.keys():
                    if triple := self._triple(row, change.field, new[key]):
                        gained[triple] = True
                    else:
                        issues.append(Issue(OTHER_MISSING, {"value": new[key].label}))
                for key in old.keys() - new.keys():
                    if triple := self._triple(row, change.field, old[key]):
                        lost[triple] = True
            if issues:
                told[row] = (row.outcome, issues)
        self._write(gained, lost)
        return told

    def _write(self, gained, lost):
        there = self._there({*gained, *lost})
        there_ids = [there[triple] for triple in lost if triple in there and triple not in gained]
        self.env["user.association"].browse(there_ids).unlink()
        self.env["user.association"].create(
            [
                {"type_id": type_id, "left_user_id": left, "right_user_id": right}
                for type_id, left, right in gained
                if (type_id, left, right) not in there
            ]
        )
        self.env.flush_all()

    def _there(self, triples):
        """Return the ids of the associations that exist, by type and users."""
        if not triples:
            return {}
        types, lefts, rights = (list(set(part)) for part in zip(*triples, strict=True))
        items = self.env["user.association"].search_fetch(
            [
                ("type_id", "in", types),
                ("left_user_id", "in", lefts),
                ("right_user_id", "in", rights),
            ],
            ["type_id", "left_user_id", "right_user_id"],
        )
        return {
            (item.type_id.id, item.left_user_id.id, item.right_user_id.id): item.id
            for item in items
        }

    def _triple(self, row, field, ref):
        """Return type, left and right user of an association; ``None`` where one is missing."""
        code, side = association_parts(field)
        own, other = self.users.get(row.user_id.id), self._other(ref)
        if not own or not other or own == other or code not in self.types:
            return None
        return (self.types[code], *((other, own) if side == LEFT else (own, other)))

    def _other(self, ref):
        key = self._made.get(ref.id) if ref.kind == ROW else ref.id
        return self.users.get(key)

    def _users(self, rows):
        """Return the ids of all users that are named and still there."""
        refs = [
            ref
            for row in rows
            for change in self._changes(row)
            for ref in (*(change.old or ()), *(change.new or ()))
        ]
        row_ids = {ref.id for ref in refs if ref.kind == ROW}
        makers = rows.search(
            [("id", "in", list(row_ids)), ("state", "=", "done"), ("outcome", "=", "created")]
        )
        self._made = {row.id: row.user_id.id for row in makers}
        ids = {ref.id for ref in refs if ref.kind != ROW}
        ids |= {*rows.user_id.ids, *self._made.values()}
        everybody = self.env["res.users"].with_context(active_test=False)
        return {user_id: user_id for user_id in everybody.search([("id", "in", list(ids))]).ids}

    @staticmethod
    def _changes(row):
        return [change for change in row._changes() if is_association(change.field)]

    def _parts(self, row):
        return [association_parts(change.field) or ("", RIGHT) for change in self._changes(row)]


class UserImportApplier(models.AbstractModel):
    _inherit = "user.import.applier"

    @api.model
    def _associate(self, run, rows):
        """Write the associations of some rows and keep what became of them.

        :param rows: of the run, in a superuser environment
        """
        results = self._bisect(Links(run, rows), rows)
        warnings = 0
        for row, (outcome, issues) in results.items():
            if outcome == "failed":
                self._stop_where_all_or_nothing(run, row, issues[0])
                reason = issues[0].params["reason"]
                issues = [Issue(ASSOCIATION_REFUSED, {"reason": reason})]
            warnings += row._add_issues(issues)
        rows.write({"links_pending": False})
        if warnings:
            run._count({"warning": warnings})
