"""Each step with a visit, undone, leads back exactly to what was before it; done again, forward.

Whatever was done with visits by one desk, however it follows on each other: the states on the way
back are those on the way there, and so are the states when all of it is done again, twice.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.desk import booking, configuration, moves, policies, safekeeping, undo
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Move
from frontdesk.desk.sentences import step_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Status
from frontdesk.store import visits
from tests.books import MONDAY_MORNING

from .conftest import RIVERSIDE
from .words import DANA, at

PHONE = tuple(("phone", (name,)) for name in ("ana", "ben", "chloe"))
FOLLOW_UP = tuple(
    ("follow-up", (person, room)) for person in ("ben", "chloe") for room in ("room1", "room2")
)
VERBS = ("arrive", "start", "complete", "unarrive", "unstart", "uncomplete")
VERBS = (*VERBS, "pay", "unpay", "cancel", "no_show", "undo_no_show")
TIMES = st.integers(0, 40).map(lambda quarter: at("2026-11-24 08:00") + quarter * 15)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("book"), st.sampled_from(PHONE + FOLLOW_UP), TIMES, st.booleans()),
        st.tuples(
            st.sampled_from(["move", "copy"]),
            st.integers(0, 9),
            TIMES,
            st.sampled_from([None, 15, 30, 45]),
            st.integers(0, 3),
            st.booleans(),
        ),
        st.tuples(st.sampled_from(VERBS), st.integers(0, 9)),
    ),
    max_size=14,
)

State = Counter[tuple[object, ...]]


def rows(desk: Desk) -> list[Appointment]:
    with desk.look() as unit:
        found = visits.in_window(
            unit.connection, "riverside", at("2026-11-24 00:00"), at("2026-11-25 00:00")
        )
    kept = (Status.RESERVED, Status.BOOKED, Status.NO_SHOW)
    return [visit for visit, _customer in found if visit.status in kept]


def state(desk: Desk) -> State:
    """All there is to see of the visits but their numbers; those that are over left out."""
    return Counter(
        (
            visit.service_id,
            visit.resource_ids,
            visit.start,
            visit.duration,
            visit.status,
            visit.customer_id,
            visit.arrived_at,
            visit.started_at,
            visit.completed_at,
            visit.paid_at,
            visit.overbooked,
        )
        for visit in rows(desk)
    )


def take(desk: Desk, step: tuple[object, ...]) -> Done[Visit] | Refused | None:
    """One step, which may be refused; None where there is no visit for it."""
    if step[0] == "book":
        _verb, (service, team), start, reason = step  # type: ignore[misc]
        request = HoldRequest(
            service,
            start,
            team,
            customer=DANA,
            complete=Status.BOOKED,
            because="In pain" if reason else None,
        )
        return booking.hold(desk, request)
    known = rows(desk)
    if not known:
        return None
    visit = known[int(str(step[1])) % len(known)]
    if step[0] in VERBS:
        answer: Done[Visit] | Refused = getattr(booking, str(step[0]))(desk, visit.id)
        return answer
    verb, _number, start, length, pick, reason = step
    offers = PHONE if visit.service_id == "phone" else FOLLOW_UP
    team = offers[int(str(pick)) % len(offers)][1]
    wanted = Move(visit.id, start, length, team)  # type: ignore[arg-type]
    act = moves.copy if verb == "copy" else moves.move
    return act(desk, wanted, because="In pain" if reason else None)


@pytest.mark.slow
@settings(max_examples=120)
@given(steps=STEPS)
def test_every_step_leads_back_and_forth_exactly(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.db"
        office = Desk.open(book, HandClock(MONDAY_MORNING), name="Office")
        configuration.load_setup(office, RIVERSIDE.read_text(encoding="utf-8"))
        policies.change(office, Policy(payments_noted=True))
        office.close()
        desk = Desk.open(book, HandClock(MONDAY_MORNING))
        try:
            states = [state(desk)]
            for step in steps:
                answer = take(desk, step)
                if isinstance(answer, Done) and answer.undo is not None:
                    states.append(state(desk))
            for _ in range(2):
                for before in reversed(states[:-1]):
                    found = undo.next_undo(desk)
                    assert found is not None
                    assert step_sentence(found.kind, found.facts)
                    answered = undo.undo(desk)
                    assert isinstance(answered, Done), (found, answered)
                    assert state(desk) == before
                assert undo.next_undo(desk) is None
                for after in states[1:]:
                    answered = undo.redo(desk)
                    assert isinstance(answered, Done), answered
                    assert state(desk) == after
                assert undo.next_redo(desk) is None
            assert safekeeping.damage(book) == []
        finally:
            desk.close()
