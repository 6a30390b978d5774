from odoo import api, fields, models

from ..engine import lookup_codes
from ..engine.association_codes import ASSOCIATION_UNKNOWN
from ..engine.folding import fold
from ..engine.issues import Issue, _lt

REASONS = {
    lookup_codes.VALUE_UNKNOWN: _lt("Not known here"),
    lookup_codes.VALUE_NOT_LISTED: _lt("Not known here"),
    lookup_codes.VALUE_AMBIGUOUS: _lt("Could be any of: %(choices)s"),
    lookup_codes.LANG_NOT_INSTALLED: _lt("This language is not installed"),
    lookup_codes.TAG_UNKNOWN: _lt("There is no such tag, and this import creates none"),
    lookup_codes.NOTHING_TO_TAKE: _lt("Not known here, so there is nothing to take away"),
    lookup_codes.GROUP_IS_USER_TYPE: _lt("Is a user type, and no group"),
    lookup_codes.ROLE_NOT_GRANTABLE: _lt("Gives rights that the importing person does not have"),
    ASSOCIATION_UNKNOWN: _lt(
        "Nobody here or in the file. To name somebody from the file, correct the cell in the rows: "
        "write that person's e-mail address, login or reference"
    ),
    lookup_codes.VALUE_CHOICE_REFUSED: _lt("What was chosen is gone, or may not be used"),
}
"""Why a value needs a choice, in few words; for other codes the issue's own sentence is taken."""

FORBIDDEN = (lookup_codes.ROLE_NOT_GRANTABLE,)
"""Of values that are known, yet the importing person may not give them."""

CHOOSING = ("review", "planning")
"""States in which a choice is made. With many rows, the file is still being planned again since
the choice before: then once more."""

MADE_ON_THE_WAY = ("role", "parent")
"""Kinds of which a person makes a new record while choosing, with the right to."""


