import pytest

from engine.catalogue import standard_catalogue
from engine.mapping import ColumnMatch
from engine.policy import Policy
from engine.rows import convert_row
from engine.secret_tokens import TOKEN_UNUSABLE, SecretToken, parse_token
from engine.tables import SourceRow

CATALOGUE = standard_catalogue()
TOKEN = SecretToken(12, 345, "c3", "A" * 22)


def test_a_token_is_read_as_it_was_written():
    assert parse_token(str(TOKEN)) == TOKEN
    assert parse_token(f" {TOKEN}\n") == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kept",
        "[kept:1.2.c3.short]",
        f"x{TOKEN}",
        f"{TOKEN}{TOKEN}",
        f"[kept:{'9' * 40}.2.c3.A]",
    ],
)
def test_other_texts_are_no_tokens(text):
    assert parse_token(text) is None


@pytest.mark.parametrize("target", ["password", "password_hash", "name", "email", "roles"])
def test_a_token_that_was_not_put_in_its_place_is_an_error_in_any_column(target):
    row = SourceRow("", 2, (str(TOKEN),))
    found = convert_row(row, [ColumnMatch(0, "Any", target)], CATALOGUE, Policy())
    assert [issue.code for issue in found.issues] == [TOKEN_UNUSABLE]
    assert target not in found.values
    assert str(TOKEN) not in found.issues[0].text()
