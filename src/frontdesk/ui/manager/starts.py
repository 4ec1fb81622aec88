"""What a service's grid of starts comes to on a working day, as an example. Nothing here is Qt.

The grid is the engine's own; the day is one of the location that offers the service, without
visits, in UTC so that no clock change bends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from frontdesk.engine.grid import clock_grid, opening_anchors, opening_starts
from frontdesk.engine.hours import window_span
from frontdesk.engine.span import Span, intersect, merge
from frontdesk.engine.zones import DAY, day_span
from frontdesk.ui.widgets.hours_text import from_file

_MONDAY = date(2024, 1, 1)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZONE = "UTC"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A weekday (Monday is 0), its open windows, and the starts on it: minutes of that day."""

    weekday: int
    windows: tuple[Span, ...]
    starts: tuple[int, ...]


def example(service: Entry, document: Entry) -> Example | None:
    """The starts on the first weekday with hours; None where anything about them is unclear."""
    location = _location(service, document)
    if location is None:
        return None
    try:
        spans = _week(location.get("hours") or {})
        own = service.get("hours")
        if own is not None:
            spans = intersect(spans, _week(own))
        for weekday in range(7):
            day = _MONDAY + timedelta(days=weekday)
            here = [span for span in spans if span.start in range(*day_span(day, _ZONE))]
            if here:
                return _on(day, weekday, here, service)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # a fault that is told beside its own field
    return None


def _on(day: date, weekday: int, spans: Sequence[Span], service: Entry) -> Example | None:
    interval, length = service.get("startInterval", 15), service["duration"]["default"]
    if not (0 < interval <= DAY and length > 0):
        return None
    midnight, _end = day_span(day, _ZONE)
    listed = service.get("startTimes")
    if listed is None and service.get("startGrid", "clock") == "opening":
        anchors = opening_anchors(spans, _ZONE, day, day)
        starts = opening_starts(
            anchors,
            [(s.start, s.end - length) for s in spans if s.end - length >= s.start],
            interval,
        )
    else:
        times = None if listed is None else tuple(sorted(map(_minute, listed)))
        grid = clock_grid(_ZONE, day, day, interval, times)
        starts = [at for at in grid if any(s.start <= at and at + length <= s.end for s in spans)]
    windows = tuple(Span(s.start - midnight, s.end - midnight) for s in spans)
    return Example(weekday, windows, tuple(at - midnight for at in starts if at < midnight + DAY))


def _location(service: Entry, document: Entry) -> Entry | None:
    """Where the service is offered: the location it names, or the primary one."""
    wanted = service.get("location") if service.get("scope") == "location" else None
    places: list[Entry] = document.get("locations", [])
    if wanted is not None:
        return next((place for place in places if place.get("id") == wanted), None)
    return next((place for place in places if place.get("primary")), places[0] if places else None)


def _week(hours: Entry) -> list[Span]:
    return merge(
        window_span(_MONDAY + timedelta(days=weekday), (start, end), _ZONE)
        for weekday, key in enumerate(_DAYS)
        for start, end in from_file(hours.get(key, []))
    )


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
