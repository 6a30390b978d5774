from odoo import api, models
from odoo.tools import SQL

from ..engine.decisions import WRITING
from ..engine.folding import fold

NEW_TAG = '$[*] ? (@.field == "tags").new[*] ? (@.id == null)'
"""The tags in a row's changes that do not exist yet, as jsonpath."""


class UserImportRun(models.Model):
    """The tags that a plan makes, and the tag categories with them."""

    _inherit = "user.import.run"

    def _new_tags(self):
        """Return the names of the tags that the plan makes, each once, and of their categories
        that are made too.

        :rtype: tuple[list[str], list[str]]
        """
        self.ensure_one()
        self.env["user.import.row"].flush_model()
        labels = self.env.execute_query(
            SQL(
                """SELECT DISTINCT tag ->> 'label' AS label
                     FROM user_import_row, jsonb_path_query(changes, %s::jsonpath) AS tag
                    WHERE run_id = %s AND action = ANY(%s) ORDER BY label""",
                NEW_TAG,
                self.id,
                list(WRITING),
            )
        )
        tags = {fold(label): label for [label] in reversed(labels)}
        if not tags:
            return [], []
        names = self.env["user.import.lookup"]._tag_names()
        parted = [names.parted(label) for label in tags.values()]
        categories = {fold(text): text for found, text, _name in parted if text and not found}
        return sorted(tags.values()), sorted(categories.values())


class UserImportRow(models.Model):
    _inherit = "user.import.row"

    @api.model
    def _consequences(self):
        return {**super()._consequences(), "tag": _makes_tag}


def _makes_tag(alias):
    """Rows that give a tag which does not exist yet."""
    return SQL("%s @? %s::jsonpath", SQL.identifier(alias, "changes"), NEW_TAG)
