from odoo import api, models

from ..engine.photos import PHOTO_NOT_FOUND
from ..engine.values import Ref
from .user_import_photo_files import AS_IT_IS
from .user_import_run_corrected import WAITING


class UserImportRun(models.Model):
    """A corrected report is a table alone; its pictures are those of the import it corrects."""

    _inherit = "user.import.run"

    def _take_place(self):
        old, Photo = self.corrects_run_id, self.env["user.import.photo"]
        names = Photo._read_group([("run_id", "=", self.id)], ["name"])
        known = [name for [name] in names]
        photos = Photo.search([("run_id", "=", old.id), ("name", "not in", known)])
        photos.run_id = self  # what the other import has left when it ends is erased
        result = super()._take_place()
        if old.state in WAITING:
            photos.run_id = old
        return result

    def _lender_of_photos(self):
        """Return the run that goes on beside this one, which corrects some of its rows."""
        old = self.corrects_run_id
        return old if self.correction == "part" and old.state in WAITING else old.browse()


class UserImportPhoto(models.Model):
    _inherit = "user.import.photo"

    @api.model
    def _lookup(self, run, texts):
        answers = super()._lookup(run, texts)
        lender = run._lender_of_photos()
        missing = {text for text, answer in answers.items() if _is_missing(answer)}
        if not lender or not missing:
            return answers
        lent = super()._lookup(lender, missing)
        return answers | {text: self._lend(run, answer) for text, answer in lent.items()}

    @api.model
    def _own(self, run, stems):
        found = super()._own(run, stems)
        lender = run._lender_of_photos()
        if not lender:
            return found
        lent = super()._own(lender, set(stems) - found.keys())
        return found | {
            stem: {name: self._lend(run, answer) for name, answer in pictures.items()}
            for stem, pictures in lent.items()
        }

    @api.model
    def _lend(self, run, answer):
        """Return the answer of another run with a picture of its own for this one."""
        if not isinstance(answer, Ref):
            return answer
        photo = self.browse(answer.id)
        same = [("run_id", "=", run.id), ("name", "=", photo.name), ("digest", "=", photo.digest)]
        own = self.search(same, limit=1)
        own = own or photo.with_context(**AS_IT_IS).copy({"run_id": run.id}).with_env(self.env)
        return own._answer()


def _is_missing(answer):
    return not isinstance(answer, Ref) and answer.code == PHOTO_NOT_FOUND
