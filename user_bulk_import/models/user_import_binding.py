import json

from odoo import api, models
from odoo.fields import Command
from odoo.tools import SQL

from ..engine.converters.json_info import canonical_json
from ..engine.values import Ref


class UserImportBinding(models.AbstractModel):
    """Reads and writes a plain field of ``res.users``. The models below inherit it, each for what
    is stored in another way."""

    _name = "user.import.binding"
    _description = "User Import Binding"

    @api.model
    def _read(self, users, fields, catalogue):
        """Return current values in the engine's form: ``{user id: {field: value}}``."""
        return {
            user.id: {field: self._value(user, catalogue.get(field)) for field in fields}
            for user in users
        }

    @api.model
    def _value(self, user, spec):
        """Return one user's current value of a field."""
        return self._to_engine(user, spec.target)

    @api.model
    def _to_engine(self, user, name):
        value = user[name]
        field = user._fields[name]
        if field.type == "many2one":
            return Ref(value.display_name, value.id) if value else None
        if field.type == "many2many":
            return tuple(Ref(record.display_name, record.id) for record in value)
        if field.type == "html":
            return str(value) if value else None
        if field.type == "boolean":
            return value
        return value or None

    @api.model
    def _write_values(self, change, user, spec):
        """Return values for ``create`` or ``write``.

        :param change: the engine's ``Change``
        :param user: the user to write, empty for a new one
        """
        if spec.many:
            return {spec.target: self._commands(change)}
        value = change.new.id if isinstance(change.new, Ref) else change.new
        return {spec.target: False if value is None else value}

    @api.model
    def _write_after(self, pairs, run):
        """Write what is no value of ``res.users``, once for all users of a chunk.

        Called after the users are made and written, in the same savepoint, with the importer's
        rights.

        :param pairs: list of a user and the engine's ``Change``, of the fields of this binding
        :param run: the import, in a superuser environment
        """

    @api.model
    def _commands(self, change):
        """Return the commands that take a field with several values from old to new."""
        old = {ref.id for ref in change.old or ()}
        new = {ref.id for ref in change.new or ()}
        return [
            *(Command.unlink(id_) for id_ in sorted(old - new)),
            *(Command.link(id_) for id_ in sorted(new - old)),
        ]


class UserImportBindingActive(models.AbstractModel):
    """Active: on a new user a plain value; archive and restore have steps of their own in the
    applier, since a bare write skips what ``action_archive`` does."""

    _name = "user.import.binding.active"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Active"

    @api.model
    def _value(self, user, _spec):
        return user.active

    @api.model
    def _write_values(self, change, user, _spec):
        return {} if user else {"active": change.new}


class UserImportBindingLang(models.AbstractModel):
    """Language: a selection of codes, named by the language's record in the engine."""

    _name = "user.import.binding.lang"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Language"

    @api.model
    def _value(self, user, _spec):
        lang = self.env["res.lang"]._get_data(code=user.lang or "")
        return Ref(lang.name, lang.id) if lang else None

    @api.model
    def _write_values(self, change, _user, _spec):
        lang = self.env["res.lang"].browse(change.new.id if change.new else ())
        return {"lang": lang.code or False}


class UserImportBindingPassword(models.AbstractModel):
    """Password: hashed and stored by the applier, apart from everything else."""

    _name = "user.import.binding.password"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Password"

    @api.model
    def _value(self, user, _spec):
        """Return that the person has chosen a password since an import gave one, which the plan
        of a password never saw."""
        # sudo: bookkeeping that no person may see.
        return "own" if user.sudo().import_password_state == "own" else None

    @api.model
    def _write_values(self, _change, _user, _spec):
        return {}


class UserImportBindingMustChangePassword(models.AbstractModel):
    """Whether the person has to choose another password; ``None`` where there is none to change."""

    _name = "user.import.binding.must_change_password"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Must Change Password"

    @api.model
    def _read(self, users, fields, _catalogue):
        users.flush_recordset(["must_change_password"])
        query = SQL(
            "SELECT id, must_change_password IS TRUE FROM res_users "
            "WHERE password != '' AND id = ANY(%s)",
            users.ids,
        )
        flags = dict(self.env.execute_query(query))
        return {user.id: dict.fromkeys(fields, flags.get(user.id)) for user in users}

    @api.model
    def _write_values(self, change, _user, _spec):
        return {"must_change_password": change.new}


class UserImportBindingJson(models.AbstractModel):
    """A JSON field, whose value is its canonical text in the engine."""

    _name = "user.import.binding.json"
    _inherit = "user.import.binding"
    _description = "User Import Binding: JSON"

    @api.model
    def _to_engine(self, user, name):
        value = user[name]
        return canonical_json(value) if value else None

    @api.model
    def _write_values(self, change, _user, spec):
        return {spec.target: json.loads(change.new) if change.new else False}


class UserImportBindingProperty(models.AbstractModel):
    """A user property. The company's definition is there before anything is written (applier)."""

    _name = "user.import.binding.property"
    _inherit = "user.import.binding"
    _description = "User Import Binding: User Property"

    @api.model
    def _read(self, users, fields, catalogue):
        present = {user.id: self._present(user) for user in users}
        return {
            user_id: {field: values.get(field.partition(":")[2]) for field in fields}
            for user_id, values in present.items()
        }

    @api.model
    def _present(self, user):
        """Return the user's properties by name, without the empty ones. ``read`` gives them as
        stored; as a mapping the field would drop 0 and turn choices into labels."""
        return {
            item["name"]: item["value"]
            for item in user.read(["user_properties"], load=None)[0]["user_properties"]
            if item.get("value") not in (None, "")
            and (item["type"] == "boolean" or item["value"] is not False)
        }

    @api.model
    def _write_values(self, change, user, _spec):
        name = change.field.partition(":")[2]
        present = self._present(user) if user else {}
        return {"user_properties": {**present, name: change.new}}


class UserImportBindingTags(models.AbstractModel):
    """Tags are contact tags; those without an id were made before the chunk is written."""

    _name = "user.import.binding.tags"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Tags"

    @api.model
    def _value(self, user, _spec):
        lookup = self.env["user.import.lookup"]
        return tuple(lookup._tag_ref(tag) for tag in user.category_id)

    @api.model
    def _write_values(self, change, _user, _spec):
        return {"category_id": self._commands(change)}
