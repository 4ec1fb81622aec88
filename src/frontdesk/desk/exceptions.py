"""Judging a place for a visit, and bending a rule there: by whom, for what reason, over whom.

What is allowed once with a reason is written to the audit trail of the visit, so that the same
visit may stand there again (an undone no-show, an undone move) without asking twice, and nobody
who came later is ever booked over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from frontdesk.desk.taken import load_occupants, load_taken
from frontdesk.desk.unit import Unit
from frontdesk.engine.availability import Available, available_times
from frontdesk.engine.booking import Appointment
from frontdesk.engine.exceptions import (
    Grade,
    Objections,
    decisive,
    is_into_block,
    objections,
    rule_for,
)
from frontdesk.engine.explain import explain
from frontdesk.engine.plan import Plan
from frontdesk.engine.refusals import Code, Reason, RefusalError, Why, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.span import Span
from frontdesk.store import journal

LONGEST_REASON = 200
"""Letters of a reason that are kept; it stands in a trail that nothing is ever deleted from."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a place for a visit is like.

    ``chosen`` are the resources that would take it; ``objections`` all that speaks against it,
    ``reason`` what decides the ``grade``. ``needs`` are the rights that an exception takes.
    """

    plan: Plan
    chosen: Available
    grade: Grade = Grade.FREE
    reason: Reason | None = None
    needs: frozenset[Right] = frozenset()
    objections: Objections = field(default_factory=Objections)

    @property
    def overbooks(self) -> bool:
        """Whether the visit would share its time with others, and so must be marked."""
        return bool(self.objections.over)

    @property
    def rules(self) -> frozenset[str]:
        """The rules that the place breaks; buffers that run into a block count as blocked."""
        reasons = [*self.objections.raised, *self.objections.kept]
        if self.reason is not None:
            reasons.append(self.reason)
        return frozenset(map(_name, reasons))


@dataclass(frozen=True, slots=True)
class Allowance:
    """A rule bent on purpose. ``over`` names the visits it may be put over; None is whichever."""

    because: str
    over: frozenset[int] | None = None
    rules: frozenset[str] = frozenset()

    def change(self) -> Mapping[str, Any]:
        """What the audit row of the visit says about it."""
        return {
            "because": self.because,
            "rules": sorted(self.rules),
            "over": sorted(self.over or ()),
        }


def allowance_of(unit: Unit, appointment_id: int) -> Allowance | None:
    """What was allowed when the visit was made; None for a visit that breaks no rule."""
    for line in journal.trail(unit.connection, appointment_id):
        if line.before is None and "rules" in line.change:
            change = line.change
            return Allowance(
                change["because"], frozenset(change["over"]), frozenset(change["rules"])
            )
    return None


def numbers_of(unit: Unit, appointment_id: int) -> frozenset[int]:
    """The number of a visit, and those under which it stood at this very place before an undo."""
    numbers: set[int] = set()
    number: int | None = appointment_id
    while number is not None and number not in numbers:
        numbers.add(number)
        made = next(iter(journal.trail(unit.connection, number)), None)
        number = None if made is None else made.change.get("restoredFrom")
    return frozenset(numbers)


def judge_place(
    unit: Unit,
    plan: Plan,
    start: int,
    moving: Appointment | None = None,
    leaving: Appointment | None = None,
) -> Judged:
    """Judge a visit of the plan at ``start``; ``moving`` is the visit that would leave for it.

    ``leaving`` is another that makes room for it; unlike one that moves it keeps nothing of what
    it has. Where the plan leaves a role open, it is filled by whoever breaks least.
    """
    gone = moving or leaving
    taken = load_taken(unit, plan, gone)
    hours, now = unit.hours, unit.now
    found = available_times(plan, hours, taken, now, unit.generator, only_start=start)
    if found:
        return Judged(plan, found[0])
    service = plan.service
    around = Span(start - service.buffer_before, start + plan.duration + service.buffer_after)
    own = 0 if gone is None else gone.id
    occupants = {
        name: tuple(other for other in others if other.appointment_id != own)
        for name, others in load_occupants(unit, plan.candidates, around).items()
    }
    is_class = service.capacity > 1

    @cache
    def against(*names: str) -> Objections:
        return objections(plan, names, start, hours, taken, occupants, now, moving)

    def severity(name: str) -> tuple[int, int]:
        raised = against(name).raised
        return int(decisive(raised, is_class=is_class)[0]), len(raised)

    team = _least_bad_team(plan, severity)
    if team is None:
        reason = Reason(Why.NOT_OFFERED, {"service": service.name})
        return Judged(plan, Available(start, (), 0), Grade.REFUSED, reason)
    every = against(*team)
    chosen = Available(start, team, service.capacity)
    if not every.raised and (moving is None or moving.start != start) and not every.kept:
        # Nothing but the grid is left that could speak against it.
        off = explain(plan, start, hours, taken, occupants, now)
        if off is None or off.why is Why.DAILY_LIMIT:  # its own day is as full as it was
            return Judged(plan, chosen)
        rule = rule_for(off, is_class=is_class)
        needs = frozenset() if rule.right is None else frozenset({rule.right})
        return Judged(plan, chosen, rule.grade, off, needs, every)
    grade, first, needs = decisive(every.raised, is_class=is_class)
    return Judged(plan, chosen, grade, first, needs, every)


def allow(
    unit: Unit, judged: Judged, because: str | None, over: frozenset[int] | None = None
) -> Allowance | None:
    """Let a visit be put to a place that was judged; what its audit row says, None for nothing.

    Refused as the place is, where nobody may or no reason is given, or where it would come over
    others than those in ``over``; with ``no-permission`` where the right is missing.
    """
    because = (because or "").strip()[:LONGEST_REASON]
    asked = judged.grade is Grade.EXCEPTION
    strangers = over is not None and not judged.objections.over <= over
    if judged.grade is Grade.REFUSED or strangers or (asked and not because):
        came_since = _first_but(judged, over) if strangers else None
        raise not_available(came_since or judged.reason, judged.chosen.start, judged.plan)
    if asked:
        for right in sorted(judged.needs):
            unit.require(right)
    rules = judged.rules
    if not rules or not (because or judged.overbooks):
        return None
    return Allowance(because, judged.objections.over, rules)


def allow_again(unit: Unit, judged: Judged, before: Allowance) -> Allowance:
    """Let a hold stand again where it was allowed ``before``, without asking for the right anew.

    Refused where that would bend more than it did then: over a hold, over anybody who came since,
    into a block or hours that were not those.
    """
    fresh = [
        reason for reason in judged.objections.raised if not _was_allowed(unit, reason, before)
    ]
    grade, first, _rights = decisive(fresh, is_class=judged.plan.service.capacity > 1)
    if grade >= Grade.EXCEPTION:
        raise not_available(first, judged.chosen.start, judged.plan)
    return Allowance(before.because, judged.objections.over, judged.rules)


def _was_allowed(unit: Unit, reason: Reason, before: Allowance) -> bool:
    number = reason.facts.get("appointment")
    if isinstance(number, int):
        return bool(numbers_of(unit, number) & (before.over or frozenset()))
    return _name(reason) in before.rules


def _first_but(judged: Judged, over: frozenset[int] | None) -> Reason | None:
    """The first visit in the way that is not among ``over``."""
    numbered = (reason for reason in judged.objections.raised if "appointment" in reason.facts)
    return next((r for r in numbered if r.facts["appointment"] not in (over or frozenset())), None)


def not_available(reason: Reason | None, start: int, plan: Plan) -> RefusalError:
    """The refusal of a start: ``slot-taken`` where a visit or hold is in the way."""
    taken = reason is not None and (
        reason.why in (Why.BOOKED, Why.HELD)
        or (reason.why is Why.BUFFER and "appointment" in reason.facts)
    )
    code = Code.SLOT_TAKEN if taken else Code.NOT_AVAILABLE
    return refuse(code, reason, start=start, timezone=plan.location.timezone)


def _name(reason: Reason) -> str:
    """The rule that a reason stands for in a trail."""
    return Why.BLOCKED.value if is_into_block(reason) else reason.why.value


def _least_bad_team(
    plan: Plan, severity: Callable[[str], tuple[int, int]]
) -> tuple[str, ...] | None:
    """Different resources for all roles, the named ones among them, that break least."""
    named = tuple(dict.fromkeys(plan.request.resource_ids))
    count = len(plan.roles)
    options = [
        [
            *(name for name in role if name in named),
            *sorted((name for name in role if name not in named), key=severity)[:count],
        ]
        for role in plan.roles
    ]
    teams = [
        team for team in product(*options) if len(set(team)) == count and set(named) <= set(team)
    ]
    if named in teams:
        return named  # as it was named, where that is the order of the roles
    return min(teams, key=lambda team: sorted(map(severity, team), reverse=True), default=None)
