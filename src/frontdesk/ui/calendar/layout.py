"""Lays a day out as a scene: columns, stretches of closed and available time, blocks. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk.desk.views import ColumnView, DayView, OpeningsView, VisitView
from frontdesk.engine.span import Span, merge
from frontdesk.ui.calendar import lanes
from frontdesk.ui.calendar.blocks import Look, Telling, VisitBlock, short_names
from frontdesk.ui.calendar.geometry import Rect, marks
from frontdesk.ui.calendar.scene import (
    Column,
    Frame,
    Kind,
    Scene,
    Stretch,
    now_line_at,
    part_rect,
)
from frontdesk.ui.calendar.wording import hours_text

_SMALLEST_BLOCK = 13
_TICK = Rect(1, 0, 10, 2)


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
        now_line=now_line_at(now, frame),
        openings=openings,
    )


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
    look = telling.look(visit, now)
    before = after = None
    if look is not Look.GONE:  # which takes no time any more, nor do its buffers
        before = _buffer(column, Span(visit.footprint.start, visit.start), frame, lane)
        after = _buffer(column, Span(visit.end, visit.footprint.end), frame, lane)
    bounds = rect
    for part in (before, after):
        bounds = bounds if part is None else bounds.united(part)
    return VisitBlock(
        visit=visit,
        bounds=bounds,
        rect=rect,
        before=before,
        after=after,
        color=telling.color(column.view, visit),
        look=look,
        lines=tuple(telling.lines(column.view, visit, rect.height, now)),
        badges=telling.badges(visit),
        column=column.view,
        telling=telling,
    )


def _buffer(column: Column, span: Span, frame: Frame, lane: lanes.Lane) -> Rect | None:
    return part_rect(column, span, frame, lane) if span.start < span.end else None
