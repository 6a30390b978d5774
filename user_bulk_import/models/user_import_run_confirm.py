from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.decisions import OUTCOME_BY_ACTION, WRITING
from ..engine.issues import ERROR, Issue, _lt, define
from ..engine.limits import limits_passed

ALL_OR_NOTHING = define(
    "all_or_nothing",
    ERROR,
    _lt(
        "Rows with errors: %(count)s. This import is all or nothing: correct them, or choose "
        "“Leave bad rows out”."
    ),
)


class UserImportRun(models.Model):
    """The gate between the plan and the users: who opens it, what keeps it shut."""

    _inherit = "user.import.run"

    invite_text = fields.Char(
        compute="_compute_invite_text",
        string="Invitations",
        help="Whether new users are invited, and how many mails that makes.",
    )

    planned_from = fields.Datetime(
        readonly=True, help="When the file began to be compared with the users."
    )

    @api.depends("state", "invite", "created_count")
    @api.depends_context("lang")
    def _compute_invite_text(self):
        for run in self:
            if not run.created_count or run.state != "review":
                run.invite_text = False
            elif number := run._planned_mails().to_new_users(run.invite):
                run.invite_text = self.env._("Mails to new users: %s", number)
            else:
                run.invite_text = self.env._("None. You can choose when you press Import.")

    def action_open_confirm(self):
        """Ask once more, with what is unusual about the plan."""
        self.ensure_one()
        self._check_may_change()
        self._check_waits()
        self._raise_refusals()
        if not self.has_work and self.failed_count:
            raise UserError(
                self.env._(
                    "There is nothing to import: no row without an error creates or changes a "
                    "user. Open the rows and correct those with errors, or cancel this import."
                )
            )
        return self.env["user.import.confirm"]._open_for(self)

    def action_confirm(self):
        """Carry out the plan."""
        for run in self:
            run._check_may_change()
            # Odoo repeats a request that met a conflict: a run that is under way goes on then.
            if run.state not in ("applying", "notifying"):
                run._confirm()
            run._advance()

    def _confirm(self, past_limits=False):
        """Begin to apply.

        :param past_limits: whether somebody said so once more where a safety limit is passed
        :raises UserError: where nothing can be applied
        """
        self.ensure_one()
        self._check_waits()
        self._raise_refusals()
        if not past_limits and (passed := self._limits_passed()):
            raise UserError(
                "\n".join(
                    [
                        *(issue.text(self.env._) for issue, _number in passed),
                        self.env._(
                            "Press Import on the form of this import to go on nevertheless."
                        ),
                    ]
                )
            )
        self._set_state("applying")

    def _set_state(self, state, **values):
        if state == "planning":
            values["planned_from"] = fields.Datetime.now()
        return super()._set_state(state, **values)

    def _check_waits(self):
        if self.state != "review":
            raise UserError(self.env._("Only an import that waits for review can be confirmed."))

    def _raise_refusals(self):
        if refusals := self._refusals():
            raise UserError("\n".join(issue.text(self.env._) for issue in refusals))

    def _refusals(self):
        """Return why nobody can carry out the plan.

        :rtype: list[Issue]
        """
        self.ensure_one()
        issues = [Issue.from_json(item) for item in self.issues or []]
        refusals = [issue for issue in issues if issue.is_error]
        if self.on_error == "abort" and self.failed_count:
            refusals.append(Issue(ALL_OR_NOTHING, {"count": self.failed_count}))
        return refusals

    def _refuse(self, refusals):
        """End a run that nobody can carry out, where nobody is there to mend it.

        :param refusals: of :meth:`_refusals`; they stand on the run from now on
        """
        self.ensure_one()
        known = self.issues or []
        told = [issue.to_json() for issue in refusals]
        self.sudo().issues = [*known, *(item for item in told if item not in known)]
        self._finish("failed")

    def _limits_passed(self):
        """Return an issue for each safety limit that the plan passes, with the number of users
        concerned.

        :rtype: list[tuple[Issue, int]]
        """
        self.ensure_one()
        counts = {name: self[f"{name}_count"] for name in OUTCOME_BY_ACTION.values()}
        # A number alone, of everybody, wherever the importer may look.
        active = self.env["res.users"].sudo().search_count([("active", "=", True)])
        return limits_passed(self._limit_values(), counts, active)

    def _is_overtaken(self):
        """Return whether another import has changed users since this plan was made."""
        self.ensure_one()
        if not self.planned_from:
            return False
        # A yes or no alone, of all imports, whoever may see them.
        others = self.sudo().search(
            [
                ("id", "!=", self.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("notifying", "done", "cancelled")),
                ("started_at", "!=", False),
                "|",
                ("finished_at", "=", False),
                ("finished_at", ">=", self.planned_from),
            ]
        )
        changing = {OUTCOME_BY_ACTION[action] for action in WRITING}
        return any(changing.intersection(run.done_counts or {}) for run in others)

    def _plan_digest(self):
        """Return what tells this plan from another one of the same run."""
        self.ensure_one()
        self.env["user.import.row"].flush_model()
        query = """SELECT count(*), sum(hashtextextended(
                       concat_ws('|', id, action, user_id, contact_id, changes), 0
                   )) FROM user_import_row WHERE run_id = %s"""
        [values] = self.env.execute_query(SQL(query, self.id))
        return " ".join(map(str, values))

    def _choose_invite(self, invite):
        """Invite the new users or not, whatever the profile says."""
        self.ensure_one()
        self._check_may_change()
        self._check_waits()
        self.sudo().invite = invite

    def _summary(self):
        """Where nothing was imported, the counters are those of the plan alone."""
        if self.state == "failed":
            return self.env._("Nothing was imported, and nobody was changed.")
        return super()._summary()
