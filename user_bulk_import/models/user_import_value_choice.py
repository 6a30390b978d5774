from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..engine.issues import Problem
from ..engine.lookup_codes import VALUE_CHOICE_REFUSED
from .user_import_value import CHOOSING


class UserImportValue(models.Model):
    """Who may choose what a value stands for, and what. Of a run, its own importer chooses while
    it waits for review, and its rows are planned again at once; of a profile, whoever may change
    the profile, but nothing that gives rights which that person lacks."""

    _inherit = "user.import.value"

    @api.model_create_multi
    def create(self, vals_list):
        values = super().create(
            [self._consistent(vals, vals.get("kind") or "role") for vals in vals_list]
        )
        if not self.env.su:
            values._check_of_profile()
            values._check_choice()
        return values

    def write(self, vals):
        vals = self._consistent(vals, vals.get("kind") or self._one_kind(vals))
        if self.env.su:
            return super().write(vals)
        of_runs = self.filtered("run_id")
        of_runs._check_writable(vals)
        (self - of_runs)._check_of_profile()
        super().write(vals)
        (self - of_runs)._check_of_profile()
        self._check_choice()
        for run, values in of_runs.sudo().grouped("run_id").items():
            run._plan_values_again(values)
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_of_profile(self):
        if not self.env.su:
            self._check_of_profile()

    @api.model
    def _consistent(self, vals, kind):
        """Return ``vals`` with the field of the kind in place of ``target_id``, and so that a
        value is left out or stands for a record, never both."""
        targets = self._target_fields()
        if "target_id" in vals:
            vals = dict(vals)
            target = vals.pop("target_id")
            vals.update(dict.fromkeys(targets.values(), False))
            if target and kind in targets:
                vals[targets[kind]] = target
        if vals.get("left_out"):
            return {**vals, **dict.fromkeys(targets.values(), False)}
        if any(vals.get(name) for name in targets.values()):
            return {**vals, "left_out": False}
        return vals

    def _one_kind(self, vals):
        """Return the kind of all values, as far as it counts.

        :raises UserError: where one record is to stand for values of several kinds
        """
        kinds = set(self.mapped("kind"))
        if vals.get("target_id") and len(kinds) > 1:
            raise UserError(
                self.env._("Select values of one kind to choose the same record for all of them.")
            )
        return next(iter(kinds), "role")

    def _check_of_profile(self):
        """Raise AccessError where somebody adds values to a run, or takes some away: those of a
        run are found in its rows alone."""
        if self.run_id:
            raise AccessError(
                self.env._("The unknown values of an import are found in its file alone.")
            )
        self.profile_id._check_silent()

    def _check_writable(self, vals):
        """Raise AccessError or UserError unless the one who writes may choose now."""
        if self and vals.keys() - {"left_out", *self._target_fields().values()}:
            raise AccessError(
                self.env._("Of an unknown value you can only choose what it stands for.")
            )
        for run in self.run_id:
            run._check_may_change()
            run._lock()
            run.invalidate_recordset(["state"])
            if run.state not in CHOOSING:
                raise UserError(
                    self.env._(
                        "What a value stands for can be chosen only while the import waits for "
                        "review."
                    )
                )

    @api.constrains(lambda self: ["kind", "run_id", "profile_id", *self._target_fields().values()])
    def _check_target(self):
        targets = self._target_fields()
        for value in self:
            if bool(value.run_id) == bool(value.profile_id):
                raise ValidationError(self.env._("A value belongs to an import or to a profile."))
            if any(value[name] for kind, name in targets.items() if kind != value.kind):
                raise ValidationError(
                    self.env._(
                        "“%(text)s” cannot stand for a record of another kind.", text=value.text
                    )
                )

    def _check_choice(self):
        """Raise UserError where a chosen record may not be used: by the importer of the run, or
        by who writes the profile."""
        for values in self.grouped("run_id").values():
            for _value, meaning in values._meanings(values[0]._lookup()):
                if isinstance(meaning, Problem):
                    raise UserError(meaning.issue().text(self.env._))

    def _meanings(self, lookup):
        """Return pairs of a value with a choice, and what the engine takes it for.

        :param lookup: ``user.import.lookup`` of the importer
        :rtype: list[tuple[UserImportValue, Ref | Problem | None]]
        """
        pairs = []
        for kind, values in self.filtered("is_chosen").grouped("kind").items():
            ids = {value: value._target().id for value in values}
            usable = lookup._chosen(kind, [record_id for record_id in ids.values() if record_id])
            for value, record_id in ids.items():
                gone = Problem(VALUE_CHOICE_REFUSED, value=value.text)
                pairs.append((value, None if value.left_out else usable.get(record_id, gone)))
        return pairs
