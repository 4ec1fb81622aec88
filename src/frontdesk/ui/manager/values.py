"""Values as people type them and as the setup file holds them. Nothing here is Qt.

What can't be read comes through as it was typed: the checks of the setup file then say at the
field what is wrong with it, and nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from frontdesk.desk.dates import DateWords, parse_date
from frontdesk.desk.setup_file.services import LONGEST_VISIT
from frontdesk.engine.refusals import RefusalError

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?")
_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})")
_COMMA_PRICE = re.compile(r"([0-9]+),([0-9]{1,2})")
_LONG_PRICES = (
    re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,2})"),
    re.compile(r"([0-9]{1,3}(?:[.'’  ][0-9]{3})+),([0-9]{1,2})"),
)
"""Amounts with marks between the thousands; a mark before the cents tells which is which."""
UNITS = (1440, 60, 1)
"""Minutes of a day, an hour and a minute: the units of a notice."""


def number_of(typed: str) -> int | str | None:
    """A whole number; None for nothing."""
    plain = typed.strip()
    if not plain:
        return None
    return int(plain) if _NUMBER.fullmatch(plain) else typed


def number_text(value: Any) -> str:
    """What stands in the field of a number."""
    return "" if value is None else str(value)


def clock_of(typed: str) -> str:
    """A time of day as "09:30", from "9", "9:30", "9.30" or "0930"."""
    match = _CLOCK.fullmatch(typed.strip())
    if match is None:
        return typed.strip()
    return f"{int(match[1]):02}:{match[2] or '00'}"


def clocks_of(typed: str) -> list[str]:
    """Times of day with commas or spaces between them."""
    return [clock_of(piece) for piece in re.split(r"[,;\s]+", typed) if piece]


def date_of(typed: str, today: date, words: DateWords | None = None) -> str:
    """A date as "2026-11-27", from whatever ``desk.dates`` reads."""
    try:
        return parse_date(typed, today, words).isoformat()
    except RefusalError:
        return typed.strip()


def color_of(typed: str) -> str:
    """A colour as "#1D5DB8", from "1d5db8" too."""
    match = _COLOR.fullmatch(typed.strip())
    return f"#{match[1].upper()}" if match else typed.strip()


def price_of(typed: str) -> str | None:
    """An amount; a decimal comma is read as a point, and "1,234.50" as it is meant.

    "1,234" could be either, so it is left to the checks to ask for another spelling.
    """
    plain = typed.strip()
    for pattern in (_COMMA_PRICE, *_LONG_PRICES):
        match = pattern.fullmatch(plain)
        if match:
            return f"{re.sub('[^0-9]', '', match[1])}.{match[2]}"
    return plain or None


def unit_of(minutes: Any) -> int:
    """The largest of ``UNITS`` in which a number of minutes is whole; the minute for nothing."""
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not minutes:
        return 1
    return next(unit for unit in UNITS if minutes % unit == 0)


def lengths(default: Any, least: Any, most: Any, step: Any) -> list[int]:
    """The minutes that a visit may last; none where the range can't be met."""
    rule = (default, least, most, step)
    if any(isinstance(value, bool) or not isinstance(value, int) for value in rule):
        return []
    in_order = 1 <= least <= default <= most <= LONGEST_VISIT
    if step < 1 or not in_order or (default - least) % step:
        return []
    return list(range(least, most + 1, step))


def shortened(texts: Sequence[str], most: int = 10) -> str:
    """Texts with commas between them, the middle of a long row left out."""
    if len(texts) <= most:
        return ", ".join(texts)
    return ", ".join([*texts[: most - 2], "…", *texts[-1:]])


def initials(name: str) -> str:
    """The one or two letters that stand for a name: of its first and its last word."""
    words = [word for word in re.split(r"[\s\-]+", name) if word and word[0].isalnum()]
    if not words:
        return "–"
    picked = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in picked).upper()
