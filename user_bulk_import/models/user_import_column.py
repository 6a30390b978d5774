from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..engine.catalogue import property_spec, tag_category_spec
from ..engine.issues import Issue, Problem
from ..engine.matching import KEY_FIELDS
from ..engine.values import Item

PROPERTY_TYPES = [
    ("char", "Text"),
    ("text", "Long Text"),
    ("integer", "Number"),
    ("float", "Decimal Number"),
    ("boolean", "Yes/No"),
    ("date", "Date"),
    ("datetime", "Date & Time"),
    ("selection", "List of Choices"),
]

PERSONAL = KEY_FIELDS | {"password", "password_hash"}
"""Fields that are one person's own."""


class UserImportColumn(models.Model):
    """A column of a run's file, or what a profile says about one: which field it fills, whether
    it must be filled and with what, where the file has nothing."""

    _name = "user.import.column"
    _description = "User Import Column"
    _order = "sequence, id"
    _rec_name = "header"

    profile_id = fields.Many2one("user.import.profile", index=True, ondelete="cascade")
    run_id = fields.Many2one("user.import.run", index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    sheet = fields.Char(
        help="The sheet (tab) this is about. In a profile: empty for all sheets of a file."
    )
    header = fields.Char(help="The column's title in the file; empty where only a default is set.")
    target = fields.Selection(
        "_selection_target",
        string="Field",
        help="What the column fills. A column without a field is left out of the import. A column "
        "that names other people fills what these are, such as “Parent (of the Student)”. Settings "
        "administrators add other kinds: Settings, Users & Companies, Association Types.",
    )
    tag_category = fields.Char(help="The tag category that the column's tags belong to.")
    property_label = fields.Char(
        help="The label of the user property that is added to all users of the company."
    )
    property_type = fields.Selection(PROPERTY_TYPES, default="char")
    property_choices = fields.Char(
        help="The choices of a list, separated by commas. value=Label gives a choice a code."
    )
    required = fields.Selection(
        [("no", "No"), ("create", "For new users"), ("always", "Always")],
        required=True,
        default="no",
        help="Rows that leave it blank are refused.",
    )
    default_value = fields.Char(
        string="Default",
        help="Used for new users where the file has nothing, and for existing ones as the "
        "profile says.",
    )
    # of a run's column only
    index = fields.Integer(readonly=True)
    key = fields.Char(readonly=True, help="Technical name of the column's cells on the rows.")
    title = fields.Char(readonly=True, help="The header as it stands in the file.")
    sample_text = fields.Char(string="First Values", readonly=True)
    attention = fields.Integer(readonly=True, help="Lines that need a person most have the least.")
    confidence = fields.Selection(
        [
            ("chosen", "You"),
            ("remembered", "Earlier import"),
            ("saved", "Profile"),
            ("exact", "Field's name"),
            ("alias", "Known title"),
            ("context", "Neighbors"),
        ],
        string="Recognized By",
        readonly=True,
    )
    sensitive = fields.Boolean(readonly=True)
    inverted = fields.Boolean(readonly=True, help="Its yes is the field's no.")
    issues = fields.Json(readonly=True)
    issue_text = fields.Text(compute="_compute_issue_text", string="Notes")
    target_label = fields.Char(compute="_compute_target_label", string="Fills")

    @api.model
    def _selection_target(self):
        specs = self.env["user.import.field"]._specs()
        options = [(spec.name, self.env._(spec.label)) for spec in specs]
        return [
            *options,
            *self.env["user.association.type"]._side_options(),
            ("tag", self.env._("Tags of a category")),
            ("property", self.env._("User property")),
        ]

    @api.depends("issues")
    @api.depends_context("lang")
    def _compute_issue_text(self):
        for column in self:
            column.issue_text = "\n".join(
                Issue.from_json(item).text(self.env._) for item in column.issues or []
            )

    @api.depends("target", "tag_category", "property_label", "header")
    @api.depends_context("lang")
    def _compute_target_label(self):
        labels = dict(self._fields["target"]._description_selection(self.env))
        for column in self:
            if column.target == "tag":
                label = self.env._("Tags: %s", column.tag_category)
            elif column.target == "property":
                label = self.env._("User property: %s", column.property_label or column.header)
            else:
                label = labels.get(column.target)
            column.target_label = label

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_of_run(vals)
        columns = super().create(vals_list)
        columns.profile_id._check_silent()
        columns._check_default_roles()
        return columns

    def write(self, vals):
        self._check_not_of_run(vals)
        self.profile_id._check_silent()
        super().write(vals)
        self.profile_id._check_silent()
        self._check_default_roles()
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_silent(self):
        self.profile_id._check_silent()

    @api.model
    def _check_not_of_run(self, vals):
        """Keep people from putting a column into a run that somebody else will confirm."""
        if vals.get("run_id") and not self.env.su:
            raise AccessError(self.env._("The columns of an import are made from its file alone."))

    @api.constrains("target", "default_value")
    def _check_default(self):
        if any(column.default_value and column.target in PERSONAL for column in self):
            raise ValidationError(
                self.env._(
                    "Passwords, logins, references and e-mail addresses are each person's own: "
                    "they cannot have a default value."
                )
            )

    def _check_default_roles(self):
        """Refuse default roles that give rights which their writer lacks: somebody else may use
        the profile. No constraint, since those are checked with all rights."""
        if self.env.su:
            return
        for column in self.filtered(lambda c: c.target == "roles" and c.default_value):
            column._check_default_role()

    def _check_default_role(self):
        policy = self.env["user.import.policy.mixin"].new({})._policy()
        spec = next(s for s in self.env["user.import.field"]._specs() if s.name == "roles")
        try:
            items = spec.convert(self.default_value, policy)
        except Problem as problem:
            raise ValidationError(problem.issue().text(self.env._)) from problem
        texts = {item.value for item in items if isinstance(item, Item)}
        for answer in self.env["user.import.lookup"]._lookup_role(texts, policy).values():
            if isinstance(answer, Problem):
                raise ValidationError(answer.issue().text(self.env._))

    @api.constrains("target", "tag_category", "property_label")
    def _check_target_complete(self):
        options = dict(self._selection_target())
        for column in self:
            if column.target and column.target not in options:
                raise ValidationError(
                    self.env._("There is no field “%s”. Choose one from the list.", column.target)
                )
            if column.target == "tag" and not column.tag_category:
                raise ValidationError(
                    self.env._("Column “%s” needs a tag category.", column.header)
                )
            if column.target == "property" and not (column.property_label or column.header):
                raise ValidationError(self.env._("A user property needs a label."))

    def _field_name(self):
        """Return the name of the field spec this column fills, ``''`` where it is left out, as one
        whose type of association is archived is."""
        self.ensure_one()
        if self.target == "tag":
            return f"tag:{self.tag_category}"
        if self.target == "property":
            return f"property:{self._property_name()}"
        name = self.target or ""
        return name if self.env["user.association.type"]._is_offered(name) else ""

    @api.model
    def _target_from_field_name(self, field):
        """Return the values of a column that fills ``field``, a field spec's name."""
        kind, _separator, rest = field.partition(":")
        if kind == "tag":
            return {"target": kind, "tag_category": rest}
        if kind == "property":
            return {"target": kind, "property_label": rest}
        return {"target": field or False}

    def _property_name(self):
        company = self.run_id.company_id or self.env.company
        return company._user_property_name(self.property_label or self.header)

    def _property_definition(self):
        """Return the definition of the user property, as ``Properties`` fields hold it."""
        self.ensure_one()
        definition = {
            "name": self._property_name(),
            "string": self.property_label or self.header,
            "type": self.property_type,
        }
        if self.property_type == "selection":
            definition["selection"] = [list(choice) for choice in self._choices()]
        return definition

    def _choices(self):
        """Return the choices of a list as tuples of value and label."""
        choices = []
        for text in (self.property_choices or "").split(","):
            value, _separator, label = text.strip().partition("=")
            if value:
                choices.append((value.strip(), (label or value).strip()))
        return choices

    def _spec(self):
        """Return the field spec that this column brings with it, ``None`` where the catalogue
        has it anyway."""
        self.ensure_one()
        if self.target == "tag":
            return tag_category_spec(self.tag_category)
        if self.target == "property":
            return property_spec(
                self._property_name(),
                self.property_label or self.header,
                self.property_type,
                self._choices(),
            )
        return None
