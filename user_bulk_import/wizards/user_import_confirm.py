from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.user_import_run_process import CONFIRMED

ANSWERS = frozenset(("invite", "typed_number"))
"""What a person may say; all else is the plan's."""


class UserImportConfirm(models.TransientModel):
    """Asks once more before users are written: how many, what is unusual, and who is mailed."""

    _name = "user.import.confirm"
    _description = "Confirm Import of Users"

    run_id = fields.Many2one("user.import.run", required=True, readonly=True, ondelete="cascade")
    digest = fields.Char(groups=fields.NO_ACCESS, help="Of the plan that is shown.")
    file_name = fields.Char(related="run_id.file_name")
    total_count = fields.Integer(related="run_id.total_count")
    created_count = fields.Integer(related="run_id.created_count")
    updated_count = fields.Integer(related="run_id.updated_count")
    unchanged_count = fields.Integer(related="run_id.unchanged_count")
    skipped_count = fields.Integer(related="run_id.skipped_count")
    archived_count = fields.Integer(related="run_id.archived_count")
    restored_count = fields.Integer(related="run_id.restored_count")
    deleted_count = fields.Integer(related="run_id.deleted_count")
    failed_count = fields.Integer(related="run_id.failed_count")
    line_ids = fields.One2many("user.import.confirm.line", "confirm_id", readonly=True)
    invite = fields.Selection(
        [("yes", "Yes"), ("no", "No")],
        string="Invite the new users?",
        required=True,
        default="no",
    )
    invited_mail_count = fields.Integer(readonly=True)
    uninvited_mail_count = fields.Integer(readonly=True)
    is_overtaken = fields.Boolean(
        readonly=True, help="Whether another import has changed users since this one was planned."
    )
    limit_text = fields.Text(readonly=True)
    limit_number = fields.Integer(readonly=True)
    typed_number = fields.Char(help="The number of users concerned, typed by whoever goes on.")

    @api.model
    def _open_for(self, run):
        """Return the action that asks about a run.

        :param run: one that waits for review
        """
        mails = run._planned_mails()
        passed = run._limits_passed()
        confirm = self.sudo().create(
            {
                "run_id": run.id,
                "digest": run._plan_digest(),
                "invite": "yes" if run.invite else "no",
                "invited_mail_count": mails.invited,
                "uninvited_mail_count": mails.uninvited,
                "is_overtaken": run._is_overtaken(),
                "limit_text": "\n".join(issue.text(self.env._) for issue, _number in passed),
                "limit_number": sum(number for _issue, number in passed),
                "line_ids": [
                    fields.Command.create(self.env["user.import.confirm.line"]._values(run, item))
                    for item in run._consequences()
                    if item.kind != "mail"
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Users"),
            "res_model": self._name,
            "res_id": confirm.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "large"},
        }

    def write(self, vals):
        if not self.env.su and not ANSWERS.issuperset(vals):
            raise AccessError(self.env._("Only the answers can be changed here."))
        return super().write(vals)

    def action_confirm(self):
        """Carry out the plan that is shown, and close."""
        self.ensure_one()
        self.check_access("write")
        # With the rights of whoever presses the button; the record is read with all.
        run, shown = self.run_id, self.sudo()
        run._check_may_change()
        # A second press of the button, or a request that Odoo repeats after a conflict, goes on.
        if run.state not in CONFIRMED:
            self._check_plan()
            run._choose_invite(shown.invite == "yes")
            run._confirm(past_limits=self._check_typed_number())
        if run._is_processing():
            run._advance()
        return {"type": "ir.actions.act_window_close"}

    def _check_plan(self):
        """Raise UserError where the plan is not the one that is shown."""
        run = self.run_id
        if run.state == "review" and self.sudo().digest == run._plan_digest():
            return
        if run.state in ("failed", "cancelling", "cancelled"):
            raise UserError(self.env._("This import has ended already."))
        raise UserError(
            self.env._(
                "The plan has changed since you opened this window, so nobody was changed. Press "
                "Cancel, look at the import again, then press Import."
            )
        )

    def _check_typed_number(self):
        """Return whether the person has said once more to go past the safety limits.

        :raises UserError: where that is needed and something else was typed
        """
        number = sum(number for _issue, number in self.run_id._limits_passed())
        if not number:
            return False
        if (self.typed_number or "").strip() != str(number):
            raise UserError(
                self.env._(
                    "A safety limit is passed. To import nevertheless, type %s, the number of "
                    "users concerned, into the red box.",
                    number,
                )
            )
        return True


class UserImportConfirmLine(models.TransientModel):
    """Something unusual about the plan, with the first names."""

    _name = "user.import.confirm.line"
    _description = "Consequence of an Import of Users"

    confirm_id = fields.Many2one("user.import.confirm", required=True, ondelete="cascade")
    kind = fields.Char(readonly=True, help="A consequence of rows, or alert.")
    text = fields.Char(readonly=True)
    names = fields.Char(readonly=True)
    is_grave = fields.Boolean(readonly=True, help="It cannot be taken back, or gives power.")

    @api.model
    def _values(self, run, item):
        """Return the field values of a consequence of the run's plan."""
        return {
            "kind": item.kind,
            "text": run._consequence_text(item),
            "names": run._consequence_names_text(item),
            "is_grave": item.kind in ("delete", "password", "rights", "portal"),
        }

    def action_view_rows(self):
        """Open the rows that do this."""
        self.ensure_one()
        self.check_access("read")
        action = self.confirm_id.run_id.action_view_rows()
        Row = self.env["user.import.row"]
        title = dict(Row._fields["consequence"]._description_selection(self.env))[self.kind]
        domain = [*action["domain"], ("consequence", "=", self.kind)]
        return {**action, "name": title, "display_name": title, "domain": domain}
