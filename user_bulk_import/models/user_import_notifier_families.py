from odoo import api, models

from .user_import_families import Circle, FamilyFinder
from .user_import_mail_batch import Letter


class UserImportNotifier(models.AbstractModel):
    """Invitations of people without an e-mail address, through those who answer for them."""

    _inherit = "user.import.notifier"

    @api.model
    def _invitations(self, audience, rows, circle, run=None):
        """Return the invitations of some users. Somebody who answers for others without an e-mail
        address gets their links too, in one mail.

        :param rows: the row that made each of them, ``None`` where none did, by user
        :param circle: function that returns the ``Circle`` of users
        """
        template = self._family_template(audience.users.env)
        if not template:  # somebody has deleted it: a mail for each of them
            return [
                letter for user, row in rows.items() for letter in self._each(user, audience, row)
            ]
        families = FamilyFinder(self, audience, circle, run).find()
        letters = [
            letter
            for user, row in rows.items()
            if user not in families.own and user._import_own_address()
            for letter in self._each(user, audience, row)
        ]
        for guardian, invited in {**families.own, **families.apart}.items():
            address, contact = guardian._import_own_address(), guardian.partner_id
            letters.append(Letter(guardian, contact, address, template, invited=invited))
        return letters

    @api.model
    def _circle_of_run(self, run, turn, users):
        """Return those of the users whom the run has made, as a ``Circle``.

        :param turn: sequence of the first row that is looked at now
        """
        rows = self.env["user.import.row"].search(
            [("run_id", "=", run.id), ("outcome", "=", "created"), ("user_id", "in", users.ids)]
        )
        told = self.env["user.import.invitation"].search(
            [
                ("run_id", "=", run.id),
                ("kind", "=", "invitation"),
                ("user_id", "in", rows.user_id.ids),
            ]
        )
        pairs = frozenset((item.user_id.id, item.recipient_id.id) for item in told)
        by_user = {users.browse(row.user_id.id): row for row in rows}
        return Circle(by_user, pairs, turn)

    @api.model
    def _family_template(self, env):
        return env.ref("user_bulk_import.mail_template_family", raise_if_not_found=False)
