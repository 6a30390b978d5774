"""What the Odoo tests share: an importer, small files, runs that keep to the test's transaction."""

import base64
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

SAMPLES = Path(__file__).parents[1] / "static" / "samples"


def uploaded(content, name="users.csv"):
    """Return a file as the web client gives it to the wizard."""
    content = content.encode() if isinstance(content, str) else content
    return {"name": name, "size": len(content), "content": base64.b64encode(content).decode()}


def pasted(text, tab=""):
    """Return a text as the web client gives it to the wizard.

    :param tab: it was pasted into
    """
    return {"name": tab, "lines": text.count("\n"), "text": text}


def _keep_in_transaction(run, processed=0):
    """Stand for ``_checkpoint``: a test's transaction is rolled back, so it must not commit."""
    run.env.flush_all()
    return float("inf")


class ImportCase(TransactionCase):
    """Imports as a person who may import users but is no Settings administrator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_checkpoint", _keep_in_transaction))
        cls.importer = new_test_user(
            cls.env,
            login="importer@example.com",
            groups="user_bulk_import.group_user_import",
            name="Ines Importer",
        )
        cls.standard = cls.env.ref("user_bulk_import.profile_standard")

    def open_run(self, content, name="users.csv", profile=None, user=None, **options):
        """Return a run of a file, read and planned.

        :param content: bytes or text of the file
        :param options: policy fields; ``read_options`` and ``comment`` go to the run
        """
        read_options = options.pop("read_options", None)
        comment = options.pop("comment", None)
        run = (
            self.env["user.import.run"]
            .with_user(user or self.importer)
            ._open(
                name,
                content.encode() if isinstance(content, str) else content,
                profile=profile or self.standard,
                policy=options,
                read_options=read_options,
                comment=comment,
            )
        )
        self.advance(run)
        return run

    def advance(self, run):
        while run._step():
            pass

    def import_file(self, content, **options):
        """Return a run of a file, applied."""
        run = self.open_run(content, **options)
        run._confirm()
        self.advance(run)
        return run

    def import_sample(self, file_name, profile_code):
        return self.import_file(
            (SAMPLES / file_name).read_bytes(),
            name=file_name,
            profile=self.env["user.import.profile"].search([("code", "=", profile_code)]),
        )

    def rows(self, run):
        return run.sudo().row_ids.sorted("sequence")

    def codes(self, row):
        """Return the codes of a row's issues."""
        return [item["code"] for item in row.issues or []]

    def user(self, login):
        return self.env["res.users"].with_context(active_test=False).search([("login", "=", login)])

    @contextmanager
    def statements(self):
        """Collect the SQL that is executed inside, as a list of str."""
        collected = []
        cursor_class = type(self.env.cr)
        execute = cursor_class.execute

        def logged(cursor, query, params=None, log_exceptions=True):
            collected.append(query.code if hasattr(query, "code") else str(query))
            return execute(cursor, query, params, log_exceptions)

        with patch.object(cursor_class, "execute", logged):
            yield collected
