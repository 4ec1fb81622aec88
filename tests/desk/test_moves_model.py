"""The model of the desk with everything that bends it: moves, copies, facts, exceptions.

What is judged before is what happens then; whoever is put over others is marked, has a reason,
and never stands over a hold; all else that the model of the verbs holds true stays true.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, multiple, rule

from frontdesk.desk import booking, moves
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Grade, Move
from frontdesk.engine.booking import Appointment
from frontdesk.engine.values import Status

from .test_model import CAPACITY, DANA, LENGTH, MIDNIGHT, OPEN, TIMER, DeskMachine, Known

TEAMS = {
    "trim": [("ana",), ("bo",)],
    "massage": [("ana", "room"), ("ana", "hall"), ("bo", "room"), ("bo", "hall")],
    "class": [("hall",)],
    "duo": [("ana", "hall"), ("ana", "room"), ("bo", "hall"), ("bo", "room")],
}
INTERVAL = {"trim": 15, "massage": 30, "class": 60, "duo": 30}
QUARTERS = st.integers(OPEN[0] // 15 - 1, OPEN[1] // 15)
FACTS = {
    "arrive": ("arrived_at",),
    "start": ("arrived_at", "started_at"),
    "complete": ("arrived_at", "completed_at"),
    "unarrive": ("arrived_at", "started_at", "completed_at"),
    "unstart": ("started_at", "completed_at"),
    "uncomplete": ("completed_at",),
    "pay": ("paid_at",),
    "unpay": ("paid_at",),
}
PRICED = {"trim", "class"}


class MovingMachine(DeskMachine):
    """The two desks, moving, copying and overbooking as well."""

    @initialize()
    def nothing_is_bent(self) -> None:
        self.bent: set[int] = set()
        """The holds that were made for a reason, and those that were made again from them."""

    @rule(
        target=DeskMachine.visits,
        number=DeskMachine.visits,
        quarter=QUARTERS,
        pick=st.integers(0, 3),
        longer=st.sampled_from([None, 30, 45]),
        because=st.sampled_from([None, "In pain"]),
        copying=st.booleans(),
    )
    def move(
        self,
        number: int,
        quarter: int,
        pick: int,
        longer: int | None,
        because: str | None,
        copying: bool,
    ):
        before = self.known.get(number)
        team = TEAMS[before.service][pick % len(TEAMS[before.service])] if before else ("ana",)
        length = longer if before is not None and before.service == "trim" else None
        wanted = Move(number, MIDNIGHT + quarter * 15, length, team)
        verdict = moves.judge(self.desks[0], wanted, copying=copying)
        verb = moves.copy if copying else moves.move
        answer = verb(self.desks[1], wanted, because=because)
        if before is None or not (copying or self._can_move(before)):
            assert isinstance(answer, Refused)
            return multiple()
        new = replace(before, start=wanted.start, resources=team, length=length or before.length)
        if not copying and new == before:
            assert isinstance(answer, Done)
            assert answer.undo is None
            return multiple()
        allowed = verdict.grade < (Grade.REFUSED if because else Grade.EXCEPTION)
        assert isinstance(answer, Done) is allowed, (verdict, answer)
        own = 0 if copying else number
        if self._is_plainly_free(new, own):
            assert isinstance(answer, Done), answer
        if not isinstance(answer, Done):
            return multiple()
        made = answer.value.appointment
        self._check_exception(new, own, made, because, None if copying else before)
        return self._follow(number, before, new, made, copying=copying)

    @rule(
        target=DeskMachine.visits,
        service=st.sampled_from(sorted(CAPACITY)),
        quarter=QUARTERS,
        pick=st.integers(0, 3),
        booked=st.booleans(),
    )
    def hold_for_a_reason(self, service: str, quarter: int, pick: int, booked: bool):
        team = TEAMS[service][pick % len(TEAMS[service])]
        request = HoldRequest(
            service,
            MIDNIGHT + quarter * 15,
            team,
            customer=DANA if booked else None,
            complete=Status.BOOKED if booked else None,
            because="In pain",
        )
        verdict = moves.judge_hold(self.desks[1], request)
        answer = booking.hold(self.desks[0], request)
        assert isinstance(answer, Done) is (verdict.grade < Grade.REFUSED), (verdict, answer)
        if not isinstance(answer, Done):
            return multiple()
        made = answer.value.appointment
        new = Known(service, team, request.start, "IN", None, booked, LENGTH[service])
        self._check_exception(new, 0, made, request.because, None)
        over = self._in_the_way(new)
        number = self._remember(made.id, request)
        self.known[number] = replace(self.known[number], over=over)
        if not booked:
            self.bent.add(number)
        return number

    @rule(target=DeskMachine.visits, number=DeskMachine.visits, desk=st.integers(0, 1))
    def hold_again(self, number: int, desk: int):
        """An ended hold, bent or not, is held once more: over whom it stood, and nobody else."""
        before = self.known.get(number)
        if before is None or before.status != "IN" or before.is_live(self.now):
            return multiple()
        if CAPACITY[before.service] > 1:
            return multiple()
        request = HoldRequest(
            before.service, before.start, before.resources, before.length, again=number
        )
        reason = booking.why_not_again(self.desks[1 - desk], request)
        answer = booking.hold(self.desks[desk], request)
        assert isinstance(answer, Done) is (reason is None), (reason, answer)
        over = self._in_the_way(before, number)
        strangers = {n for n in over if n not in before.over or self.known[n].status == "IN"}
        ahead = before.start * 60 >= self.now.timestamp()
        if strangers or not ahead:
            assert isinstance(answer, Refused), "held over somebody who came since"
        elif number in self.bent or self._is_plainly_free(before, number):
            assert isinstance(answer, Done), answer
        if not isinstance(answer, Done):
            return multiple()
        made = answer.value.appointment
        assert made.overbooked is bool(over)
        self._remember(made.id, request)
        self.known[made.id] = replace(self.known[made.id], over=over)
        if number in self.bent:
            self.bent.add(made.id)
        return made.id

    @rule(number=DeskMachine.visits, verb=st.sampled_from(sorted(FACTS)))
    def note(self, number: int, verb: str) -> None:
        before = self.known.get(number)
        answer: Done[Visit] | Refused = getattr(booking, verb)(self.desks[0], number)
        if before is None or not self._can_note(before, verb):
            assert isinstance(answer, Refused)
            return
        assert isinstance(answer, Done), answer
        named = frozenset(FACTS[verb])
        if verb.startswith("un"):
            asked = FACTS[verb][0]
            facts = before.facts - named if asked in before.facts else before.facts
        else:
            asked = FACTS[verb][-1]
            facts = before.facts if asked in before.facts else before.facts | named
        assert (answer.undo is None) is (facts == before.facts)
        self.known[number] = replace(before, facts=facts)
        assert _facts_of(answer.value.appointment) == facts

    def _can_note(self, visit: Known, verb: str) -> bool:
        if verb == "pay":
            return visit.status == "BK" and visit.service in PRICED
        return visit.status == "BK" or (visit.status == "RS" and verb != "unpay")

    def _can_move(self, visit: Known) -> bool:
        return visit.status in ("BK", "RS") or (visit.status == "IN" and visit.is_live(self.now))

    def _is_plainly_free(self, visit: Known, number: int) -> bool:
        """Whether no rule of the contract could object."""
        low, high = visit.start - MIDNIGHT, visit.start - MIDNIGHT + visit.length
        return (
            OPEN[0] <= low
            and high <= OPEN[1]
            and low % INTERVAL[visit.service] == 0
            and visit.start * 60 >= self.now.timestamp()
            and not self._in_the_way(visit, number)
        )

    def _check_exception(
        self,
        new: Known,
        number: int,
        made: Appointment,
        because: str | None,
        before: Known | None,
    ) -> None:
        over = self._in_the_way(new, number)
        assert made.overbooked is bool(over)
        if over:
            assert CAPACITY[new.service] == 1, "a class was put over somebody"
            kept = self._in_the_way(before, number) if before is not None else frozenset()
            fresh = over - kept
            assert because or not fresh, "put over somebody without a reason"
            assert all(self.known[other].status != "IN" for other in fresh), "put over a hold"

    def _follow(
        self, number: int, before: Known, new: Known, made: Appointment, *, copying: bool
    ) -> int:
        over = self._in_the_way(new, 0 if copying else number)
        is_hold = before.status == "IN" or not before.has_customer
        status = ("IN" if not before.has_customer else "BK") if copying else before.status
        expires = self.now + timedelta(minutes=TIMER) if status == "IN" else None
        facts = frozenset() if copying else before.facts
        assert made.status.value == status
        assert is_hold or made.customer_id is not None
        assert _facts_of(made) == facts
        if not copying and before.status == "IN":
            del self.known[number]
            self.released.add(number)
        elif not copying:
            left = "RE" if before.status == "BK" else "CN"
            self.known[number] = replace(before, status=left)
        self.known[made.id] = replace(new, status=status, expires=expires, over=over, facts=facts)
        return made.id


def _facts_of(visit: Appointment) -> frozenset[str]:
    return frozenset(
        fact
        for fact in ("arrived_at", "started_at", "completed_at", "paid_at")
        if getattr(visit, fact) is not None
    )


class TestMovingShortly(MovingMachine.TestCase):
    """Enough to catch a slip while working."""

    settings = settings(max_examples=12, stateful_step_count=30, deadline=None)


@pytest.mark.slow
class TestMovingAtLength(MovingMachine.TestCase):
    """Enough to meet the rare orders of events."""

    settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
