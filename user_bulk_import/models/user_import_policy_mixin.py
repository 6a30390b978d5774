import dataclasses

from odoo import api, fields, models

from ..engine.policy import Policy


class UserImportPolicyMixin(models.AbstractModel):
    """The policy fields of profile, wizard and run. Each is named as in the engine's
    :class:`~odoo.addons.user_bulk_import.engine.policy.Policy`."""

    _name = "user.import.policy.mixin"
    _description = "User Import Policy"

    operation = fields.Selection(
        [
            ("create", "Add new only, skip existing users"),
            ("create_all", "Add all, append a number to the login if needed"),
            ("upsert", "Add new and update existing users"),
            ("update", "Update existing users only"),
        ],
        required=True,
        default="upsert",
        help="Who is made and who is changed.",
    )
    update_mode = fields.Selection(
        [
            ("none", "No changes"),
            ("file", "Override with the file"),
            ("file_and_defaults", "Override with the file and the defaults"),
            ("fill_missing", "Fill in what is missing"),
        ],
        string="Existing User Details",
        required=True,
        default="file",
        help="What an existing user takes from the file. "
        "Blank cells always leave things as they are.",
    )
    multi_value_mode = fields.Selection(
        [("add", "Add to those the user has"), ("replace", "Replace those the user has")],
        string="Roles and Tags",
        required=True,
        default="add",
        help="How roles and tags of existing users change. A leading - on a value takes it away.",
    )
    password_mode = fields.Selection(
        [
            ("invite", "None: people set it by a link"),
            ("file", "Required in the file"),
            ("generate", "Made where the file has none"),
            ("common", "The same for all"),
        ],
        string="New User Password",
        required=True,
        default="invite",
        help="Where the password of a new user comes from. Those that are made or the same for "
        "all stand on login slips, which you can download once after the import.",
    )
    update_passwords = fields.Boolean(
        string="Overwrite Passwords",
        help="A password in the file is written to users that exist, unless they have chosen one "
        "of their own since an import gave them theirs.",
    )
    force_password_change = fields.Selection(
        [
            ("weak", "Users with a weak password"),
            ("none", "Nobody"),
            ("all", "All"),
        ],
        required=True,
        default="weak",
        help="Who has to choose a new password after the next login, of those whose password this "
        "import writes.",
    )
    force_all_matched = fields.Boolean(
        string="Also Those Whose Password Stays",
        help="All users that the file names have to choose a new password, also those whose "
        "password this import does not write.",
    )
    delete_action = fields.Selection(
        [
            ("none", "Skip the row with a notice"),
            ("archive", "Archive the user"),
            ("delete", "Delete the user for good"),
        ],
        string="Deleted Users",
        required=True,
        default="none",
        help="What a yes in the Deleted column does. Users that other records refer to cannot be "
        "deleted; they are archived.",
    )
    delete_contacts = fields.Boolean(
        help="The contact of a deleted user is deleted too, unless other records refer to it.",
    )
    allow_suspend = fields.Boolean(
        string="Archive and Restore",
        help="The Active column may archive users (no) and restore them (yes).",
    )
    allow_rename = fields.Boolean(
        string="Change Logins",
        help="The login of an existing user may change, where the row names the user by the "
        "reference or the previous login.",
    )
    match_on = fields.Char(
        string="Recognize Users By",
        required=True,
        default="ref, login, email",
        help="Keys tried in this order to find a row's user: ref (reference), login, email. "
        "Keys that name different users are an error, never a guess.",
    )
    link_contacts = fields.Boolean(
        default=True,
        help="A contact with the same e-mail and no user becomes the new user's contact.",
    )
    user_type = fields.Selection(
        [("portal", "Portal"), ("internal", "Internal")],
        string="New Users Are",
        required=True,
        default="portal",
        help="For new users whose roles do not say. Internal users count for your Odoo license.",
    )
    user_type_change = fields.Selection(
        [
            ("none", "Never changed"),
            ("up", "Portal users become internal where a role asks for it"),
            ("both", "Both ways"),
        ],
        string="User Type of Existing Users",
        required=True,
        default="up",
        help="Whether the roles of an existing user may change the user type. Somebody who becomes "
        "a portal user loses all groups of internal users.",
    )
    require_guardian = fields.Boolean(
        string="Students Need a Parent",
        default=True,
        help="A new user without an e-mail address, whose role others answer for (a student's "
        "parents), needs one of them: the invitation goes there.",
    )
    photo_links = fields.Boolean(
        string="Fetch Photos From Links",
        help="Cells of a photo column may hold web addresses. The pictures are fetched from there, "
        "never from addresses inside your network.",
    )
    create_tags = fields.Boolean(
        default=True, help="Tags and tag categories that do not exist yet are made."
    )
    on_error = fields.Selection(
        [
            ("skip", "Leave bad rows out"),
            ("abort", "Import nothing at all"),
        ],
        string="When Rows Have Errors",
        required=True,
        default="skip",
    )
    name_order = fields.Selection(
        [
            ("first_last", "First Last"),
            ("last_first", "Last First"),
            ("first_middle_last", "First Middle Last"),
            ("last_first_middle", "Last First Middle"),
        ],
        required=True,
        default="first_last",
        help="How the full name is put together when the file has its parts.",
    )
    date_format = fields.Char(
        help="Only for files with dates such as 03/04/2024, e.g. %d/%m/%Y or %m/%d/%Y. "
        "31.01.2024 and 2024-01-31 are always understood.",
    )
    phone_country_id = fields.Many2one(
        "res.country", help="For phone numbers written without a country code."
    )
    clear_marker = fields.Char(
        default="[clear]",
        help="A cell with just this text empties the field. Blank cells leave it as it is.",
    )

    invite = fields.Boolean(
        string="Invite New Users",
        help="New users with an e-mail address get Odoo's own invitation. Existing users never.",
    )
    registration_details = fields.Selection(
        [
            ("no", "Not sent"),
            ("yes", "Sent"),
            ("with_password", "Sent with the password"),
        ],
        required=True,
        default="no",
        help="A mail of its own to new users, with their login and the address of the site. The "
        "password is in it only where it was made by the import or is the same for all.",
    )
    registration_template_id = fields.Many2one(
        "mail.template",
        string="Registration Mail",
        domain=[("model", "=", "res.users")],
        help="Empty: the one that comes with this app.",
    )
    mail_from = fields.Char(
        string="Sender",
        help="Of invitations and registration mails. Empty: as their template says.",
    )
    mail_reply_to = fields.Char(
        string="Reply To",
        help="Of invitations and registration mails. Empty: as their template says.",
    )
    security_alerts = fields.Selection(
        [("queue", "Sent"), ("none", "Not sent")],
        required=True,
        default="queue",
        help="Odoo's own alerts to existing users whose login, e-mail address or password changes. "
        "Only a Settings administrator may leave them out.",
    )

    def _match_keys(self):
        """Return the match keys in order, as a tuple of str."""
        return tuple(key.strip() for key in (self.match_on or "").split(",") if key.strip())

    @api.model
    def _policy_field_names(self):
        """Return the names of the fields above: what a run copies from wizard and profile."""
        mixin = self.env["user.import.policy.mixin"]
        return [
            name
            for name, field in mixin._fields.items()
            if field.store and name not in models.MAGIC_COLUMNS
        ]

    def _policy_field_values(self):
        """Return the values of the policy fields, as ``create`` takes them."""
        self.ensure_one()
        values = {}
        for name in self._policy_field_names():
            value = self[name]
            values[name] = value.id if isinstance(value, models.BaseModel) else value
        return values

    def _policy(self, **extra):
        """Return the engine's policy.

        :param extra: what the fields do not say (``required``, ``defaults`` …)
        """
        self.ensure_one()
        known = {item.name for item in dataclasses.fields(Policy)}
        shared = known.intersection(self._policy_field_names())
        values = {name: self[name] or "" for name in shared}
        values |= {name: self[name] for name in shared if self._fields[name].type == "boolean"}
        values["match_on"] = self._match_keys()
        return Policy(**values, phone_country=self.phone_country_id.code or "", **extra)
