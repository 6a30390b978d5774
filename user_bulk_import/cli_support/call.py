"""One call of the command, from its arguments to its exit status."""

from odoo.exceptions import UserError

from .environment import Environment
from .errors import CallError
from .inputs import open_file, read_password
from .printing import Printer
from .session import NOTHING_DONE, Session


def answer(arguments):
    """Import, print and write what was asked for; return the exit status.

    :param arguments: of the command, parsed
    """
    printer = Printer(arguments)
    try:
        with open_file(arguments.file) as file:
            password = read_password(arguments)
            with Environment(arguments) as env:
                return Session(env, arguments, file, password, printer).execute()
    except (CallError, UserError) as error:
        printer.fail(str(error))
        return NOTHING_DONE
