from collections import defaultdict

from odoo import api, models

from ..engine.policy import Policy
from ..engine.values import Ref
from .user_import_lookup import fold


class ResPartner(models.Model):
    _inherit = "res.partner"

    _ref_key_idx = models.Index("(lower(btrim(ref))) WHERE ref IS NOT NULL")
    _email_key_idx = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    @api.model
    def _import_find_or_create(self, labels):
        """Return the tags that ``Category: Tag`` labels name, made where they are missing, in the
        spelling that is used most.

        :param labels: how often each label is used
        :return: refs by label
        """
        found = self.env["user.import.lookup"]._lookup_tag(labels, Policy(create_tags=True))
        missing = defaultdict(list)
        for label, ref in found.items():
            if ref.id is None:
                missing[fold(label)].append(label)
        names = [max(sorted(alike), key=labels.get) for alike in missing.values()]
        categories = self._import_categories(names)
        tags = self.create([self._import_values(name, categories) for name in names])
        for tag, alike in zip(tags, missing.values(), strict=True):
            found |= {label: Ref(label, tag.id) for label in alike}
        return found

    @api.model
    def _import_categories(self, labels):
        """Return the ids of the labels' tag categories by folded name, made where missing."""
        names = {}
        for label in labels:
            category, separator, _tag = label.partition(": ")
            if separator:
                names.setdefault(fold(category), category)
        top = self.search([("parent_id", "=", False)])
        present = {
            fold(tag.name): tag.id
            for code, _name in self.env["user.import.lookup"]._installed()
            for tag in top.with_context(lang=code)
        }
        new = [name for name in names if name not in present]
        made = self.create([{"name": names[name]} for name in new])
        return present | dict(zip(new, made.ids, strict=True))

    @api.model
    def _import_values(self, label, categories):
        category, separator, name = label.partition(": ")
        if not separator:
            return {"name": label}
        return {"name": name, "parent_id": categories[fold(category)]}
