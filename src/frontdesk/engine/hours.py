"""Open time: the intersection of location, resource and service hours, in instants.

Each layer is the union of its windows over all days; a window belongs to the day it starts on,
also where it runs past midnight. The layers are intersected as sets of minutes, so a night worker
of a house that never closes keeps the hours after midnight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from frontdesk.engine.recurrence import occurrences
from frontdesk.engine.span import Span, intersect, merge
from frontdesk.engine.values import (
    Business,
    HolidayRule,
    Location,
    Resource,
    Service,
    WeekHours,
    Window,
)
from frontdesk.engine.zones import DAY, dates, instant_of_minute, local_date

HolidayLookup = Callable[[HolidayRule, date, date], Mapping[date, str]]
"""Names of the public holidays that close a location, by date, within two dates included."""


def no_holidays(_rule: HolidayRule, _first: date, _last: date) -> Mapping[date, str]:
    """The look-up of a business that keeps no public holidays."""
    return {}


def window_span(day: date, window: Window, zone: str) -> Span:
    """The instants of one wall-clock window of a local day.

    A window whose end is not after its start ends on the next day. Where a clock change brings
    the end before the start, the span is empty.
    """
    start, end = window
    if end <= start:
        end += DAY
    return Span(instant_of_minute(day, start, zone), instant_of_minute(day, end, zone))


class OpenHours:
    """Answers when things are open, for one configuration; remembers what it worked out.

    Everything it returns follows from the configuration and the public holidays alone, so an
    instance may be kept as long as the configuration stands.
    """

    _REMEMBERED = 4096

    def __init__(self, business: Business, holidays: HolidayLookup = no_holidays) -> None:
        """Answer for ``business``, asking ``holidays`` for the dates of its holiday rules."""
        self.business = business
        self._holidays = holidays
        self._open: dict[tuple[str, str | None, date, date], list[Span]] = {}
        self._locations: dict[tuple[str, date, date], list[Span]] = {}
        self._blocks: dict[tuple[str, Span], list[Span]] = {}

    def holiday(self, location: Location, day: date) -> str | None:
        """The name of the public holiday that closes the location on a date, if one does."""
        if location.holidays is None:
            return None
        return self._holidays(location.holidays, day, day).get(day)

    def closure(self, location: Location, day: date) -> str | None:
        """The name of the closure that holds a date, which may be empty; None if none does."""
        for closure in location.closures:
            if closure.first <= day <= closure.last:
                return closure.name
        return None

    def open_spans(
        self, resource: Resource, service: Service | None, first: date, last: date
    ) -> list[Span]:
        """When ``resource`` is open for ``service`` around the location's days ``first..last``.

        The spans are sorted, and windows that touch are one. They reach at least a day further
        on either side, so that a visit over midnight is found whole.
        """
        hours_key = service.id if service is not None and service.hours is not None else None
        key = (resource.id, hours_key, first, last)
        known = self._open.get(key)
        if known is None:
            if len(self._open) >= self._REMEMBERED:
                self._open.clear()
            known = self._open[key] = self._work_out(resource, service, first, last)
        return known

    def blocks(self, resource: Resource, window: Span) -> list[Span]:
        """The blocked time of a resource in ``window``, merged and sorted."""
        key = (resource.id, window)
        known = self._blocks.get(key)
        if known is None:
            if len(self._blocks) >= self._REMEMBERED:
                self._blocks.clear()
            named = self.named_blocks(resource, window)
            known = self._blocks[key] = merge(span for span, _reason in named)
        return known

    def named_blocks(self, resource: Resource, window: Span) -> list[tuple[Span, str]]:
        """The blocks of a resource and of its whole location in ``window``, with their reasons.

        Sorted by start; they may overlap.
        """
        location = self.business.locations[resource.location_id]
        layers = (
            (resource.blocks, self.business.zone_of(resource)),
            (location.blocks, location.timezone),
        )
        return sorted(
            (span, block.reason)
            for blocks, zone in layers
            for block in blocks
            for span in occurrences(block, zone, window)
        )

    def has_hours(self, resource: Resource, service: Service | None, day: date, zone: str) -> bool:
        """Whether any open time of the resource lies on a local date in ``zone``."""
        start = instant_of_minute(day, 0, zone)
        end = instant_of_minute(day, DAY, zone)
        spans = self.open_spans(resource, service, day, day)
        return any(span.start < end and start < span.end for span in spans)

    def _work_out(
        self, resource: Resource, service: Service | None, first: date, last: date
    ) -> list[Span]:
        location = self.business.locations[resource.location_id]
        # Two days cover an overnight window of the day before and any two zones' difference.
        days = dates(first - timedelta(days=2), last + timedelta(days=2))
        if resource.hours is None and not resource.overrides and not resource.ignore_location_hours:
            result = self._location_spans(location, first, last)
            return self._in_service_hours(result, service, location, days)
        own = self._own_spans(resource, location, days)
        if resource.ignore_location_hours:
            # Closures stay in force: a window falls away when the location is closed on the
            # date, in its own zone, on which the window starts.
            zone, closed = location.timezone, self._closed_dates(location, days)
            result = merge(s for s in own if local_date(s.start, zone) not in closed)
        else:
            result = intersect(self._location_spans(location, first, last), merge(own))
        return self._in_service_hours(result, service, location, days)

    def _location_spans(self, location: Location, first: date, last: date) -> list[Span]:
        """The location's own hours around ``first..last`` without the dates that it is closed."""
        key = (location.id, first, last)
        known = self._locations.get(key)
        if known is None:
            if len(self._locations) >= self._REMEMBERED:
                self._locations.clear()
            days = dates(first - timedelta(days=2), last + timedelta(days=2))
            closed = self._closed_dates(location, days)
            open_days = [day for day in days if day not in closed]
            known = merge(_week_spans(location.hours, open_days, location.timezone))
            self._locations[key] = known
        return known

    def _in_service_hours(
        self, spans: list[Span], service: Service | None, location: Location, days: Sequence[date]
    ) -> list[Span]:
        if service is None or service.hours is None:
            return spans
        return intersect(spans, merge(_week_spans(service.hours, days, location.timezone)))

    def _closed_dates(self, location: Location, days: Sequence[date]) -> set[date]:
        closed = {day for day in days if self.closure(location, day) is not None}
        if location.holidays is not None:
            closed.update(self._holidays(location.holidays, days[0], days[-1]))
        return closed

    def _own_spans(
        self, resource: Resource, location: Location, days: Sequence[date]
    ) -> list[Span]:
        """The resource's own hours and overrides; the location's hours stand in for none."""
        zone = self.business.zone_of(resource)
        spans: list[Span] = []
        for day in days:
            override = resource.overrides.get(day)
            if override is not None:
                spans.extend(window_span(day, window, zone) for window in override)
            elif resource.hours is None:
                spans.extend(_week_spans(location.hours, [day], location.timezone))
            else:
                spans.extend(_week_spans(resource.hours, [day], zone))
        return spans


def _week_spans(hours: WeekHours, days: Sequence[date], zone: str) -> list[Span]:
    return [
        window_span(day, window, zone) for day in days for window in hours.get(day.weekday(), ())
    ]
