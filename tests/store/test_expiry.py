"""One table for the one rule: a hold is gone at the very instant its timer names.

The rule is said twice, in the engine and in SQL; every line is asked of both.
"""

from __future__ import annotations

import pytest

from frontdesk.engine.booking import takes_time
from frontdesk.engine.clock import datetime_of_moment
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.store import appointments, footprints, occupancy, visits

TABLE = [
    # status, expires at, now, takes its time
    (Status.INITIAL, 1000, 0, True),
    (Status.INITIAL, 1000, 999, True),
    (Status.INITIAL, 1000, 1000, False),
    (Status.INITIAL, 1000, 1001, False),
    (Status.INITIAL, 1000, 10**10, False),
    (Status.RESERVED, None, 10**10, True),
    (Status.BOOKED, None, 0, True),
    (Status.BOOKED, None, 10**10, True),
    (Status.CANCELLED, None, 0, False),
    (Status.RESCHEDULED, None, 0, False),
    (Status.NO_SHOW, None, 0, False),
]


@pytest.mark.parametrize(("status", "expires", "now", "takes"), TABLE)
def test_engine_and_database_agree(book, hold, status, expires, now, takes):
    with book.write() as connection:
        number = appointments.insert(connection, hold(600, status=status, hold_expires_at=expires))
        assert takes_time(visits.get(connection, number), datetime_of_moment(now)) is takes
        ana, window = ["ana"], (0, 1000)
        assert occupancy.live_spans(connection, ana, *window, now)["ana"] == (
            [Span(600, 660)] if takes else []
        )
        starts = occupancy.starts_of_service(connection, "cut", "main", *window, now)
        assert starts == ([600] if takes else [])
        assert occupancy.visits_per_resource(connection, ana, *window, now) == {"ana": int(takes)}
        assert occupancy.last_made(connection, ana, now) == ({"ana": 100} if takes else {})
        assert len(occupancy.occupants(connection, ["ana"], *window, now)["ana"]) == takes
        assert len(occupancy.sessions(connection, "cut", ana, *window, now)) == takes


@pytest.mark.parametrize(("now", "free"), [(999, False), (1000, True)])
def test_the_time_is_free_for_others_at_that_very_second(book, hold, now, free):
    with book.write() as connection:
        appointments.insert(connection, hold(600, hold_expires_at=1000))
        footprints.retire_expired(connection, ["ana"], 600, 660, now)
        if free:
            appointments.insert(connection, hold(630, hold_expires_at=2000))
        else:
            with pytest.raises(footprints.FootprintOverlapError):
                appointments.insert(connection, hold(630, hold_expires_at=2000))


def test_only_holds_in_the_way_are_retired(book, hold):
    with book.write() as connection:
        for start in (0, 60, 120, 180):
            appointments.insert(connection, hold(start, "ana"))
        appointments.insert(connection, hold(60, "ben"))
        footprints.retire_expired(connection, ["ana"], 90, 120, now=700)
        # Only the one from 60 to 120 was in the way; seen with the clock turned back.
        spans = occupancy.live_spans(connection, ["ana", "ben"], 0, 1000, 699)
        assert spans == {"ana": [(0, 60), (120, 180), (180, 240)], "ben": [(60, 120)]}
