"""Blocks as spans of instants: once, or repeating by an RFC 5545 rule in wall-clock time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.span import Span
from frontdesk.engine.values import Block
from frontdesk.engine.zones import instant_of_wall, zone_of

_UNTIL = re.compile(r"(?<![A-Z])UNTIL=(\d{8})(T\d{6}(Z?))?", re.IGNORECASE)
_PERIODS = {
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}


def occurrences(block: Block, zone: str, window: Span) -> list[Span]:
    """The occurrences of a block that share a minute with ``window``, whole, sorted by start.

    ``zone`` is the resource's or location's own: every occurrence keeps its wall-clock times,
    whatever the offset is on its day.
    """
    length = block.end - block.start
    if block.rrule is None:
        starts: Iterable[datetime] = (block.start,)
    else:
        # A day to either side covers any offset that wall-clock and UTC can differ by.
        low = _wall(window.start, zone) - length - timedelta(days=1)
        high = _wall(window.end, zone) + timedelta(days=1)
        starts = _starts(block, zone, low, high)
    spans = (
        Span(instant_of_wall(start, zone), instant_of_wall(start + length, zone))
        for start in starts
    )
    return [span for span in spans if span.start < window.end and window.start < span.end]


def rule_of(block: Block, zone: str) -> rrule:
    """The parsed rule of a repeating block; ValueError says what dateutil does not accept.

    An UNTIL in UTC is brought into the block's wall-clock, and an UNTIL that is a mere date
    includes that whole day.
    """
    parsed = rrulestr(_local_until(block.rrule or "", zone), dtstart=block.start)
    if not isinstance(parsed, rrule):
        raise ValueError("only one RRULE is accepted")
    return parsed


def _starts(block: Block, zone: str, low: datetime, high: datetime) -> list[datetime]:
    """The wall-clock starts between two wall-clock times, both included."""
    return _rule_near(block.start, block.rrule or "", zone, low).between(low, high, inc=True)


def _rule_near(start: datetime, rule: str, zone: str, low: datetime) -> rrule:
    """The block's rule, begun shortly before ``low`` where that gives the same occurrences.

    Otherwise a rule made years ago would be walked from its first day at every question. A rule
    with a COUNT has to be walked; a period of months or years is walked in few steps.
    """
    fields = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    period = _PERIODS.get(fields.get("FREQ", ""))
    if period is not None and "COUNT" not in fields and start < low:
        stride = period * int(fields.get("INTERVAL", "1"))
        # In steps of 64 strides, so that neighbouring questions find the same parsed rule.
        start += stride * max(0, (low - start) // stride // 64 * 64)
    return _parsed(start, rule, zone)


@lru_cache(maxsize=1024)
def _parsed(start: datetime, rule: str, zone: str) -> rrule:
    return rule_of(Block(start, start, rrule=rule), zone)


def _local_until(rule: str, zone: str) -> str:
    """The rule with its UNTIL as a naive wall-clock time, as dateutil wants it for such starts."""

    def replace(match: re.Match[str]) -> str:
        day, clock, utc = match.group(1), match.group(2), match.group(3)
        if clock is None:
            return f"UNTIL={day}T235959"
        if not utc:
            return match.group(0)
        moment = datetime.strptime(day + clock[:7].upper(), "%Y%m%dT%H%M%S")
        local = moment.replace(tzinfo=zone_of("UTC")).astimezone(zone_of(zone))
        return f"UNTIL={local:%Y%m%dT%H%M%S}"

    return _UNTIL.sub(replace, rule)


def _wall(instant: int, zone: str) -> datetime:
    return datetime_of_instant(instant, zone_of(zone)).replace(tzinfo=None)
