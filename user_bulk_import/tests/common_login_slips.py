"""What the tests of login slips share."""

import io
import zipfile
from unittest.mock import patch

import openpyxl
import pypdf

from .common import ImportCase

PASSWORDS = ["Kiwi-0Ol1I-4711", "=1+1|Fig-22", "Ünï-Lime-33"]


class SlipsCase(ImportCase):
    def ended_run(self, names=("Ann Archer", "Bob Baker", "Cat Cook"), user=None):
        """Return a run that has ended, whose new users have login slips."""
        lines = [f"slip{number},{name}" for number, name in enumerate(names)]
        run = self.open_run("\n".join(["Login,Name", *lines]), user=user)
        run._confirm()
        vault = self.env["user.import.vault"]
        for index, row in enumerate(self.rows(run)):
            row.credential = vault._seal_credential(run, PASSWORDS[index % len(PASSWORDS)])
        self.advance(run)
        self.assertEqual(run.state, "done")
        return run

    def take(self, run, user=None):
        run = run.with_user(user or self.importer)
        return run.env["user.import.credentials"]._take(run)

    def pdf_text(self, content):
        archive = zipfile.ZipFile(io.BytesIO(content))
        pages = pypdf.PdfReader(io.BytesIO(archive.read("login-slips.pdf"))).pages
        return "\n".join(page.extract_text() for page in pages)

    def lines(self, content):
        archive = zipfile.ZipFile(io.BytesIO(content))
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("login-slips.xlsx")))
        return list(workbook.active.values)

    def clean_up(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress"):
            self.env["user.import.run"]._cron_clean_up()
