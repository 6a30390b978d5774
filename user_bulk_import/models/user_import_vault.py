import base64
import json

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from odoo import models
from odoo.exceptions import UserError


class UserImportVault(models.AbstractModel):
    """Keeps what is secret while a run waits: encrypted, readable by no API, erased at the end.

    Fernet (AES-128-CBC with HMAC-SHA256) under a key of its own for each run, derived from the
    database's secret (RFC 5869).
    """

    _name = "user.import.vault"
    _description = "User Import Vault"

    def _fernet(self, run):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        key = HKDF(
            algorithm=hashes.SHA256(),
            length=32,
            salt=(run.sudo().salt or "").encode(),
            info=f"user_bulk_import/{run.id}".encode(),
        ).derive(secret.encode())
        return Fernet(base64.urlsafe_b64encode(key))

    def _seal_bytes(self, run, content):
        return self._fernet(run).encrypt(content)

    def _open_bytes(self, run, token):
        """Return what :meth:`_seal_bytes` sealed.

        :raises UserError: where the database's secret has changed since
        """
        try:
            return self._fernet(run).decrypt(token)
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
        run.write({"source": False, "salt": False})
        self.env["user.import.row"].sudo().search(
            [("run_id", "=", run.id), ("secrets", "!=", False)]
        ).write({"secrets": False})
