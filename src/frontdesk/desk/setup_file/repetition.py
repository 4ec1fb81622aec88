"""Which RFC 5545 rules a block may repeat by."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.engine.recurrence import rule_of
from frontdesk.engine.values import Block

_MOST = 10_000
"""The bound of INTERVAL and COUNT; a rule with a COUNT is walked from its first occurrence."""
_FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TOO_FINE = ("MINUTELY", "SECONDLY")
_UNTIL = re.compile(r"([0-9]{8})(T[0-9]{6}Z?)?")
_CYCLE = 400
"""Years after which the Gregorian calendar repeats, weekdays included."""
_LATEST = 9900
"""The latest year to begin a search in: a century is left of dateutil's calendar."""


def _numbers(lowest: int, highest: int, signed: bool) -> Callable[[str], bool]:
    """The test for a comma-separated list of numbers; zero is not a signed number's."""
    pattern = re.compile(r"[+-]?[0-9]{1,3}" if signed else r"[0-9]{1,3}")

    def test(value: str) -> bool:
        items = value.split(",")
        return all(
            pattern.fullmatch(item) and lowest <= abs(int(item)) <= highest for item in items
        )

    return test


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _count(value: str) -> bool:
    return re.fullmatch(r"[0-9]{1,9}", value) is not None and 1 <= int(value) <= _MOST


def _until(value: str) -> bool:
    match = _UNTIL.fullmatch(value)
    if match is None:
        return False
    try:
        datetime.strptime(match[1] + (match[2] or "T000000")[:7], "%Y%m%dT%H%M%S")
    except ValueError:
        return False
    return 1900 <= int(value[:4]) <= 2999


_WEEKDAY = "(MO|TU|WE|TH|FR|SA|SU)"
_RANKED_DAY = rf"([+-]?([1-9]|[1-4][0-9]|5[0-3]))?{_WEEKDAY}"
_PARTS: dict[str, Callable[[str], bool]] = {
    "FREQ": lambda value: value in _FREQUENCIES,
    "INTERVAL": _count,
    "COUNT": _count,
    "UNTIL": _until,
    "WKST": _matches(_WEEKDAY),
    "BYDAY": _matches(rf"{_RANKED_DAY}(,{_RANKED_DAY})*"),
    "BYHOUR": _numbers(0, 23, signed=False),
    "BYMINUTE": _numbers(0, 59, signed=False),
    "BYMONTH": _numbers(1, 12, signed=False),
    "BYMONTHDAY": _numbers(1, 31, signed=True),
    "BYYEARDAY": _numbers(1, 366, signed=True),
    "BYWEEKNO": _numbers(1, 53, signed=True),
    "BYSETPOS": _numbers(1, 366, signed=True),
}


@lru_cache(maxsize=4096)
def check_repetition(rule: str, start: datetime) -> None:
    """``InvalidValueError`` unless ``rule`` is one by which a block from ``start`` can repeat.

    Accepted is an RFC 5545 RRULE value whose FREQ is HOURLY or coarser. Its seconds are the
    block's, and its first day too: there is neither BYSECOND nor DTSTART. A rule that no day of
    the calendar ever satisfies is refused, because looking for its next occurrence never ends.
    """
    parts = _split(rule.upper())
    if "FREQ" not in parts:
        raise InvalidValueError("must say how often, such as 'FREQ=WEEKLY'")
    if parts["FREQ"] in _TOO_FINE:
        raise InvalidValueError("must repeat hourly or less often")
    for part, value in parts.items():
        if not _PARTS[part](value):
            raise InvalidValueError(f"{part} cannot be {quoted(value)}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise InvalidValueError("must end by COUNT or by UNTIL, not both")
    if parts["FREQ"] == "HOURLY" and "BYSETPOS" in parts:
        # A place that no hour has would be looked for in every hour of eight thousand years.
        raise InvalidValueError("BYSETPOS needs FREQ=DAILY or coarser")
    _check_ranked_days(parts)
    until = parts.get("UNTIL", "")
    # One in UTC is left alone: which local date it falls on depends on the block's zone.
    if until and not until.endswith("Z") and until[:8] < start.strftime("%Y%m%d"):
        raise InvalidValueError("UNTIL lies before the start of the block")
    _check_occurs(rule, parts, start)


def _split(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.split(";"):
        name, equals, value = part.partition("=")
        if not equals:
            raise InvalidValueError("must be a rule such as 'FREQ=WEEKLY;BYDAY=TU,TH'")
        if name == "DTSTART":
            raise InvalidValueError("must not hold DTSTART; the block's own start is used")
        if name not in _PARTS:
            raise InvalidValueError(f"{quoted(name)} is not a known part of a rule")
        if name in parts:
            raise InvalidValueError(f"{name} is given more than once")
        parts[name] = value
    return parts


def _check_ranked_days(parts: dict[str, str]) -> None:
    """``2TU`` is the second Tuesday of a month or a year; dateutil would not notice a misuse."""
    ranks = [abs(int(rank)) for rank in re.findall(r"[+-]?[0-9]+", parts.get("BYDAY", ""))]
    if not ranks:
        return
    if parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise InvalidValueError("a number in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY")
    if "BYWEEKNO" in parts:
        raise InvalidValueError("a number in BYDAY cannot stand beside BYWEEKNO")
    if max(ranks) > 5 and (parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts):
        raise InvalidValueError("a month has no weekday more than five times")


def _check_occurs(rule: str, parts: dict[str, str], start: datetime) -> None:
    """Look for a first occurrence near the end of the calendar that dateutil knows.

    Days and weekdays are the same there as in the block's own year, and the search ends with
    the year 9999 after one to five hundred years instead of eight thousand.
    """
    endless = ";".join(f"{k}={v}" for k, v in parts.items() if k not in ("COUNT", "UNTIL"))
    late = start.replace(year=start.year + (_LATEST - start.year) // _CYCLE * _CYCLE)
    try:
        rule_of(Block(start, start, rrule=rule), "UTC")
        first = next(iter(rule_of(Block(late, late, rrule=endless), "UTC")), None)
    except (ValueError, OverflowError) as error:
        if "empty set" not in str(error):
            raise InvalidValueError(f"cannot be followed: {error}") from None
        first = None
    if first is None:
        raise InvalidValueError("never happens: no day or time satisfies it")
