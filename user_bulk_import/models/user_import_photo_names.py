from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..engine.issues import Problem
from ..engine.photo_codes import PHOTO_LINK_KIND, broken_text
from ..engine.photo_texts import is_link, seems_picture_text
from ..engine.photos import PHOTO_AMBIGUOUS, PHOTO_NOT_FOUND, names_text
from ..engine.picture_names import PictureName, called, fitting, is_file_link, without_zeros


class UserImportPhoto(models.Model):
    """Finds the pictures that came with an import by what they are called."""

    _inherit = "user.import.photo"

    _run_name_key_idx = models.Index("(run_id, name_key)")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.setdefault("name_key", without_zeros(PictureName.of(vals["name"]).stem))
        return super().create(vals_list)

    @api.model
    def _lookup(self, run, texts):
        """Answer the engine's :meth:`Directory.resolve` for the cells of photo columns.

        :param run: in a superuser environment
        :param texts: as the engine's ``convert_photo`` gives them
        :return: ``{text: Ref | Problem}``
        """
        names = {text: PictureName.of("" if is_link(text) else text) for text in texts}
        pictures = self._called(run, {name.stem for name in names.values()} - {""})
        found = {text: fitting(name, pictures.get(name.stem, ())) for text, name in names.items()}
        # One that several rows ask for is looked into once.
        clear = {photo_id for ids in found.values() if len(ids) == 1 for photo_id in ids}
        answers = self.browse(sorted(clear))._answers()
        return {
            text: answers[self.browse(ids)] if len(ids) == 1 else self._problem(text, ids)
            for text, ids in found.items()
        }

    @api.model
    def _problem(self, text, ids):
        """Return what is wrong with a name that means no picture, or several of them."""
        if not ids:
            if is_file_link(text):
                return Problem(PHOTO_LINK_KIND)
            seems_text = seems_picture_text(text)
            return broken_text(text) if seems_text else Problem(PHOTO_NOT_FOUND, value=text)
        return Problem(
            PHOTO_AMBIGUOUS, value=text, names=names_text(self.browse(ids).mapped("name"))
        )

    @api.model
    def _own(self, run, stems):
        """Answer the engine's :meth:`Directory.own_photos`.

        :param run: in a superuser environment
        """
        called = self._called(run, stems)
        by_stem = {
            stem: self.browse(photo_id for _name, photo_id in pictures)
            for stem, pictures in called.items()
        }
        # Only where it is clear whose it is a picture is looked into.
        answers = self.union(*(found for found in by_stem.values() if len(found) == 1))._answers()
        return {
            stem: {
                photo.name: answers.get(photo) or Problem(PHOTO_AMBIGUOUS, names=photo.name)
                for photo in photos
            }
            for stem, photos in by_stem.items()
        }

    @api.model
    def _called(self, run, keys):
        """Return names and ids of the pictures in a run's archives, by those of the folded stems
        that name them. What stood in the table as text, or was fetched from a link, is only for
        the rows that say so.

        :rtype: dict[str, list[tuple[PictureName, int]]]
        """
        if not keys:
            return {}
        self.flush_model(["run_id", "name", "name_key", "origin"])
        query = SQL(
            "SELECT name_key, name, id FROM user_import_photo "
            "WHERE run_id = %s AND name_key = ANY(%s) AND origin = 'archive' ORDER BY id",
            run.id,
            list({without_zeros(key) for key in keys}),
        )
        pictures = defaultdict(list)
        for key, name, photo_id in self.env.execute_query(query):
            pictures[key].append((PictureName.of(name), photo_id))
        found = {key: called(key, pictures.get(without_zeros(key), ())) for key in keys}
        return {key: pairs for key, pairs in found.items() if pairs}
