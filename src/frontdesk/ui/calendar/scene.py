"""A day as plain things to draw: rectangles in logical pixels, texts and looks. No Qt here.

``layout`` makes a scene; here is what it consists of, and how it changes as time passes.

Coordinates start at the top left of the body: below the column heads, right of the time axis.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from enum import Enum

from frontdesk.desk.views import ColumnView, OpeningsView
from frontdesk.engine.span import Span
from frontdesk.ui.calendar import lanes
from frontdesk.ui.calendar.blocks import HOLD_LOOKS, Telling, VisitBlock
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


def part_rect(column: Column, span: Span, frame: Frame, lane: lanes.Lane = lanes.WHOLE) -> Rect:
    """Where a part of a visit lies in a column; a pixel stays free above, for the time line."""
    room = column.width - _EDGE_LEFT - _EDGE_RIGHT
    left = column.x + _EDGE_LEFT + room * lane.place // lane.of
    right = column.x + _EDGE_LEFT + room * (lane.place + 1) // lane.of
    if lane.place + 1 < lane.of:
        right -= _LANE_GAP
    top, bottom = frame.time.line(span.start), frame.time.line(span.end)
    return Rect(left, top + 1, right - left, max(bottom - top - 1, 1))


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
    line = now_line_at(now, scene.frame)
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


def now_line_at(now: int, frame: Frame) -> NowLine | None:
    """The now-line at the moment ``now`` (seconds); None on any other day."""
    instant = now // 60
    if not frame.time.day.start <= instant < frame.time.day.end:
        return None
    text = time_text(instant, frame.zone, frame.twelve_hours)
    return NowLine(frame.time.line(instant), text)
