from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .common import _keep_in_transaction
from .test_tours import _advance_to_the_end

PEOPLE = (
    "Login,Name,E-mail\nann.tour,Ann Tour,ann@tour.example\nbob.tour,Bob Tour,bob@tour.example\n"
    "cat.tour,Cat Tour,\ndan.tour,Dan Tour,\n"
)


@tagged("post_install", "-at_install")
class TestConfirmTour(HttpCase):
    """The question before the import, in a real browser."""

    def test_what_is_asked_before_the_import(self):
        self.startPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))
        importer = new_test_user(
            self.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )
        run = (
            self.env["user.import.run"]
            .with_user(importer)
            ._open(
                "tour.csv",
                PEOPLE.encode(),
                profile=self.env.ref("user_bulk_import.profile_standard"),
                policy={"user_type": "internal", "limit_created": "3"},
            )
        )
        with patch.object(UserImportRun, "_checkpoint", _keep_in_transaction):
            run._advance()
        self.assertEqual(run.state, "review")
        self.start_tour(
            f"/odoo/action-user_bulk_import.action_user_import_run/{run.id}",
            "user_import_confirm",
            login=importer.login,
        )
        self.assertEqual((run.state, run.created_count, run.invite), ("done", 4, True))
        self.assertEqual(run.mail_queued_count, 2)
