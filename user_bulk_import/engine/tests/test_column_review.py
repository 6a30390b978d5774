"""What a person is told about the columns, and what a choice changes about it."""

from dataclasses import replace

from engine.catalogue import property_spec, standard_catalogue
from engine.column_review import (
    DOUBTFUL,
    FINE,
    UNKNOWN,
    attention,
    missing,
    review,
    unless_shown,
)
from engine.mapping import CHOSEN, REMEMBERED, SAVED, map_headers

STANDARD = standard_catalogue()


def _codes(match):
    return [issue.code for issue in match.issues]


def _choose(matches, index, target, confidence=CHOSEN, catalogue=STANDARD, saved=None):
    """Return the review after one column was chosen."""
    columns = list(matches)
    columns[index] = replace(columns[index], target=target, confidence=confidence)
    return review(columns, catalogue, saved)


def test_a_choice_clears_the_note_of_an_unknown_column():
    matches = map_headers(["Login", "Shoe size"], STANDARD)
    assert _codes(matches[1]) == ["header_unknown"]
    assert attention(matches[1]) == UNKNOWN
    chosen = _choose(matches, 1, "function")[1]
    assert (chosen.target, chosen.confidence, chosen.issues) == ("function", CHOSEN, ())
    assert attention(chosen) == FINE
    left_out = _choose(matches, 1, "")[1]
    assert (left_out.target, left_out.confidence, left_out.issues) == ("", CHOSEN, ())
    assert attention(left_out) == FINE


def test_what_sounds_like_a_secret_says_so_where_it_is_unknown():
    [match] = map_headers(["Badge PIN"], STANDARD)
    assert _codes(match) == ["header_unknown_secret"]
    assert attention(match) == UNKNOWN


def test_of_two_columns_that_fit_one_field_the_chosen_one_wins():
    matches = map_headers(["Mail address", "Email ID"], STANDARD)
    assert [_codes(match) for match in matches] == [["header_conflict"]] * 2
    assert [attention(match) for match in matches] == [DOUBTFUL] * 2
    first, second = _choose(matches, 0, "email")
    assert (first.target, first.issues) == ("email", ())
    assert (second.target, _codes(second)) == ("", ["header_superseded"])
    assert [attention(first), attention(second)] == [FINE, FINE]


def test_two_columns_that_are_chosen_for_one_field_both_keep_it_and_say_so():
    matches = map_headers(["Login", "City", "Town"], STANDARD)
    both = _choose(_choose(matches, 1, "city"), 2, "city")
    assert [match.target for match in both[1:]] == ["city", "city"]
    assert [_codes(match) for match in both[1:]] == [["header_doubled"]] * 2
    assert [attention(match) for match in both[1:]] == [DOUBTFUL] * 2
    assert "City, Town" in both[1].issues[0].text()
    mended = _choose(both, 2, "")
    assert [_codes(match) for match in mended] == [[], [], []]


def test_several_columns_may_be_chosen_for_a_field_of_several_values():
    matches = map_headers(["Login", "One", "Two"], STANDARD)
    both = _choose(_choose(matches, 1, "roles"), 2, "roles")
    assert [_codes(match) for match in both] == [[], [], []]


def test_what_was_chosen_goes_before_what_was_remembered_and_that_before_a_profile():
    matches = map_headers(["One", "Two", "Three"], STANDARD)
    saved = {"Three": "city"}
    matches = review(matches, STANDARD, saved)
    assert (matches[2].target, matches[2].confidence) == ("city", SAVED)
    matches = _choose(matches, 1, "city", REMEMBERED, saved=saved)
    assert [match.target for match in matches] == ["", "city", ""]
    matches = _choose(matches, 0, "city", saved=saved)
    assert [match.target for match in matches] == ["city", "", ""]


def test_a_chosen_field_that_is_gone_is_an_error():
    matches = map_headers(["Seat"], STANDARD)
    [match] = _choose(matches, 0, "property:seat")
    assert _codes(match) == ["header_target_unknown"]
    assert attention(match) == DOUBTFUL
    with_property = STANDARD.extended([property_spec("seat", "Seat", "char")])
    [match] = _choose(matches, 0, "property:seat", catalogue=with_property)
    assert (match.target, match.issues) == ("property:seat", ())


def test_a_column_without_a_chosen_field_is_recognized_by_its_new_title():
    columns = [replace(match, header="Phone") for match in map_headers(["Shoe size"], STANDARD)]
    assert review(columns, STANDARD)[0].target == "phone"


def test_a_missing_field_takes_a_default_unless_it_is_personal():
    assert "default" in missing("Roles", personal=False).text()
    assert "default" not in missing("Login", personal=True).text()


def test_mapping_changes_none_of_what_it_is_given():
    decided = {0: ("city", CHOSEN)}
    map_headers(["Town"], STANDARD, {}, decided=decided)
    assert decided == {0: ("city", CHOSEN)}


def test_a_secret_column_fills_a_password_or_nothing():
    saved = {"Password": "comment", "Code": "password"}
    shown, sealed, unknown = map_headers(["Password", "Code", "PIN"], STANDARD, saved)
    refused = unless_shown(shown, STANDARD)
    assert (refused.target, refused.confidence, _codes(refused)) == ("", "", ["header_secret"])
    assert attention(refused) == DOUBTFUL
    assert unless_shown(sealed, STANDARD) == sealed
    assert unless_shown(unknown, STANDARD) == unknown
