"""``copyright`` as Debian wants it beside every package: our licence, and those of all inside."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from licences import INDEX
from steps import BuildError

_COMMON = Path("/usr/share/common-licenses")
"""Texts that every Debian has, so that its packages refer to them."""
_REFERRED = ("Apache-2.0", "LGPL-3", "GPL-3", "GPL-2")
_END = "END OF TERMS AND CONDITIONS"
_LEEWAY = 0.02
_RULE = "-" * 72
_HEAD = """\
Frontdesk, an appointment book for the front desk

The program itself is under the first of the licences below. It comes with a Python and libraries
of its own, in /usr/lib/frontdesk; each of them follows with the licence that it is under.
"""


def copyright_of(bundle: Path) -> str:
    """The whole file, made from the texts in ``bundle``; BuildError where it has none."""
    folder = bundle / "_internal" / "frontdesk" / "_resources" / "licences"
    if not (folder / INDEX).is_file():
        raise BuildError(f"{bundle} has no licence texts; see packaging/licences.py")
    pieces = [_HEAD]
    for part in json.loads((folder / INDEX).read_text("utf-8")):
        title = f"{part['name']} {part['version']}".strip()
        lines = [_RULE, title, f"Licence: {part['licence']}", part["page"], _RULE]
        text = (folder / part["file"]).read_text("utf-8")
        pieces.append("\n".join(line for line in lines if line) + f"\n\n{refer(text)}")
    return "\n\n".join(piece.strip() for piece in pieces) + "\n"


def refer(text: str) -> str:
    """``text`` with every licence that Debian has anyway replaced by a word on where it lies."""
    for name, common in _common_texts().items():
        have = text.splitlines()
        place = _place_of(common, [" ".join(line.split()) for line in have])
        if place is not None:
            first, last = place
            words = f"The text is in {_COMMON / name} on every Debian system."
            text = "\n".join([*have[:first], words, *have[last:]])
    return text


def _place_of(common: list[str], text: list[str]) -> tuple[int, int] | None:
    """From which to which line ``text`` has the licence ``common``, both in plain lines.

    Told by its first two lines and its last one, and by having about as many words: copies differ
    in the addresses of the Free Software Foundation, and in blank lines.
    """
    said = [number for number, line in enumerate(text) if line]
    for place, number in enumerate(said[:-1]):
        if [text[number], text[said[place + 1]]] != common[:2]:
            continue
        last = next((end for end in said[place:] if text[end] == common[-1]), None)
        if last is None:
            continue
        words, wanted = _words(text[number : last + 1]), _words(common)
        if abs(words - wanted) <= wanted * _LEEWAY:
            return number, last + 1
    return None


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


@cache
def _common_texts() -> dict[str, list[str]]:
    """The lines that say something, up to the appendix on how to use the licence."""
    found = {}
    for name in _REFERRED:
        file = _COMMON / name
        if not file.is_file():
            continue  # another distribution: the whole text stays in
        plain = [" ".join(line.split()) for line in file.read_text("utf-8").splitlines()]
        lines = [line for line in plain if line]
        found[name] = lines[: lines.index(_END) + 1] if _END in lines else lines
    return found
