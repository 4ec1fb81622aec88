"""Days as plain things to draw: rectangles in logical pixels, texts and looks. No Qt here.

``layout`` makes a scene and ``passing`` lets time pass in it; here is what it consists of.

Coordinates start at the top left of the body: below the column heads, right of the time axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from frontdesk.desk.views import ColumnView, OpeningsView
from frontdesk.engine.span import Span
from frontdesk.ui.calendar import lanes
from frontdesk.ui.calendar.blocks import Telling, VisitBlock
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.geometry import ColumnScale, Mark, Rect, TimeScale
from frontdesk.ui.calendar.wording import Words, time_text

_EDGE_LEFT = 2
_EDGE_RIGHT = 6  # leaves a strip of the column free to click beside a block
_LANE_GAP = 2


class Kind(Enum):
    """What a stretch of a column is."""

    CLOSED = "closed"
    BLOCKED = "blocked"
    AVAILABLE = "available"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a column that is not a visit, with the reason to write into it."""

    kind: Kind
    resource_id: str
    rect: Rect
    text: str = ""


class Filling(NamedTuple):
    """What is drawn in a column."""

    stretches: tuple[Stretch, ...] = ()
    ticks: tuple[Rect, ...] = ()
    blocks: tuple[VisitBlock, ...] = ()


@dataclass(frozen=True)  # without slots, which have no room for what is laid out later
class Column:
    """One resource on one local day: where it lies, what is in it, and the texts of its head.

    ``number`` counts the columns of the scene from the left, ``group`` those of its ``DayGroup``.
    ``time`` is the scale of its own day: every column begins at its own midnight.

    ``fill`` lays out what is in the column at the moment ``now`` (seconds). It is called once,
    when that is asked for: of a hundred columns, few are ever seen.
    """

    view: ColumnView
    number: int
    group: int
    x: int
    width: int
    time: TimeScale
    hours: str
    load: str
    now: int
    fill: Callable[[Column], Filling] = field(compare=False, repr=False)
    mirrored: bool = False

    @cached_property
    def filling(self) -> Filling:
        """What is drawn in the column."""
        return self.fill(self)

    @property
    def is_filled(self) -> bool:
        """Whether what is drawn in the column was asked for yet."""
        return "filling" in self.__dict__

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Closed, blocked and available time."""
        return self.filling.stretches

    @property
    def ticks(self) -> tuple[Rect, ...]:
        """A mark at each legal start of the chosen service."""
        return self.filling.ticks

    @property
    def blocks(self) -> tuple[VisitBlock, ...]:
        """The visits."""
        return self.filling.blocks

    def seen(self, rect: Rect) -> Rect:
        """``rect`` as it was laid out from the left, where it is in a mirrored column."""
        if not self.mirrored:
            return rect
        return rect._replace(x=2 * self.x + self.width - rect.right)

    @cached_property
    def has_holds(self) -> bool:
        """Whether anything in the column looks different with every second."""
        return any(visit.hold_expires_at is not None for visit in self.view.visits)

    @property
    def resource_id(self) -> str:
        """The resource that the column shows."""
        return self.view.resource_id

    @property
    def date(self) -> date:
        """The local day that the column shows."""
        return self.view.date

    @property
    def day(self) -> Span:
        """That day from midnight to midnight."""
        return self.view.day


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The columns of one local day, side by side, and what they share.

    They are the ``count`` columns from number ``first`` on. ``title`` heads them where several
    days are shown. ``labels`` are the full hours at which the clock of this day shows something
    else than the axis does, after a clock change: the day carries them itself.
    """

    date: date
    time: TimeScale
    x: int
    width: int
    first: int
    count: int
    title: str
    marks: tuple[Mark, ...]
    labels: tuple[Mark, ...] = ()

    @property
    def day(self) -> Span:
        """From midnight to midnight."""
        return self.time.day


