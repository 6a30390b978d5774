"""What makes a password good enough, how one is made, and which hashes Odoo can verify."""

import json
import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from passlib import hash as schemes

from engine.catalogue import standard_catalogue
from engine.converters.passwords import convert_password, convert_password_hash
from engine.issues import Problem
from engine.mapping import ColumnMatch
from engine.passwords import (
    ALPHABET,
    MAX_ROUNDS,
    MIN_ROUNDS,
    check_length,
    generate_password,
    is_odoo_hash,
    is_weak,
)
from engine.policy import Policy
from engine.rows import convert_row
from engine.tables import SourceRow
from engine.testkit import MemoryDirectory, make_row, plan_file
from engine.values import Secret

ANN = ("ann.solberg@school.example", "Ann Solberg-Müller", "as17")
STRONG = "kV9#tq2Lw!x8Zp"
SALT, CHECKSUM = "c2FsdHNhbHRzYWx0", "A" * 86
CHEAP = {"rounds": 1}


def odoo_hash(rounds=25_000, salt=SALT, checksum=CHECKSUM):
    return f"$pbkdf2-sha512${rounds}${salt}${checksum}"


@pytest.mark.parametrize(
    "password",
    [
        *("", "a", "12345678", "password1", "P@ssw0rd!", "qwertyuiop", "2024-09-01", "a" * 16),
        *("mekzo73q", "Sunshine-71q"),
    ],
)
def test_what_anybody_guesses_is_weak(password):
    assert is_weak(password)
    assert is_weak(password, ANN)


@pytest.mark.parametrize(
    "password",
    [
        *(STRONG, "correct horse battery staple", "k3wn-7hqp-x2ma"),
        *("Ångstrøm-Æble-7392", "密码是很难猜的吧朋友们"),
    ],
)
def test_what_nobody_guesses_is_strong(password):
    assert not is_weak(password)
    assert not is_weak(password, ANN)


@pytest.mark.parametrize(
    "password",
    [
        *("ann.solberg@school.example", "Ann Solberg-Müller", "ANN SOLBERG-MÜLLER", "as17"),
        *("ann.solberg", "annsolberg", "AnnSolberg", "Solberg-Ann", "SolbergAnn!", "annannannann"),
        *("Ann.Solberg2024", "solbergmüller99", "solberg.muller", "muller-school", "ann-school-25"),
    ],
)
def test_who_knows_the_person_guesses_what_is_made_of_names(password):
    assert is_weak(password, ANN)


def test_a_strong_password_may_hold_a_name():
    assert not is_weak(f"Ann {STRONG}", ANN)
    assert not is_weak(f"{STRONG}solberg", ANN)


def test_what_is_known_of_one_person_is_no_hint_for_the_next():
    assert is_weak("zorblaxquux7", ["zorblaxquux7"])
    assert not is_weak("zorblaxquux7", ["ann"])
    assert not is_weak("zorblaxquux7")


def test_nothing_personal_is_no_hint():
    assert not is_weak(STRONG, ["", " ", "@", ".", "a", "kv"])
    assert is_weak("password1", [""])


def test_names_are_texts_and_no_patterns():
    assert not is_weak(STRONG, [".*", "(", "[a-z]+", "\\", "$"])


def test_passwords_of_any_length_are_judged():
    assert is_weak("a" * 4096, ANN)
    assert is_weak("ann" * 1000, ANN)
    assert not is_weak(STRONG * 100, ANN)


@given(password=st.text(max_size=12), personal=st.lists(st.text(max_size=6), max_size=2))
@settings(max_examples=60)
def test_any_text_is_weak_or_not(password, personal):
    assert is_weak(password, personal) in (True, False)
    assert all(is_weak(text, personal) for text in personal if text)


def test_a_generated_password_has_eighty_bits():
    assert len(set(ALPHABET)) == len(ALPHABET)
    characters = generate_password().replace("-", "")
    assert set(characters) <= set(ALPHABET)
    assert len(characters) * math.log2(len(ALPHABET)) >= 80


def test_a_generated_password_can_be_read_out_and_typed():
    assert not set(ALPHABET) & set("0O1lI")
    assert not any(character.isupper() for character in ALPHABET)
    assert [len(group) for group in generate_password().split("-")] == [4, 4, 4, 4]


@pytest.mark.parametrize("minimum", [0, 8, 16, 17, 20, 24, 128])
def test_a_generated_password_is_as_long_as_odoo_asks(minimum):
    password = generate_password(minimum)
    check_length(password, Policy(password_length=minimum))
    assert convert_password(password, Policy()).text == password


def test_generated_passwords_all_differ_and_use_the_whole_alphabet():
    made = [generate_password() for _turn in range(500)]
    assert len(set(made)) == 500
    assert set("".join(made)) == {*ALPHABET, "-"}


def test_a_generated_password_is_never_weak():
    assert not any(is_weak(generate_password(), ANN) for _turn in range(10))


@pytest.mark.parametrize("password", ["x" * 8, "ß" * 8, "密" * 8, "🙂" * 8, "e\u0301" * 4, " " * 8])
def test_length_is_counted_in_characters_as_odoo_does(password):
    assert len(password) == 8
    check_length(password, Policy(password_length=8))
    with pytest.raises(Problem) as caught:
        check_length(password, Policy(password_length=9))
    assert caught.value.code == "password_too_short"
    assert caught.value.params == {"length": 8, "minimum": 9}


