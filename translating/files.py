"""How a catalogue is written, and how it takes in the texts that the program has now."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from frontdesk.ui.language.catalogue import Entry
from translating.texts import Text

_GUESS = "#, fuzzy"
_ALIKE = 0.8
"""How alike two texts are, of 1, for the translation of one to be offered for the other."""
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def new_head(code: str) -> Entry:
    """The head of a catalogue that is begun."""
    fields = {
        "Project-Id-Version": "Frontdesk",
        "Language": code,
        "X-Language-Name": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return Entry(translation="".join(f"{name}: {value}\n" for name, value in fields.items()))


def merged(known: Sequence[Entry], current: Iterable[Text]) -> list[Entry]:
    """The entries for the texts that there are, in their order; what is gone stands at the end.

    A new text that is much like one that went is given its translation as a guess, to be looked
    at: so a corrected letter loses nothing.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for text in current:
        places.setdefault((text.context, text.text), []).append(text.file)
    before = {entry.key: entry for entry in known if entry.text}
    leaving = [entry for key, entry in before.items() if key not in places and entry.translation]
    found = [entry for entry in known if not entry.text][:1]
    for key, names in places.items():
        entry = before.get(key) or _begun(key, leaving)
        own = [line for line in entry.comments if not line.startswith("#:")]
        where = [f"#: {name}" for name in names]
        flags = [line for line in own if line.startswith(("#,", "#|"))]
        said = [line for line in own if line not in flags]
        entry.comments, entry.gone = [*said, *where, *flags], False
        found.append(entry)
    for entry in leaving:
        entry.gone = True
        entry.comments = [line for line in entry.comments if not line.startswith("#:")]
    return [*found, *leaving]


def fill(known: Sequence[Entry], given: Iterable[Entry]) -> None:
    """Take over the translations that ``given`` has for texts of ``known``."""
    entries = {entry.key: entry for entry in known}
    for new in given:
        entry = entries.get(new.key)
        if entry is not None and new.text and new.translation:
            entry.translation = new.translation
            entry.comments = [c for c in entry.comments if not c.startswith(("#,", "#|"))]


def written(entries: Iterable[Entry]) -> str:
    """The catalogue as a file."""
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in entries)


def _begun(key: tuple[str, str], leaving: Sequence[Entry]) -> Entry:
    context, text = key
    alike = difflib.get_close_matches(text, [entry.text for entry in leaving], 1, _ALIKE)
    if not alike:
        return Entry(text, context=context)
    like = next(entry for entry in leaving if entry.text == alike[0])
    comments = [_GUESS, f"#| msgid {_quoted(like.text)}"]
    return Entry(text, like.translation, context, comments)


def _lines(entry: Entry) -> Iterable[str]:
    mark = "#~ " if entry.gone else ""
    yield from entry.comments
    if entry.context:
        yield f"{mark}msgctxt {_quoted(entry.context)}"
    yield f"{mark}msgid {_quoted(entry.text)}"
    if not entry.text:  # the head: a line for each of its fields
        yield f'{mark}msgstr ""'
        yield from (_quoted(line) for line in entry.translation.splitlines(keepends=True))
    else:
        yield f"{mark}msgstr {_quoted(entry.translation)}"


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'
