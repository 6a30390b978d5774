"""E-mail addresses as people and programs write them."""

import pytest

from engine.converters.emails import convert_email
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("john@example.com", "john@example.com"),
        ("John.Smith@EXAMPLE.com", "John.Smith@example.com"),
        (" john@example.com\u00a0", "john@example.com"),
        ("mailto:john@example.com", "john@example.com"),
        ("MAILTO:john@example.com?subject=Hi", "john@example.com"),
        ("John Smith <john@example.com>", "john@example.com"),
        ('"Smith, John" <john@example.com>', "john@example.com"),
        ("<john@example.com>", "john@example.com"),
        ("John @ work <john@example.com>", "john@example.com"),
        ("john@example.com <mailto:john@example.com>", "john@example.com"),
        ("john@example.com;John@Example.com", "john@example.com"),
        ("john@example.com.", "john@example.com"),
        ("john@example.com;", "john@example.com"),
        ("john@example.com,", "john@example.com"),
        ("'john@example.com'", "john@example.com"),
        ('"john@example.com"', "john@example.com"),
        ("<'1@example.com>", "'1@example.com"),
        ("john@example.com (work)", "john@example.com"),
        (
            "\uff4a\uff4f\uff48\uff4e\uff20\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0ecom",
            "john@example.com",
        ),
        ("john\u200b@example.com", "john@example.com"),
        ("o'brien+exam=1@sub.example.co.uk", "o'brien+exam=1@sub.example.co.uk"),
        (
            "info@\u043f\u043e\u0448\u0442\u0430.\u0443\u043a\u0440",
            "info@\u043f\u043e\u0448\u0442\u0430.\u0443\u043a\u0440",
        ),
        ("j\u00f6rg@B\u00fccher.example", "j\u00f6rg@b\u00fccher.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ('"john smith"@example.com', '"john smith"@example.com'),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
    ],
)
def test_one_address_is_found(text, expected):
    assert convert_email(text, POLICY) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("john", "email_no_at"),
        ("john.example.com", "email_no_at"),
        ("n/a", "email_no_at"),
        ("-", "email_no_at"),
        ("a@example.com, b@example.com", "email_several"),
        ("a@example.com b@example.com", "email_several"),
        ("a@example.com; b@", "email_blank"),
        ("A <a@example.com>; B <b@example.com>", "email_several"),
        ("[email protected]", "email_protected"),
        ("[email\u00a0protected]", "email_protected"),
        ("john smith@example.com", "email_blank"),
        ("john @example.com", "email_blank"),
        (".john@example.com", "email_local"),
        ("john.@example.com", "email_local"),
        ("john..smith@example.com", "email_local"),
        ("jo(hn@example.com", "email_local"),
        ("@example.com", "email_local"),
        ("john@@example.com", "email_local"),
        ("john@example", "email_domain"),
        ("john@localhost", "email_domain"),
        ("john@-example.com", "email_domain"),
        ("john@example..com", "email_domain"),
        ("john@exa_mple.com", "email_domain"),
        ("john@192.0.2.1", "email_domain"),
        ("john@[192.0.2.1]", "email_domain"),
        ("john@", "email_domain"),
        ("x" * 65 + "@example.com", "email_too_long"),
        ("\u00fc" * 33 + "@example.com", "email_too_long"),
        ("x@" + "a" * 63 + "." + ("b" * 63 + ".") * 3 + "com", "email_domain"),
        ("x" * 60 + "@" + "a" * 63 + "." + "b" * 63 + "." + "c" * 62 + ".com", "email_too_long"),
    ],
)
def test_what_no_mail_can_reach_is_refused(text, code):
    with pytest.raises(Problem) as caught:
        convert_email(text, POLICY)
    assert caught.value.code == code
    assert caught.value.issue().text()
