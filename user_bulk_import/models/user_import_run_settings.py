from odoo import models
from odoo.exceptions import AccessError, UserError

from ..engine.converters.passwords import convert_password
from ..engine.issues import Problem
from ..engine.passwords import check_length, is_weak


class UserImportRun(models.Model):
    """Whose rights a run has, and what its file, profile and columns ask of it."""

    _inherit = "user.import.run"

    def _check_importer(self):
        """Raise AccessError unless the run's user may import, before anything starts."""
        for run in self:
            group = "user_bulk_import.group_user_import"
            if not run.user_id.active or not run.user_id.has_group(group):
                raise AccessError(
                    self.env._(
                        "%s may not import users. Give this person the access right "
                        "“User Import” in Settings → Users & Companies → Users.",
                        run.user_id.name,
                    )
                )

    def _importer_env(self):
        """Return the environment in which users are read and written: the importer's own rights,
        in all companies that the importer may see."""
        self.ensure_one()
        companies = self.user_id.company_ids
        ordered = [self.company_id.id, *(companies - self.company_id).ids]
        return self.env(
            user=self.user_id.id,
            su=False,
            context={
                "lang": self.user_id.lang,
                "tz": self.user_id.tz,
                "allowed_company_ids": ordered,
            },
        )

    def _store_source(self, content):
        """Keep the file, encrypted, until it has been read.

        :param content: its bytes, or an iterable of them, piece by piece
        """
        self.ensure_one()
        self._source_file().unlink()
        pieces = [content] if isinstance(content, bytes) else content
        self.env["user.import.vault"]._store_file(self, "source", pieces)
        self.invalidate_recordset(["source", "has_source"])

    def _open_source(self):
        """Return the file, to be read to and fro."""
        return self.env["user.import.vault"]._open_file(self, self._source_file())

    def _source_file(self):
        """Return the attachments with the encrypted file, if it is kept still."""
        return self.env["user.import.vault"]._stored_files(self, "source")

    def _check_may_silence(self, profile):
        """Raise AccessError where security alerts are left out, and neither the importer is a
        Settings administrator nor a profile of one says so, which is then taken as it is.

        :param profile: the profile of the run, or ``None``
        """
        if self.security_alerts != "none":
            return
        if not profile or profile._policy_field_values() != self._policy_field_values():
            self.env["user.import.profile"].with_user(self.user_id)._check_system()

    def _store_common_password(self, password):
        """Keep the password of all new users, encrypted, where the policy asks for one.

        :raises UserError: where it is missing, or Odoo would not accept it
        """
        self.ensure_one()
        if self.password_mode != "common" or self.operation == "update":
            return
        if not password:
            raise UserError(self.env._("Give the password that all new users get."))
        try:
            policy = self._policy_for("")
            secret = convert_password(password, policy)
            check_length(secret.text, policy)
        except Problem as problem:
            raise UserError(problem.issue().text(self.env._)) from None
        sealed = self.env["user.import.vault"]._seal(self, {"common": secret.text})
        weak = is_weak(secret.text, [self.company_id.name])
        self.sudo().write({"common_password": sealed, "common_is_weak": weak})

    def _password_length(self):
        """Return the least number of characters of a password (``auth_password_policy``)."""
        users = self.env["res.users"]
        asks = getattr(users, "get_password_policy", None)  # only where that addon is installed
        return asks()["minlength"] if asks else 0

    def _mail_codes_for(self):
        """Return who logs in with a code sent by mail (``auth_totp_mail``), as the engine says."""
        if not hasattr(self.env["res.users"], "_send_totp_mail_code"):
            return ""
        policy = self.env["ir.config_parameter"].sudo().get_param("auth_totp.policy")
        return {"employee_required": "internal", "all_required": "all"}.get(policy, "")

    def _weighs_passwords(self):
        """Return whether planning a row may take long: by verifying a hash, or by finding out how
        easily a password is guessed."""
        return self.update_passwords or (
            self.force_password_change == "weak"
            and self._uses_given_passwords()
            and "password" in self.column_ids.mapped("target")
        )

    def _has_photos(self):
        """Return whether pictures came with the file, or from its links."""
        count = self.env["user.import.photo"].sudo().search_count
        return bool(count([("run_id", "=", self.id)], limit=1))

    def _uses_given_passwords(self):
        """Return whether passwords of the file are written."""
        return self.password_mode in ("file", "generate") or self.update_passwords

    def _catalogue(self):
        """Return all fields that the run can fill, by the names that the importer knows."""
        run = self.with_company(self.company_id)
        return self._importer_env()["user.import.field"]._catalogue(run)

    def _file_columns(self, sheet):
        """Return a sheet's columns in the order of the file."""
        return self.column_ids.filtered(
            lambda column: (column.sheet or "") == sheet and column.index >= 0
        ).sorted("index")

    def _policy_for(self, sheet):
        """Return the engine's policy for the rows of a sheet, with what its columns say."""
        columns = self.column_ids.filtered(lambda c: (c.sheet or "") == sheet and c.target)
        return self._policy(
            password_length=self._password_length(),
            common_is_weak=self.common_is_weak,
            mail_codes_for=self._mail_codes_for(),
            required=frozenset(c._field_name() for c in columns if c.required == "always"),
            required_on_create=frozenset(
                c._field_name() for c in columns if c.required == "create"
            ),
            defaults={c._field_name(): c.default_value for c in columns if c.default_value},
        )
