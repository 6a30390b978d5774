from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.association_specs import association_name, mirror
from ..engine.persons import ROW


class PlannedMails(NamedTuple):
    """Mails that a plan makes at most.

    :param invited: to new users, where they are invited
    :param uninvited: to new users, where they are not
    :param alerts: Odoo's security alerts to existing users
    """

    invited: int = 0
    uninvited: int = 0
    alerts: int = 0

    def to_new_users(self, invite):
        return self.invited if invite else self.uninvited


class UserImportRun(models.Model):
    """The mails of a run."""

    _inherit = "user.import.run"

    mail_sequence = fields.Integer(
        readonly=True, help="The first row whose user was not looked at for a mail yet."
    )
    invitation_ids = fields.One2many("user.import.invitation", "run_id", readonly=True)
    mail_queued_count = fields.Integer(string="Mails in the Queue", compute="_compute_mail_counts")
    mail_sent_count = fields.Integer(string="Mails Sent", compute="_compute_mail_counts")
    mail_failed_count = fields.Integer(string="Mails Not Sent", compute="_compute_mail_counts")

    @api.depends("invitation_ids.state")
    def _compute_mail_counts(self):
        # A mail that was cancelled or deleted past Odoo's methods is not in the queue any more.
        queued = Domain("mail_id.state", "=", "outgoing")
        real = Domain("state", "not in", ("queued", "sending")) | queued
        real &= Domain("enclosed", "=", False)
        groups = (
            self.env["user.import.invitation"]
            .sudo()
            ._read_group(Domain("run_id", "in", self.ids) & real, ["run_id", "state"], ["__count"])
        )
        counts = {(run.id, state): number for run, state, number in groups}
        for run in self:
            run.mail_queued_count = sum(
                counts.get((run.id, state), 0) for state in ("waiting", "queued", "sending")
            )
            run.mail_sent_count = counts.get((run.id, "sent"), 0)
            run.mail_failed_count = sum(
                counts.get((run.id, state), 0) for state in ("failed", "skipped")
            )

    def _planned_mails(self):
        """Return how many mails the plan makes at most.

        :rtype: PlannedMails
        """
        self.ensure_one()
        addressed, *alerts = self._count_changes()
        template = self.registration_details != "no" and (
            self.registration_template_id.sudo() or self.sudo()._own_registration_template()
        )
        kinds = self.env["user.import.notifier"]._kinds
        each = {kind: addressed + extra for kind, extra in self._count_through().items()}
        return PlannedMails(
            invited=sum(each[kind] for kind in kinds(self, template, invite=True)),
            uninvited=sum(each[kind] for kind in kinds(self, template, invite=False)),
            alerts=sum(alerts) if self.security_alerts == "queue" else 0,
        )

    def _own_registration_template(self):
        """Return the template of this app, none where somebody has deleted it."""
        template = self.env.ref(
            "user_bulk_import.mail_template_registration", raise_if_not_found=False
        )
        return template or self.env["mail.template"]

    def _count_changes(self):
        """Return the number of new users with an address, and of existing users whose login,
        address and password change."""
        self.ensure_one()
        self.env.flush_all()
        [counts] = self.env.execute_query(
            SQL(
                """SELECT
                   count(*) FILTER (WHERE action = 'create' AND changes @> '[{"field": "email"}]'
                                    AND NOT changes @> '[{"field": "active", "new": false}]'),
                   count(*) FILTER (WHERE action <> 'create'
                                    AND changes @> '[{"field": "login"}]'),
                   count(*) FILTER (WHERE action <> 'create'
                                    AND changes @> '[{"field": "email"}]'
                                    AND NOT changes @> '[{"field": "email", "old": null}]'),
                   count(*) FILTER (WHERE action <> 'create'
                                    AND changes @> '[{"field": "password"}]')
                   FROM user_import_row WHERE run_id = %s
                    AND action IN ('create', 'update', 'restore', 'archive')""",
                self.id,
            )
        )
        return counts

    def _count_through(self):
        """Return how many mails, at most, go to those who answer for new users without an address,
        by their kind. A new parent's own invitation holds the children's links.

        :rtype: dict[str, int]
        """
        self.ensure_one()
        types = self.env["user.association.type"].sudo().search([("guardian_side", "!=", False)])
        guardians = [association_name(kind.code, kind.guardian_side) for kind in types]
        wards = [mirror(name) for name in guardians]
        [[pairs, apart]] = self.env.execute_query(
            SQL(
                """SELECT count(*), count(*) FILTER (WHERE
                          COALESCE(ref->>'kind', '') <> %s OR change->>'field' = ANY(%s)
                          AND imported.action <> 'create')
                   FROM user_import_row imported, jsonb_array_elements(changes) change,
                        jsonb_array_elements(CASE jsonb_typeof(change->'new')
                            WHEN 'array' THEN change->'new' ELSE '[]'::jsonb END) ref
                   WHERE run_id = %s AND (
                       action = 'create' AND change->>'field' = ANY(%s)
                       AND NOT changes @> '[{"field": "email"}]'
                       OR action IN ('create', 'update', 'restore') AND change->>'field' = ANY(%s)
                   )""",
                ROW,
                wards,
                self.id,
                guardians,
                wards,
            )
        )
        return {"registration": pairs, "invitation": apart}

    def _may_write(self):
        """Where mails per hour are limited, two imports must not plan them at once: they would
        not see each other's."""
        if self.state == "notifying" and self.env["user.import.invitation"]._mails_per_hour():
            lock = SQL("SELECT pg_try_advisory_xact_lock(hashtext('user_bulk_import_mail'))")
            return self.env.execute_query(lock)[0][0]
        return super()._may_write()

    def _post_mail_summary(self):
        """Tell in the chatter what was written, in one line."""
        self.ensure_one()
        parts = [self.env._("Mails queued: %s.", self.mail_queued_count + self.mail_sent_count)]
        if self.mail_failed_count:
            parts.append(self.env._("Not sent: %s.", self.mail_failed_count))
        last = (
            self.env["user.import.invitation"]
            .search(
                [("run_id", "=", self.id), ("planned_for", "!=", False)],
                order="planned_for desc",
                limit=1,
            )
            .planned_for
        )
        if last and last > fields.Datetime.now():
            when = fields.Datetime.context_timestamp(self.with_context(tz=self.user_id.tz), last)
            parts.append(
                self.env._(
                    "Mails per hour are limited: the last one leaves on %s.",
                    when.strftime("%Y-%m-%d %H:%M"),
                )
            )
        self.sudo().message_post(body=" ".join(parts), author_id=self.user_id.partner_id.id)

    def action_invite_created(self):
        """Invite the users that this import has made and who have not logged in."""
        self.ensure_one()
        self._check_may_act()
        rows = self.env["user.import.row"].search(
            [("run_id", "=", self.id), ("outcome", "=", "created"), ("user_id", "!=", False)]
        )
        users = self.env["res.users"].search([("id", "in", rows.user_id.ids)])
        return users._import_invite(self)

    def action_view_invitations(self):
        """Open the mails of this import."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_invitation"
        )
        return {**action, "domain": [("run_id", "=", self.id)], "context": {}}

    @api.model
    def _cron_process(self):
        """After the imports: write the invitations that wait, tell rows which mails failed."""
        done = super()._cron_process()
        Invitation = self.env["user.import.invitation"].sudo()
        waiting = [("state", "=", "waiting")]
        while self.env["ir.cron"]._commit_progress() and Invitation.search_count(waiting, limit=1):
            if not self.env["user.import.notifier"]._write_waiting():
                break  # another process is at it
        while self.env["ir.cron"]._commit_progress() and Invitation._note_failures():
            pass
        return done
