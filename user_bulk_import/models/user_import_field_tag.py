from odoo import api, models

from ..engine.aliases import ALWAYS_CATEGORIES
from ..engine.catalogue import TAG_PREFIX, category_titles, tag_category_spec
from ..engine.folding import fold
from ..engine.headers import normalize_header


class UserImportField(models.AbstractModel):
    """The fields of tag categories: one a category that exists, in any language that is installed,
    and one for each that is named by a profile or by whoever imports."""

    _inherit = "user.import.field"

    @api.model
    def _category_specs(self, named=(), others=()):
        """Return the specs of tag categories.

        :param named: field specs that profile lines, columns and options bring: those of tags keep
            their names, and get what Odoo knows of the category
        :param others: further specs, whose titles go before those of usual categories that nobody
            has made yet
        """
        known = self.env["user.import.lookup"]._tag_names().categories()
        labels = {fold(name): label for label, names in known.items() for name in names}
        specs = {}
        for spec in named:
            if spec.name.startswith(TAG_PREFIX):
                name = spec.name.removeprefix(TAG_PREFIX)
                label = labels.get(fold(name), "")
                specs[label or name] = tag_category_spec(name, label, known.get(label, ()))
        for label, names in known.items():
            specs.setdefault(label, tag_category_spec(label, names=names))
        taken = {normalize_header(spec.label) for spec in others}
        for name in ALWAYS_CATEGORIES:
            is_known = fold(name) in labels or any(fold(name) == fold(other) for other in specs)
            titles = {normalize_header(title) for title in (name, *category_titles(name))}
            if not is_known and not titles & taken:
                specs[name] = tag_category_spec(name)
        return list(specs.values())

    @api.model
    def _saved_titles(self, lines):
        """Return field names by title for a profile's columns that are titled as their tag
        category is: what it is called in other languages stands for it too."""
        return {
            title: line._field_name()
            for line in lines
            if line.target == "tag"
            and normalize_header(line.header or "") == normalize_header(line.tag_category)
            for title in category_titles(line.tag_category)
        }
