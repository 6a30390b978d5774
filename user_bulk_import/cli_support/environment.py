from psycopg2 import OperationalError

from odoo import api
from odoo.modules.registry import Registry

from .errors import CallError


class Environment:
    """Opens a cursor and finds the importer.

    :raises CallError: where the database or the user is not as it must be
    """

    def __init__(self, arguments):
        self.arguments = arguments

    def __enter__(self):
        name = self.arguments.database
        try:
            registry = Registry(name)
        except OperationalError:
            raise CallError(f"The database “{name}” cannot be reached.") from None
        if "user.import.run" not in registry:
            raise CallError(f"Install the app “User Bulk Import” in the database “{name}” first.")
        self.cursor = registry.cursor()
        self.cursor.__enter__()
        env = api.Environment(self.cursor, api.SUPERUSER_ID, {})
        user = self._user(env)
        return env(user=user.id, context={"lang": user.lang, "tz": user.tz})

    def _user(self, env):
        login = self.arguments.user
        if not login:
            return env.ref("base.user_admin")
        user = env["res.users"].search([("login", "=", login)])
        if not user:
            raise CallError(f"--user: there is no active user with the login “{login}”.")
        if user.id == api.SUPERUSER_ID:
            raise CallError("--user: the superuser imports nobody; name a person.")
        return user

    def __exit__(self, *exception):
        return self.cursor.__exit__(*exception)
