import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.association_specs import SIDES, association_spec


class UserAssociationType(models.Model):
    """A way in which two people belong together, with a name for each side: Student ↔ Parent."""

    _name = "user.association.type"
    _description = "Association Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="How profiles and the command line name it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    left_name = fields.Char(
        string="One Side", required=True, translate=True, help="What the one is to the other."
    )
    right_name = fields.Char(string="Other Side", required=True, translate=True)
    left_aliases = fields.Char(
        string="Column Titles (One Side)",
        help="Further titles of columns that name these people, separated by commas.",
    )
    right_aliases = fields.Char(
        string="Column Titles (Other Side)",
        help="Further titles of columns that name these people, separated by commas.",
    )
    left_role_ids = fields.Many2many(
        "user.import.role",
        "user_association_type_left_role_rel",
        string="Roles (One Side)",
        help="Where a text names several people, those with one of these roles are meant.",
    )
    right_role_ids = fields.Many2many(
        "user.import.role",
        "user_association_type_right_role_rel",
        string="Roles (Other Side)",
        help="Where a text names several people, those with one of these roles are meant.",
    )
    guardian_side = fields.Selection(
        [("left", "The one side"), ("right", "The other side")],
        string="Answers for the Other",
        help="People on this side get the invitations of those on the other side who have no "
        "e-mail address.",
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "Another type has this code already. Choose a different one."
    )

    @api.constrains("code")
    def _check_code(self):
        """Keep out what parts the names of fields."""
        for item in self:
            if not re.fullmatch(r"[A-Za-z0-9_]+", item.code or ""):
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be a code: use letters, digits and underscores.", item.code
                    )
                )

    def _specs(self):
        """Return the field specs of both sides of the types.

        :rtype: list[AssociationSpec]
        """
        return [item._spec(side) for item in self for side in SIDES]

    def _spec(self, side):
        """Return the spec of the field that names the people on a side."""
        self.ensure_one()
        return association_spec(
            self.code,
            side,
            self._side_label(side),
            aliases=self._side_titles(side),
            role_ids=self[f"{side}_role_ids"].ids,
            is_guardian=self.guardian_side == side,
        )

    def _side_label(self, side):
        """Return what people call the field of a side: ``Parent (Student ↔ Parent)``."""
        self.ensure_one()
        return f"{self[f'{side}_name'] or side} ({self.name})"

    def _side_titles(self, side):
        """Return the titles of columns that name the people on a side, in all languages."""
        languages = self.env["res.lang"].get_installed()
        names = [self.with_context(lang=code)[f"{side}_name"] for code, _label in languages]
        aliases = (self[f"{side}_aliases"] or "").split(",")
        return list(dict.fromkeys(filter(None, map(str.strip, [*map(str, names), *aliases]))))