@dataclass(frozen=True, slots=True)
class NowLine:
    """The line at the present minute, across the columns of today."""

    y: int
    text: str
    x: int
    width: int

    @property
    def bounds(self) -> Rect:
        """All that is painted of it."""
        return Rect(self.x, self.y - 2, self.width, 5)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a scene is laid out in: scales, zone, words, and whose desk this is.

    ``time`` is the scale of the axis: the first day shown that has 24 hours, else the first day.
    ``titles`` are the heads of the days.
    """

    time: TimeScale
    columns: ColumnScale
    zone: tzinfo
    words: Words
    own_desk: str = ""
    twelve_hours: bool = False
    text_scale: float = 1.0
    titles: Mapping[date, str] = field(default_factory=dict)
    color_by: ColorBy = ColorBy.SERVICE


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn. ``now`` is the moment (seconds) it was laid out for."""

    frame: Frame
    telling: Telling
    now: int
    columns: tuple[Column, ...]
    groups: tuple[DayGroup, ...]
    marks: tuple[Mark, ...]
    now_line: NowLine | None
    openings: OpeningsView | None
    numbers: Mapping[str, tuple[int, ...]]
    """The columns of each resource by number, its days in order."""

    @property
    def width(self) -> int:
        """The width of all columns."""
        return self.frame.columns.width

    @property
    def height(self) -> int:
        """The height of the longest day."""
        return max((group.time.height for group in self.groups), default=self.frame.time.height)

    @property
    def is_grouped(self) -> bool:
        """Whether several days are shown, each under its own head."""
        return len(self.groups) > 1

    @property
    def span(self) -> Span:
        """From the first midnight shown to the last."""
        if not self.groups:
            return self.frame.time.day
        return Span(self.groups[0].day.start, self.groups[-1].day.end)

    @property
    def blocks(self) -> tuple[VisitBlock, ...]:
        """The blocks of all columns; where a part is enough, ask its columns."""
        return tuple(block for column in self.columns for block in column.blocks)

    def blocks_of(self, visit_id: int) -> tuple[VisitBlock, ...]:
        """The blocks of one visit, in the columns of all its people, rooms and days."""
        columns = (
            column
            for column in self.columns
            if any(visit.id == visit_id for visit in column.view.visits)
        )
        return tuple(
            block for column in columns for block in column.blocks if block.visit.id == visit_id
        )

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches of all columns."""
        return tuple(stretch for column in self.columns for stretch in column.stretches)

    @property
    def ticks(self) -> tuple[Rect, ...]:
        """The ticks of all columns, one at each legal start."""
        return tuple(tick for column in self.columns for tick in column.ticks)

    def column_of(self, resource_id: str, instant: int) -> Column | None:
        """The column of a resource on the local day of an instant; None when it is not shown."""
        for number in self.numbers.get(resource_id, ()):
            day = self.columns[number].day
            if day.start <= instant < day.end:
                return self.columns[number]
        return None

    def column_at(self, x: float) -> Column | None:
        """The column drawn at ``x``."""
        index = self.frame.columns.index_at(x)
        return None if index is None or index >= len(self.columns) else self.columns[index]

    def columns_in(self, area: Rect) -> tuple[Column, ...]:
        """The columns that show anywhere in ``area``."""
        first = self.frame.columns.index_at(max(area.x, 0))
        if first is None or area.right <= 0:
            return ()
        last = self.frame.columns.index_at(min(area.right, self.width) - 1)
        first, last = sorted((first, first if last is None else last))
        return self.columns[first : last + 1]

    def group_of(self, instant: int) -> DayGroup | None:
        """The columns of the local day of an instant; None when that day is not shown."""
        for group in self.groups:
            if group.day.start <= instant < group.day.end:
                return group
        return None

    @property
    def today(self) -> DayGroup | None:
        """The columns of the present day; None when it is not shown."""
        return self.group_of(self.now // 60)

    def line(self, instant: int) -> int:
        """The whole pixel at which an instant begins on its own day."""
        group = self.group_of(instant)
        return (group or self.frame).time.line(instant)


def part_rect(column: Column, span: Span, lane: lanes.Lane = lanes.WHOLE) -> Rect:
    """Where a part of a visit lies in a column; a pixel stays free above, for the time line."""
    room = column.width - _EDGE_LEFT - _EDGE_RIGHT
    left = column.x + _EDGE_LEFT + room * lane.place // lane.of
    right = column.x + _EDGE_LEFT + room * (lane.place + 1) // lane.of
    if lane.place + 1 < lane.of:
        right -= _LANE_GAP
    top, bottom = column.time.line(span.start), column.time.line(span.end)
    return column.seen(Rect(left, top + 1, right - left, max(bottom - top - 1, 1)))


def now_line_at(now: int, groups: Iterable[DayGroup], frame: Frame) -> NowLine | None:
    """The now-line at the moment ``now`` (seconds); None when today is not shown."""
    instant = now // 60
    for group in groups:
        if group.day.start <= instant < group.day.end:
            text = time_text(instant, frame.zone, frame.twelve_hours)
            return NowLine(group.time.line(instant), text, group.x, group.width)
    return None
