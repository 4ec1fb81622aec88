"""Reads what has to do with days and hours: weekly hours, date overrides, closures, blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.desk.setup_file.fields import Fields, Node, attempt, each, nullable, plain
from frontdesk.desk.setup_file.repetition import check_repetition
from frontdesk.engine.values import Block, Closure, HolidayRule, WeekHours, Window
from frontdesk.engine.zones import DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_REPEATED = timedelta(days=366)
"""Of a repeating block; longer ones would pile up hourly occurrences by the thousand."""

Overrides = dict[date, tuple[Window, ...]]


def clock_text(minute: int) -> str:
    """A wall minute as the file writes it: 570 is 09:30."""
    return f"{minute // 60:02}:{minute % 60:02}"


def read_week(node: Node) -> WeekHours:
    """Weekly hours: an object of days, each a list of windows."""
    week: dict[int, tuple[Window, ...]] = {}
    with Fields(node) as fields:
        for weekday, key in enumerate(WEEKDAYS):
            windows = fields.take(key, read_windows, None)
            if windows is not None:
                week[weekday] = windows
    return week


def read_windows(node: Node) -> tuple[Window, ...]:
    """The windows of one day, sorted; they may touch but not overlap."""
    windows: list[Window] = []
    for item in node.items():
        window = attempt(item, _read_window, None)
        if window is None:
            continue
        other = _overlapping(window, windows)
        if other is None:
            windows.append(window)
        else:
            item.report(f"overlaps {clock_text(other[0])}–{clock_text(other[1])} of the same day")
    return tuple(sorted(windows))


def _read_window(node: Node) -> Window | None:
    ends = list(node.items())
    if len(ends) != 2:
        raise InvalidValueError("must be two times such as ['09:00', '17:00']")
    start = attempt(ends[0], plain(checks.start_minute), None)
    end = attempt(ends[1], plain(checks.end_minute), None)
    return None if start is None or end is None else (start, end)


def _overlapping(window: Window, others: Sequence[Window]) -> Window | None:
    """The first of ``others`` to share a minute; an end not after its start is the next day's."""
    start, end = _unrolled(window)
    for other in others:
        other_start, other_end = _unrolled(other)
        if start < other_end and other_start < end:
            return other
    return None


def _unrolled(window: Window) -> Window:
    start, end = window
    return (start, end if end > start else end + DAY)


def read_overrides(node: Node) -> Overrides:
    """Hours that replace a resource's own on single dates, each date once."""
    overrides: Overrides = {}
    for item in node.items():
        entry = attempt(item, _read_override, None)
        if entry is None:
            continue
        day, windows = entry
        if day in overrides:
            item.report(f"{day.isoformat()} already has an override; write all its hours there")
        else:
            overrides[day] = windows
    return overrides


def _read_override(node: Node) -> tuple[date, tuple[Window, ...]] | None:
    with Fields(node) as fields:
        day = fields.need("date", plain(checks.calendar_date), None)
        windows = fields.need("hours", read_windows, ())
    return None if day is None else (day, windows)


def read_closure(node: Node) -> Closure:
    """Days on which a location is closed, both included."""
    with Fields(node) as fields:
        first = fields.need("from", plain(checks.calendar_date), date.min)
        last = fields.need("to", plain(checks.calendar_date), date.max)
        name = fields.take("name", plain(checks.text), "")
        if fields.sound("from", "to") and last < first:
            fields.report("to", f"must not be before {first.isoformat()}, where the closure begins")
    return Closure(first, last, name)


def read_holidays(node: Node) -> HolidayRule:
    """Which public holidays close a location."""
    # Deferred, because the holiday library is large and most commands never need it.
    from frontdesk.desk import holiday_calendar

    with Fields(node) as fields:
        country = fields.need("country", plain(checks.text), "")
        subdivision = fields.take("subdivision", nullable(plain(checks.text)), None)
        names = fields.take("open", each(plain(checks.name)), ())
        if fields.sound("country"):
            known = holiday_calendar.subdivisions(country)
            if known is None:
                wanted = "must be a country's two capital letters such as 'US'"
                said = f"{wanted}; no holidays are known of {quoted(country)}"
                fields.report("country", said if country else wanted)
            elif fields.sound("subdivision") and subdivision not in (None, *known):
                some = f"; known are {', '.join(known)}" if known else ""
                fields.report("subdivision", f"is not a part of {country}{some}")
    return HolidayRule(country, subdivision, names)


def read_block(node: Node) -> Block:
    """Time taken without an appointment, once or repeating."""
    with Fields(node) as fields:
        start = fields.need("start", plain(checks.wall_clock), datetime.min)
        end = fields.need("end", plain(checks.wall_clock), datetime.max)
        reason = fields.take("reason", plain(checks.text), "")
        rrule = fields.take("rrule", nullable(plain(checks.text)), None)
        if fields.sound("start", "end"):
            if end <= start:
                fields.report("end", "must be after the start of the block")
            elif rrule is not None and end - start > LONGEST_REPEATED:
                fields.report("end", "must be within a year of the start where a block repeats")
        if rrule is not None and fields.sound("start", "rrule"):
            try:
                check_repetition(rrule, start)
            except InvalidValueError as error:
                fields.report("rrule", str(error))
    return Block(start, end, reason, rrule)
