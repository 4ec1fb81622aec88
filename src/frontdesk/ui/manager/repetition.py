"""Rules of repetition as a person chooses them, and as RFC 5545 writes them. Nothing here is Qt."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from frontdesk.desk.setup_file.repetition import check_repetition
from frontdesk.engine.recurrence import rule_of
from frontdesk.engine.values import Block

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LAST = -1
_UNTIL = re.compile(r"(\d{8})(?:T235959)?")
_OTHER_UNTIL = re.compile(r"\d{8}T\d{6}Z?")
_RANKED = re.compile(r"(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Repetition:
    """Every ``interval`` days, weeks, months or years.

    ``weekdays`` (Monday is 0) are those of a weekly rule; none means the weekday it begins on.
    ``rank`` of a monthly rule is 1 to 5, or ``LAST``, for "on the second Tuesday"; None for the
    same day of each month. It ends after ``count`` times, or with the day ``until`` ("20261231";
    whatever was typed where that is no date), or never.
    """

    frequency: str = "WEEKLY"
    interval: int | str = 1
    weekdays: tuple[int, ...] = ()
    rank: int | None = None
    until: str | None = None
    count: int | str | None = None


def parse(rule: str) -> Repetition | None:
    """The repetition of a rule; None where it says more than can be chosen."""
    parts: dict[str, str] = {}
    for piece in rule.upper().split(";"):
        key, equals, value = piece.partition("=")
        if not equals or key in parts:
            return None
        parts[key] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        return None
    interval = _number(parts.pop("INTERVAL", "1"))
    by_day, until, count = (parts.pop(key, None) for key in ("BYDAY", "UNTIL", "COUNT"))
    days = _days(frequency, by_day)
    if parts or days is None or (until is not None and count is not None):
        return None
    end = _UNTIL.fullmatch(until or "")
    if end is None and _OTHER_UNTIL.fullmatch(until or ""):
        return None
    return Repetition(
        frequency,
        interval,
        *days,
        until=until if end is None else end[1],
        count=None if count is None else _number(count),
    )


def _days(frequency: str, by_day: str | None) -> tuple[tuple[int, ...], int | None] | None:
    """The weekdays and the rank that BYDAY says; None where it can't be chosen."""
    if by_day is None:
        return (), None
    if frequency == "WEEKLY" and all(code in CODES for code in by_day.split(",")):
        return tuple(sorted({CODES.index(code) for code in by_day.split(",")})), None
    ranked = _RANKED.fullmatch(by_day)
    if frequency == "MONTHLY" and ranked is not None:
        return (CODES.index(ranked[2]),), int(ranked[1])
    return None


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else text


def rule_text(repetition: Repetition, start: date | None) -> str:
    """The rule, such as ``FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH``; ``start`` gives the weekday."""
    parts = [f"FREQ={repetition.frequency}"]
    if repetition.interval != 1:
        parts.append(f"INTERVAL={repetition.interval}")
    if repetition.frequency == "WEEKLY" and repetition.weekdays:
        parts.append("BYDAY=" + ",".join(CODES[day] for day in repetition.weekdays))
    if repetition.frequency == "MONTHLY" and repetition.rank is not None:
        day = repetition.weekdays[0] if repetition.weekdays else start.weekday() if start else 0
        parts.append(f"BYDAY={repetition.rank}{CODES[day]}")
    if repetition.count is not None:
        parts.append(f"COUNT={repetition.count}")
    elif repetition.until is not None:
        parts.append(f"UNTIL={repetition.until}")
    return ";".join(parts)


def rank_of(day: date) -> int:
    """Which one of its weekday a day is in its month: 1 to 5."""
    return (day.day - 1) // 7 + 1


def is_last(day: date) -> bool:
    """Whether no other day of the month after ``day`` has its weekday."""
    return day.day + 7 > monthrange(day.year, day.month)[1]


def next_times(block: dict[str, Any], after: datetime, most: int = 5) -> list[datetime]:
    """The wall-clock starts of a block that is not over at ``after``; at most ``most``.

    Empty where the block has a fault; that is told beside its own field.
    """
    try:
        start = datetime.strptime(str(block["start"]), "%Y-%m-%dT%H:%M")
        end = datetime.strptime(str(block["end"]), "%Y-%m-%dT%H:%M")
        if block.get("rrule") is None:
            return [start] if end > after else []
        check_repetition(str(block["rrule"]), start)  # of one that never happens, none is sought
        parsed = rule_of(Block(start, end, rrule=str(block["rrule"])), "UTC")
        return list(islice(parsed.xafter(after - (end - start)), most))
    except (ValueError, KeyError, TypeError, OverflowError):
        return []
