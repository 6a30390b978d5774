import re

from odoo import models

from odoo.addons.bus.websocket import wsrequest

from .ir_http import PasswordChangeRequired

RUN_CHANNEL = re.compile(r"user_import_run_(\d{1,9})")
"""What a page calls the channel of a run."""


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    @classmethod
    def _authenticate(cls):
        """Refuse messages of a held session, whose websocket is closed then.

        The handshake is a route, see ``models/ir_http.py``.

        :raise PasswordChangeRequired: if the session is held
        """
        result = super()._authenticate()
        if wsrequest.session.uid and wsrequest.env.user.must_change_password:
            raise PasswordChangeRequired()
        return result

    def _build_bus_channel_list(self, channels):
        """Let those hear how far an import is who may read it."""
        asked = {name: RUN_CHANNEL.fullmatch(name) for name in channels if isinstance(name, str)}
        ids = [int(match[1]) for match in asked.values() if match]
        others = [name for name in channels if not (isinstance(name, str) and asked[name])]
        Run = self.env["user.import.run"]
        runs = Run.search([("id", "in", ids)]) if ids and Run.has_access("read") else Run
        return super()._build_bus_channel_list([*others, *runs])