def test_without_a_policy_any_length_will_do():
    check_length("", Policy())


# Hashes


def test_a_hash_of_passlib_is_taken_as_it_is():
    made = schemes.pbkdf2_sha512.using(rounds=MIN_ROUNDS).hash("secret")
    assert convert_password_hash(f" {made}\n", Policy()) == Secret(made, "hash")
    assert schemes.pbkdf2_sha512.verify("secret", made)


@pytest.mark.parametrize("rounds", [MIN_ROUNDS, 25_000, 600_000, MAX_ROUNDS])
def test_usual_numbers_of_rounds_are_taken(rounds):
    assert is_odoo_hash(odoo_hash(rounds))


OTHER_HASHES = {
    "bcrypt": "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
    "argon2": "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
    "sha512-crypt": schemes.sha512_crypt.using(rounds=1000).hash("secret"),
    "md5-crypt": schemes.md5_crypt.hash("secret"),
    "md5": schemes.hex_md5.hash("secret"),
    "pbkdf2-sha256": schemes.pbkdf2_sha256.using(**CHEAP).hash("secret"),
    "pbkdf2-sha1": schemes.pbkdf2_sha1.using(**CHEAP).hash("secret"),
    "django": schemes.django_pbkdf2_sha256.using(**CHEAP).hash("secret"),
    "plaintext": "secret",
    "mask": "********",
    "nothing": "",
    "prefix": "$pbkdf2-sha512$",
    "too few rounds": odoo_hash(MIN_ROUNDS - 1),
    "no rounds": odoo_hash(""),
    "negative rounds": odoo_hash(-25_000),
    "too many rounds": odoo_hash(MAX_ROUNDS + 1),
    "far too many rounds": odoo_hash("9" * 10_000),
    "rounds with a leading zero": odoo_hash("025000"),
    "no checksum": f"$pbkdf2-sha512$25000${SALT}",
    "empty checksum": odoo_hash(checksum=""),
    "truncated": odoo_hash(checksum=CHECKSUM[:-1]),
    "truncated by half": odoo_hash(checksum=CHECKSUM[:43]),
    "too long": odoo_hash(checksum=CHECKSUM + "AA"),
    "no salt": odoo_hash(salt=""),
    "short salt": odoo_hash(salt="c2Fs"),
    "one part more": odoo_hash() + "$",
    "not base64": odoo_hash(checksum="!" * 86),
    "another alphabet": odoo_hash(checksum="é" * 86),
    "a line break inside": odoo_hash(salt="c2Fsd\nHNhbHRzYWx0"),
    "a surrogate": odoo_hash(salt="\ud800" * 16),
    "huge": "$pbkdf2-sha512$25000$" + "A" * 5_000_000,
    "huge text": "A" * 5_000_000,
    "upper case": odoo_hash().upper(),
}


@pytest.mark.parametrize("text", OTHER_HASHES.values(), ids=OTHER_HASHES)
def test_other_hashes_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_password_hash(text, Policy())
    assert caught.value.code == "hash_unknown"
    assert caught.value.params == {"minimum": MIN_ROUNDS, "maximum": MAX_ROUNDS}


parts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["pbkdf2-sha512", "25000", SALT, CHECKSUM, "", "2b"]),
    st.integers().map(str),
)


@given(text=st.one_of(st.text(), st.lists(parts, max_size=5).map("$".join).map("$".__add__)))
@example(text=odoo_hash())
@example(text="$pbkdf2-sha512$25000$" + SALT + "$\x00")
@settings(max_examples=150)
def test_any_text_is_a_hash_or_refused(text):
    try:
        secret = convert_password_hash(text, Policy())
    except Problem as problem:
        assert problem.code == "hash_unknown"
    else:
        # What was taken can be verified; a wrong password is no error.
        assert secret.kind == "hash"
        assert schemes.pbkdf2_sha512.identify(secret.text)
        schemes.pbkdf2_sha512.from_string(secret.text)


# Nobody sees one


def convert_secret(field, text, policy):
    match = ColumnMatch(0, field, field)
    return convert_row(SourceRow("", 2, (text,)), [match], standard_catalogue(), policy)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("password", "hunter2"),
        ("password", " hunter2"),
        ("password", "hunter2\x00"),
        ("password", "hunter2" * 1000),
        ("password_hash", odoo_hash(checksum="hunter2A" * 10 + "AAAAAA")),
        ("password_hash", "hunter2"),
        ("password_hash", "$2b$12$hunter2"),
    ],
)
def test_no_secret_shows(field, text):
    policy = Policy(password_mode="file", password_length=20_000)
    row = convert_secret(field, text, policy)
    assert field in row.values or row.issues
    values = {"login": "ann", "name": "Ann", **row.values}
    [decision] = plan_file([make_row(2, values, issues=row.issues)], policy, MemoryDirectory())
    shown = [repr(row.values), repr(decision), *(issue.text() for issue in decision.issues)]
    shown += [json.dumps(change.to_json()) for change in decision.changes]
    shown += [json.dumps(issue.to_json()) for issue in decision.issues]
    assert decision.issues or decision.changes
    assert not any("hunter2" in text for text in shown)
