"""Walks the JSON of a setup file; knows paths and faults, but nothing of appointments.

A *parser* takes a node and returns its value. It raises ``InvalidValueError`` where the node
itself is at fault, and reports what is wrong further inside. Reading always goes on with a stand-in
for the faulty value, so that one pass finds every fault; a file with any fault yields no business,
so a stand-in never gets out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from types import TracebackType
from typing import Self, TypeVar

from frontdesk.desk.setup_file.faults import FaultLog, InvalidValueError, Path, quoted

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and where it stands."""

    value: object
    path: Path
    log: FaultLog

    def report(self, message: str) -> None:
        """Note that this value is at fault."""
        self.log.report(self.path, message)

    def items(self) -> Iterator[Node]:
        """The entries of a list; ``InvalidValueError`` when this is none."""
        if not isinstance(self.value, list):
            raise InvalidValueError(f"must be a list, not {kind_of(self.value)}")
        return (
            Node(value, (*self.path, position), self.log)
            for position, value in enumerate(self.value)
        )


Parser = Callable[[Node], T]


def attempt(node: Node, parse: Parser[T], stand_in: S) -> T | S:
    """The parsed node; where it is at fault, the fault is reported and ``stand_in`` returned."""
    try:
        return parse(node)
    except InvalidValueError as error:
        node.report(str(error))
        return stand_in


def plain(check: Callable[[object], T]) -> Parser[T]:
    """The parser that puts a single value to a check."""
    return lambda node: check(node.value)


def nullable(parse: Parser[T]) -> Parser[T | None]:
    """The parser that lets null through and puts anything else to ``parse``."""
    return lambda node: None if node.value is None else parse(node)


def each(parse: Parser[T]) -> Parser[tuple[T, ...]]:
    """The parser of a list; its faulty entries are reported and left out."""

    def parse_all(node: Node) -> tuple[T, ...]:
        parsed = []
        for item in node.items():
            try:
                parsed.append(parse(item))
            except InvalidValueError as error:
                item.report(str(error))
        return tuple(parsed)

    return parse_all


class Fields:
    """Takes the members of an object one by one; on leaving, those never asked for are faults.

    Use as a context: ``with Fields(node) as fields: name = fields.need("name", plain(name), "")``.
    """

    def __init__(self, node: Node) -> None:
        """Open the object at ``node``; ``InvalidValueError`` when it is none."""
        if not isinstance(node.value, dict):
            raise InvalidValueError(f"must be an object, not {kind_of(node.value)}")
        self._members: dict[str, object] = node.value
        self._node = node
        self._known: list[str] = []
        self._faulty: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None and not issubclass(kind, InvalidValueError):
            return
        for key in self._members:
            if key not in self._known:
                near = get_close_matches(key[:64], self._known, n=1)
                hint = f"; did you mean {quoted(near[0])}?" if near else ""
                self.report(key, f"is not a known key{hint}")

    def need(self, key: str, parse: Parser[T], stand_in: S) -> T | S:
        """A member that must be there; ``stand_in`` where it is missing or at fault."""
        if key not in self._members:
            self._known.append(key)
            self.report(key, "is missing")
            return stand_in
        return self.take(key, parse, stand_in)

    def take(self, key: str, parse: Parser[T], default: S) -> T | S:
        """A member that may be left out and is ``default`` then."""
        self._known.append(key)
        if key not in self._members:
            return default
        before = len(self._node.log)
        node = Node(self._members[key], (*self._node.path, key), self._node.log)
        value = attempt(node, parse, default)
        if len(self._node.log) > before:
            self._faulty.add(key)
        return value

    def given(self, key: str) -> bool:
        """Whether the member is there and not null."""
        return self._members.get(key) is not None

    def names(self, key: str) -> bool:
        """Whether the member is there, even as null."""
        return key in self._members

    def sound(self, *keys: str) -> bool:
        """Whether no fault was found in these members, so that they can be compared."""
        return self._faulty.isdisjoint(keys)

    def report(self, key: str, message: str) -> None:
        """Note a fault of one member."""
        self._faulty.add(key)
        self._node.log.report((*self._node.path, key), message)


def kind_of(value: object) -> str:
    """What a JSON value is, in a person's words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return "a number"
    if isinstance(value, float):
        return "a number with a fraction" if value - value == 0 else "a number out of range"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"
