from odoo import models


class UserImportRow(models.Model):
    """The card shows a photo before and after, as long as the import waits."""

    _inherit = "user.import.row"

    def _card_field(self, change, labels):
        line = super()._card_field(change, labels)
        if change.field == "photo" and not self.outcome:
            if change.old:
                # A picture that was put in its place since is another one for the browser, too.
                told = change.old.kind[-16:]
                line["old_image"] = (
                    f"/web/image/res.users/{self.user_id.id}/avatar_128?unique={told}"
                )
            if change.new:
                line["new_image"] = f"/web/image/user.import.photo/{change.new.id}/image/128x128"
        return line
