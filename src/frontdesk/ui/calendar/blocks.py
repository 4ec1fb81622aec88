"""Turns one visit into the block that a column shows: texts by height, look, badges, speech.

Nothing here is Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum
from typing import NamedTuple

from frontdesk.desk.views import ColumnView, VisitView
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.coloring import ColorBy, color_of, standing
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.wording import Words, countdown_text, time_text

WARNING_SECONDS = 60
LAST_CALL_SECONDS = 20

# A block shows more the higher it is (logical pixels at a text scale of 1).
HEIGHT_START = 18
HEIGHT_SERVICE = 34
HEIGHT_STATUS = 52
HEIGHT_NOTE = 80
MOST_BADGES = 4


class Ink(Enum):
    """What a piece of text is; the painter knows its font and colour."""

    TIME = "time"
    NAME = "name"
    SERVICE = "service"
    META = "meta"
    HOLD = "hold"

    __hash__ = object.__hash__  # asked for several times for each text, and Enum's is slow


class Look(Enum):
    """How a block is drawn. Never told by colour alone: the texts and badges say it too."""

    LIVE = "live"
    PAST = "past"
    GONE = "gone"  # no-show or cancelled: takes no time any more
    HOLD = "hold"
    HOLD_WARNING = "hold-warning"
    HOLD_LAST_CALL = "hold-last-call"

    __hash__ = object.__hash__


HOLD_LOOKS = frozenset({Look.HOLD, Look.HOLD_WARNING, Look.HOLD_LAST_CALL})


class Run(NamedTuple):
    """A piece of a line in one ink."""

    text: str
    ink: Ink


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class VisitBlock:
    """A visit in one column, the one with this ``number``.

    ``before`` and ``after`` are its buffers, where it has them; ``bounds`` is all of it.
    """

    visit: VisitView
    bounds: Rect
    rect: Rect
    before: Rect | None
    after: Rect | None
    color: str
    look: Look
    lines: tuple[Line, ...]
    badges: tuple[str, ...]
    unpaid: bool
    column: ColumnView
    number: int
    telling: Telling

    @property
    def spoken(self) -> str:
        """The visit as a screen reader says it; worked out when it does."""
        return self.telling.spoken(self.column.name, self.visit, self.unpaid)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the texts of a day's blocks depend on besides the visit itself."""

    zone: tzinfo
    words: Words
    own_desk: str
    twelve_hours: bool
    text_scale: float
    short_names: Mapping[str, str]
    people: Mapping[str, str]
    """The colour of each person, by name."""
    color_by: ColorBy = ColorBy.SERVICE

    def time(self, instant: int) -> str:
        """An instant as the wall clock shows it."""
        return time_text(instant, self.zone, self.twelve_hours)

    def short_time(self, instant: int) -> str:
        """The same without "am" or "pm", which the axis beside it tells."""
        return self.time(instant).partition(" ")[0]

    def color(self, column: ColumnView, visit: VisitView) -> str:
        """The colour of the block, by what the user wants it to tell."""
        return color_of(self.color_by, column, visit, self.people)

    def look(self, visit: VisitView, now: int) -> Look:
        """The look of ``visit`` at the moment ``now`` (seconds)."""
        if visit.hold_expires_at is not None:
            left = visit.hold_expires_at - now
            if left <= LAST_CALL_SECONDS:
                return Look.HOLD_LAST_CALL
            return Look.HOLD_WARNING if left <= WARNING_SECONDS else Look.HOLD
        if visit.status in (Status.NO_SHOW, Status.CANCELLED, Status.RESCHEDULED):
            return Look.GONE
        over = visit.end * 60 <= now and not visit.arrived  # who is still here is no past visit
        return Look.PAST if visit.completed or over else Look.LIVE

    def lines(self, column: ColumnView, visit: VisitView, height: float, now: int) -> list[Line]:
        """The lines that a block of ``height`` pixels has room for, the most important first."""
        room = height / self.text_scale
        if visit.hold_expires_at is not None:
            return self._hold_lines(column, visit, room, now)
        name = Run(self._title(visit), Ink.NAME)
        if room < HEIGHT_START:
            return [(name,)]
        lines: list[Line] = [(Run(self.short_time(visit.start), Ink.TIME), name)]
        if room < HEIGHT_SERVICE:
            return lines
        what, who = self._what(column, visit), self._who(column, visit)
        if room < HEIGHT_STATUS:
            return [*lines, (Run(_joined(what, who), Ink.SERVICE),)]
        status = self.words.status(visit)
        lines.append((Run(what or who, Ink.SERVICE),))
        lines.append((Run(_joined(status, who if what else ""), Ink.META),))
        note = visit.notes.strip().partition("\n")[0]
        if room >= HEIGHT_NOTE and note:
            lines.append((Run(note, Ink.META),))
        return lines

    def _hold_lines(
        self, column: ColumnView, visit: VisitView, room: float, now: int
    ) -> list[Line]:
        assert visit.hold_expires_at is not None
        left = countdown_text(visit.hold_expires_at - now)
        mine = not visit.desk or visit.desk == self.own_desk
        held = self.words.hold if mine else self.words.held_by.format(desk=visit.desk)
        title = Run(self._title(visit), Ink.NAME)
        if room < HEIGHT_START:
            return [(Run(f"{held} {left}" if mine else f"{left} {held}", Ink.HOLD),)]
        if room < HEIGHT_SERVICE:
            return [(Run(f"{held} {left}", Ink.HOLD), title)]
        named = bool(visit.customer_name)
        about = self._who(column, visit) if column.kind != "staff" or not named else ""
        about = about or (visit.service_name if named else "")
        return [
            (Run(self.short_time(visit.start), Ink.TIME), title),
            (Run(_joined(held, left, about), Ink.HOLD),),
        ]

    def _title(self, visit: VisitView) -> str:
        if visit.capacity > 1:
            return visit.service_name
        return visit.customer_name or visit.service_name

    def _what(self, column: ColumnView, visit: VisitView) -> str:
        """The second line: the service, or the seats of a class; a room names its person."""
        if visit.capacity > 1:
            return self._seats(visit)
        if column.kind != "staff" and any(name in self.people for name in visit.others):
            return ""
        return visit.service_name if visit.customer_name else ""

    def _seats(self, visit: VisitView) -> str:
        full = visit.seats_taken >= visit.capacity
        text = self.words.full if full else self.words.seats
        return text.format(taken=visit.seats_taken, capacity=visit.capacity)

    def _who(self, column: ColumnView, visit: VisitView) -> str:
        """The other resources, or the phone of someone who is seen alone."""
        if not visit.others:
            return visit.phone if visit.capacity == 1 else ""
        names = ", ".join(self.short_names.get(name, name) for name in visit.others)
        if column.kind == "staff" or visit.capacity > 1:
            return names
        return self.words.with_others.format(names=names)

    def badges(self, visit: VisitView, unpaid: bool) -> tuple[str, ...]:
        """The small icons of a visit, at most four, the urgent ones first.

        Where there would be five the note has none: a block that is high enough shows it.
        """
        how = standing(visit)
        found = []
        if visit.overbooked or visit.alert:
            found.append("badge-alert")
        if unpaid:
            found.append("badge-unpaid")
        if how != "booked" and visit.hold_expires_at is None:
            found.append(f"badge-{how}")
        if visit.first_visit:
            found.append("badge-new")
        if visit.notes and not visit.notes.isspace():
            found.append("badge-note")
        return tuple(found[:MOST_BADGES])

    def spoken(self, column: str, visit: VisitView, unpaid: bool) -> str:
        """The visit as a screen reader says it, in a column of this name."""
        span = self.words.span.format(start=self.time(visit.start), end=self.time(visit.end))
        status = self.words.status(visit).lower()
        if visit.hold_expires_at is not None and visit.desk and visit.desk != self.own_desk:
            status = self.words.held_by.format(desk=visit.desk).lower()
        seats = self._seats(visit) if visit.capacity > 1 else ""
        who = (visit.service_name, seats, visit.customer_name, *visit.others)
        parts = (column, span, *who, status, self.words.unpaid.lower() if unpaid else "")
        return ", ".join(part for part in parts if part)

    def remarks(self, visit: VisitView) -> tuple[str, ...]:
        """What else the icons show, said after the visit; the texts themselves are on its card."""
        words = self.words
        found = (
            (visit.overbooked, words.overbooked),
            (visit.alert, words.alert),
            (visit.first_visit, words.first_visit),
            (bool(visit.notes.strip()), words.note),
        )
        return tuple(name for is_so, name in found if is_so)


def short_names(columns: tuple[ColumnView, ...]) -> dict[str, str]:
    """The first names of the people, where nobody else of the day is called the same."""
    firsts: dict[str, list[str]] = {}
    for column in columns:
        if column.kind == "staff":
            firsts.setdefault(column.name.split(" ")[0], []).append(column.name)
    return {names[0]: first for first, names in firsts.items() if len(names) == 1}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
