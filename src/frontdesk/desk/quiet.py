"""Whether nobody is being served: when the program may do things of its own."""

from __future__ import annotations

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import instant_of
from frontdesk.engine.zones import local_date
from frontdesk.store.holds import has_live_hold


def is_quiet(desk: Desk) -> bool:
    """Whether no place is open, no person or device works, and no hold is live."""
    with desk.look() as unit:
        if has_live_hold(unit.connection, unit.moment):
            return False
        minute = instant_of(unit.now.replace(second=0, microsecond=0))
        for location in unit.business.locations.values():
            if location.retired:
                continue
            day = local_date(minute, location.timezone)
            for resource in unit.business.resources_at(location.id):
                spans = unit.hours.open_spans(resource, None, day, day)
                if any(span.start <= minute < span.end for span in spans):
                    return False
    return True
