"""The words and figures that the calendar shows and speaks. Nothing here is Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import tzinfo

from frontdesk.desk.translatable import Translatable, Translate
from frontdesk.desk.views import ColumnView, Facts
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.geometry import wall_minute


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of the calendar in the language of the window; these are the English ones."""

    booked: str = Translatable("Booked")
    reserved: str = Translatable("Reserved")
    arrived: str = Translatable("Arrived")
    started: str = Translatable("In service")
    done: str = Translatable("Done")
    no_show: str = Translatable("No-show")
    unpaid: str = Translatable("Unpaid")
    overbooked: str = Translatable("overbooked")
    alert: str = Translatable("alert")
    first_visit: str = Translatable("first visit")
    note: str = Translatable("note")
    cancelled: str = Translatable("Cancelled")
    rescheduled: str = Translatable("Moved")
    held: str = Translatable("Held")
    hold: str = Translatable("HOLD")
    held_by: str = Translatable("Held by {desk}")
    with_others: str = Translatable("with {names}")
    seats: str = Translatable("{taken} of {capacity} seats")
    full: str = Translatable("{taken} of {capacity} · full")
    closed: str = Translatable("Closed")
    retired: str = Translatable("Retired")
    blocked: str = Translatable("Blocked")
    load: str = Translatable("{percent} %")
    loaded: str = Translatable("{percent} % booked")
    selected: str = Translatable("selected")
    opens_day: str = Translatable("opens this day")
    stands_alone: str = Translatable("shows this column alone, or all again")
    span: str = Translatable("{start} to {end}")
    available: str = Translatable("available")
    not_available: str = Translatable("not available")
    free: str = Translatable("free")
    remaining: str = Translatable("{time} left")

    def why_closed(self, column: ColumnView) -> str:
        """What is said of a column without open time."""
        return column.closed_reason or (self.retired if column.retired else self.closed)

    def status(self, visit: Facts) -> str:
        """The status of a visit as one word, facts before codes: who came has arrived."""
        if visit.status is Status.BOOKED:
            if visit.completed:
                return self.done
            if visit.started:
                return self.started
            return self.arrived if visit.arrived else self.booked
        return {
            Status.INITIAL: self.held,
            Status.RESERVED: self.reserved,
            Status.CANCELLED: self.cancelled,
            Status.RESCHEDULED: self.rescheduled,
            Status.NO_SHOW: self.no_show,
        }[visit.status]


def words_in(tr: Translate) -> Words:
    """The words of the calendar in the language of ``tr``."""
    return Words(**{entry.name: tr(str(entry.default)) for entry in fields(Words)})


def clock_text(minute: int, twelve_hours: bool = False) -> str:
    """A wall minute (0 to 1440) as "8:05" or "20:05", or "8:05" with "pm" when asked for."""
    hour, rest = divmod(minute % 1440, 60)
    if not twelve_hours:
        return f"{hour}:{rest:02d}"
    return f"{(hour + 11) % 12 + 1}:{rest:02d} {'am' if hour < 12 else 'pm'}"


def time_text(instant: int, zone: tzinfo, twelve_hours: bool = False) -> str:
    """An instant (minutes) as the wall clock of ``zone`` shows it."""
    return clock_text(wall_minute(instant, zone), twelve_hours)


def hours_text(spans: Iterable[Span], zone: tzinfo, twelve_hours: bool = False) -> str:
    """Open spans as short as a column head needs: "8–12, 13–17:30", or "8–12, 1–5:30".

    "am" and "pm" are left out, but for a span of twelve hours or more, which needs them.
    """
    texts = []
    for span in spans:
        start, end = (_short(edge, zone, twelve_hours, span) for edge in span)
        texts.append(f"{start}–{end}")
    return ", ".join(texts)


def _short(instant: int, zone: tzinfo, twelve_hours: bool, span: Span) -> str:
    minute = wall_minute(instant, zone)
    if instant == span.end and minute == 0 and not twelve_hours:
        return "24"
    text = clock_text(minute, twelve_hours).replace(":00", "")
    return text if span.end - span.start >= 12 * 60 else text.partition(" ")[0]


def countdown_text(seconds: int) -> str:
    """Seconds left as "4:32" or "1:04:32"; never below zero."""
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
