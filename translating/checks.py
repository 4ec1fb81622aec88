"""What can be wrong with a translation that a program can see."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable

from frontdesk.ui.language.catalogue import Entry

_ENDS = (" …", "…", ":", "?")
_SPACES = " \n\u00a0"


def faults(entries: Iterable[Entry]) -> list[str]:
    """A line for each fault of the translations, with the text that has it."""
    entries = list(entries)
    found = [
        f"“{entry.text}”: {fault}"
        for entry in entries
        if entry.text and entry.translation and not entry.gone
        for fault in _faults(entry.text, entry.translation)
    ]
    twice = Counter(entry.key for entry in entries)
    found += [
        f"“{text}” is there {count} times" for (_c, text), count in twice.items() if count > 1
    ]
    return found


def untranslated(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that the program has and that nobody has translated, or only by a guess."""
    return [
        entry
        for entry in entries
        if entry.text and not entry.gone and (not entry.translation or entry.is_unsure)
    ]


def gaps(text: str) -> list[str]:
    """The names in braces, each as often as it is there, in the order of the alphabet."""
    parts = string.Formatter().parse(text)
    return sorted(name for _before, name, _form, _convert in parts if name is not None)


def mnemonics(text: str) -> int:
    """How many letters are underlined: an ampersand before them, where two stand for themselves."""
    return text.replace("&&", "").count("&")


def _faults(text: str, translation: str) -> Iterable[str]:
    try:
        there = gaps(translation)
    except ValueError as error:
        yield f"its braces do not match: {error}"
        return
    if there != gaps(text):
        yield f"has the gaps {there} and not {gaps(text)}"
    if mnemonics(translation) != mnemonics(text):
        yield f"underlines {mnemonics(translation)} letters and not {mnemonics(text)}"
    for where, strip in (("begins", str.lstrip), ("ends", str.rstrip)):
        if (strip(text, _SPACES) == text) != (strip(translation, _SPACES) == translation):
            yield f"{where} with other white space"
    for end in _ENDS:
        if text.endswith(end) and not translation.endswith(end):
            yield f"does not end with “{end}”"
            break
