import json
import secrets

from odoo import api, fields, models

PARTS = ("files", "pasted")
GIVEN = (*PARTS, "common_password", "common_password_again")
"""What a person gives, and nobody reads back."""

STORED = ("stored_files", "stored_pasted")
SEALED = (
    "salt",
    *STORED,
    "sealed_passwords",
    "kept_files",
    "kept_pasted",
)


class UserImportWizard(models.TransientModel):
    """Keeps what is secret in the wizard encrypted, from the moment it comes in.

    The web client saves a form, and Odoo commits that, before the client calls the button. What
    is given is therefore sealed by ``create`` and ``write``, and never a value of the record.
    """

    _inherit = "user.import.wizard"

    common_password = fields.Char(
        string="Password for All",
        store=False,
        readonly=False,
        help="Every new user gets it. It is never shown again, except on login slips.",
    )
    common_password_again = fields.Char(
        string="The Same Password Again", store=False, readonly=False
    )
    salt = fields.Char(groups=fields.NO_ACCESS)
    sealed_passwords = fields.Binary(attachment=False, groups=fields.NO_ACCESS)
    has_common_password = fields.Boolean(compute="_compute_has_common_password", compute_sudo=True)

    @api.depends("sealed_passwords")
    def _compute_has_common_password(self):
        """Two that differ are to be typed again."""
        for wizard in self:
            once, again = wizard._origin._kept_passwords()  # an onchange has a record of its own
            wizard.has_common_password = bool(once) and once == again

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create([_without_secrets(vals) for vals in vals_list])
        for wizard, vals in zip(wizards, vals_list, strict=True):
            wizard._keep(vals)
        return wizards

    def write(self, vals):
        done = super().write(_without_secrets(vals))
        for wizard in self:
            wizard._keep(vals)
        return done

    def _keep(self, vals):
        """Seal what was given, and erase what is to be kept no longer."""
        self.check_access("write")
        wizard = self.sudo()
        for name in PARTS:
            if name in vals:
                wizard._keep_given(name, vals[name] or [])
        typed = [vals.get("common_password"), vals.get("common_password_again")]
        if any(typed):
            pair = [new or old for new, old in zip(typed, wizard._kept_passwords(), strict=True)]
            wizard._seal_passwords(pair)

    def _seal_passwords(self, pair):
        self._take_key()
        content = json.dumps(pair).encode()
        sealed = self.env["user.import.vault"]._seal_bytes(self, content, "wizard")
        self.write({"sealed_passwords": sealed})

    def _kept_passwords(self):
        """Return both passwords as they were typed."""
        sealed = self.sudo().with_context(bin_size=False).sealed_passwords
        if not sealed:
            return "", ""
        content = self.env["user.import.vault"]._open_bytes(self, sealed, "wizard")
        return tuple(json.loads(content))

    def _take_key(self):
        """Have something that a key is made of."""
        self.salt = self.salt or secrets.token_hex(16)

    def _put_key_away(self):
        """Forget all that is kept, and what its key was made of. Files stay, and nobody can open
        them: :meth:`_erase_kept` erases them too.

        :return: what was forgotten, as ``write`` takes it
        """
        wizard = self.with_context(bin_size=False)
        kept = {name: wizard[name] for name in SEALED}
        self.write(dict.fromkeys(SEALED, False))
        return kept

    def _erase_kept(self):
        """Erase all that is stored encrypted, and what its key was made of."""
        self.write(dict.fromkeys(SEALED, False))
        self.env["user.import.vault"]._stored_files(self, *STORED).unlink()


def _without_secrets(vals):
    return {name: value for name, value in vals.items() if name not in GIVEN}
