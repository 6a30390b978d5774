from odoo import api, fields, models

from ..engine.issues import Issue


class UserImportPhoto(models.Model):
    """A picture that came with an import, while the import waits.

    Nobody writes it by RPC; it is deleted when the import ends.
    """

    _name = "user.import.photo"
    _description = "Photo of a User Import"
    _order = "run_id, id"

    run_id = fields.Many2one(
        "user.import.run", required=True, index=True, readonly=True, ondelete="cascade"
    )
    name = fields.Char(
        string="File", required=True, readonly=True, help="What the upload calls it."
    )
    name_key = fields.Char(readonly=True, help="The name as names are compared.")
    digest = fields.Char(readonly=True, help="SHA-256 of the picture as it came.")
    size = fields.Integer(readonly=True, help="Bytes of the picture as it came.")
    issue = fields.Json(readonly=True, help="Why it cannot be used, if so.")
    image = fields.Binary(readonly=True, attachment=True)
    row_ids = fields.One2many("user.import.row", "photo_id", string="Rows", readonly=True)
    person = fields.Char(
        compute="_compute_person", string="Goes To", help="The logins of those who get it."
    )
    issue_text = fields.Char(compute="_compute_issue_text", string="Notes")
    state = fields.Selection(
        [("used", "Used"), ("unused", "Not Used"), ("faulty", "Cannot Be Used")],
        compute="_compute_state",
        search="_search_state",
        string="Status",
    )

    @api.depends("row_ids.login")
    def _compute_person(self):
        for photo in self:
            people = (row.login or row.display_name for row in photo.row_ids)
            photo.person = ", ".join(people)

    @api.depends("issue", "row_ids")
    @api.depends_context("lang")
    def _compute_issue_text(self):
        for photo in self:
            if photo.issue:
                photo.issue_text = Issue.from_json(photo.issue).text(self.env._)
            elif not photo.row_ids:
                photo.issue_text = self.env._("No row asks for this photo.")
            else:
                photo.issue_text = False

    @api.depends("issue", "row_ids")
    def _compute_state(self):
        for photo in self:
            photo.state = "faulty" if photo.issue else "used" if photo.row_ids else "unused"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = {
            "faulty": fields.Domain("issue", "!=", False),
            "used": fields.Domain("issue", "=", False) & fields.Domain("row_ids", "!=", False),
            "unused": fields.Domain("issue", "=", False) & fields.Domain("row_ids", "=", False),
        }
        return fields.Domain.OR(domains[state] for state in value if state in domains)
