"""What is wrong with a setup file, and where: every fault has a path and a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys of objects and positions in lists (from 0), from the top of the file."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_LONGEST_SHOWN = 60


class InvalidValueError(ValueError):
    """A value breaks a rule; the message says what is wrong and what to do.

    It reads on after a path or the label of a field: "must be positive".
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a setup file. ``path`` is empty when the fault concerns the file as a whole."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class FaultLog:
    """Collects faults while a file is read, in whatever order the rules are tried."""

    def __init__(self) -> None:
        self._faults: list[tuple[Path, str]] = []

    def __len__(self) -> int:
        return len(self._faults)

    def report(self, path: Path, message: str) -> None:
        """Note that the value at ``path`` is at fault."""
        self._faults.append((path, message))

    def in_file_order(self, tree: object) -> tuple[Fault, ...]:
        """The faults as the reader of the file meets them from top to bottom.

        ``tree`` is the parsed file. What is missing from an object stands where that object
        begins, before the faults of its members.
        """
        positions = _Positions(tree)
        ordered = sorted(self._faults, key=lambda fault: positions.of(fault[0]))
        return tuple(Fault(shown_path(path), message) for path, message in ordered)


class _Positions:
    """Ranks paths by where they stand in one parsed file."""

    def __init__(self, tree: object) -> None:
        self._tree = tree
        self._ranks: dict[int, dict[str, int]] = {}

    def of(self, path: Path) -> tuple[int, ...]:
        """A tuple that sorts as the file does."""
        ranks: list[int] = []
        value = self._tree
        for step in path:
            if isinstance(value, list) and isinstance(step, int):
                ranks.append(step)
                value = value[step]
            elif isinstance(value, dict) and isinstance(step, str):
                ranks.append(self._rank(value, step))
                value = value.get(step)
        return tuple(ranks)

    def _rank(self, members: dict[str, object], key: str) -> int:
        known = self._ranks.get(id(members))
        if known is None:
            known = {name: rank for rank, name in enumerate(members)}
            self._ranks[id(members)] = known
        return known.get(key, -1)


def shown_path(path: Path) -> str:
    """The path as a person reads it: ``services[2].duration.step``.

    A key that is no plain word is shown quoted, so that a path is one printable line whatever
    the file holds.
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{quoted(step)}]"
    return text


def quoted(value: str) -> str:
    """A text of the file inside a sentence: in quotes, on one line, printable, not too long."""
    if len(value) > _LONGEST_SHOWN:
        value = value[: _LONGEST_SHOWN - 1] + "…"
    return repr(value)