class UserImportValue(models.Model):
    """A text of the file that names a record and is not found or may not be used, and what it
    stands for: chosen once, for the whole file. Those of a profile are where its files begin.

    A kind of record is a ``lookup`` of the engine; its field is ``to_<kind>_id``. A glue addon
    adds both.
    """

    _name = "user.import.value"
    _description = "Unknown Value of a User Import"
    _order = "count desc, id"
    _rec_name = "text"

    run_id = fields.Many2one("user.import.run", index=True, readonly=True, ondelete="cascade")
    profile_id = fields.Many2one("user.import.profile", index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("role", "Role"),
            ("lang", "Language"),
            ("company", "Company"),
            ("country", "Country"),
            ("state", "State"),
            ("parent", "Employer"),
            ("tag", "Tag"),
            ("person", "Person"),
        ],
        required=True,
        default="role",
    )
    text = fields.Char(string="In the File", required=True)
    text_key = fields.Char(
        compute="_compute_text_key", store=True, help="The text as names are compared."
    )
    headers = fields.Char(string="Columns", readonly=True)
    count = fields.Integer(string="Rows", readonly=True, help="How many rows have this value.")
    issue = fields.Json(readonly=True, help="What was found about the value.")
    reason = fields.Char(compute="_compute_reason", string="Why")
    has_error = fields.Boolean(readonly=True, help="Some rows with this value have an error by it.")

    left_out = fields.Boolean(
        string="Leave Out", help="The rows go on as if this value were not there."
    )
    to_role_id = fields.Many2one("user.import.role", string="Role", ondelete="set null")
    to_lang_id = fields.Many2one("res.lang", string="Language", ondelete="set null")
    to_company_id = fields.Many2one("res.company", string="Company", ondelete="set null")
    to_country_id = fields.Many2one("res.country", string="Country", ondelete="set null")
    to_state_id = fields.Many2one("res.country.state", string="State", ondelete="set null")
    to_parent_id = fields.Many2one("res.partner", string="Employer", ondelete="set null")
    to_tag_id = fields.Many2one("res.partner.category", string="Tag", ondelete="set null")
    to_person_id = fields.Many2one(
        "res.users", string="Person", index="btree_not_null", ondelete="set null"
    )
    target_model = fields.Char(compute="_compute_target_model")
    target_id = fields.Many2oneReference(
        string="Stands For",
        model_field="target_model",
        compute="_compute_target_id",
        readonly=False,
        help="What is taken in its place, in all rows.",
    )
    target_domain = fields.Json(
        compute="_compute_target_domain", help="Which records there are to choose from."
    )
    may_create = fields.Boolean(
        compute="_compute_may_create", help="Whether the reader may make a new record for it."
    )
    may_choose = fields.Boolean(compute="_compute_may_choose")
    meant = fields.Char(compute="_compute_meant", compute_sudo=True, string="Chosen")
    is_chosen = fields.Boolean(compute="_compute_is_chosen", store=True)
    is_settled = fields.Boolean(compute="_compute_is_settled", store=True)

    @api.model
    def _target_fields(self):
        """Return the name of the field that holds the chosen record, by kind.

        :rtype: dict[str, str]
        """
        return {kind: f"to_{kind}_id" for kind, _label in self._fields["kind"].selection}

    @api.depends("text")
    def _compute_text_key(self):
        for value in self:
            value.text_key = fold(value.text or "")

    @api.depends("issue")
    @api.depends_context("lang")
    def _compute_reason(self):
        for value in self:
            issue = value.issue and Issue.from_json(value.issue)
            if issue and issue.code in REASONS:
                value.reason = self.env._(REASONS[issue.code], **issue.params)
            else:
                value.reason = issue and issue.text(self.env._)

    @api.depends(lambda self: ["kind", *self._target_fields().values()])
    def _compute_is_chosen(self):
        for value in self:
            value.is_chosen = value.left_out or bool(value._target())

    @api.depends("is_chosen", "has_error")
    def _compute_is_settled(self):
        for value in self:
            value.is_settled = value.is_chosen and not value.has_error

    @api.depends(lambda self: ["kind", "left_out", *self._target_fields().values()])
    @api.depends_context("lang")
    def _compute_meant(self):
        for value in self:
            if value.left_out:
                value.meant = self.env._("Left out")
            else:
                value.meant = value._target().display_name

    @api.depends("kind")
    def _compute_target_model(self):
        for value in self:
            value.target_model = value._target()._name

    @api.depends(lambda self: ["kind", *self._target_fields().values()])
    def _compute_target_id(self):
        for value in self:
            value.target_id = value._target().id

    @api.depends("kind", "run_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_target_domain(self):
        for value in self:
            value.target_domain = value._lookup()._domain(value.kind)

    @api.depends("kind")
    @api.depends_context("uid")
    def _compute_may_create(self):
        for value in self:
            made = value.kind in MADE_ON_THE_WAY
            value.may_create = made and value._target().has_access("create")

    @api.depends("run_id.state", "run_id.is_own")
    @api.depends_context("uid")
    def _compute_may_choose(self):
        for value in self:
            run = value.run_id
            value.may_choose = not run or (run.state in CHOOSING and run.is_own)

    def _target(self):
        """Return the chosen record, an empty recordset where there is none."""
        self.ensure_one()
        return self[self._target_fields()[self.kind or "role"]]

    def _lookup(self):
        """Return ``user.import.lookup`` of whom a choice has to suit: the importer of the run, or
        who looks at the profile."""
        env = self.run_id.sudo()._importer_env() if self.run_id else self.env
        return env["user.import.lookup"]

    @api.onchange("left_out")
    def _onchange_left_out(self):
        if self.left_out:
            self.target_id = False

    @api.onchange("target_id")
    def _onchange_target_id(self):
        if self.target_id:
            self.left_out = False

    def action_choose(self):
        """Open the dialog in which it is chosen what the value stands for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Unknown Value"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
