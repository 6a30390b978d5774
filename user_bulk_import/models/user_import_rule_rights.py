from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class UserImportRule(models.Model):
    """Who may write a rule. Other people's imports use it, so its writer has to hold what it gives,
    as whoever imports has to; a Settings administrator may give everything.

    It is checked of the rule as it is and as it becomes: whoever changes the conditions of a rule
    decides who gets what it gives. So does whoever changes one above it, which may stop it, or give
    what it asks for. No constraint, since those are checked with all rights.
    """

    _inherit = "user.import.rule"

    company_id = fields.Many2one(default=lambda self: self._default_company())
    group_ids = fields.Many2many(
        domain=lambda self: [("id", "not in", self.env["res.groups"]._get_user_type_groups().ids)],
    )

    @api.model
    def _default_company(self):
        return self.env["res.company"] if self._has_all_companies() else self.env.company

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_may_give()
        return rules

    def write(self, vals):
        if vals.keys() == {"sequence"}:  # dragging sends those whose place stays, too
            self = self.filtered(lambda rule: rule.sequence != vals["sequence"])
        self._check_may_give()
        super().write(vals)
        self._check_may_give()
        self._check_own_company()
        return True

    def _check_own_company(self):
        """Raise AccessError where a rule went to a company that is none of its writer's: Odoo asks
        its record rules about a record as it was before."""
        own = self.env.user.company_ids.ids
        self.with_context(allowed_company_ids=own).check_access("write")

    @api.ondelete(at_uninstall=False)
    def _unlink_by_who_may_give(self):
        self._check_may_give()

    def _check_may_give(self):
        """Raise AccessError where a rule gives what its present writer may not give."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        for rule in self:
            if not rule.company_id and not self._has_all_companies():
                raise AccessError(
                    self.env._(
                        "The rule “%s” has no company, so it counts in all of them, also in those "
                        "that are none of yours. Choose one of your companies.",
                        rule.name,
                    )
                )
            if names := rule._beyond(self.env.user):
                raise AccessError(
                    self.env._(
                        "The rule “%(rule)s” gives what you do not have yourself: %(values)s. "
                        "Only a Settings administrator, or somebody who has it, can write this "
                        "rule.",
                        rule=rule.name,
                        values=", ".join(names),
                    )
                )
        self._check_none_beyond_below()

    def _check_none_beyond_below(self):
        """Raise AccessError where a rule stands above one that gives what the writer may not."""
        # sudo: also rules that the writer does not see
        rules = (
            self.sudo()
            .search([("active", "=", True)])
            .filtered(lambda rule: rule._beyond(self.env.user))
        )
        for rule in self:
            below = rules.filtered(lambda other, rule=rule: rule._stands_above(other))
            if below:
                raise AccessError(
                    self.env._(
                        "“%(rule)s” stands above “%(other)s”, which gives what you do not have "
                        "yourself, and would decide who gets it. Put your rule below that one, or "
                        "ask a Settings administrator.",
                        rule=rule.name,
                        other=below[0].name,
                    )
                )

    def _stands_above(self, other):
        """Return whether an import may look at this rule before it looks at ``other``."""
        companies = (self.company_id, other.company_id)
        together = not all(companies) or companies[0] == companies[1]
        return together and (self.sequence, self.id) < (other.sequence, other.id)

    @api.model
    def _has_all_companies(self):
        """Return whether the writer works in each company that there is."""
        # sudo: only their number is looked at
        return len(self.env.user.company_ids) == self.env["res.company"].sudo().search_count([])

    def _beyond(self, user):
        """Return the names of what the rule gives and ``user`` may not give. A glue addon extends
        it with its own fields, where rights are concerned."""
        self.ensure_one()
        # sudo: also of what the writer does not see
        rule = self.sudo().with_context(active_test=False)
        grantable = (rule.role_ids.group_ids | rule.group_ids)._grantable_by(user)
        roles = rule.role_ids.filtered(lambda role: role.group_ids - grantable)
        groups = rule.group_ids - grantable
        companies = rule.set_company_id - user.company_ids
        return [record.display_name for records in (roles, groups, companies) for record in records]

    @api.constrains("group_ids")
    def _check_no_user_type(self):
        types = self.env["res.groups"]._get_user_type_groups()
        for rule in self:
            if found := rule.group_ids & types:
                raise ValidationError(
                    self.env._(
                        "“%s” is a user type and no group. Give a role for users of this type "
                        "instead.",
                        found[0].display_name,
                    )
                )


class UserImportProfile(models.Model):
    """Rules may count for imports with certain profiles alone: without these, for all imports."""

    _inherit = "user.import.profile"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_rules_widen(self):
        # sudo: also rules of other companies, and archived ones
        rules = self.env["user.import.rule"].sudo().with_context(active_test=False)
        for rule in rules.search([("profile_ids", "in", self.ids)]):
            if not rule.profile_ids - self:
                raise UserError(
                    self.env._(
                        "The rule “%(rule)s” counts for imports with the profile “%(profile)s” "
                        "alone. Without it, it would count for all imports. Change or delete the "
                        "rule first, or archive the profile.",
                        rule=rule.name,
                        profile=rule.profile_ids[0].name,
                    )
                )


class UserImportRuleCondition(models.Model):
    """Conditions say who gets what the rule gives: they are the rule's writer's."""

    _inherit = "user.import.rule.condition"

    @api.model_create_multi
    def create(self, vals_list):
        conditions = super().create(vals_list)
        conditions.rule_id._check_may_give()
        return conditions

    def write(self, vals):
        self.rule_id._check_may_give()
        super().write(vals)
        self.rule_id._check_may_give()
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_by_who_may_give(self):
        self.rule_id._check_may_give()
