import base64
import json

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from odoo import models
from odoo.exceptions import UserError

SALT_FIELDS = {
    "staged": "salt",
    "token": "salt",
    "credentials": "credentials_salt",
    "wizard": "salt",
}


class UserImportVault(models.AbstractModel):
    """Keeps what is secret while a run waits: encrypted, readable by no API, erased at the end.

    Fernet (AES-128-CBC with HMAC-SHA256) under a key of its own for each run, derived from the
    database's secret (RFC 5869).
    """

    _name = "user.import.vault"
    _description = "User Import Vault"

    def _fernet(self, run, purpose="staged"):
        """Return the cipher of a run, or of a wizard.

        :param purpose: see :meth:`_key`
        """
        return Fernet(base64.urlsafe_b64encode(self._key(run, purpose)))

    def _key(self, run, purpose):
        """Return a key of a run, or of a wizard, of 32 bytes.

        :param purpose: ``staged`` for what waits, erased at the end of the run; ``token`` for what
            stands for it in reports; ``credentials`` for the login slips, which outlast it by a
            day; ``wizard`` for what a wizard holds until it makes a run
        """
        salt = run.sudo()[SALT_FIELDS[purpose]]
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return HKDF(
            algorithm=hashes.SHA256(),
            length=32,
            salt=(salt or "").encode(),
            info=f"user_bulk_import/{purpose}/{run.id}".encode(),
        ).derive(secret.encode())

    def _seal_credential(self, run, password):
        """Return the encrypted form of a password for the login slips, as a str."""
        return self._fernet(run, "credentials").encrypt(password.encode()).decode()

    def _open_credential(self, run, sealed):
        """Return the password that :meth:`_seal_credential` was given.

        :raises InvalidToken: where the login slips are gone
        """
        return self._fernet(run, "credentials").decrypt(sealed.encode()).decode()

    def _open_credentials(self, run, sealed):
        """Return the passwords of many that :meth:`_seal_credential` was given, in their order.

        :param list[str] sealed: what is sealed
        :raises InvalidToken: where the login slips are gone
        """
        fernet = self._fernet(run, "credentials")  # a key takes as long as a password
        return [fernet.decrypt(token.encode()).decode() for token in sealed]

    def _erase_credentials(self, run):
        """Erase the login slips, and what their key was made of."""
        run.write({"credentials_salt": False, "credentials_until": False})
        self.env["user.import.row"].sudo().search(
            [("run_id", "=", run.id), ("credential", "!=", False)]
        ).write({"credential": False})

    def _seal_bytes(self, run, content, purpose="staged"):
        """Return bytes encrypted.

        :raises UserError: where the run has ended: what its key was made of is erased
        """
        if not run.sudo()[SALT_FIELDS[purpose]]:
            raise UserError(
                self.env._("This import has ended, so it takes no passwords or files any more.")
            )
        return self._fernet(run, purpose).encrypt(content)

    def _open_bytes(self, run, token, purpose="staged"):
        """Return what :meth:`_seal_bytes` sealed.

        :raises UserError: where the database's secret has changed since
        """
        try:
            return self._fernet(run, purpose).decrypt(token)
        except InvalidToken:
            raise UserError(
                self.env._(
                    "The staged file can no longer be read, since the database's secret changed. "
                    "Cancel this import and upload the file again."
                )
            ) from None

    def _seal(self, run, values):
        """Return the encrypted form of a dict of texts, as a str; ``False`` for an empty dict."""
        if not values:
            return False
        return self._seal_bytes(run, json.dumps(values).encode()).decode()

    def _open(self, run, sealed):
        """Return the dict that :meth:`_seal` was given."""
        if not sealed:
            return {}
        return json.loads(self._open_bytes(run, sealed.encode()))

    def _erase(self, run):
        """Erase all that the run has staged, and what its key was made of."""
        run.write(
            {"source": False, "salt": False, "common_password": False, "taken_secrets": False}
        )
        self.env["user.import.row"].sudo().search(
            [("run_id", "=", run.id), ("secrets", "!=", False)]
        ).write({"secrets": False})
        run._drop_photos()
