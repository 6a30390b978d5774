from odoo import api, fields, models


class UserImportRule(models.Model):
    """A rule told in words, and tried out."""

    _inherit = "user.import.rule"

    condition_text = fields.Char(compute="_compute_condition_text", string="Who")
    gives_text = fields.Char(compute="_compute_gives_text", string="Gets")
    does_nothing = fields.Boolean(
        compute="_compute_gives_text", help="The rule gives nothing and does not stop."
    )

    @api.depends("match", "condition_ids.sentence", "condition_ids.sequence")
    @api.depends_context("lang")
    def _compute_condition_text(self):
        for rule in self:
            joint = self.env._(" and ") if rule.match == "all" else self.env._(" or ")
            sentences = rule.condition_ids.sorted(lambda c: (c.sequence, c._origin.id or 0))
            rule.condition_text = joint.join(sentences.mapped("sentence")) or self.env._(
                "Everybody"
            )

    @api.depends("stop", "role_ids", "group_ids", "tag_ids", "set_company_id", "lang_id")
    @api.depends_context("lang")
    def _compute_gives_text(self):
        for rule in self:
            given = "; ".join(
                f"{label}: {', '.join(names)}" for label, names in rule._gives_named() if names
            )
            rule.gives_text = given or self.env._("Nothing")
            rule.does_nothing = not given and not rule.stop

    def _gives_named(self):
        """Return what the rule gives, as pairs of a label and names. A glue addon adds its own."""
        self.ensure_one()
        lookup = self.env["user.import.lookup"]
        return [
            (self.env._("Roles"), self.role_ids.mapped("name")),
            (self.env._("Groups"), self.group_ids.mapped("full_name")),
            (self.env._("Tags"), [lookup._tag_ref(tag).label for tag in self.tag_ids]),
            (self.env._("Company"), self.set_company_id.mapped("name")),
            (self.env._("Language"), self.lang_id.mapped("name")),
        ]

    # -- trying -------------------------------------------------------------------------------

    def action_try(self):
        """Open the test bench for this rule."""
        self.ensure_one()
        return self.env["user.import.rule.bench"]._open(self)

    def action_try_all(self):
        """Open the test bench for all rules in their order."""
        return self.env["user.import.rule.bench"]._open(self.browse())
