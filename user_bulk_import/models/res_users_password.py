from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.passwords import is_weak


class ResUsers(models.Model):
    """Passwords that somebody else chose: who has to change theirs, and who already has.

    ``models/ir_http.py`` and ``models/ir_websocket.py`` hold the sessions of those who have to.
    """

    _inherit = "res.users"

    must_change_password = fields.Boolean(
        copy=False,
        groups="base.group_erp_manager",
        help="Until this user has chosen another password, a login leads to nothing but the page "
        "for it, and scripts can log in with API keys only. The user's open sessions end.",
    )
    import_password_state = fields.Selection(
        [
            ("imported", "From an import"),
            ("own", "Set since"),
        ],
        copy=False,
        groups=fields.NO_ACCESS,
        help="A password that was set since the import is left alone by later imports.",
    )

    def _get_session_token_fields(self):
        """Add the flag: raising it ends sessions and forgets accepted RPC passwords.

        The same names tell ``write`` when to clear the caches (``_get_invalidation_fields``).
        """
        return super()._get_session_token_fields() | {"must_change_password"}

    def _session_token_get_values(self):
        """Leave out a flag that is not set.

        Otherwise a user without a value and one with ``False`` would have different tokens, and
        installing this addon would end sessions.
        """
        values = super()._session_token_get_values()
        return values and tuple(
            (name, value) for name, value in values if name != "must_change_password" or value
        )

    def _rpc_api_keys_only(self):
        # sudo: the flag is the administrators' to read, the answer concerns everybody.
        return self.sudo().must_change_password or super()._rpc_api_keys_only()

    def _set_password(self):
        """Note who set the password.

        :raise UserError: if somebody who has to change the password keeps it
        """
        self._check_forced_password()
        result = super()._set_password()
        # sudo: both fields are bookkeeping, closed to the person who sets the password.
        imported = self.sudo().filtered(lambda user: user.import_password_state == "imported")
        imported.import_password_state = "own"
        (self & self.env.user)._clear_must_change_password()
        return result

    def _check_forced_password(self):
        """Raise UserError where somebody who has to change the password keeps it, or chooses one
        that is easy to guess."""
        for user in self.sudo().filtered("must_change_password"):
            if user._is_present_password(user.password):
                raise UserError(
                    self.env._("The new password must differ from the present one. Choose another.")
                )
            if user == self.env.user:
                user._check_hard_to_guess(user.password)

    def _check_hard_to_guess(self, password):
        """Raise UserError where the person chooses a password of the kind that was a reason to
        ask for another one."""
        self.ensure_one()
        if is_weak(password or "", [self.login, self.email or "", self.name]):
            raise UserError(
                self.env._(
                    "This password is easy to guess. Choose a longer one that is not made of your "
                    "name, your address or common words."
                )
            )

    def _is_present_password(self, password):
        """Tell whether this is the stored password.

        The stored hash is read as ``_check_credentials`` of Odoo does: no field has it.
        """
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [self.id])
        [hashed] = self.env.cr.fetchone()
        return bool(password and hashed) and self._crypt_context().verify(password, hashed)

    def _clear_must_change_password(self):
        # sudo: whoever has set the password need not be an administrator.
        self.sudo().filtered("must_change_password").must_change_password = False

    @api.model
    def change_password(self, old_passwd, new_passwd):
        """Clear the flag here too: a password that a directory keeps (``auth_ldap``) is changed
        without ``_set_password``."""
        changed = super().change_password(old_passwd, new_passwd)
        self.env.user._clear_must_change_password()
        return changed

    @api.model
    def signup(self, values, token=None):
        """Clear the flag of the person who has set the password by a link.

        Where the password is refused, the link stays good for another one.
        """
        if not (token and values.get("password")):
            return super().signup(values, token)
        # sudo: the flag is the administrators' to read, and nobody is logged in here.
        user = self._signup_user(token).sudo()
        if user.must_change_password:
            user._check_hard_to_guess(values["password"])
        with self.env.cr.savepoint():
            result = super().signup(values, token)
        user._clear_must_change_password()
        return result

    def _signup_user(self, token):
        """Return the user whom ``signup`` of ``auth_signup`` finds for a link.

        Found before it acts, since the link is of no use afterwards; by the contact and not by
        the login that it returns, which several users may have (``website``).
        """
        partner = self.env["res.partner"]._signup_retrieve_partner(
            token, check_validity=True, raise_exception=True
        )
        return partner.user_ids[:1]

    def write(self, vals):
        """End the sessions of those who are archived, and forget their devices."""
        archived = self.browse()
        if "active" in vals and not vals["active"]:
            archived = self.filtered("active")
        result = super().write(vals)
        archived._revoke_devices()
        return result

    def _revoke_devices(self):
        """Remove the sessions' files, and the devices that need no second factor.

        Without it, Odoo refuses those sessions at their next request and lists them as open.
        """
        if not self:
            return
        # sudo: whoever may archive users need not see their devices.
        devices = self.env["res.device"].sudo().search([("user_id", "in", self.ids)])
        if devices:
            devices._revoke()
        if "auth_totp.device" in self.env:
            trusted = self.env["auth_totp.device"].sudo()
            trusted.search([("user_id", "in", self.ids)])._remove()
