"""Lays days out as a scene: columns, stretches of closed and available time, blocks. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from frontdesk.desk.views import ColumnView, DaysView, OpeningsView, VisitView, is_unpaid
from frontdesk.engine.span import Span, merge
from frontdesk.engine.zones import DAY
from frontdesk.ui.calendar import lanes
from frontdesk.ui.calendar.blocks import Look, Telling, VisitBlock, short_names
from frontdesk.ui.calendar.coloring import person_colors
from frontdesk.ui.calendar.geometry import Mark, Rect, TimeScale, marks
from frontdesk.ui.calendar.scene import (
    Column,
    DayGroup,
    Filling,
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
_ASIDE = lanes.Lane(1, 2)
"""Where somebody who is gone leaves the ticks of the free time in sight."""


def axis_day(days: DaysView) -> Span:
    """The day that labels the axis: the first one of 24 hours, else the first."""
    usual = (day.day for day in days.days if day.day.end - day.day.start == DAY)
    return next(usual, days.days[0].day)


def build(
    days: DaysView,
    columns: Sequence[ColumnView],
    openings: OpeningsView | None,
    now: int,
    frame: Frame,
) -> Scene:
    """Lay out ``columns`` (of ``days``, day by day) at the moment ``now`` (seconds).

    ``openings`` of other dates are left out: an answer that comes late must not tint the days
    that are shown by then.
    """
    if openings is not None and (openings.last < days.first or openings.first > days.last):
        openings = None
    telling = Telling(
        zone=frame.zone,
        words=frame.words,
        own_desk=frame.own_desk,
        twelve_hours=frame.twelve_hours,
        text_scale=frame.text_scale,
        short_names=short_names(days.days[0].columns),
        people=person_colors(days.days[0].columns),
        color_by=frame.color_by,
    )
    axis = marks(frame.time.day, frame.zone)
    groups = _groups(columns, axis, frame)

    def fill(column: Column) -> Filling:
        return Filling(
            tuple(_stretches(column, openings, frame)),
            tuple(_ticks(column, openings)),
            tuple(_blocks(column, telling, openings)),
        )

    laid = []
    for group_number, group in enumerate(groups):
        for number in range(group.first, group.first + group.count):
            laid.append(
                _column(columns[number], number, group_number, group.time, frame, now, fill)
            )
    numbers: dict[str, list[int]] = {}
    for column in laid:
        numbers.setdefault(column.resource_id, []).append(column.number)
    return Scene(
        frame=frame,
        telling=telling,
        now=now,
        columns=tuple(laid),
        groups=groups,
        marks=axis,
        now_line=now_line_at(now, groups, frame),
        openings=openings,
        numbers={name: tuple(own) for name, own in numbers.items()},
    )


def _groups(
    columns: Sequence[ColumnView], axis: tuple[Mark, ...], frame: Frame
) -> tuple[DayGroup, ...]:
    groups = []
    first = 0
    for day, members in groupby(columns, key=lambda view: view.date):
        views = list(members)
        time = TimeScale(views[0].day, frame.time.quarter)
        left, width = frame.columns.extent(first, len(views))
        own = axis if time.day == frame.time.day else marks(time.day, frame.zone)
        groups.append(
            DayGroup(
                date=day,
                time=time,
                x=left,
                width=width,
                first=first,
                count=len(views),
                title=frame.titles.get(day, ""),
                marks=own,
                labels=_labels(time.day, own, frame.time.day, axis),
            )
        )
        first += len(views)
    return tuple(groups)


def _labels(
    day: Span, own: tuple[Mark, ...], axis_day: Span, axis: tuple[Mark, ...]
) -> tuple[Mark, ...]:
    """The full hours of ``day`` that the axis does not show at the same height."""
    shown = {(mark.instant - axis_day.start, mark.wall_minute) for mark in axis}
    return tuple(
        mark
        for mark in own
        if mark.is_hour and (mark.instant - day.start, mark.wall_minute) not in shown
    )


def _column(
    view: ColumnView,
    number: int,
    group: int,
    time: TimeScale,
    frame: Frame,
    now: int,
    fill: Callable[[Column], Filling],
) -> Column:
    left, width = frame.columns.extent(number)
    hours = hours_text(view.open, frame.zone, frame.twelve_hours)
    return Column(
        view=view,
        number=number,
        group=group,
        x=left,
        width=width,
        time=time,
        hours=hours or frame.words.why_closed(view),
        load=frame.words.load.format(percent=round(view.load * 100)) if view.open else "",
        now=now,
        fill=fill,
        mirrored=frame.columns.mirrored,
    )


def _stretches(column: Column, openings: OpeningsView | None, frame: Frame) -> Iterable[Stretch]:
    view = column.view

    def stretch(kind: Kind, span: Span, text: str = "") -> Stretch:
        inside = _clipped(span, view.day)
        top = column.time.line(inside.start)
        rect = Rect(column.x, top, column.width, column.time.line(inside.end) - top)
        return Stretch(kind, view.resource_id, rect, text)

    if openings is not None:
        taken = (
            Span(at, at + openings.duration) for at in openings.starts.get(view.resource_id, ())
        )
        for span in merge(taken):
            if _meet(span, view.day):
                yield stretch(Kind.AVAILABLE, span)
    text = frame.words.retired if view.retired else view.closed_reason
    for span in _closed(view):
        whole = span == view.day
        yield stretch(Kind.CLOSED, span, text if whole else "")
    for block in view.blocks:
        if _meet(block.span, view.day):
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


def _ticks(column: Column, openings: OpeningsView | None) -> Iterable[Rect]:
    if openings is None:
        return
    for start in openings.starts.get(column.resource_id, ()):
        if column.day.start <= start < column.day.end:
            y = column.time.line(start)
            yield column.seen(Rect(column.x + _TICK.x, y, _TICK.width, _TICK.height))


def _blocks(
    column: Column, telling: Telling, openings: OpeningsView | None
) -> Iterable[VisitBlock]:
    now = column.now
    visits = [
        visit
        for visit in column.view.visits
        if visit.hold_expires_at is None or visit.hold_expires_at > now
    ]
    smallest = column.time.minutes(_SMALLEST_BLOCK)
    spans = [_drawn_span(visit, column.day, int(smallest)) for visit in visits]
    for visit, lane in zip(visits, lanes.pack(spans), strict=True):
        gone = lane == lanes.WHOLE and telling.look(visit, now) is Look.GONE
        aside = gone and _is_free_again(visit, openings)
        yield _block(column, visit, _ASIDE if aside else lane, telling, now)


def _is_free_again(visit: VisitView, openings: OpeningsView | None) -> bool:
    """Whether the time of somebody who is gone is offered to others."""
    if openings is None:
        return False
    starts = openings.starts.get(visit.resource_id, ())
    at = bisect_right(starts, visit.start - openings.duration)
    return at < len(starts) and starts[at] < visit.end


def _drawn_span(visit: VisitView, day: Span, smallest: int) -> Span:
    """The minutes that the picture takes: short visits are drawn as high as a line of text."""
    whole, end = visit.footprint, max(visit.end, visit.start + smallest)
    if day.start <= whole.start and end <= day.end and whole.end <= day.end:
        return whole if end <= whole.end else Span(whole.start, end)
    core = _clipped(Span(visit.start, visit.end), day)
    whole = _clipped(visit.footprint, day)
    end = max(core.end, core.start + smallest) if core.start < core.end else core.end
    return Span(min(whole.start, core.start), max(whole.end, end))


def _block(
    column: Column, visit: VisitView, lane: lanes.Lane, telling: Telling, now: int
) -> VisitBlock:
    """A visit in a column; a part of it that lies on another day is cut off at midnight."""
    core = _clipped(Span(visit.start, visit.end), column.day)
    bounds = rect = _core_rect(column, core, lane)
    look, unpaid = telling.look(visit, now), is_unpaid(visit, now)
    before = after = None
    # Who is gone takes no time any more, nor do the buffers.
    if look is not Look.GONE and visit.footprint != (visit.start, visit.end):
        before = _buffer(column, Span(visit.footprint.start, visit.start), lane)
        after = _buffer(column, Span(visit.end, visit.footprint.end), lane)
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
        badges=telling.badges(visit, unpaid),
        unpaid=unpaid,
        column=column.view,
        number=column.number,
        telling=telling,
    )


def _core_rect(column: Column, core: Span, lane: lanes.Lane) -> Rect:
    """Where a visit without its buffers lies; as high as a line of text at least."""
    rect = part_rect(column, core, lane)
    if core.start >= core.end:  # only a buffer reaches into this day
        return rect._replace(height=0)
    smallest = _SMALLEST_BLOCK - 1
    return rect if rect.height >= smallest else rect._replace(height=smallest)


def _buffer(column: Column, span: Span, lane: lanes.Lane) -> Rect | None:
    if span.start >= span.end:
        return None
    inside = _clipped(span, column.day)
    return part_rect(column, inside, lane) if inside.start < inside.end else None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _clipped(span: Span, day: Span) -> Span:
    """The part of ``span`` within ``day``; where there is none, nothing at the nearer midnight."""
    if day.start <= span.start and span.end <= day.end:
        return span
    start = min(max(span.start, day.start), day.end)
    return Span(start, min(max(span.end, day.start), day.end))
