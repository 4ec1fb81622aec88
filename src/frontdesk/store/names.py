"""How names, addresses and numbers are compared and searched for: without what people vary.

Nothing here is shown to anyone. The keys of a stored customer are written by ``keys_of``; what is
typed into a search box becomes questions to those keys in ``frontdesk.store.search``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Kind = Literal["n", "e", "p"]
"""What a key is: a word of the name, the e-mail address, or the phone number from its end."""

FEWEST_DIGITS = 3
"""Fewer digits than these say nothing about a number."""

WHOLE_NUMBER = 7
"""As many digits are a number that can be dialled from anywhere in a town."""

# Letters that Unicode does not take apart, as people type them without the right keyboard.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ß": "ss",
    }
)  # fmt: skip
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|#)\s*\d+\s*$", re.IGNORECASE)


def bare(text: str) -> str:
    """Text without case, accents and invisible marks; compatibility forms made plain."""
    # Twice: folding makes a letter of the Greek iota below, and new accents of the Turkish dot.
    return _without_marks(_without_marks(text).casefold()).translate(_LETTERS)


def _without_marks(text: str) -> str:
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )


def name_key(name: str) -> str:
    """A name as it is compared: ``bare``, with single spaces."""
    return " ".join(bare(name).split())


def name_words(name: str) -> set[str]:
    """The words under which a name is found: O'Hara is “o”, “hara” and “ohara”.

    A word without any letter or digit, such as a lone emoji, stands for itself.
    """
    found: set[str] = set()
    for token in bare(name).split():
        parts = parts_of(token)
        found.update(parts or [token])
        found.add("".join(parts) or token)
    return found


def parts_of(token: str) -> list[str]:
    """The runs of letters, digits and vowel signs in a token."""
    spaced = (char if unicodedata.category(char)[0] in "LNM" else " " for char in token)
    return "".join(spaced).split()


def phone_digits(phone: str) -> str:
    """The digits of a telephone number, as ASCII."""
    return "".join(str(unicodedata.digit(char)) for char in phone if char.isdigit())


def phone_keys(phone: str) -> set[str]:
    """The digits of a number, last one first: what ends alike begins alike here.

    Twice where it begins with zeros, with them and without: 0170 and +49 170 are one number in
    two notations, so one of the keys without them begins with the other.
    """
    backwards = phone_digits(phone)[::-1]
    found = {backwards, backwards.rstrip("0")}
    return {key for key in found if len(key) >= FEWEST_DIGITS}


def email_key(email: str) -> str:
    """An address as it is compared: without the spaces around it, case folded."""
    return email.strip().casefold()


def keys_of(name: str, email: str, phone: str) -> set[tuple[Kind, str]]:
    """Every key under which a customer is found; a phone with and without its extension."""
    found: set[tuple[Kind, str]] = {("n", word) for word in name_words(name)}
    if email_key(email):
        found.add(("e", email_key(email)))
    for number in (phone, _EXTENSION.sub("", phone)):
        found.update(("p", key) for key in phone_keys(number))
    return found
