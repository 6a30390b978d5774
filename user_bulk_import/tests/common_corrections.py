"""What the tests of corrected reports share."""

import io

import openpyxl

from .common import ImportCase

PEOPLE = (
    "Login,Name,E-mail,Password\n"
    "ann,Ann,ann@example.com,Zw9-tulip-Orbit\n"
    "bob,=2+3,nonsense,Kx4-cedar-Delta\n"
    "0042,Cid,wrong,Qp7-amber-Lotus\n"
)
HEADER = ["Login", "Name", "E-mail", "Password"]


class CorrectionCase(ImportCase):
    """Downloads reports and uploads them again, without a browser."""

    def report(self, run, rows="errors", user=None, secrets="token"):
        """Return a report as openpyxl opens it."""
        report = self.env["user.import.report"].with_user(user or self.importer)
        run = run.with_user(user or self.importer)
        content = report._xlsx(run, only_errors=rows == "errors", secrets=secrets)
        return openpyxl.load_workbook(io.BytesIO(content))

    def waiting(self, content=PEOPLE, **options):
        return self.open_run(content, **{"password_mode": "file", **options})

    def upload(self, book, corrects=None, user=None, profile=None, **options):
        """Return the run of a corrected report, read and planned."""
        file = io.BytesIO()
        book.save(file)
        run = (
            self.env["user.import.run"]
            .with_user(user or self.importer)
            ._open(
                "corrected.xlsx",
                file.getvalue(),
                profile=profile or self.standard,
                policy={"password_mode": "file", **options},
            )
        )
        if corrects:
            run._correct(corrects.with_user(user or self.importer))
        self.advance(run)
        return run

    def decisions(self, run):
        """Return what was decided about each row, by its first cell."""
        return {
            row.login or row.cell_text: (row.action, row.changes, self.codes(row))
            for row in self.rows(run)
        }

    def confirm(self, run):
        run._confirm()
        self.advance(run)

    def check_password(self, login, password):
        user = self.user(login)
        credential = {"type": "password", "login": login, "password": password}
        user.with_user(user)._check_credentials(credential, {"interactive": True})
