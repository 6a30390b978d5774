import re
from itertools import count

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.association_specs import SIDES, association_name, association_spec
from ..engine.folding import fold


class UserAssociationType(models.Model):
    """A way in which two people belong together, with a name for each side: Student ↔ Parent."""

    _name = "user.association.type"
    _description = "Association Type"
    _order = "sequence, id"
    _rec_names_search = ["name", "left_name", "right_name"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        compute="_compute_code",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        copy=False,
        help="How profiles and the command line name it.",
    )
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

    @api.model_create_multi
    def create(self, vals_list):
        """Make the code of the names where it is left blank."""
        given = [{k: v for k, v in vals.items() if k != "code" or v} for vals in vals_list]
        return super().create(given)

    @api.depends("left_name", "right_name")
    def _compute_code(self):
        everything = self.sudo().with_context(active_test=False).search([])
        taken = set(everything.mapped("code"))
        for item in self:
            if not item.code and item.left_name and item.right_name:
                words = re.findall(r"[a-z0-9]+", fold(f"{item.left_name} {item.right_name}"))
                code = "_".join(words) or "association"
                numbered = (f"{code}_{number}" if number > 1 else code for number in count(1))
                item.code = next(candidate for candidate in numbered if candidate not in taken)
                taken.add(item.code)

    @api.depends("name", "left_name", "right_name")
    @api.depends_context("association_side", "lang")
    def _compute_display_name(self):
        """Name one side, where a person is to say on which side somebody stands."""
        side = self.env.context.get("association_side")
        labels = self._side_labels() if side in SIDES else {}
        for item in self:
            item.display_name = labels.get(association_name(item.code, side)) or item.name

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
        labels = self._side_labels()
        return [
            association_spec(
                item.code,
                side,
                labels[association_name(item.code, side)],
                aliases=item._side_titles(side),
                role_ids=item[f"{side}_role_ids"].ids,
                is_guardian=item.guardian_side == side,
            )
            for item in self
            for side in SIDES
        ]

    @api.model
    def _side_labels(self):
        """Return what people call the sides of all types, archived ones included: no two of them
        alike.

        :return: labels by the field's name
        """
        types = self.with_context(active_test=False).search([])
        sides = [(item, side, item._side_label(side)) for item in types for side in SIDES]
        labels = [label for _item, _side, label in sides]
        return {
            association_name(item.code, side): label
            if labels.count(label) == 1
            else f"{label}, {item.name}"
            for item, side, label in sides
        }

    def _side_label(self, side):
        """Return what those on a side are to the other: ``Parent (of the Student)``."""
        self.ensure_one()
        [other] = set(SIDES) - {side}
        own, other = self[f"{side}_name"], self[f"{other}_name"]
        if own != other:
            return self.env._("%(person)s (of the %(other)s)", person=own, other=other)
        sides = dict(
            zip(SIDES, (self.env._("the one side"), self.env._("the other side")), strict=True)
        )
        return f"{own} ({sides[side]})"

    def _side_titles(self, side):
        """Return the titles of columns that name the people on a side, in all languages."""
        languages = self.env["res.lang"].get_installed()
        names = [self.with_context(lang=code)[f"{side}_name"] for code, _label in languages]
        aliases = (self[f"{side}_aliases"] or "").split(",")
        return list(dict.fromkeys(filter(None, map(str.strip, [*map(str, names), *aliases]))))
