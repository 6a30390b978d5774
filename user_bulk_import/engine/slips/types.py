from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """What one person needs for a first login.

    :param must_change: whether a new password is asked for then
    """

    name: str
    login: str
    password: str
    must_change: bool = False

    def __repr__(self):
        return f"Slip({self.login!r})"  # no log and no traceback shows the password


@dataclass(frozen=True)
class SlipTexts:
    """Labels in the reader's language.

    :param change: the line for those who must choose a new password
    :param incomplete: the line on a slip that could not show everything
    """

    name: str = "Name"
    login: str = "Login"
    password: str = "Password"
    site: str = "Site"
    must_change: str = "Must change"
    yes: str = "Yes"
    no: str = "No"
    sheet: str = "Login slips"
    change: str = "You will be asked for a new password."
    incomplete: str = "This slip does not show everything: see login-slips.xlsx."
