"""What titles of columns with secrets say, whether a field is known for them or not."""

from __future__ import annotations

from .headers import words

SECRET_WORDS = frozenset(
    [
        "pw",
        "pwd",
        "psw",
        "pin",
        "secret",
        "secrets",
        "sifre",
        "haslo",
        "senha",
        "clave",
        "mdp",
        "token",
    ]
)
SECRET_BEGINNINGS = (
    "passw",
    "passphrase",
    "passcode",
    "kennwort",
    "contrasena",
    "wachtwoord",
    "парол",
    "geheim",
)


def sounds_secret(header: str) -> bool:
    """Return whether a title speaks of something secret.

    >>> sounds_secret("Initial PW"), sounds_secret("Pinboard")
    (True, False)
    """
    return any(word in SECRET_WORDS or word.startswith(SECRET_BEGINNINGS) for word in words(header))
