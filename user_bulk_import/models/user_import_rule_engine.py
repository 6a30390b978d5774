from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..engine.rules import Condition, Rule
from ..engine.values import Ref


class UserImportRule(models.Model):
    """Rules as the engine takes them: for one run, with what its importer may give."""

    _inherit = "user.import.rule"

    @api.model
    def _for_run(self, run):
        """Return the rules that count for a run, in their order.

        :param run: an import
        :rtype: tuple[Rule]
        """
        rules = self.sudo().search(self._run_domain(run))
        return rules._to_engine(run.sudo()._importer_env())

    @api.model
    def _run_domain(self, run):
        """Return which rules count for a run."""
        companies = Domain("company_id", "in", [False, run.company_id.id])
        profiles = Domain("profile_ids", "=", False)
        if run.profile_id:
            profiles |= Domain("profile_ids", "in", run.profile_id.ids)
        return Domain("active", "=", True) & companies & profiles

    def _to_engine(self, env):
        """Return rules in the engine's form.

        :param env: of the importing person; what this one may not give is refused
        :rtype: tuple[Rule]
        """
        # sudo: a rule may give what the importing person does not even see. It is refused then.
        rules = self.sudo().with_context(lang=env.lang, active_test=False)
        given = {rule: rule._gives() for rule in rules}
        usable = rules._all_usable(env, given.values())
        return tuple(rule._engine_rule(given[rule], usable) for rule in rules)

    def _engine_rule(self, given, usable):
        self.ensure_one()
        gives, refused = {}, {}
        for field, refs in given.items():
            for ref in refs:
                kept = usable[field].get((ref.kind, ref.id))
                side, value = (gives, kept) if kept else (refused, ref)
                side[field] = (*side.get(field, ()), value)
        conditions = tuple(
            Condition(line.field or "", line.operator or "", line.value or "")
            for line in self.condition_ids.sorted()
        )
        return Rule(
            self.id,
            self.name,
            conditions,
            match=self.match,
            gives=gives,
            refused=refused,
            stop=self.stop,
        )

    def _gives(self):
        """Return what the rule gives, whoever imports. A glue addon adds its own fields.

        :return: refs by the name of the field that gets them
        :rtype: dict[str, tuple[Ref, ...]]
        """
        self.ensure_one()
        lookup = self.env["user.import.lookup"]
        roles = tuple(Ref(role.name, role.id) for role in self.role_ids)
        return {
            "roles": (*roles, *self.group_ids._import_refs()),
            "tags": tuple(lookup._tag_ref(tag) for tag in self.tag_ids),
            "company": tuple(Ref(item.name, item.id) for item in self.set_company_id),
            "lang": tuple(Ref(item.name, item.id) for item in self.lang_id),
        }

    @api.model
    def _all_usable(self, env, all_given):
        """Return what of all that rules give an import of ``env``'s user may give.

        :param all_given: what :meth:`_gives` returned, of each rule
        :return: by field, refs as that person knows them by kind and id
        """
        refs = defaultdict(dict)
        for given in all_given:
            for field, of_field in given.items():
                refs[field].update({(ref.kind, ref.id): ref for ref in of_field})
        return {
            field: {
                (ref.kind, ref.id): ref
                for ref in env[self._name]._usable(field, list(of_field.values()))
            }
            for field, of_field in refs.items()
            if of_field
        }

    @api.model
    def _usable(self, field, refs):
        """Return those of the refs that an import of the present user may give: what a text in a
        cell could name too. A glue addon extends it with its own fields.

        :param field: name of the field
        :param refs: that rules give to it
        """
        gates = {
            "roles": self._usable_roles,
            "tags": lambda refs: self._chosen("tag", refs),
            "company": lambda refs: self._chosen("company", refs),
            "lang": lambda refs: self._chosen("lang", refs),
        }
        return gates[field](refs) if field in gates else refs

    @api.model
    def _chosen(self, kind, refs):
        answers = self.env["user.import.lookup"]._chosen(kind, [ref.id for ref in refs])
        return [answer for answer in answers.values() if isinstance(answer, Ref)]

    @api.model
    def _usable_roles(self, refs):
        roles = self._chosen("role", [ref for ref in refs if ref.kind == ""])
        ids = [ref.id for ref in refs if ref.kind != ""]
        groups = self.env["res.groups"].search([("id", "in", ids)])
        problems = groups._import_problems()
        return [*roles, *groups.filtered(lambda group: group.id not in problems)._import_refs()]
