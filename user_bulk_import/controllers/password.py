import re

from odoo.exceptions import AccessDenied, UserError
from odoo.http import request, route

from odoo.addons.web.controllers import home

from ..models.ir_http import CHANGE_PAGE

MAX_LENGTH = 4096
"""Longer passwords are an error to the hash function (passlib), and so to Odoo."""


class Home(home.Home):
    # check_identity: auth_timeout must not hold the page that asks for the password anyway; its
    # own page is held here, so neither could be left.
    @route(
        CHANGE_PAGE,
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
        multilang=False,
        sitemap=False,
        password_change=True,
        check_identity=False,
    )
    def web_password_change(
        self, redirect=None, old_password="", new_password="", confirm_password="", **kwargs
    ):
        """Show and take the form at which sessions of users with ``must_change_password`` are
        held.

        :param redirect: where to go on afterwards
        """
        # Browsers drop control characters, so that a path with one could become another site.
        redirect = re.sub(r"[\x00-\x20\x7f]", "", redirect or "") or None
        error = None
        if request.env.user.must_change_password and request.httprequest.method == "POST":
            error = self._change_password(old_password, new_password, confirm_password)
        if not request.env.user.must_change_password:
            return request.redirect(self._login_redirect(request.session.uid, redirect=redirect))
        return request.render(
            "user_bulk_import.password_change",
            {
                "error": error,
                "redirect": redirect,
                "login": request.env.user.login,
                "min_length": self._password_min_length(),
                "max_length": MAX_LENGTH,
                "disable_database_manager": True,
            },
            # As Odoo's own login page has them.
            headers={
                "Cache-Control": "no-store",
                "X-Frame-Options": "SAMEORIGIN",
                "Content-Security-Policy": "frame-ancestors 'self'",
            },
        )

    def _change_password(self, old, new, confirmation):
        """Change the password of the session's user, and let this session go on.

        :return: what is wrong, or None
        :rtype: str | None
        """
        error = self._check_form(old, new, confirmation) or self._try_change(old, new)
        if error:
            return error
        # As Odoo does where people change their passwords: all other sessions end.
        request.env.flush_all()
        request.session.session_token = request.env.user._compute_session_token(request.session.sid)
        return None

    def _check_form(self, old, new, confirmation):
        if not (old and new.strip() and confirmation):
            return self.env._("Please fill in all three passwords.")
        if new != confirmation:
            return self.env._("The new password and its repetition differ. Type both again.")
        if max(len(old), len(new)) > MAX_LENGTH:
            return self.env._("A password may have %s characters at most.", MAX_LENGTH)
        return None

    def _try_change(self, old, new):
        user = request.env.user
        try:
            # Wrong passwords count as failed logins do. What other addons do on a change
            # (auth_totp forgets trusted devices) is undone when it is refused.
            with user._assert_can_auth(user=user.id), request.env.cr.savepoint():
                request.env["res.users"].change_password(old, new)
        except AccessDenied as error:
            if error.args == AccessDenied().args:
                return self.env._("The present password is not right.")
            return error.args[0]
        except UserError as error:
            return error.args[0]
        return None

    def _password_min_length(self):
        """Return how long a password has to be by ``auth_password_policy``, or 0 without it."""
        policy = getattr(request.env["res.users"], "get_password_policy", dict)
        return policy().get("minlength", 0)
