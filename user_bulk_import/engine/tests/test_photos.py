"""Pictures find their rows by name, and a name finds one user by any key."""

import unicodedata

import pytest

from engine.catalogue import standard_catalogue
from engine.issues import Problem
from engine.mapping import ColumnMatch
from engine.matching import RowKeys, keys_of
from engine.photo_codes import PHOTO_BROKEN
from engine.photos import PERSON_SPEC, policy_for_photos
from engine.picture_names import PictureName, fitting, fold_name
from engine.pipeline import Pipeline
from engine.policy import MATCH_KEYS, Policy
from engine.tables import SourceRow
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Ref

CATALOGUE = standard_catalogue().extended([PERSON_SPEC])


# Names


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("anna.jpg", "Anna.JPG"),
        ("anna", "photos/anna.png"),
        ("photos/anna.jpg", "anna.jpg"),
        ("photos\\anna.jpg", "other/anna.jpg"),
        ("C:\\fotos\\anna.JPG", "x/anna.jpg"),
        ("file:///C:/fotos/anna.jpg", "anna.jpg"),
        ("file:///home/anna.jpg", "anna.jpg"),
        ("  anna.jpg ", "anna.jpg"),
        ("./anna.jpg", "anna.jpg"),
        ("anna.jpeg", "anna.jpg"),
        ("Zoë.jpg", unicodedata.normalize("NFD", "zoË.jpg")),
        ("STRASSE.jpg", "straße.jpg"),
        ("anna@example.com", "anna@example.com.jpg"),
        ("v1.2", "v1.2.png"),
        ("anna\u200e.jpg", "anna.jpg"),
        ("42", "00042.jpg"),
        ("0042.jpg", "42.JPEG"),
    ],
)
def test_these_names_are_the_same(wanted, name):
    assert fitting(PictureName.of(wanted), [(PictureName.of(name), 1)]) == [1]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("anna.png", "anna.jpg"),
        ("ann", "anna.jpg"),
        ("zoe.jpg", "zoë.jpg"),
        ("v1", "v1.2.png"),
        ("42", "420.jpg"),
        ("a7", "a07.jpg"),
    ],
)
def test_these_names_are_not(wanted, name):
    assert fitting(PictureName.of(wanted), [(PictureName.of(name), 1)]) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("anna.jpg", ["anna.jpg", "a/anna.jpg", "b/a/anna.jpg"]),
        ("/anna.jpg", ["anna.jpg"]),
        ("a/anna.jpg", ["a/anna.jpg"]),
        ("b/a/anna.jpg", ["b/a/anna.jpg"]),
        ("c/anna.jpg", ["anna.jpg", "a/anna.jpg", "b/a/anna.jpg"]),
        ("anna", ["anna.jpg", "a/anna.jpg", "b/a/anna.jpg", "anna.jpeg"]),
        ("anna.jpeg", ["anna.jpeg"]),
    ],
)
def test_a_folder_or_ending_decides_between_several(wanted, found):
    names = ["anna.jpg", "a/anna.jpg", "b/a/anna.jpg", "anna.jpeg"]
    assert (
        fitting(PictureName.of(wanted), [(PictureName.of(name), name) for name in names]) == found
    )


def test_the_very_number_goes_before_one_with_other_zeros():
    names = ["042.jpg", "42.jpg", "0042.jpg"]
    pictures = [(PictureName.of(name), name) for name in names]
    assert fitting(PictureName.of("42"), pictures) == ["42.jpg"]
    assert fitting(PictureName.of("00042"), pictures) == names


@pytest.mark.parametrize("text", ["", "/", "\\", ".", "C:\\"])
def test_what_is_no_name_means_no_picture(text):
    assert PictureName.of(text).stem == ""
    assert fold_name(text).strip("/\\.c: ") == ""


# Rows

PHOTO = Ref("anna.jpg", 7, "sha256:x")
HEADERS = ("ref", "login", "email", "name", "photo")


def planned(*rows, photos=None, records=(), headers=HEADERS):
    known = MemoryDirectory(records={"photo": dict(records)}, made=())
    known.photos = photos or {}
    matches = {"": tuple(ColumnMatch(i, name, name) for i, name in enumerate(headers))}
    sources = [SourceRow("", number, tuple(row)) for number, row in enumerate(rows, start=2)]
    known.load_keys((("", source.number), {}) for source in sources)
    return Pipeline(matches, CATALOGUE, Policy(), known).plan(sources)


def photo_of(decision):
    return next((change.new for change in decision.changes if change.field == "photo"), None)


