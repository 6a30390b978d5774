"""What the Active and Deleted cells of a row do to an account (DESIGN §4): a truth table.

Deleted = yes wins over Active. Deleted = no and blank cells leave things as they are. Both cells
are commands about the account, not details of it: the policy's ``delete_action`` and
``allow_suspend`` govern them, with each update mode except ``none``, which changes nobody.

=========  ========  ==========  ==================================================
Deleted    Active    User is     Then
=========  ========  ==========  ==================================================
yes        any       unknown     skip: nothing to delete
yes        any       any         skip with a notice (``delete_action`` none)
yes        any       active      archive, and nothing else (``delete_action`` archive)
yes        any       archived    unchanged (``delete_action`` archive)
yes        any       any         delete, and nothing else (``delete_action`` delete)
no, blank  no        unknown     create, archived
no, blank  yes       unknown     create
no, blank  no        active      archive and update (``allow_suspend``), else update
no, blank  no        archived    update
no, blank  yes       active      update
no, blank  yes       archived    restore and update (``allow_suspend``), else update
no, blank  blank     unknown     create
no, blank  blank     active      update
no, blank  blank     archived    update, with a notice
=========  ========  ==========  ==================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from . import planning_codes as codes
from .decisions import ARCHIVE, DELETE, RESTORE, SKIP, UNCHANGED
from .policy import Policy


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of the account.

    :param action: of the decision; ``''`` where the rest of the row decides
    :param issue: code of what a person should know, ``''`` for nothing
    :param with_changes: the other cells of the row are applied too
    """

    action: str = ""
    issue: str = ""
    with_changes: bool = True


PROCEED = Step()


def deleting(policy: Policy, *, is_active: bool | None) -> Step:
    """Return what a true Deleted cell does.

    :param is_active: state of the user now, ``None`` where no user is matched
    """
    if is_active is None:
        return Step(SKIP, codes.NOTHING_TO_DELETE, with_changes=False)
    if policy.delete_action == "none":
        return Step(SKIP, codes.DELETE_IGNORED, with_changes=False)
    if policy.delete_action == "delete":
        return Step(DELETE, with_changes=False)
    return Step(ARCHIVE if is_active else UNCHANGED, with_changes=False)


def suspending(active: bool | None, policy: Policy, *, is_active: bool) -> Step:
    """Return what an Active cell does to a user that exists.

    :param active: the cell, ``None`` where blank
    :param is_active: state of the user now
    """
    if active is None:
        return PROCEED if is_active else Step(issue=codes.USER_ARCHIVED)
    if active == is_active:
        return PROCEED
    if active:
        return Step(RESTORE) if policy.allow_suspend else Step(issue=codes.ARCHIVED_KEPT)
    return Step(ARCHIVE) if policy.allow_suspend else Step(issue=codes.SUSPEND_IGNORED)


def account_step(
    active: bool | None, deleted: bool | None, policy: Policy, *, is_active: bool | None
) -> Step:
    """Return what both cells do.

    :param active: the Active cell, ``None`` where blank
    :param deleted: the Deleted cell, ``None`` where blank
    :param is_active: state of the user now, ``None`` where no user is matched. A new user with
        Active = no is created archived, which is a value of the creation and no step
    """
    if deleted:
        return deleting(policy, is_active=is_active)
    if is_active is None:
        return PROCEED
    return suspending(active, policy, is_active=is_active)
