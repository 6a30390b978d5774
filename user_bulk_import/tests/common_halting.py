"""What the tests of pausing and cancelling share: imports in the middle of a stage."""

from unittest.mock import patch

from odoo.addons.user_bulk_import.models import user_import_applier, user_import_canceller

from .common import ImportCase

CHUNK = 2


def people(number, first=0, **columns):
    """Return a CSV file of so many people.

    :param columns: further columns by title, the same for all
    """
    lines = [",".join(["Login", "Name", "E-mail", *columns])]
    lines += [
        ",".join([f"p{n}", f"Person {n}", f"p{n}@example.com", *columns.values()])
        for n in range(first, first + number)
    ]
    return "\n".join(lines)


class HaltingCase(ImportCase):
    """Small chunks, so that a small import has a middle."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(user_import_applier, "CHUNK", CHUNK))
        cls.startClassPatcher(patch.object(user_import_canceller, "CHUNK", CHUNK))
        # No request of a test works on a run: what happens, the test does.
        cls.startClassPatcher(
            patch.object(type(cls.env["user.import.run"]), "_work", lambda run, seconds: None)
        )

    def open_unread(self, content, **policy):
        """Return a run whose file has not been read yet."""
        run = self.env["user.import.run"].with_user(self.importer)
        return run._open("users.csv", content.encode(), profile=self.standard, policy=policy)

    def run_in(self, state, content=None, **policy):
        """Return a run in a state, with work left to do there.

        :param str state: reading, planning, review, applying (half done), notifying
        """
        content = content or people(5)
        run = self.open_unread(content, **policy)
        if state == "reading":
            return run
        run._step()
        if state == "planning":
            return run
        self.advance(run)
        if state != "review":
            run._confirm()
            run._step()
        if state == "notifying":
            while run.state == "applying":
                run._step()
        self.assertEqual(run.state, state)
        return run

    def imported(self):
        """Return the users of :func:`people` that are there, archived ones included."""
        users = self.env["res.users"].with_context(active_test=False)
        return users.search([("login", "=like", "p_"), ("email", "=like", "p_@example.com")])