def codes(decision):
    return [issue.code for issue in decision.issues if issue.code.startswith("photo")]


@pytest.mark.parametrize("name", ["R1.jpg", "x/ANN.png", "Ann@Example.org.jpg"])
def test_a_row_takes_the_picture_that_is_called_like_a_key(name):
    (row,) = planned(["R1", "ann", "ann@example.org", "Ann", ""], photos={name: PHOTO})
    assert (photo_of(row), row.photo, codes(row)) == (PHOTO, 7, [])


def test_a_row_needs_no_photo_column():
    (row,) = planned(["ann", "Ann"], photos={"ann.jpg": PHOTO}, headers=("login", "name"))
    assert photo_of(row) == PHOTO


def test_a_cell_decides_alone():
    photos = {"ann.jpg": PHOTO}
    row, missing, emptied = planned(
        ["", "ann", "", "Ann", "other.jpg"],
        ["", "ann", "", "Ann", "missing.jpg"],
        ["", "ann", "", "Ann", "[clear]"],
        photos=photos,
        records={"other.jpg": Ref("other.jpg", 8)},
    )
    assert photo_of(row).id == 8
    for decision in (missing, emptied):
        assert (photo_of(decision), decision.photo) == (None, None)


def test_nothing_is_guessed():
    photos = {"ann.jpg": PHOTO, "R1.jpg": Ref("R1.jpg", 8), "bob.jpg": PHOTO, "bob.png": PHOTO}
    ann, bob = planned(["R1", "ann", "", "Ann", ""], ["", "bob", "", "Bob", ""], photos=photos)
    assert (photo_of(ann), codes(ann)) == (None, ["photo_ambiguous"])
    assert (photo_of(bob), codes(bob)) == (None, ["photo_ambiguous"])
    assert ann.action == bob.action == "create"


def test_a_picture_that_cannot_be_used_is_told_and_the_row_goes_on():
    (row,) = planned(["", "ann", "", "Ann", ""], photos={"ann.jpg": Problem(PHOTO_BROKEN)})
    assert (row.action, codes(row)) == ("create", ["photo_broken"])


# Users by any key

ANN = make_user(1, "ann", email="ann@example.org", ref="R1")
BOB = make_user(2, "bob", email="family@example.org", ref="ann2")
CARL = make_user(3, "carl", email="family@example.org", ref="Bob")
ALONE = policy_for_photos(Policy(operation="create", update_mode="none", match_on=("ref",)))


def persons(*texts, policy=ALONE):
    rows = [
        make_row(number, person=text, photo=Ref(f"{text}.jpg", number))
        for number, text in enumerate(texts, start=2)
    ]
    directory = MemoryDirectory([ANN, BOB, CARL])
    return plan_file(rows, policy, directory, catalogue=CATALOGUE)


@pytest.mark.parametrize("text", ["ANN", "ann@example.org", "r1"])
def test_a_person_is_found_by_any_key_and_nothing_else_is_written(text):
    (decision,) = persons(text)
    assert (decision.action, decision.user_id) == ("update", 1)
    assert [change.field for change in decision.changes] == ["photo"]


@pytest.mark.parametrize("text", ["bob", "family@example.org"])
def test_a_person_that_two_users_may_be_is_an_error(text):
    (decision,) = persons(text)
    assert (decision.action, decision.issues[0].code) == ("reject", "match_ambiguous")


@pytest.mark.parametrize("operation", ["create", "create_all", "upsert", "update"])
def test_nobody_is_made_of_a_person(operation):
    (decision,) = persons("zoe", policy=Policy(operation=operation))
    assert (decision.action, decision.issues[-1].code) == ("reject", "person_unknown")


def test_two_rows_of_one_person_are_an_error_of_the_second():
    first, second, third = persons("ann", "R1", "ANN")
    assert first.action == "update"
    for decision in (second, third):
        assert decision.action == "reject"
        assert decision.issues[0].code == "duplicate_in_file"


def test_photos_alone_take_what_they_need_from_any_policy():
    assert (ALONE.operation, ALONE.update_mode, ALONE.match_on) == ("update", "file", MATCH_KEYS)
    keep = policy_for_photos(Policy(update_mode="fill_missing"))
    assert keep.update_mode == "fill_missing"


def test_a_person_is_compared_by_all_keys_that_the_row_does_not_give():
    row = make_row(2, person="Ann", email="x@example.org")
    assert keys_of(row, Policy()) == {"ref": "ann", "login": "ann", "email": "x@example.org"}
    assert RowKeys.of(make_row(2, login="a"), MATCH_KEYS).person == ""
