"""The three grades of bending a rule: a mere note, an exception by those who may, and refused.

``RULES`` is the whole table. A visit is judged by everything that its place breaks, not only by
the first reason that ``explain`` names: who may book over a visit may not book over a hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from frontdesk.engine.availability import Taken
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import ORDER, Occupants, conflicts, not_open, out_of_reach, over_limit
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.rights import Right
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date


class Grade(IntEnum):
    """How far a place is from being free; the greater, the further."""

    FREE = 0  # nothing to say
    NOTE = 1  # allowed, and said
    EXCEPTION = 2  # allowed with a reason, by those who have the right
    REFUSED = 3  # nobody may


@dataclass(frozen=True, slots=True)
class Rule:
    """The grade of breaking one rule, and the right that an exception from it needs."""

    grade: Grade
    right: Right | None = None


_REFUSED = Rule(Grade.REFUSED)
_NOTE = Rule(Grade.NOTE)
_OVERBOOK = Rule(Grade.EXCEPTION, Right.OVERBOOK)
_OUTSIDE_HOURS = Rule(Grade.EXCEPTION, Right.OUTSIDE_HOURS)

RULES: Mapping[Why, Rule] = {
    Why.PAST: _REFUSED,
    Why.NOTICE: _NOTE,
    Why.HORIZON: _NOTE,
    Why.NOT_OFFERED: _REFUSED,
    Why.CLOSED: _OUTSIDE_HOURS,
    Why.HOLIDAY: _OUTSIDE_HOURS,
    Why.OUTSIDE_HOURS: _OUTSIDE_HOURS,
    Why.BLOCKED: _OUTSIDE_HOURS,
    Why.BOOKED: _OVERBOOK,
    Why.HELD: _REFUSED,  # somebody is at it this very minute
    Why.BUFFER: _OVERBOOK,
    Why.DAILY_LIMIT: _OVERBOOK,
    Why.OFF_GRID: _NOTE,
}


def rule_for(reason: Reason, *, is_class: bool = False) -> Rule:
    """The rule that a reason stands for. ``is_class``: the visit to place is one of a class.

    Buffers that run into a block are a matter of hours, those that run into a hold are refused
    as the hold itself. A class has its seats, and is never put over anything else.
    """
    if is_into_block(reason):
        return RULES[Why.BLOCKED]
    if reason.why in (Why.BOOKED, Why.BUFFER):
        on_hold = reason.facts.get("status") == Status.INITIAL.value
        if is_class or on_hold:
            return RULES[Why.HELD]
    return RULES[reason.why]


def is_into_block(reason: Reason) -> bool:
    """Whether only the buffers of a visit would run into a block."""
    return reason.why is Why.BUFFER and "appointment" not in reason.facts


@dataclass(frozen=True, slots=True)
class Objections:
    """What the rules have against a place: what is ``raised``, and what is ``kept`` as it stood.

    Both in the order in which ``explain`` looks.
    """

    raised: tuple[Reason, ...] = ()
    kept: tuple[Reason, ...] = ()

    @property
    def over(self) -> frozenset[int]:
        """The appointments whose time the place would share, those kept included."""
        numbers = (reason.facts.get("appointment") for reason in (*self.raised, *self.kept))
        return frozenset(number for number in numbers if isinstance(number, int))


def objections(
    plan: Plan,
    names: Sequence[str],
    start: int,
    hours: OpenHours,
    taken: Taken,
    occupants: Occupants,
    now: datetime,
    standing: Appointment | None = None,
) -> Objections:
    """Everything against a visit of the plan by exactly the resources ``names`` at ``start``.

    But for the grid, which speaks only where nothing else does. ``standing`` is the visit that
    moves: what it has already is not asked again. A start that stays is not judged by past,
    notice and horizon, a local day that stays not by its limit, and a resource that keeps no
    more than part of its time not at all; what that part breaks is ``kept``.
    """
    raised: list[Reason | None] = []
    kept: list[Reason] = []
    zone = plan.location.timezone
    if standing is None or standing.start != start:
        raised.append(out_of_reach(plan, start, now))
    for name in names:
        resource = hours.business.resources[name]
        found = list(conflicts(plan, resource, start, hours, taken, occupants))
        if standing is not None and _is_part(plan, name, start, standing):
            kept += found
        else:
            raised += [not_open(plan, resource, start, hours), *found]
    if standing is None or local_date(standing.start, zone) != local_date(start, zone):
        raised.append(over_limit(plan, start, taken))
    return Objections(_in_order(raised), _in_order(kept))


def _in_order(reasons: Iterable[Reason | None]) -> tuple[Reason, ...]:
    said = [reason for reason in reasons if reason is not None]
    return tuple(sorted(said, key=lambda reason: ORDER.index(reason.why)))


def _is_part(plan: Plan, name: str, start: int, standing: Appointment) -> bool:
    """Whether a resource would give no minute that the visit does not have of it now."""
    service = plan.service
    end = start + plan.duration
    footprint = Span(start - service.buffer_before, end + service.buffer_after)
    return (
        service.capacity == 1  # a class is kept whole
        and name in standing.resource_ids
        and standing.start <= start
        and end <= standing.end
        and standing.footprint.start <= footprint.start
        and footprint.end <= standing.footprint.end
    )


def decisive(
    reasons: Sequence[Reason], *, is_class: bool = False
) -> tuple[Grade, Reason | None, frozenset[Right]]:
    """The gravest grade, the first reason that has it, and the rights that all of them need."""
    rules = [rule_for(reason, is_class=is_class) for reason in reasons]
    grade = max((rule.grade for rule in rules), default=Grade.FREE)
    first = next((r for r, rule in zip(reasons, rules, strict=True) if rule.grade is grade), None)
    return grade, first, frozenset(rule.right for rule in rules if rule.right is not None)
