"""What lies under a point of the day, and how the cell cursor moves over it. No Qt here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from frontdesk.engine.span import Span
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.geometry import QUARTER, Rect, quarter_before, start_at
from frontdesk.ui.calendar.scene import Column, Scene, part_rect


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the day: a resource at an instant, and what is there.

    ``instant`` is the quarter of an hour that was meant. ``block`` is the visit drawn there,
    ``start`` the legal start that choosing the place would take.
    """

    resource_id: str
    instant: int
    block: VisitBlock | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Ghost:
    """The visit that a click would hold: its core and its buffers."""

    resource_id: str
    start: int
    text: str
    core: Rect
    before: Rect | None
    after: Rect | None

    @property
    def bounds(self) -> Rect:
        """All of it."""
        bounds = self.core
        for part in (self.before, self.after):
            bounds = bounds if part is None else bounds.united(part)
        return bounds


def place_at(scene: Scene, x: float, y: float) -> Place | None:
    """The place under a point, or None outside the columns."""
    index = scene.frame.columns.index_at(x)
    if index is None or not 0 <= y < scene.height or index >= len(scene.columns):
        return None
    column = scene.columns[index]
    instant = scene.frame.time.instant_at(y)
    block = block_at(scene, x, y)
    meant = quarter_before(instant, scene.frame.zone)
    start = None if block is not None else legal_start(scene, column.resource_id, instant)
    return Place(column.resource_id, meant, block, start)


def place_of(scene: Scene, column: int, instant: int) -> Place | None:
    """The place of the cell cursor: a column by number, and an instant."""
    if not 0 <= column < len(scene.columns):
        return None
    resource_id = scene.columns[column].resource_id
    block = next(
        (
            entry
            for entry in scene.blocks
            if entry.visit.resource_id == resource_id
            and entry.visit.start <= instant < entry.visit.end
        ),
        None,
    )
    start = None if block is not None else legal_start(scene, resource_id, instant)
    return Place(resource_id, instant, block, start)


def block_at(scene: Scene, x: float, y: float) -> VisitBlock | None:
    """The visit drawn at a point; its buffers are not part of it."""
    for block in reversed(scene.blocks):
        if block.rect.contains(x, y):
            return block
    return None


def legal_start(scene: Scene, resource_id: str, instant: int) -> int | None:
    """The legal start that pointing at ``instant`` means; None where there is none."""
    if scene.openings is None:
        return None
    starts = scene.openings.starts.get(resource_id, ())
    return start_at(starts, scene.openings.duration, instant)


def ghost_of(scene: Scene, resource_id: str, start: int) -> Ghost | None:
    """The full visit at a legal start, with its buffers; None when it cannot be drawn."""
    column, openings = scene.column(resource_id), scene.openings
    if column is None or openings is None:
        return None
    end = start + openings.duration
    before = Span(start - openings.buffer_before, start)
    after = Span(end, end + openings.buffer_after)
    return Ghost(
        resource_id=resource_id,
        start=start,
        text=f"{scene.telling.time(start)} – {scene.telling.time(end)}",
        core=part_rect(column, Span(start, end), scene.frame),
        before=_part(scene, column, before),
        after=_part(scene, column, after),
    )


def _part(scene: Scene, column: Column, span: Span) -> Rect | None:
    return part_rect(column, span, scene.frame) if span.end > span.start else None


def stepped(scene: Scene, column: int, instant: int, forward: bool) -> int:
    """Where the cursor goes one step down or up: a quarter, or a legal start before that."""
    day = scene.frame.time.day
    at = quarter_before(instant, scene.frame.zone)
    back = at if at < instant else at - QUARTER
    target = at + QUARTER if forward else back
    starts: tuple[int, ...] = ()
    if scene.openings is not None and 0 <= column < len(scene.columns):
        starts = scene.openings.starts.get(scene.columns[column].resource_id, ())
    if forward:
        index = bisect_right(starts, instant)
        if index < len(starts):
            target = min(target, starts[index])
    else:
        index = bisect_left(starts, instant) - 1
        if index >= 0:
            target = max(target, starts[index])
    return min(max(target, day.start), day.end - QUARTER)


def next_block(scene: Scene, column: int, instant: int, forward: bool) -> VisitBlock | None:
    """The next visit in reading order (down a column, then the next one), or None at the end."""
    order = {entry.resource_id: index for index, entry in enumerate(scene.columns)}

    def place(block: VisitBlock) -> tuple[int, int]:
        return order[block.visit.resource_id], block.visit.start

    here = (column, instant)
    if forward:
        later = [block for block in scene.blocks if place(block) > here]
        return min(later, key=place, default=None)
    earlier = [block for block in scene.blocks if place(block) < here]
    return max(earlier, key=place, default=None)


def spoken_place(scene: Scene, place: Place) -> str:
    """A place as a screen reader says it: the visit there, or whether the time can be had."""
    if place.block is not None:
        return place.block.spoken
    column = scene.column(place.resource_id)
    name = column.view.name if column is not None else ""
    words = scene.telling.words
    if scene.openings is None:
        return f"{name}, {scene.telling.time(place.instant)}"
    if place.start is None:
        return f"{name}, {scene.telling.time(place.instant)}, {words.not_available}"
    end = place.start + scene.openings.duration
    span = words.span.format(start=scene.telling.time(place.start), end=scene.telling.time(end))
    return f"{name}, {span}, {words.available}"


def busy_hours(scene: Scene) -> Span:
    """From the first opening or visit of any column to the last; the whole day when none."""
    spans = [span for column in scene.columns for span in column.view.open]
    spans += [block.visit.footprint for block in scene.blocks]
    day = scene.frame.time.day
    if not spans:
        return day
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    return Span(max(first, day.start), min(last, day.end))


def opening_instant(scene: Scene, page: int) -> int:
    """What a day opens at, at the top of ``page`` pixels of height.

    The first appointment, or an hour before now on the present day. Not so late that closed
    time is seen at the bottom while working hours are hidden at the top.
    """
    hours = busy_hours(scene)
    if scene.now_line is not None:
        wanted = scene.now // 60 - 60
    else:
        wanted = min((block.visit.start for block in scene.blocks), default=hours.start)
    latest = hours.end - int(scene.frame.time.minutes(page))
    return max(min(wanted, latest), hours.start)
