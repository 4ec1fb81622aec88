"""The pages of the help: short texts that ship with the program, cut into parts without Qt.

A page is a few lines of Markdown: one ``# title``, ``## headings``, paragraphs, ``- `` items,
``1. `` steps and keys between backticks. Nothing else is known here, and nothing else is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_STEP = re.compile(r"\d+\. ")


class Kind(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a part; those of a key stand out."""

    text: str
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, an item of a list or a step."""

    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words, without what stands out."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help."""

    id: str
    title: str
    parts: tuple[Part, ...]


def read_topics(folder: Path, language: str = "") -> tuple[Topic, ...]:
    """The pages ``NN-id.md`` of a folder, in the order of their numbers.

    A page of the same name in the folder's own folder ``language``, such as "de", stands for it,
    unless it has other parts or keys: then it is out of date, and the original is shown.
    """
    return tuple(_topic(file, folder / language / file.name) for file in sorted(_pages(folder)))


def out_of_date(folder: Path, language: str) -> list[str]:
    """The names of the pages that are not shown in ``language``: missing, or with other parts."""
    return [
        file.name
        for file in sorted(_pages(folder))
        if _translated(_read(file), file, folder / language / file.name) is None
    ]


def _pages(folder: Path) -> list[Path]:
    return list(folder.glob("*.md"))


def _read(file: Path) -> Topic:
    return parse(file.stem.partition("-")[2], file.read_text(encoding="utf-8"))


def _topic(file: Path, elsewhere: Path) -> Topic:
    original = _read(file)
    return _translated(original, file, elsewhere) or original


def _translated(original: Topic, file: Path, elsewhere: Path) -> Topic | None:
    if elsewhere == file or not elsewhere.exists():
        return None
    found = _read(elsewhere)
    return found if _shape(found) == _shape(original) else None


def _shape(topic: Topic) -> list[tuple[Kind, int]]:
    """Each part with the number of its keys: what a translation has in common with its page."""
    return [(part.kind, sum(run.is_key for run in part.runs)) for part in topic.parts]


def parse(topic_id: str, page: str) -> Topic:
    """A page from its Markdown."""
    title = ""
    parts: list[Part] = []
    for block in re.split(r"\n\s*\n", page.strip()):
        if block.startswith("# "):
            title = block[2:].strip()
        elif block.startswith("## "):
            parts.append(_part(Kind.HEADING, block[3:]))
        elif block.startswith("- "):
            entries = re.split(r"\n- ", block[2:])
            parts += [_part(Kind.ITEM, entry) for entry in entries]
        elif _STEP.match(block):
            entries = re.split(r"\n\d+\. ", _STEP.sub("", block, count=1))
            parts += [_part(Kind.STEP, entry) for entry in entries]
        else:
            parts.append(_part(Kind.PARAGRAPH, block))
    return Topic(topic_id, title, tuple(parts))


def search(topics: Sequence[Topic], words: str) -> tuple[Topic, ...]:
    """The topics that hold every word, those with it in their title in front."""
    wanted = folded(words).split()
    found = [topic for topic in topics if _holds(_everything(topic), wanted)]
    return tuple(sorted(found, key=lambda topic: not _holds(folded(topic.title), wanted)))


def folded(text: str) -> str:
    """``text`` without case and accents, to compare."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _everything(topic: Topic) -> str:
    return folded("\n".join([topic.title, *(part.text for part in topic.parts)]))


def _part(kind: Kind, text: str) -> Part:
    pieces = " ".join(text.split()).split("`")
    runs = [Run(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]
    return Part(kind, tuple(runs))
