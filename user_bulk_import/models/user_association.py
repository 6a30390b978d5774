from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class UserAssociation(models.Model):
    """Two users who belong together."""

    _name = "user.association"
    _description = "Association"
    _order = "type_id, id"

    type_id = fields.Many2one("user.association.type", required=True, ondelete="restrict")
    left_user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    right_user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")

    _pair_unique = models.Constraint(
        "UNIQUE (type_id, left_user_id, right_user_id)", "The two are associated like this already."
    )
    _not_oneself = models.Constraint(
        "CHECK (left_user_id != right_user_id)", "Nobody is associated with oneself."
    )

    @api.constrains("type_id", "left_user_id", "right_user_id")
    def _check_circles(self):
        """Refuse that somebody comes to stand above oneself, over any number of people."""
        self.flush_model(["type_id", "left_user_id", "right_user_id"])
        query = SQL(
            "WITH RECURSIVE upward AS ("
            "SELECT type_id, left_user_id AS below, right_user_id AS above "
            "FROM user_association WHERE id = ANY(%s) "
            "UNION SELECT upward.type_id, upward.below, higher.right_user_id "
            "FROM upward JOIN user_association AS higher "
            "ON higher.type_id = upward.type_id AND higher.left_user_id = upward.above) "
            "SELECT type_id, below FROM upward WHERE above = below LIMIT 1",
            self.ids,
        )
        for type_id, user_id in self.env.execute_query(query):
            # sudo: whoever writes one association of a circle need not see all of them
            kind = self.env["user.association.type"].sudo().browse(type_id)
            raise ValidationError(
                self.env._(
                    "%(type)s: %(person)s would stand above oneself, over other associations. "
                    "Take one of them away first.",
                    type=kind.name,
                    person=self._name_told(user_id),
                )
            )

    @api.model
    def _name_told(self, user_id):
        """Return the name of a user, as far as whoever writes may know it. Constraints are checked
        before record rules, and often with all rights."""
        person = self.env["res.users"].with_user(self.env.uid).browse(user_id)
        return person.name if person.has_access("read") else self.env._("somebody")
