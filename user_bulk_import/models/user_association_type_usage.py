from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..engine.association_specs import SIDES, association_name, association_parts, is_association
from .user_import_run_process import ENDED


class UserAssociationType(models.Model):
    """How many people a type associates; one that is in use stays."""

    _inherit = "user.association.type"

    association_count = fields.Integer(
        string="Number of Associations", compute="_compute_association_count", compute_sudo=True
    )

    def _compute_association_count(self):
        groups = self.env["user.association"]._read_group(
            [("type_id", "in", self.ids)], ["type_id"], ["__count"]
        )
        counts = {kind.id: number for kind, number in groups}
        for kind in self:
            kind.association_count = counts.get(kind.id, 0)

    def action_view_associations(self):
        """Open the associations of this type."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_association"
        )
        return {
            **action,
            "domain": [("type_id", "=", self.id)],
            "context": {"default_type_id": self.id},
        }

    # -- as the fields of columns --------------------------------------------------------------

    @api.model
    def _side_options(self):
        """Return the sides of all types as a selection takes them. Those of archived types stay, so
        that what a profile says of them can be shown."""
        options = self._side_labels().items()
        used = [(name, label) for name, label in options if self._is_offered(name)]
        archived = [
            (name, self.env._("%s (archived)", label))
            for name, label in options
            if not self._is_offered(name)
        ]
        return [*used, *archived]

    @api.model
    def _is_offered(self, field):
        """Return whether a field is another than those of types that are archived or deleted."""
        code, _side = association_parts(field) or ("", "")
        return code in self._codes_in_use() if is_association(field) else True

    @api.model
    @tools.ormcache()
    def _codes_in_use(self):
        """Return the codes of the types that are not archived. Asked for each column again and
        again."""
        # sudo: they are no secret, and a run goes on without its importer
        return frozenset(self.sudo().search([]).mapped("code"))

    def _columns_of(self, *domain):
        """Return the columns of profiles and imports that name people of these types."""
        names = [association_name(code, side) for code in self.mapped("code") for side in SIDES]
        # sudo: also of imports that the writer does not see
        return self.env["user.import.column"].sudo().search([("target", "in", names), *domain])

    # -- changes -------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        types = super().create(vals_list)
        self.env.registry.clear_cache()
        return types

    def write(self, vals):
        """Keep what the plan of a waiting import knows the type by; columns follow a new code."""
        if "code" in vals:
            self.filtered(lambda kind: kind.code != vals["code"])._check_not_planned()
        if "active" in vals and not vals["active"]:
            self._check_not_planned()
        before = {kind: (kind.code, kind._columns_of()) for kind in self if "code" in vals}
        super().write(vals)
        self.env.registry.clear_cache()
        for kind, (code, columns) in before.items():
            kind._follow_code(columns, code)
        return True

    def _follow_code(self, columns, before):
        """Have columns fill the same side under the type's new code."""
        for side in SIDES:
            name = association_name(before, side)
            of_side = columns.filtered_domain([("target", "=", name)])
            of_side.write({"target": association_name(self.code, side)})

    def _check_not_planned(self):
        used = self._columns_of(("run_id", "!=", False), ("run_id.state", "not in", ENDED))[:1]
        if used:
            raise UserError(
                self.env._(
                    "An import that has not ended yet has a column “%s”. Change it when that "
                    "import is done.",
                    used.header or used.target_label,
                )
            )

    def unlink(self):
        """Leave out of profiles what names people of these types."""
        columns = self._columns_of()
        super().unlink()
        self.env.registry.clear_cache()
        columns.exists().write({"target": False})
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self._check_not_planned()
        for kind in self.sudo():
            if kind.association_count:
                raise UserError(
                    self.env._(
                        "%(type)s associates people: %(count)s times. Delete these associations "
                        "first, or archive the type, and imports use it no more.",
                        type=kind.name,
                        count=kind.association_count,
                    )
                )
