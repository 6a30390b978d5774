"""What the tests of the question before the import share."""

from .common import ImportCase

PEOPLE = "Login,Name,E-mail\nann,Ann,ann@example.com\nbob,Bob,bob@example.com\ncat,Cat,\n"


class ConfirmCase(ImportCase):
    def ask(self, run, user=None):
        """Press Import on the run's form; return the question."""
        action = run.with_user(user or self.importer).action_open_confirm()
        self.assertEqual(action["target"], "new")
        confirm = self.env[action["res_model"]].browse(action["res_id"])
        return confirm.with_user(user or self.importer)

    def remove(self, number):
        """Return a run that archives so many users, planned."""
        logins = [f"leaver{n}" for n in range(number)]
        self.import_file("Login,Name\n" + "".join(f"{login},L\n" for login in logins))
        content = "Login,Active\n" + "".join(f"{login},no\n" for login in logins)
        return self.open_run(content, allow_suspend=True)
