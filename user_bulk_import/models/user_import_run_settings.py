import base64
import hashlib

from odoo import models
from odoo.exceptions import AccessError

from ..engine.headers import normalize_header


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
        """Keep the file's bytes, encrypted, until they have been read."""
        self.ensure_one()
        sealed = self.env["user.import.vault"]._seal_bytes(self, content)
        self.sudo().write(
            {
                "source": base64.b64encode(sealed),
                "file_digest": hashlib.sha256(content).hexdigest(),
            }
        )

    def _source_content(self):
        """Return the file's bytes."""
        sealed = base64.b64decode(self.sudo().with_context(bin_size=False).source)
        return self.env["user.import.vault"]._open_bytes(self, sealed)

    def _lines(self, sheet):
        """Return the profile's lines that concern a sheet."""
        return self.profile_id.column_ids.filtered(
            lambda line: not line.sheet or normalize_header(line.sheet) == normalize_header(sheet)
        )

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
            required=frozenset(c._field_name() for c in columns if c.required == "always"),
            required_on_create=frozenset(
                c._field_name() for c in columns if c.required == "create"
            ),
            defaults={c._field_name(): c.default_value for c in columns if c.default_value},
        )
