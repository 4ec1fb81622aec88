"""From the bytes of a file to its JSON tree, or one sentence that says where it breaks."""

from __future__ import annotations

import codecs
import json
from collections import Counter

from frontdesk.desk.setup_file.faults import FaultLog, InvalidValueError, Path

_LONGEST_NUMBER = 18
_BEYOND_ANY_LIMIT = 1_000_000_000_000_000_000

_EXPLAINED = {
    "Expecting ',' delimiter": "expected a comma",
    "Expecting ':' delimiter": "expected a colon",
    "Expecting property name enclosed in double quotes": "expected a key in double quotes",
    "Expecting value": "expected a value",
    "Unterminated string starting at": "a text begins here that is never closed",
    "Invalid control character at": "a text must not hold a line break or a tab as it stands",
    "Extra data": "nothing may follow the end of the object",
}
_LAST_COMMA = "nothing follows this comma; leave it out"
_BAD_ESCAPE = "a backslash in a text must begin a known escape such as \\n or \\u00e9"


class Members(dict[str, object]):
    """A JSON object that remembers which of its keys were written more than once."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated: tuple[str, ...] = ()
        if len(self) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.repeated = tuple(key for key, count in counts.items() if count > 1)


def parse_json(text: str | bytes) -> object:
    """The JSON tree of a file; ``InvalidValueError`` says at which line and column it breaks.

    A byte order mark is accepted. Whole numbers too large for any field are brought down to one
    that still is too large. NaN and Infinity come through as floats, which no field takes.
    """
    if isinstance(text, bytes):
        text = _decoded(text)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InvalidValueError("the file is empty")
    try:
        return json.loads(text, object_pairs_hook=Members, parse_int=_bounded_int)
    except json.JSONDecodeError as error:
        raise InvalidValueError(_explained(error)) from None
    except RecursionError:
        raise InvalidValueError("lists and objects are nested too deeply") from None


def report_repeated_keys(tree: object, log: FaultLog) -> None:
    """Report every key that stands twice in one object; the JSON would silently drop one."""
    waiting: list[tuple[object, Path]] = [(tree, ())]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, Members):
            for key in value.repeated:
                log.report((*path, key), "is given more than once")
            waiting.extend((member, (*path, key)) for key, member in value.items())
        elif isinstance(value, list):
            waiting.extend((item, (*path, position)) for position, item in enumerate(value))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InvalidValueError("the file is written in UTF-16; save it as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode())
        raise InvalidValueError(f"{place}: is not UTF-8 text; save the file as UTF-8") from None


def _explained(error: json.JSONDecodeError) -> str:
    """Where and why the JSON breaks; the same whichever Python says it."""
    before = error.doc[: error.pos].rstrip()
    rest = error.doc[error.pos :].lstrip()
    if before.endswith(",") and rest.startswith(("}", "]")):
        return f"{_place(before[:-1])}: {_LAST_COMMA}"
    if error.msg.startswith("Illegal trailing comma"):
        return f"{_place(before)}: {_LAST_COMMA}"
    if not rest:
        return f"{_place(before)}: the file ends too early"
    if "escape" in error.msg:
        return f"{_place(error.doc[: error.pos])}: {_BAD_ESCAPE}"
    reason = _EXPLAINED.get(error.msg, f"is not JSON ({error.msg})")
    return f"{_place(error.doc[: error.pos])}: {reason}"


def _place(before: str) -> str:
    """The line and column, from 1, of the character after ``before``."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return f"line {line}, column {column}"


def _bounded_int(digits: str) -> int:
    if len(digits) <= _LONGEST_NUMBER:
        return int(digits)
    return -_BEYOND_ANY_LIMIT if digits.startswith("-") else _BEYOND_ANY_LIMIT
