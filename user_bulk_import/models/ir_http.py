import logging

from odoo import models
from odoo.http import SessionExpiredException, request

CHANGE_PAGE = "/web/password/change"
LOGIN_PAGE = "/web/login"

OPEN_ROUTES = frozenset(
    {
        "/web/session/logout",
        # What the change page is made of; the same for everybody, whoever asks.
        "/web/assets/<string:unique>/<string:filename>",
        "/web/binary/company_logo",
        "/web/webclient/translations",
    }
)
"""Odoo's routes that stay open. Those of an addon say so by ``password_change=True``."""


class PasswordChangeRequired(SessionExpiredException):
    """The session's user has to change the password before anything else.

    For the web client it is an expired session: it loads the page anew, and so gets there.
    """

    # Odoo logs it with this level (odoo/http.py, Application.__call__).
    loglevel = logging.DEBUG

    def __init__(self):
        super().__init__("The password has to be changed first, at " + CHANGE_PAGE)


class IrHttp(models.AbstractModel):
    """Hold the sessions of users who have to change their passwords at the page for it."""

    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        """Refuse a held session everything but the open routes.

        Whatever a route asks for (``auth``), it can find the session's user in the request.

        :raise PasswordChangeRequired: if the session is held
        """
        result = super()._authenticate(endpoint)
        if not cls._is_open_while_held(endpoint.routing) and cls._is_session_held():
            raise PasswordChangeRequired()
        return result

    @classmethod
    def _serve_fallback(cls):
        """Refuse a held session pages and attachments that have no route."""
        if cls._is_session_held():
            raise PasswordChangeRequired()
        return super()._serve_fallback()

    @classmethod
    def _is_session_held(cls):
        """Read the flag itself, not a cache: several processes must agree on it at once."""
        if not request.session.uid:
            return False
        # Outside of routes Odoo has not looked whether the session's user still exists.
        return request.env(user=request.session.uid).user.exists().must_change_password

    @classmethod
    def _is_open_while_held(cls, routing):
        if routing.get("password_change") or not OPEN_ROUTES.isdisjoint(routing["routes"]):
            return True
        # A call with an API key has no part in the session: ``_auth_method_bearer`` has checked
        # the key and notes so here.
        return routing["auth"] == "bearer" and not request.session.can_save

    @classmethod
    def _handle_error(cls, exception):
        """Lead a held page to the change page. Other requests get the error, each in its way."""
        if (
            isinstance(exception, PasswordChangeRequired)
            and request.dispatcher.routing_type == "http"
        ):
            return request.redirect_query(CHANGE_PAGE, cls._wanted_page())
        return super()._handle_error(exception)

    @classmethod
    def _wanted_page(cls):
        """Return the parameters that lead back to where the person wanted to go.

        :rtype: dict
        """
        http_request = request.httprequest
        if http_request.method != "GET":
            return {}
        wanted = http_request.full_path.removesuffix("?")
        if http_request.path == LOGIN_PAGE:
            wanted = http_request.args.get("redirect")
        return {"redirect": wanted} if wanted else {}

    def session_info(self):
        """Refuse it to a held session: ``/web/session/authenticate`` logs in and answers with it,
        in one request.

        :raise PasswordChangeRequired: if the session is held
        """
        if request.session.uid and self.env.user.must_change_password:
            raise PasswordChangeRequired()
        return super().session_info()
