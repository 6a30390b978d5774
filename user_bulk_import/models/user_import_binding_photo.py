from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.issues import Issue
from ..engine.photo_codes import PHOTO_GONE
from ..engine.values import BY_CONTENT, Ref
from .chunk import NO_MAIL


class UserImportBindingPhoto(models.AbstractModel):
    """Photo: the image of the user's contact.

    A photo is told from others by its content. What an import wrote has the digest of the picture
    as it came, as long as nobody has put another one in its place; so the same picture again is no
    change, whatever Odoo made of it.
    """

    _name = "user.import.binding.photo"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Photo"

    @api.model
    def _read(self, users, fields, _catalogue):
        stored = self._stored(users)
        return {user.id: dict.fromkeys(fields, self._ref(stored.get(user.id))) for user in users}

    @api.model
    def _stored(self, users):
        """Return what Odoo keeps of the photos, without reading the pictures. Initials that Odoo
        draws (SVG) are none.

        :return: attachment id, checksum, and what an import noted, by user id
        """
        self.env.flush_all()
        query = SQL(
            """SELECT users.id, image.id, image.checksum, users.import_photo
                 FROM res_users users JOIN ir_attachment image
                      ON image.res_model = 'res.partner' AND image.res_field = 'image_1920'
                         AND image.res_id = users.partner_id
                WHERE users.id = ANY(%s)
                      AND image.mimetype LIKE 'image/%%' AND image.mimetype NOT LIKE '%%svg%%'""",
            users.ids,
        )
        return {user_id: rest for user_id, *rest in self.env.execute_query(query)}

    @api.model
    def _ref(self, stored):
        if not stored:
            return None
        attachment_id, checksum, noted = stored
        is_ours = noted and noted["checksum"] == checksum
        content = noted["digest"] if is_ours else f"sha1:{checksum}"
        return Ref(self.env._("a photo"), attachment_id, BY_CONTENT + content)

    @api.model
    def _write_values(self, _change, _user, _spec):
        return {}  # 250 pictures in the values of one create would fill the memory

    @api.model
    def _write_after(self, pairs, run):
        """Write the photos one by one, each forgotten before the next one."""
        for user, change in pairs:
            photo = run.env["user.import.photo"].browse(change.new.id if change.new else ())
            self._write_photo(user, photo, run)
            self._note(user, photo)

    @api.model
    def _write_photo(self, user, photo, run):
        image = photo.with_context(bin_size=False).image
        if photo and not (image and photo.run_id == run):
            raise UserError(Issue(PHOTO_GONE).text(self.env._))
        user.with_context(**NO_MAIL).write({"image_1920": image})
        self.env.flush_all()
        for record in (user, user.partner_id, photo):
            images = [name for name, field in record._fields.items() if _is_image(field)]
            record.invalidate_recordset(images)
        self.env["ir.attachment"].invalidate_model(["raw", "datas"])

    @api.model
    def _note(self, user, photo):
        """Keep which picture the user has got."""
        _id, checksum, _noted = self._stored(user).get(user.id) or (None, None, None)
        noted = photo and checksum and {"digest": photo.digest, "checksum": checksum}
        # sudo: bookkeeping that no person may see.
        user.sudo().import_photo = noted or False


def _is_image(field):
    return isinstance(field, fields.Binary)
