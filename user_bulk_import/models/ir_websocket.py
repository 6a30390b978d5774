from odoo import models

from odoo.addons.bus.websocket import wsrequest

from .ir_http import PasswordChangeRequired


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
