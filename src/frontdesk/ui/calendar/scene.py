"""A day as plain things to draw: rectangles in logical pixels, texts and looks. No Qt here.

Coordinates start at the top left of the body: below the column heads, right of the time axis.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import tzinfo
from enum import Enum

from frontdesk.desk.views import ColumnView, DayView, OpeningsView, VisitView
from frontdesk.engine.span import Span, merge
from frontdesk.ui.calendar import lanes
from frontdesk.ui.calendar.blocks import HOLD_LOOKS, Telling, VisitBlock, short_names
from frontdesk.ui.calendar.geometry import ColumnScale, Mark, Rect, TimeScale, marks
from frontdesk.ui.calendar.wording import Words, hours_text, time_text

_EDGE_LEFT = 2
_EDGE_RIGHT = 6  # leaves a strip of the column free to click beside a block
_LANE_GAP = 2
_SMALLEST_BLOCK = 13
_TICK = Rect(1, 0, 10, 2)


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


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the texts of its head."""

    view: ColumnView
    x: int
    width: int
    hours: str
    load: str

    @property
    def resource_id(self) -> str:
        """The resource that the column shows."""
        return self.view.resource_id


@dataclass(frozen=True, slots=True)
class NowLine:
    """The line across all columns at the present minute."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a scene is laid out in: scales, zone, words, and whose desk this is."""

    time: TimeScale
    columns: ColumnScale
    zone: tzinfo
    words: Words
    own_desk: str = ""
    twelve_hours: bool = False
    text_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn of a day. ``now`` is the moment (seconds) it was laid out for."""

    frame: Frame
    telling: Telling
    now: int
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[Rect, ...]
    blocks: tuple[VisitBlock, ...]
    now_line: NowLine | None
    openings: OpeningsView | None

    @property
    def width(self) -> int:
        """The width of all columns."""
        return self.frame.columns.width

    @property
    def height(self) -> int:
        """The height of the whole day."""
        return self.frame.time.height

    def column(self, resource_id: str) -> Column | None:
        """The column of a resource, or None when it is not shown."""
        return next((entry for entry in self.columns if entry.resource_id == resource_id), None)


def build(
    day: DayView,
    columns: tuple[ColumnView, ...],
    openings: OpeningsView | None,
    now: int,
    frame: Frame,
) -> Scene:
    """Lay out ``columns`` of ``day`` at the moment ``now`` (seconds).

    ``openings`` of another date are left out: an answer that comes late must not tint the day
    that is shown by then.
    """
    if openings is not None and openings.date != day.date:
        openings = None
    telling = Telling(
        zone=frame.zone,
        words=frame.words,
        own_desk=frame.own_desk,
        twelve_hours=frame.twelve_hours,
        text_scale=frame.text_scale,
        short_names=short_names(day.columns),
        staff_names=frozenset(entry.name for entry in day.columns if entry.kind == "staff"),
    )
    laid = tuple(_column(view, index, frame) for index, view in enumerate(columns))
    stretches = [part for column in laid for part in _stretches(column, openings, frame)]
    return Scene(
        frame=frame,
        telling=telling,
        now=now,
        columns=laid,
        marks=marks(day.day, frame.zone),
        stretches=tuple(stretches),
        ticks=tuple(_ticks(laid, openings, frame)),
        blocks=tuple(block for column in laid for block in _blocks(column, telling, frame, now)),
        now_line=_now_line(now, frame),
        openings=openings,
    )


def advance(scene: Scene, now: int) -> tuple[Scene, list[Rect]]:
    """The scene at a later moment, and the rectangles in which it looks different.

    Countdowns run, holds that expired are gone (a hold takes its time only while
    ``holdExpiresAt > now``), visits that ended pale, and the now-line moves with the minute.
    """
    changed: list[Rect] = []
    blocks: list[VisitBlock] = []
    for block in scene.blocks:
        expires = block.visit.hold_expires_at
        if expires is not None and expires <= now:
            changed.append(block.bounds)
            continue
        moved = _aged(scene, block, now)
        if moved is not block:
            changed.append(block.bounds)
        blocks.append(moved)
    line = _now_line(now, scene.frame)
    if line != scene.now_line:
        changed += [
            Rect(0, entry.y - 2, scene.width, 5)
            for entry in (line, scene.now_line)
            if entry is not None
        ]
    kept = scene.blocks if not changed else tuple(blocks)
    return replace(scene, now=now, blocks=kept, now_line=line), changed


def _aged(scene: Scene, block: VisitBlock, now: int) -> VisitBlock:
    look = scene.telling.look(block.visit, now)
    if look is block.look and look not in HOLD_LOOKS:
        return block
    column = scene.column(block.visit.resource_id)
    assert column is not None
    lines = tuple(scene.telling.lines(column.view, block.visit, block.rect.height, now))
    if look is block.look and lines == block.lines:
        return block
    return replace(block, look=look, lines=lines)


def _column(view: ColumnView, index: int, frame: Frame) -> Column:
    left = frame.columns.left(index)
    hours = hours_text(view.open, frame.zone, frame.twelve_hours)
    return Column(
        view=view,
        x=left,
        width=frame.columns.left(index + 1) - left,
        hours=hours or view.closed_reason or frame.words.closed,
        load=frame.words.load.format(percent=round(view.load * 100)) if view.open else "",
    )


def _stretches(column: Column, openings: OpeningsView | None, frame: Frame) -> Iterable[Stretch]:
    view = column.view

    def stretch(kind: Kind, span: Span, text: str = "") -> Stretch:
        start, end = max(span.start, view.day.start), min(span.end, view.day.end)
        top = frame.time.line(start)
        rect = Rect(column.x, top, column.width, frame.time.line(end) - top)
        return Stretch(kind, view.resource_id, rect, text)

    if openings is not None:
        taken = (
            Span(at, at + openings.duration) for at in openings.starts.get(view.resource_id, ())
        )
        for span in merge(taken):
            yield stretch(Kind.AVAILABLE, span)
    for span in _closed(view):
        whole = span == view.day
        yield stretch(Kind.CLOSED, span, view.closed_reason if whole else "")
    for block in view.blocks:
        if block.span.end > view.day.start and block.span.start < view.day.end:
            yield stretch(Kind.BLOCKED, block.span, block.reason or frame.words.blocked)


def _closed(view: ColumnView) -> Iterable[Span]:
    """What is left of the day without its open time."""
    at = view.day.start
    for start, end in view.open:
        if start > at:
            yield Span(at, start)
        at = max(at, end)
    if at < view.day.end:
        yield Span(at, view.day.end)


def _ticks(
    columns: Iterable[Column], openings: OpeningsView | None, frame: Frame
) -> Iterable[Rect]:
    if openings is None:
        return
    for column in columns:
        for start in openings.starts.get(column.resource_id, ()):
            y = frame.time.line(start)
            yield Rect(column.x + _TICK.x, y, _TICK.width, _TICK.height)


def _blocks(column: Column, telling: Telling, frame: Frame, now: int) -> Iterable[VisitBlock]:
    visits = [
        visit
        for visit in column.view.visits
        if visit.hold_expires_at is None or visit.hold_expires_at > now
    ]
    smallest = frame.time.minutes(_SMALLEST_BLOCK)
    spans = [_drawn_span(visit, smallest) for visit in visits]
    for visit, lane in zip(visits, lanes.pack(spans), strict=True):
        yield _block(column, visit, lane, telling, frame, now)


def _drawn_span(visit: VisitView, smallest: float) -> Span:
    """The minutes that the picture takes: short visits are drawn as high as a line of text."""
    end = max(visit.end, visit.start + int(smallest))
    return Span(min(visit.footprint.start, visit.start), max(visit.footprint.end, end))


def _block(
    column: Column, visit: VisitView, lane: lanes.Lane, telling: Telling, frame: Frame, now: int
) -> VisitBlock:
    rect = part_rect(column, Span(visit.start, visit.end), frame, lane)
    rect = rect._replace(height=max(rect.height, _SMALLEST_BLOCK - 1))
    before = Span(visit.footprint.start, visit.start)
    after = Span(visit.end, visit.footprint.end)
    return VisitBlock(
        visit=visit,
        rect=rect,
        before=part_rect(column, before, frame, lane) if before.start < before.end else None,
        after=part_rect(column, after, frame, lane) if after.start < after.end else None,
        color=telling.color(column.view, visit),
        look=telling.look(visit, now),
        lines=tuple(telling.lines(column.view, visit, rect.height, now)),
        badges=telling.badges(visit),
        spoken=telling.spoken(column.view, visit),
    )


def part_rect(column: Column, span: Span, frame: Frame, lane: lanes.Lane = lanes.WHOLE) -> Rect:
    """Where a part of a visit lies in a column; a pixel stays free above, for the time line."""
    room = column.width - _EDGE_LEFT - _EDGE_RIGHT
    left = column.x + _EDGE_LEFT + room * lane.place // lane.of
    right = column.x + _EDGE_LEFT + room * (lane.place + 1) // lane.of
    if lane.place + 1 < lane.of:
        right -= _LANE_GAP
    top, bottom = frame.time.line(span.start), frame.time.line(span.end)
    return Rect(left, top + 1, right - left, max(bottom - top - 1, 1))


def _now_line(now: int, frame: Frame) -> NowLine | None:
    instant = now // 60
    if not frame.time.day.start <= instant < frame.time.day.end:
        return None
    text = time_text(instant, frame.zone, frame.twelve_hours)
    return NowLine(frame.time.line(instant), text)
