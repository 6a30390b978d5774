from odoo import api, fields, models


class UserImportProfile(models.Model):
    _inherit = "user.import.profile"

    value_ids = fields.One2many(
        "user.import.value",
        "profile_id",
        string="Values",
        copy=True,
        help="What texts in files of this kind stand for, where they name no record here.",
    )


class UserImportRun(models.Model):
    """Choices that outlast an import: in a profile, and for the next file with the same titles."""

    _inherit = "user.import.run"

    @api.model
    def _open(self, file_name, content, profile=None, **options):
        """Begin with what the profile's values stand for."""
        run = super()._open(file_name, content, profile=profile, **options)
        if profile:
            run.sudo()._take_values(profile.sudo().value_ids)
        return run

    def _remembered_columns(self, sheet, header):
        """Remember the values of the same earlier import too."""
        remembered = super()._remembered_columns(sheet, header)
        if self.guided and not self.corrects_run_id:  # which has given its values already
            self._take_values(self._last_confirmed(sheet, self.header_keys[sheet]).value_ids)
        return remembered

    def _take_values(self, values):
        """Begin with choices that were made elsewhere. Whether the importer may use them is found
        out when the rows are planned.

        :param values: those that are there already stay as they are
        """
        present = {(value.kind, value.text_key) for value in self.value_ids}
        new = {
            (value.kind, value.text_key): {"run_id": self.id, **value._choice()}
            for value in values.filtered("is_chosen")
        }
        self.env["user.import.value"].create(
            [vals for key, vals in new.items() if key not in present]
        )

    def _forget_values(self):
        """Forget the values that were found in the rows, choices too, since they may be of a column
        that has just become secret; what the profile says of such values counts again."""
        self.value_ids.filtered("headers").unlink()
        self._take_values(self.profile_id.value_ids)

    def _save_in_profile(self, profile):
        """Keep with the profile what values stand for."""
        result = super()._save_in_profile(profile)
        known = {(value.kind, value.text_key): value for value in profile.value_ids}
        new = []
        for value in self.value_ids.filtered("is_chosen"):
            kept = known.get((value.kind, value.text_key))
            if kept:
                kept.write(value._choice())
            else:
                new.append({"profile_id": profile.id, **value._choice()})
        profile.env["user.import.value"].create(new)
        return result


class UserImportValue(models.Model):
    _inherit = "user.import.value"

    def _choice(self):
        """Return what the value stands for, as ``create`` and ``write`` take it."""
        self.ensure_one()
        name = self._target_fields()[self.kind]
        return {
            "kind": self.kind,
            "text": self.text,
            "left_out": self.left_out,
            name: self[name].id,
        }
