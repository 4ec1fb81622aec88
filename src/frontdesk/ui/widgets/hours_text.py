"""Hours of a day as people type them: "9–12, 13:00–17:30". Nothing here is Qt.

A window is a pair of wall minutes whose end lies after its start; an end after 24:00 (1440) is on
the next day. "22:00–02:00" ends on the next day, and "00:00–24:00" is the whole day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

DAY = 1440
Window = tuple[int, int]
Windows = tuple[Window, ...]

_TIME = r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a|p)?"
_WINDOW = re.compile(rf"{_TIME}\s*(?:-|–|—|to|until)\s*{_TIME}", re.IGNORECASE)
_SEVERAL = re.compile(rf"(?:{_WINDOW.pattern})(?:\s+(?:{_WINDOW.pattern}))+", re.IGNORECASE)
_CLOSED = frozenset({"", "closed", "-", "–"})


class Why(Enum):
    """What keeps a piece of typed hours from being understood."""

    UNREADABLE = "unreadable"
    NO_SUCH_TIME = "no-such-time"
    OVERLAPS = "overlaps"


@dataclass(frozen=True, slots=True)
class HoursFault:
    """A piece as it was typed, and what is wrong with it; ``other`` is what it overlaps."""

    why: Why
    piece: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """What was understood, sorted, and what was not."""

    windows: tuple[Window, ...]
    faults: tuple[HoursFault, ...] = ()


def parse_hours(typed: str) -> Hours:
    """The windows in ``typed``, parted by commas or spaces; nothing and "closed" are a closed day.

    A time is an hour with or without minutes ("9", "9.30", "0930"), of 24 or with am and pm. An
    end that is not after its start is on the next day.
    """
    if typed.strip().casefold() in _CLOSED:
        return Hours(())
    windows: list[Window] = []
    faults: list[HoursFault] = []
    pieces = [part for piece in re.split(r"[,;+]|\band\b", typed) for part in _parts(piece)]
    if len(pieces) > 1 and pieces[0] and not pieces[-1]:
        pieces.pop()  # the next window is about to be typed
    for piece in pieces:
        found = _window(piece)
        if isinstance(found, HoursFault):
            faults.append(found)
            continue
        other = next((known for known in windows if overlap(found, known)), None)
        if other is None:
            windows.append(found)
        else:
            fault = HoursFault(Why.OVERLAPS, window_text(found), window_text(other))
            faults.append(fault)
    return Hours(tuple(sorted(windows)), tuple(faults))


def overlap(one: Window, other: Window) -> bool:
    """Whether two windows of a day share a minute; windows that touch do not."""
    return one[0] < other[1] and other[0] < one[1]


def hours_text(windows: Iterable[Window]) -> str:
    """Windows as "09:00–12:00, 13:00–17:00"."""
    return ", ".join(window_text(window) for window in windows)


def window_text(window: Window) -> str:
    """One window as "22:00–02:00"."""
    start, end = window
    return f"{minute_text(start)}–{minute_text(end)}"


def minute_text(minute: int) -> str:
    """A minute of this day or the next as "09:05"; the end of this day is "24:00"."""
    shown = minute if minute <= DAY else minute - DAY
    return f"{shown // 60:02}:{shown % 60:02}"


def from_file(windows: Sequence[Sequence[str]]) -> tuple[Window, ...]:
    """Windows as the setup file writes them, ``[["09:00", "12:00"]]``, sorted.

    Raises:
        ValueError: one of them is not two times of day.
    """
    found = []
    for ends in windows:
        start, end = (_file_minute(clock) for clock in ends)
        if start == DAY:
            raise ValueError("a window can't begin at 24:00")
        found.append((start, end if end > start else end + DAY))
    return tuple(sorted(found))


def to_file(windows: Iterable[Window]) -> list[list[str]]:
    """Windows as the setup file writes them."""
    return [[minute_text(start), minute_text(end)] for start, end in windows]


def _parts(piece: str) -> list[str]:
    """The windows of a piece that has nothing but spaces between them; else the piece itself."""
    plain = piece.strip()
    if _SEVERAL.fullmatch(plain) is None:
        return [plain]
    return [match.group().strip() for match in _WINDOW.finditer(plain)]


def _window(piece: str) -> Window | HoursFault:
    match = _WINDOW.fullmatch(piece)
    if match is None:
        return HoursFault(Why.UNREADABLE, piece)
    start = _minute(*match.groups()[:3])
    end = _minute(*match.groups()[3:])
    if start is None or end is None or start == DAY:
        return HoursFault(Why.NO_SUCH_TIME, piece)
    return (start, end if end > start else end + DAY)


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    """A wall minute 0..1440, or None where no clock shows that."""
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.casefold().startswith("p") else 0)
    found = hours * 60 + minutes
    return found if minutes < 60 and found <= DAY else None


def _file_minute(clock: str) -> int:
    if not isinstance(clock, str):
        raise ValueError("a time of day is a text")
    hours, colon, minutes = clock.partition(":")
    if not colon or not (hours + minutes).isdigit():
        raise ValueError(f"{clock!r} is not a time of day")
    found = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or found > DAY:
        raise ValueError(f"{clock!r} is not a time of day")
    return found
