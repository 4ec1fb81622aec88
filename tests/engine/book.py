"""What the book would tell the engine about a list of appointments, worked out visit by visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from frontdesk.engine.availability import Available, Session, SessionKey, Taken, available_times
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import Occupant, explain
from frontdesk.engine.hours import HolidayLookup, OpenHours
from frontdesk.engine.plan import Plan, Request, make_plan
from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, HolidayRule

from .oracle import Entry, is_live


def holiday_lookup(holidays: Mapping[date, str]) -> HolidayLookup:
    """A calendar of public holidays that knows just these, whatever the country."""

    def look_up(rule: HolidayRule, first: date, last: date) -> Mapping[date, str]:
        return {
            day: name
            for day, name in holidays.items()
            if first <= day <= last and name not in rule.open
        }

    return look_up


def taken_for(plan: Plan, visits: Sequence[Appointment], now: datetime) -> Taken:
    """As the store would load it: only live visits, only what touches the plan's reach."""
    live = [visit for visit in visits if is_live(visit, now)]
    low, high = plan.reach
    spans: dict[str, list[Span]] = {name: [] for name in plan.candidates}
    sessions: dict[SessionKey, Session] = {}
    counts: dict[str, int] = {}
    last_made: dict[str, int] = {}
    for visit in live:
        for name in visit.resource_ids:
            if name not in spans:
                continue
            last_made[name] = max(visit.created_at, last_made.get(name, visit.created_at))
            if plan.window.start <= visit.start < plan.window.end:
                counts[name] = counts.get(name, 0) + 1
            if visit.footprint.end <= low or visit.footprint.start >= high:
                continue
            if visit.service_id == plan.service.id and plan.service.capacity > 1:
                key = (name, visit.start, visit.duration)
                known = sessions.get(key)
                team = frozenset(visit.resource_ids)
                sessions[key] = Session(known.taken + 1 if known else 1, visit.footprint, team)
                if known:
                    continue  # a class takes its footprint once
            spans[name].append(visit.footprint)
    starts = [
        visit.start
        for visit in live
        if (visit.service_id, visit.location_id) == (plan.service.id, plan.location.id)
        and plan.window.start <= visit.start < plan.window.end
    ]
    return Taken(
        {name: sorted(own) for name, own in spans.items()}, sessions, starts, counts, last_made
    )


def occupants_for(
    plan: Plan, visits: Sequence[Appointment], now: datetime
) -> dict[str, list[Occupant]]:
    """The live visits of each candidate."""
    return {
        name: [
            Occupant(
                visit.id,
                Span(visit.start, visit.end),
                visit.footprint,
                visit.status,
                visit.service_id,
                hold_expires_at=visit.hold_expires_at,
            )
            for visit in visits
            if is_live(visit, now) and name in visit.resource_ids
        ]
        for name in plan.candidates
    }


def ask(
    business: Business,
    request: Request,
    visits: Sequence[Appointment] = (),
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC),
    holidays: Mapping[date, str] | None = None,
) -> list[Entry]:
    """The engine's available times for a request, as plain tuples."""
    plan = make_plan(business, request)
    hours = OpenHours(business, holiday_lookup(holidays or {}))
    found: list[Available] = available_times(plan, hours, taken_for(plan, visits, now), now)
    return [tuple(entry) for entry in found]


def ask_why(
    business: Business,
    request: Request,
    start: int,
    visits: Sequence[Appointment] = (),
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC),
    holidays: Mapping[date, str] | None = None,
) -> str | None:
    """The code of the engine's reason against a start; None when a booking can be made."""
    plan = make_plan(business, request)
    hours = OpenHours(business, holiday_lookup(holidays or {}))
    taken, occupants = taken_for(plan, visits, now), occupants_for(plan, visits, now)
    reason = explain(plan, start, hours, taken, occupants, now)
    return reason and reason.why.value
