from odoo import api, models

from ..engine.photos import PERSON, PERSON_SPEC, PHOTO, policy_for_photos
from ..engine.readers.upload import PERSON_HEADER, PHOTO_HEADER


class UserImportRun(models.Model):
    """Photos without a table: they go to the users that exist and that they are called after."""

    _inherit = "user.import.run"

    def _lines(self, sheet):
        """Photos alone are read the same way with any profile."""
        return self.env["user.import.column"] if self.has_only_photos else super()._lines(sheet)

    def _policy_for(self, sheet):
        policy = super()._policy_for(sheet)
        return policy_for_photos(policy) if self.has_only_photos else policy

    def _gather_values(self):
        result = super()._gather_values()
        self._note_shared_photos()
        self._note_unused_photos()
        return result


class UserImportField(models.AbstractModel):
    _inherit = "user.import.field"

    @api.model
    def _specs(self):
        return (*super()._specs(), PERSON_SPEC)


class UserImportMapper(models.AbstractModel):
    _inherit = "user.import.mapper"

    @api.model
    def _saved(self, run, sheet):
        """The columns that are made of photos alone are known, in whatever language."""
        saved = super()._saved(run, sheet)
        if run.has_only_photos:
            saved |= {self.env._(PHOTO_HEADER): PHOTO, self.env._(PERSON_HEADER): PERSON}
        return saved


class UserImportReplanner(models.AbstractModel):
    _inherit = "user.import.replanner"

    @api.model
    def _settle(self, run, rows, limit):
        settled = super()._settle(run, rows, limit)
        if settled:
            run._note_shared_photos()
            run._note_unused_photos()
        return settled
