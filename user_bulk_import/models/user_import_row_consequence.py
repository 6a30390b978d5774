import json
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

RIGHTS = ("base.group_erp_manager", "base.group_system", "user_bulk_import.group_user_import")
"""Groups whose members decide about other users."""


class UserImportRow(models.Model):
    """What is unusual about a planned row, told by the database: one condition for its number, its
    names and its list."""

    _inherit = "user.import.row"

    consequence = fields.Selection(
        [
            ("delete", "Users deleted for good"),
            ("password", "Passwords overwritten"),
            ("rights", "Administrative rights given"),
            ("archive", "Users archived"),
            ("login", "Logins changed"),
            ("restore", "Users restored"),
            ("internal", "More internal users"),
            ("portal", "Internal users who become portal users"),
            ("contact", "Contacts linked to new users"),
            ("slip", "Passwords made, or the same for all"),
            ("force", "Persons who have to choose a new password"),
            ("tag", "Tags that are new"),
        ],
        store=False,
        search="_search_consequence",
        help="For searches alone: what the row does beyond making or changing a user.",
    )

    @api.model
    def _search_consequence(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(
            Domain.custom(to_sql=partial(self._consequence_to_sql, kind))
            for kind in value
            if kind in self._consequences()
        )

    @api.model
    def _consequence_to_sql(self, kind, _model, alias, _query):
        return self._consequences()[kind](alias)

    @api.model
    def _consequences(self):
        """Return the condition of each consequence: by its name, what makes SQL of the alias of
        the rows' table. The gravest first."""
        return {
            "delete": partial(_is, "delete"),
            "password": partial(_changes_existing, "password"),
            "rights": self._rights_sql,
            "archive": partial(_is, "archive"),
            "portal": lambda alias: _has(
                alias, {"field": "user_type", "old": "internal", "new": "portal"}
            ),
            "login": partial(_changes_existing, "login"),
            "restore": partial(_is, "restore"),
            "internal": _becomes_internal,
            "contact": _links_contact,
            "slip": _makes_password,
            "force": lambda alias: _has(alias, {"field": "must_change_password", "new": True}),
        }

    @api.model
    def _rights_sql(self, alias):
        """Rows that give a group with administrative rights, by a role or by name, to somebody
        who did not have it."""
        given = [
            SQL(
                "(%s AND NOT %s)",
                _has(alias, {"field": "groups", "new": [{"id": group.id}]}),
                _has(alias, {"field": "groups", "old": [{"id": group.id}]}),
            )
            for group in self._groups_with_rights()
        ]
        if self.env["res.users"].sudo()._default_groups() & self._groups_with_rights():
            given.append(_becomes_internal(alias))
        return _any(given)

    @api.model
    def _groups_with_rights(self):
        """Return the groups that let somebody administer users, by what they imply too."""
        rights = self.env["res.groups"].union(*map(self.env.ref, RIGHTS))
        return rights.all_implied_by_ids.sudo()

    # -- names --------------------------------------------------------------------------------

    def _consequence_name(self, kind):
        """Return who it is that a consequence concerns, as the confirmation names it."""
        self.ensure_one()
        name = self._person_name()
        note = self._consequence_notes().get(kind, lambda: "")()
        return f"{name} ({note})" if note and note != name else name

    def _person_name(self):
        """Return the name of the row's user, whether there is one already or not."""
        self.ensure_one()
        return self.user_id.sudo().name or self._planned_value("name") or self.login or ""

    def _consequence_notes(self):
        """Return what is told beside the name: by consequence, a function that returns it."""
        return {
            "login": lambda: f"{self.user_id.sudo().login} → {self._planned_value('login')}",
            "contact": lambda: self.contact_id.sudo().display_name,
            "rights": self._rights_note,
            "portal": self._lost_note,
        }

    def _rights_note(self):
        """Return what gives the administrative rights: roles, and groups by name."""
        groups = set(self._groups_with_rights().ids)
        gained, _lost = self._gained_and_lost("groups")
        gained = [ref for ref in gained if ref.id in groups]
        roles = self.env["user.import.role"].sudo().with_context(active_test=False)
        giving = roles.browse(ref.id for ref in self._planned_value("roles") or () if not ref.kind)
        giving = giving.exists().filtered(
            lambda role: set(role.group_ids.ids) & {ref.id for ref in gained}
        )
        by_name = [ref.label for ref in gained if ref.id not in giving.group_ids.ids]
        return ", ".join([*giving.mapped("name"), *by_name])

    def _lost_note(self):
        _gained, lost = self._gained_and_lost("groups")
        return self.env._("loses %s", ", ".join(ref.label for ref in lost)) if lost else ""

    def _gained_and_lost(self, field):
        """Return the refs that a field with several values gains and loses."""
        change = next((change for change in self._changes() if change.field == field), None)
        old, new = (change.old or (), change.new or ()) if change else ((), ())
        return [ref for ref in new if ref not in old], [ref for ref in old if ref not in new]

    def _planned_value(self, field):
        """Return the value that a field will get, ``None`` where the row does not change it."""
        return next((change.new for change in self._changes() if change.field == field), None)


def _column(alias, name):
    return SQL.identifier(alias, name)


def _has(alias, change):
    """Return the SQL of whether a row's changes hold one like this."""
    return SQL("%s @> %s::jsonb", _column(alias, "changes"), json.dumps([change]))


def _becomes_internal(alias):
    """Rows that make somebody internal: a new user, or one that was a portal user."""
    return _has(alias, {"field": "user_type", "new": "internal"})


def _is(action, alias):
    return SQL("%s = %s", _column(alias, "action"), action)


def _any(conditions):
    conditions = list(conditions)
    return SQL("(%s)", SQL(" OR ").join(conditions)) if conditions else SQL("FALSE")


def _changes_existing(field, alias):
    return SQL("(%s AND NOT %s)", _has(alias, {"field": field}), _is("create", alias))


def _links_contact(alias):
    return SQL("(%s AND %s IS NOT NULL)", _is("create", alias), _column(alias, "contact_id"))


def _makes_password(alias):
    kinds = ("generated", "common")
    return _any(_has(alias, {"field": "password", "new": {"secret": kind}}) for kind in kinds)
