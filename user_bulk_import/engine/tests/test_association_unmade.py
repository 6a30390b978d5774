"""People whom no row makes are no part of a decision."""

from engine.association_unmade import without_unmade
from engine.decisions import CREATE, RESTORE, UNCHANGED, UPDATE, Change, Decision
from engine.persons import ROW
from engine.values import Ref

PARENT = "association:student_parent:right"
MUM, DAD = Ref("Mum", 7), Ref("dad", 3, ROW)
GRAN = Ref("gran", 7, ROW)
"""The same id as a user's, and yet somebody else."""

UNMADE = {3: ("Parents", 5)}


def left(action, *changes, replaces=False, unmade=None):
    decision = Decision(action, changes=changes)
    columns = {PARENT: "Parent"}
    return without_unmade(decision, unmade or UNMADE, columns, replaces=replaces)


def test_nothing_is_left_of_an_update_that_only_names_such_people():
    decision = left(UPDATE, Change(PARENT, (MUM,), (MUM, DAD)))
    assert (decision.action, decision.changes) == (UNCHANGED, ())
    [issue] = decision.issues
    assert (issue.code, issue.column) == ("association_unmade", "Parent")
    assert "“dad” stands in row 5 (Parents)" in issue.text()


def test_the_others_and_what_else_changes_stay():
    city = Change("city", "Rome", "Oslo")
    decision = left(UPDATE, city, Change(PARENT, (), (MUM, DAD)))
    assert (decision.action, decision.changes) == (UPDATE, (city, Change(PARENT, (), (MUM,))))


def test_whoever_is_taken_away_is_taken_away():
    decision = left(UPDATE, Change(PARENT, (MUM,), (DAD,)))
    assert decision.changes == (Change(PARENT, (MUM,), ()),)


def test_nobody_is_replaced_by_them():
    decision = left(UPDATE, Change(PARENT, (MUM,), (DAD,)), replaces=True)
    assert (decision.action, decision.changes) == (UNCHANGED, ())


def test_a_new_user_and_one_that_comes_back_stay_what_they_are():
    for action in (CREATE, RESTORE):
        decision = left(action, Change(PARENT, None, (DAD,)))
        assert (decision.action, decision.changes) == (action, ())


def test_a_user_with_the_id_of_such_a_row_is_somebody_else():
    change = Change(PARENT, (), (MUM, GRAN))
    assert left(UPDATE, change, unmade={7: ("", 2)}).changes == (Change(PARENT, (), (MUM,)),)


def test_they_are_told_in_the_same_order_whoever_turns_out_first():
    gone = {3: ("", 5), 4: ("", 2), 5: ("", 9)}
    change = Change(
        PARENT, (), tuple(Ref(name, id_, ROW) for name, id_ in zip("bca", gone, strict=True))
    )
    at_once = left(UPDATE, change, unmade=gone)
    for first in gone:
        decision = Decision(UPDATE, changes=(change,))
        for unmade in ({first: gone[first]}, gone):
            decision = without_unmade(decision, unmade, {PARENT: "Parent"}, replaces=False)
        assert decision == at_once
