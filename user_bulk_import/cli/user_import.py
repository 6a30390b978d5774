"""Import users from a file: preview, apply and report on the command line."""

import sys

from odoo.cli import Command
from odoo.tools import config


class UserImport(Command):
    """Bring in users from a CSV, TSV, XLSX, XLS, ODS or JSON file, or a ZIP with photos."""

    name = "user_import"
    epilog = """
        Exit status: 0 every row is done, 1 some rows failed, 2 nothing was imported: nothing could
        be read, the call is wrong, a safety limit is passed, or all or nothing was asked for and
        some rows have errors.
    """

    def __init__(self):
        super().__init__()
        self._add_file_arguments(self.parser.add_argument)
        self._add_policy_arguments(self.parser.add_argument)
        self._add_output_arguments(self.parser.add_argument)

    def _add_file_arguments(self, add):
        add("file", metavar="FILE", help="the file, or - for standard input")
        add("-c", "--config", help="Odoo's configuration file")
        add("-d", "--database", required=True, help="the database")
        add("--user", metavar="LOGIN", help="whose rights it has (the main administrator's)")
        add("--comment", help="kept with the import")
        add("--default", action="append", default=[], metavar="FIELD=VALUE")
        add("--map", action="append", default=[], metavar="HEADER=FIELD")
        add(
            "--tab",
            action="append",
            default=[],
            metavar="[TABLE=]TAB",
            help="which tab of the profile a table of the file is, - for none of them",
        )

    def _add_policy_arguments(self, add):
        add("--profile", metavar="CODE", help="the profile whose settings are taken")
        add("--operation", help="create, create_all, upsert or update")
        add("--update-mode", help="none, file, file_and_defaults or fill_missing")
        add("--match", metavar="KEYS", help="ref, login, email: keys in their order, by commas")
        add("--on-error", help="skip bad rows or abort")
        add("--set", action="append", default=[], metavar="POLICY_FIELD=VALUE")
        add("--invite", action="store_const", const="yes", help="invite the new users by mail")
        add("--no-invite", action="store_const", const="no", dest="invite", help="invite nobody")
        add(
            "--common-password-file",
            metavar="FILE",
            help="holds the password of all new users (password_mode=common); - for standard input",
        )
        add(
            "--past-limits",
            action="store_true",
            help="go on where the import passes a safety limit of its settings",
        )

    def _add_output_arguments(self, add):
        add("--dry-run", action="store_true", help="plan and report only; change nobody")
        add("--report", metavar="OUT.xlsx", help="write all rows with what became of them")
        add(
            "--login-slips",
            metavar="OUT.zip",
            help="write login slips of new users whose password was made or is common to all",
        )
        add("--json", action="store_true", help="print one JSON object and nothing else")

    def run(self, cmdargs):
        arguments = self.parser.parse_args(cmdargs)
        options = ["--no-http", "-d", arguments.database]
        if arguments.config:
            options += ["-c", arguments.config]
        # Odoo's log of a start-up is no part of this command's answer.
        config.parse_config([*options, "--log-level=warn"], setup_logging=True)
        # Not sooner: Odoo loads this file before it is configured, under another name, and takes
        # an error of an import here for a command that is not there.
        # pylint: disable-next=odoo-addons-relative-import
        from odoo.addons.user_bulk_import.cli_support.call import answer

        sys.exit(answer(arguments))
