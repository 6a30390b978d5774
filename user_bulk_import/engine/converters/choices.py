"""One of a few fixed values, told in any of several words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import one_line, refusal

CHOICE_UNKNOWN = define(
    "choice_unknown",
    ERROR,
    _lt("“%(value)s” is none of the possible values: %(choices)s. Write one of them."),
)

_SHOWN_CHOICES = 12

NOTIFICATIONS: Mapping[str, str] = {
    "email": "email,e-mail,mail,by email,by emails,by e-mail,by e-mails,handle by emails"
    ",per e-mail,par e-mail,par e-mails,par email,courriel,por correo electrónico,correo"
    ",correo electrónico,per email,via email,por e-mail,por email,op e-mails,via e-mail"
    ",przez e-maile,e-mailem,e-posta,e-postalar ile,эл. почта,электронная почта,почта"
    ",по электронной почте,по почте,ел. пошта,електронна пошта,пошта,електронною поштою",
    "inbox": "inbox,in odoo,odoo,handle in odoo,dans odoo,en odoo,no odoo,w odoo,odoo'da,в odoo"
    ",posteingang,postfach,boîte de réception,bandeja de entrada,posta in arrivo"
    ",caixa de entrada,postvak in,skrzynka odbiorcza,gelen kutusu,входящие,вхідні",
}


def one_of(words: Mapping[str, str], labels: Iterable[str]) -> Callable[[str, Policy], str]:
    """Return a converter that finds a text without regard to case.

    :param words: value by each text that means it
    :param labels: how the values are named to a person who wrote another one
    :return: the converter; its attribute ``choices`` holds the labels
    """
    known = {one_line(text).casefold(): value for text, value in words.items()}
    named = list(dict.fromkeys(labels))
    choices = ", ".join(named[:_SHOWN_CHOICES]) + (" …" if len(named) > _SHOWN_CHOICES else "")

    def convert(text: str, policy: Policy) -> str:
        found = known.get(one_line(text).casefold())
        if found is None:
            raise refusal(CHOICE_UNKNOWN, text, choices=choices)
        return found

    convert.choices = tuple(named)  # type: ignore[attr-defined]
    return convert


def selection(choices: Sequence[tuple[str, str]]) -> Callable[[str, Policy], str]:
    """Return a converter for ``(value, label)`` choices; both are understood.

    Where a label is another choice's value, the value wins.
    """
    words = {label: value for value, label in reversed(choices)}
    words |= {value: value for value, _label in choices}
    return one_of(words, (label for _value, label in choices))


convert_notification = one_of(
    {word: value for value, words in NOTIFICATIONS.items() for word in words.split(",")},
    ("email", "inbox"),
)
"""Convert how a person is notified: ``email`` or ``inbox``."""
