from odoo import api, fields, models
from odoo.exceptions import UserError


class UserImportWizard(models.TransientModel):
    """Takes a file or pasted text and how to import it, and makes a run of it."""

    _name = "user.import.wizard"
    _inherit = ["user.import.policy.mixin"]
    _description = "Import Users"

    profile_id = fields.Many2one(
        "user.import.profile",
        required=True,
        default=lambda self: self.env["user.import.profile"].search([], limit=1),
    )
    profile_description = fields.Text(related="profile_id.description")
    sample_url = fields.Char(related="profile_id.sample_url")
    template_url = fields.Char(related="profile_id.template_url")
    sample_csv_url = fields.Char(related="profile_id.sample_csv_url")
    sample_json_url = fields.Char(related="profile_id.sample_json_url")
    comment = fields.Text(help="Kept with the import, for those who look at it later.")
    run_id = fields.Many2one(
        "user.import.run",
        groups=fields.NO_ACCESS,
        ondelete="set null",
        help="What was made of the file: a request that Odoo repeats goes on with it.",
    )

    @api.onchange("profile_id")
    def _onchange_profile_id(self):
        if self.profile_id:
            for name in self._policy_field_names():
                self[name] = self.profile_id[name]

    def action_continue(self):
        """Read and compare the file, and open the review. Nobody is changed by that."""
        self.ensure_one()
        self.check_access("write")
        wizard = self.sudo()
        run = self._run_under_way() or self._make_run()
        # A run commits as it goes: by then its vault alone can open what is secret.
        kept = wizard._put_key_away()
        wizard.run_id = run
        run._advance()
        if run.state == "failed":
            # Encrypted as before, so that the file need not be chosen again.
            wizard.write({**kept, "run_id": False})
            run._checkpoint()  # the refusal stands in the history, with nothing staged
            raise UserError(run.issue_text)
        wizard._erase_kept()
        return {
            "type": "ir.actions.act_window",
            "res_model": "user.import.run",
            "res_id": run.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _run_under_way(self):
        """Return the run of an earlier attempt that met a conflict after its first commit."""
        run = self.sudo().run_id.sudo(False)
        under_way = run and run.state not in ("done", "failed", "cancelled")
        wizard = self.sudo()
        given = wizard.kept_files or wizard.kept_pasted
        return run if under_way and not given else run.browse()

    def _make_run(self):
        content, name, read_options = self._content()
        return self.env["user.import.run"]._open(
            name,
            content,
            profile=self.profile_id,
            policy=self._policy_values(),
            read_options=read_options,
            comment=self.comment,
            common_password=self._common_password(),
            guided=True,
        )

    def _policy_values(self):
        """Return the policy; where nobody is made, nobody needs a password."""
        values = self._policy_field_values()
        return values | ({"password_mode": "invite"} if self.operation == "update" else {})

    def _common_password(self):
        """Return the password of all new users, where the policy asks for one."""
        if self.password_mode != "common" or self.operation == "update":
            return ""
        once, again = self._kept_passwords()
        if once != again:
            raise UserError(
                self.env._("The two passwords for all new users differ. Type both again.")
            )
        return once
