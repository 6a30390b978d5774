from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from ..engine.converters.base import Doubt
from ..engine.folding import fold
from ..engine.issues import Problem
from ..engine.policy import Policy
from ..engine.values import Ref


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
        answers = self.env["user.import.lookup"]._lookup_tag(labels, Policy(create_tags=True))
        found = {label: self._import_ref(answer) for label, answer in answers.items()}
        missing = defaultdict(list)
        for label, ref in found.items():
            if ref.id is None:
                missing[fold(label)].append(label)

        # Of spellings that are used as often, one with accents and small letters says most.
        def fullness(label):
            return labels[label], not label.isascii(), sum(map(str.islower, label))

        names = [max(sorted(alike), key=fullness) for alike in missing.values()]
        tags = self.create(self._import_values(names))
        for tag, alike in zip(tags, missing.values(), strict=True):
            found |= {label: Ref(label, tag.id) for label in alike}
        return found

    @api.model
    def _import_ref(self, answer):
        """Return what a label names now.

        :raises UserError: where somebody has archived or doubled it since the rows were planned
        """
        if isinstance(answer, Doubt):
            return answer.value
        if isinstance(answer, Problem):
            raise UserError(answer.issue().text(self.env._))
        return answer

    @api.model
    def _import_values(self, labels):
        """Return the values of new tags; categories that are missing are made before."""
        lookup = self.env["user.import.lookup"]
        known = lookup._tag_names()
        parted = [known.parted(label) for label in labels]
        missing = {}
        for categories, category, _name in parted:
            if category and not categories:
                missing.setdefault(fold(category), category)
        made = self.create([{"name": category} for category in missing.values()])
        ids = dict(zip(missing, made.ids, strict=True))
        return [
            {
                "name": name,
                "parent_id": lookup._one_category(categories).id
                if categories
                else ids.get(fold(category), False),
            }
            for categories, category, name in parted
        ]
