"""Catalogues of translations: files in gettext's PO format, one a language. Nothing here is Qt.

They are read as they are, so that nothing made from them can be out of date. A text stands for
itself wherever it is used; where one English text means two things, ``tr``'s second argument tells
them apart, and the catalogue has it as ``msgctxt``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_KEYWORDS = ("msgctxt", "msgid", "msgstr")


class CatalogueError(Exception):
    """A catalogue is not what it should be; the message names the file and the line."""


@dataclass(slots=True)
class Entry:
    """A text and its translation; empty where nobody has translated it yet."""

    text: str = ""
    translation: str = ""
    context: str = ""
    comments: list[str] = field(default_factory=list)
    """Lines that begin with ``#``, as they stand."""
    gone: bool = False
    """The program has this text no more."""

    @property
    def key(self) -> tuple[str, str]:
        """What no two entries of a catalogue share."""
        return self.context, self.text

    @property
    def is_unsure(self) -> bool:
        """Whether the translation was guessed from a similar text, and is not used."""
        return any(line.startswith("#,") and "fuzzy" in line for line in self.comments)


def read(file: Path) -> list[Entry]:
    """The entries of a catalogue in their order; the first is its head, with an empty text.

    Raises:
        CatalogueError: the file is damaged.
        OSError: it cannot be read.
    """
    try:
        content = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{file.name} is not written in UTF-8: {error}") from None
    return list(_entries(content, file.name))


def translations(file: Path) -> dict[tuple[str, str], str]:
    """What is translated, by context (usually empty) and text.

    Raises:
        CatalogueError: the file is damaged, or holds no translation at all.
        OSError: it cannot be read.
    """
    found = {
        entry.key: entry.translation
        for entry in read(file)
        if entry.text and entry.translation and not entry.gone and not entry.is_unsure
    }
    if not found:
        raise CatalogueError(f"{file.name} holds no translation")
    return found


def name_of(file: Path) -> str:
    """What its speakers call the language of a catalogue; its code where the head is unreadable."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for line in lines:
                if line.startswith('"X-Language-Name:'):
                    return line.split(":", 1)[1].removesuffix('\\n"\n').strip()
                if line.startswith("#:"):  # the head is over
                    break
    except (OSError, UnicodeDecodeError):
        pass
    return file.stem


def _entries(content: str, name: str) -> Iterator[Entry]:
    entry, part, begun = Entry(), "", False
    for number, line in enumerate(content.split("\n"), 1):
        if line.startswith("#~ "):
            line, entry.gone = line[3:], True
        if line.startswith('"'):
            if not part:
                raise CatalogueError(f"{name}:{number}: a text without its keyword")
            _add(entry, part, _unquoted(line, name, number))
        elif line.startswith("#"):
            entry.comments.append(line)
        elif not line.strip():
            if begun:
                yield entry
                entry, part, begun = Entry(), "", False
            elif part:
                raise CatalogueError(f"{name}:{number}: the entry before has no msgstr")
        else:
            keyword, _space, rest = line.partition(" ")
            if keyword not in _KEYWORDS:
                raise CatalogueError(f"{name}:{number}: “{line[:40]}” is not understood")
            if begun and keyword != "msgstr":
                raise CatalogueError(f"{name}:{number}: an empty line is missing before this one")
            part, begun = keyword, begun or keyword == "msgstr"
            _add(entry, part, _unquoted(rest, name, number))
    if begun:
        yield entry
    elif part:
        raise CatalogueError(f"{name}: the last entry has no msgstr")


def _add(entry: Entry, part: str, words: str) -> None:
    if part == "msgid":
        entry.text += words
    elif part == "msgstr":
        entry.translation += words
    else:
        entry.context += words


def _unquoted(quoted: str, name: str, number: int) -> str:
    inner = quoted.rstrip()
    if len(inner) < 2 or inner[0] != '"' or inner[-1] != '"':
        raise CatalogueError(f"{name}:{number}: a text must stand in quotes")
    inner = inner[1:-1]
    if "\\" not in inner:
        return inner
    parts = iter(inner)
    try:
        return "".join(_ESCAPES[next(parts)] if letter == "\\" else letter for letter in parts)
    except (KeyError, StopIteration, RuntimeError):
        raise CatalogueError(f"{name}:{number}: a backslash that means nothing") from None
