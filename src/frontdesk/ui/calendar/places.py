"""What lies under a point of the day, and how the cell cursor moves over it. No Qt here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import inf

from frontdesk.desk.views import ColumnView
from frontdesk.engine.span import Span
from frontdesk.ui.calendar.blocks import Look, VisitBlock
from frontdesk.ui.calendar.geometry import QUARTER, Rect, quarter_before, start_at
from frontdesk.ui.calendar.scene import Column, Scene, part_rect
from frontdesk.ui.calendar.wording import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the calendar: a resource at an instant, and what is there.

    Both together name a column, since days share no instant. ``instant`` is the quarter of an
    hour that was meant. ``block`` is the visit drawn there, ``start`` the legal start that
    choosing the place would take.
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
    """The place under a point, or None outside the columns and below a day that is shorter."""
    column = scene.column_at(x)
    if column is None or not 0 <= y < column.time.height:
        return None
    instant = column.time.instant_at(y)
    block = block_at(scene, x, y)
    meant = max(quarter_before(instant, scene.frame.zone), column.day.start)
    start = None if block is not None else legal_start(scene, column, instant)
    return Place(column.resource_id, meant, block, start)


def place_of(scene: Scene, number: int, instant: int, visit_id: int | None = None) -> Place | None:
    """The place of the cell cursor: a column by its number, and an instant of its day.

    Of visits that overlap it is on the one with this id, or else on the first; who is gone does
    not stand before a time that is free again.
    """
    if not 0 <= number < len(scene.columns):
        return None
    column = scene.columns[number]
    there = [entry for entry in column.blocks if entry.visit.start <= instant < entry.visit.end]
    start = legal_start(scene, column, instant)
    usual = (entry for entry in there if start is None or entry.look is not Look.GONE)
    named = (entry for entry in there if entry.visit.id == visit_id)
    block = next(named, None) or next(usual, None)
    return Place(column.resource_id, instant, block, start if block is None else None)


def block_at(scene: Scene, x: float, y: float) -> VisitBlock | None:
    """The visit drawn at a point; its buffers are not part of it."""
    column = scene.column_at(x)
    for block in reversed(column.blocks if column is not None else ()):
        if block.rect.contains(x, y):
            return block
    return None


def legal_start(scene: Scene, column: Column, instant: int) -> int | None:
    """The legal start in ``column`` that pointing at ``instant`` means; None where none is."""
    if scene.openings is None:
        return None
    starts = scene.openings.starts.get(column.resource_id, ())
    start = start_at(starts, scene.openings.duration, instant)
    return start if start is not None and start >= column.day.start else None


def ghost_of(scene: Scene, resource_id: str, start: int) -> Ghost | None:
    """The full visit at a legal start, with its buffers; None when it cannot be drawn."""
    column, openings = scene.column_of(resource_id, start), scene.openings
    if column is None or openings is None:
        return None
    end = start + openings.duration
    before = Span(start - openings.buffer_before, start)
    after = Span(end, end + openings.buffer_after)
    return Ghost(
        resource_id=resource_id,
        start=start,
        text=f"{scene.telling.time(start)} – {scene.telling.time(end)}",
        core=part_rect(column, _within(column, Span(start, end))),
        before=_part(column, before),
        after=_part(column, after),
    )


def _part(column: Column, span: Span) -> Rect | None:
    inside = _within(column, span)
    return part_rect(column, inside) if inside.end > inside.start else None


def _within(column: Column, span: Span) -> Span:
    """The part of a span on the day of ``column``: the rest is cut off at midnight."""
    day = column.day
    start = min(max(span.start, day.start), day.end)
    return Span(start, min(max(span.end, day.start), day.end))


def stepped(scene: Scene, number: int, instant: int, forward: bool) -> int:
    """Where the cursor goes one step down or up in a column: a quarter, or a legal start before.

    It stays within the day of the column.
    """
    if not 0 <= number < len(scene.columns):
        return instant
    column = scene.columns[number]
    at = quarter_before(instant, scene.frame.zone)
    back = at if at < instant else at - QUARTER
    target = at + QUARTER if forward else back
    starts: tuple[int, ...] = ()
    if scene.openings is not None:
        starts = scene.openings.starts.get(column.resource_id, ())
    if forward:
        index = bisect_right(starts, instant)
        if index < len(starts):
            target = min(target, starts[index])
    else:
        index = bisect_left(starts, instant) - 1
        if index >= 0:
            target = max(target, starts[index])
    return min(max(target, column.day.start), column.day.end - QUARTER)


def next_block(
    scene: Scene, number: int, instant: int, forward: bool, current: VisitBlock | None = None
) -> VisitBlock | None:
    """The next visit in reading order (down a column, then the next one), or None at the end.

    It is the one after ``current``; without one, after an instant of the column ``number``.
    """

    def place(block: VisitBlock) -> tuple[int, int, float, int]:
        return block.number, shown_start(scene, block), block.rect.x, block.visit.id

    here = (number, instant, inf if forward else -inf, 0) if current is None else place(current)
    order = range(number, len(scene.columns)) if forward else range(number, -1, -1)
    for at in order:
        blocks = [block for block in scene.columns[at].blocks if block.rect.height]
        if forward:
            later = [block for block in blocks if place(block) > here]
            if later:
                return min(later, key=place)
        else:
            earlier = [block for block in blocks if place(block) < here]
            if earlier:
                return max(earlier, key=place)
    return None


def shown_start(scene: Scene, block: VisitBlock) -> int:
    """Where a block begins in its column: at its start, or at midnight if that was before."""
    return max(block.visit.start, scene.columns[block.number].day.start)


def spoken_place(scene: Scene, place: Place) -> str:
    """A place as a screen reader says it: the visit there, or whether the time can be had."""
    column, telling = scene.column_of(place.resource_id, place.instant), scene.telling
    name = spoken_column(scene, column) if column is not None else ""
    words, openings = telling.words, scene.openings
    if place.block is not None:
        return telling.spoken(name, place.block.visit, place.block.unpaid)
    if place.start is None or openings is None:
        answer = "" if openings is None else words.not_available
        why = spoken_break(column.view, place.instant, words) if column is not None else ""
        parts = (name, telling.time(place.instant), answer, why)
        return ", ".join(part for part in parts if part)
    end = place.start + openings.duration
    span = words.span.format(start=telling.time(place.start), end=telling.time(end))
    parts = (name, span, words.available, openings.service_name)
    return ", ".join(part for part in parts if part)


def spoken_break(column: ColumnView, instant: int, words: Words) -> str:
    """Why nobody works at an instant, as it is written there; empty where somebody does."""
    for block in column.blocks:
        if block.span.start <= instant < block.span.end:
            return block.reason or words.blocked.lower()
    if any(start <= instant < end for start, end in column.open):
        return ""
    return column.closed_reason or words.why_closed(column).lower()


def spoken_column(scene: Scene, column: Column) -> str:
    """Whose column it is, and of which day where several are shown."""
    day = scene.frame.titles.get(column.date, "") if scene.is_grouped else ""
    return f"{column.view.name}, {day}" if day else column.view.name


def busy_hours(scene: Scene) -> Span:
    """From the first opening or visit of any day to the last, on the scale of the axis.

    The minutes after midnight count, whatever the day; the whole day when there are none.
    """
    axis, firsts, lasts = scene.frame.time.day, [], []
    for column in scene.columns:
        spans = [*column.view.open, *(visit.footprint for visit in column.view.visits)]
        if spans:
            midnight = column.day.start
            firsts.append(max(min(span.start for span in spans) - midnight, 0))
            lasts.append(max(span.end for span in spans) - midnight)
    if not firsts:
        return axis
    return Span(axis.start + min(firsts), min(axis.start + max(lasts), axis.end))


def opening_instant(scene: Scene, page: int) -> int:
    """What a day opens at, at the top of ``page`` pixels of height, on the scale of the axis.

    The first appointment of any day shown, or an hour before now where today is. Not so late
    that closed time is seen at the bottom while working hours are hidden at the top.
    """
    hours, axis = busy_hours(scene), scene.frame.time.day
    today = scene.today
    if today is not None:
        wanted = axis.start + scene.now // 60 - 60 - today.day.start
    else:
        starts = [
            max(min(visit.start for visit in column.view.visits) - column.day.start, 0)
            for column in scene.columns
            if column.view.visits
        ]
        wanted = axis.start + min(starts) if starts else hours.start
    latest = hours.end - int(scene.frame.time.minutes(page))
    return max(min(wanted, latest), hours.start)
