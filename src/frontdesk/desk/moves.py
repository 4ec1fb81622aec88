"""Moving a visit, changing its length, and copying it: judged first, then one step with an undo.

Moving is the ``reschedule`` of the rules for whoever drags a block: also over a rule that may be
bent, also for a reserved visit or a live hold, and never over what another desk wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.availability import reason_in
from frontdesk.desk.exceptions import Allowance, Judged, allow, allowance_of, judge_place
from frontdesk.desk.nearest import with_nearest
from frontdesk.desk.placing import HoldRequest, plan_at
from frontdesk.desk.restoring import facts_kept, leave_place, link, put
from frontdesk.desk.sentences import (
    reason_sentence,
    refusal_sentence,
    right_sentence,
    usual_person_sentence,
)
from frontdesk.desk.standing import changes_of, find, visit_of
from frontdesk.desk.taken import load_taken
from frontdesk.desk.translatable import Translate, untranslated
from frontdesk.desk.undo_log import remember, snapshot, visit_facts, way_back
from frontdesk.desk.undo_visits import remember_change
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import starts_by_resource
from frontdesk.engine.booking import Appointment, Verb, is_expired, status_after
from frontdesk.engine.changes import Changes
from frontdesk.engine.exceptions import Grade
from frontdesk.engine.plan import Plan, Request, check_duration, find_location, make_plan
from frontdesk.engine.refusals import Code, Reason, RefusalError, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.rounds import Roles
from frontdesk.engine.values import DurationRule, Status
from frontdesk.engine.zones import local_date
from frontdesk.store import history, visits
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.desk_rows import Command

__all__ = [
    "Grade",
    "Move",
    "MoveOpenings",
    "Verdict",
    "copy",
    "judge",
    "judge_hold",
    "move",
    "move_openings",
]


@dataclass(frozen=True, slots=True)
class Move:
    """Where a visit is to stand. ``start`` is an instant, ``duration`` minutes.

    Without a duration or resources it keeps its own. ``version`` is that of the visit as it was
    seen (``Appointment.version``); None moves it as it stands.
    """

    appointment_id: int
    start: int
    duration: int | None = None
    resource_ids: tuple[str, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about a place before anything is written.

    ``sentence`` is for a person, empty for a free place. ``needs`` are the rights that an
    exception takes; those that whoever sits here lacks are ``missing``, and the grade is REFUSED.
    ``resource_ids`` are who would take the visit, ``over`` the visits whose time it would share.
    """

    grade: Grade
    reason: Reason | None = None
    sentence: str = ""
    resource_ids: tuple[str, ...] = ()
    needs: frozenset[Right] = frozenset()
    missing: frozenset[Right] = frozenset()
    over: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MoveOpenings:
    """Where a visit could go in some days, its own time being no obstacle.

    ``alone`` holds for each resource that could take a part its legal starts (instants, sorted),
    by itself; ``roles`` who could take the part of each of ``resource_ids``. ``lengths`` are the
    durations that the service allows. A seat in a class of several resources is not told here.
    """

    appointment_id: int
    version: int
    start: int
    duration: int
    buffer_before: int
    buffer_after: int
    interval: int
    lengths: tuple[int, ...]
    resource_ids: tuple[str, ...]
    roles: Roles
    alone: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def team(self, dragged: str, target: str) -> tuple[str, ...] | None:
        """Who takes the visit when ``target`` takes over the part of ``dragged``; None: can't."""
        if dragged not in self.resource_ids:
            return None
        part = self.resource_ids.index(dragged)
        if target == dragged:
            return self.resource_ids
        if part >= len(self.roles):  # the service needed more when the visit was made
            return None
        if target in self.resource_ids or target not in self.roles[part]:
            return None
        return (*self.resource_ids[:part], target, *self.resource_ids[part + 1 :])

    def starts(self, dragged: str, target: str) -> tuple[int, ...]:
        """The legal starts, sorted, with ``target`` in the part of ``dragged``."""
        team = self.team(dragged, target)
        if team is None:
            return ()
        first, *others = (self.alone.get(name, ()) for name in team)
        if not others:
            return first
        shared = set(first).intersection(*others)
        return tuple(start for start in first if start in shared)

    def starts_for(self, dragged: str) -> dict[str, tuple[int, ...]]:
        """The legal starts by target, for each resource that can take the part of ``dragged``."""
        return {
            name: self.starts(dragged, name)
            for name in self.alone
            if self.team(dragged, name) is not None
        }


def move(desk: Desk, wanted: Move, *, because: str | None = None) -> Done[Visit] | Refused:
    """Put a visit to another time, length or resources of its location, as one step.

    A booked visit ends RE with a link to a new BK row, as by ``reschedule``; a reserved one,
    which the table of statuses lets leave by cancel alone, ends CN with the link; a live hold is
    released for a new one with a full new term. What came of it is the answer's visit. Facts
    stay with it: arrived, started and done on the same local day, confirmed at the same start,
    paid wherever it goes.

    What is a mere note is done; an exception (``engine.exceptions``) takes ``because`` and the
    right to it (``no-permission``). Refused with ``wrong-status``: ``visit-changed`` where the
    visit is not in the version that was seen; with ``slot-taken`` and the nearest free times
    where somebody has the time; else with ``not-available``, ``not-offered-here``,
    ``bad-duration``. A move to where it stands is done without a step.
    """

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        old = movable(unit, wanted)
        if _stays(old, wanted):
            return visit_of(unit, old), Changes()
        new, back = stand_elsewhere(unit, old, wanted, because)
        moved = (old.start, old.resource_ids) != (new.start, new.resource_ids)
        remember_change(unit, "move" if moved else "resize", old, new, back)
        return visit_of(unit, new), changes_of(old, new)

    return _with_nearest(desk, desk.attempt(verb), wanted)


def stand_elsewhere(
    unit: Unit, old: Appointment, wanted: Move, because: str | None = None
) -> tuple[Appointment, Command]:
    """What ``move`` does, without a step: the visit at its new place, and what leads back."""
    judged = judge_place(unit, _plan_of(unit, old, wanted), wanted.start, old)
    allowed = _still_allowed(unit, old, allow(unit, judged, because))
    was = snapshot(unit, old)
    leave_place(unit, old)
    draft = _draft_of(unit, judged, old)
    new = put(unit, draft, facts_kept(unit, old, draft.start), allowed, movedFrom=old.id)
    link(unit, old, new)
    return new, {"verb": "back", "to": was}


def copy(desk: Desk, wanted: Move, *, because: str | None = None) -> Done[Visit] | Refused:
    """Make a visit of the same customer and service at another time, by the rules of ``move``.

    Booked where a customer is known, otherwise a hold. The visit copied may have any status.
    """

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        old = _seen(unit, wanted)
        judged = judge_place(unit, _plan_of(unit, old, wanted), wanted.start)
        allowed = allow(unit, judged, because)
        booked = old.customer_id is not None
        status = Status.BOOKED if booked else Status.INITIAL
        draft = replace(_draft_of(unit, judged, old), status=status)
        new = put(unit, draft, {}, allowed, copiedFrom=old.id)
        remember(unit, "copy", [way_back(unit, new)], visit_facts(unit, new), new.id)
        return visit_of(unit, new), changes_of(new)

    return _with_nearest(desk, desk.attempt(verb), wanted)


def judge(
    desk: Desk, wanted: Move, *, copying: bool = False, tr: Translate = untranslated
) -> Verdict:
    """What ``move`` (or ``copy``) would say, without doing it."""
    with desk.look() as unit:
        try:
            old = _seen(unit, wanted) if copying else movable(unit, wanted)
            if not copying and _stays(old, wanted):
                return Verdict(Grade.FREE, resource_ids=old.resource_ids)
            plan = _plan_of(unit, old, wanted)
            judged = judge_place(unit, plan, wanted.start, None if copying else old)
        except RefusalError as error:
            return Verdict(Grade.REFUSED, None, refusal_sentence(error.refusal, tr))
        verdict = _verdict(unit, judged, tr)
        if verdict.grade is Grade.FREE:
            return _with_usual_person(unit, verdict, old, tr)
        return verdict


def judge_hold(desk: Desk, request: HoldRequest, *, tr: Translate = untranslated) -> Verdict:
    """What a hold with a reason (``because``) would come to, without making it.

    A mere note needs a reason there, too: without one ``hold`` goes by the rules to the letter.
    The hold that will be let go for it (``instead_of``) is not in its way.
    """
    with desk.look() as unit:
        try:
            left = request.instead_of
            leaving = None if left is None else visits.get(unit.connection, left)
            plan = plan_at(unit, request)
            judged = judge_place(unit, plan, request.start, leaving=leaving)
        except RefusalError as error:
            return _no_plan(unit, request, error, tr)
        return _verdict(unit, judged, tr)


def move_openings(
    desk: Desk,
    appointment_id: int,
    first: date,
    last: date,
    *,
    every_minute: bool = False,
    duration: int | None = None,
) -> MoveOpenings:
    """Where a visit could go on the local days ``first..last``, with its own or another length.

    ``every_minute`` asks for every free minute, whatever the grid.

    Raises:
        RefusalError: ``unknown-id``, ``not-offered-here``, ``bad-duration``, ``bad-range``.
    """
    with desk.look() as unit:
        old = find(unit, appointment_id)
        return openings_in(unit, old, first, last, every_minute=every_minute, duration=duration)


def openings_in(
    unit: Unit,
    old: Appointment,
    first: date,
    last: date,
    *,
    every_minute: bool = False,
    duration: int | None = None,
) -> MoveOpenings:
    """The same, as the book stands in a transaction."""
    request = Request(old.service_id, first, last, old.location_id)
    plan = _with_length(make_plan(unit.business, request), old, duration)
    service = plan.service
    if every_minute:
        free = replace(service, start_interval=1, start_grid="clock", start_times=None)
        plan = replace(plan, service=free)
    alone = starts_by_resource(plan, unit.hours, load_taken(unit, plan, old), unit.now)
    parts = plan.roles if service.requires is not None else plan.roles * len(old.resource_ids)
    return MoveOpenings(
        old.id,
        old.version,
        old.start,
        plan.duration,
        service.buffer_before,
        service.buffer_after,
        service.start_interval,
        _lengths(service.duration),
        old.resource_ids,
        parts,
        {name: tuple(starts) for name, starts in alone.items()},
    )


def _lengths(rule: DurationRule) -> tuple[int, ...]:
    return tuple(range(rule.minimum, rule.maximum + 1, rule.step))


def _seen(unit: Unit, wanted: Move) -> Appointment:
    """The visit, if nobody changed it since it was seen."""
    found = find(unit, wanted.appointment_id)
    if wanted.version is not None and wanted.version != found.version:
        raise refuse(Code.WRONG_STATUS, because="visit-changed")
    return found


def movable(unit: Unit, wanted: Move) -> Appointment:
    """The visit, if it is as it was seen and may stand elsewhere; ``wrong-status`` otherwise."""
    found = _seen(unit, wanted)
    if is_expired(found, unit.now):
        raise refuse(Code.WRONG_STATUS, status="expired", wanted="moved")
    if found.status not in (Status.INITIAL, Status.RESERVED):
        status_after(found.status, Verb.RESCHEDULE)
    return found


def _stays(old: Appointment, wanted: Move) -> bool:
    return (
        wanted.start == old.start
        and wanted.duration in (None, old.duration)
        and wanted.resource_ids in ((), old.resource_ids)
    )


def _plan_of(unit: Unit, old: Appointment, wanted: Move) -> Plan:
    """The plan of the day of the new start. A length that stays is not asked about again."""
    day = local_date(wanted.start, unit.business.locations[old.location_id].timezone)
    names = wanted.resource_ids or old.resource_ids
    request = Request(old.service_id, day, day, old.location_id, names)
    return _with_length(make_plan(unit.business, request), old, wanted.duration)


def _with_length(plan: Plan, old: Appointment, duration: int | None) -> Plan:
    if duration is None or duration == old.duration:
        return replace(plan, duration=old.duration)
    return replace(plan, duration=check_duration(plan.service, duration))


def _draft_of(unit: Unit, judged: Judged, old: Appointment) -> NewAppointment:
    """The row at the new place. Both buffers are frozen anew, as for any visit that is made."""
    plan = judged.plan
    return NewAppointment(
        status=old.status,
        location_id=old.location_id,
        service_id=old.service_id,
        resource_ids=judged.chosen.resource_ids,
        start=judged.chosen.start,
        duration=plan.duration,
        buffer_before=plan.service.buffer_before,
        buffer_after=plan.service.buffer_after,
        created_at=unit.moment,
        customer_id=old.customer_id,
        notes=old.notes,
        desk=unit.desk_name,
    )


def _still_allowed(unit: Unit, old: Appointment, allowed: Allowance | None) -> Allowance | None:
    """What is allowed, for the reason that was given when the visit came to share its time."""
    if allowed is None or allowed.because:
        return allowed
    before = allowance_of(unit, old.id)
    return allowed if before is None else replace(allowed, because=before.because)


def _verdict(unit: Unit, judged: Judged, tr: Translate) -> Verdict:
    names = judged.chosen.resource_ids
    if judged.reason is None:
        return Verdict(judged.grade, resource_ids=names)
    zone, start = judged.plan.location.timezone, judged.chosen.start
    sentence = reason_sentence(judged.reason, zone, start, tr)
    missing = judged.needs - unit.rights if judged.grade is Grade.EXCEPTION else frozenset()
    if missing:
        permission = right_sentence(min(missing), tr)
        sentence = tr("{why} {permission}").format(why=sentence, permission=permission)
    grade = Grade.REFUSED if missing else judged.grade
    over = judged.objections.over
    return Verdict(grade, judged.reason, sentence, names, judged.needs, missing, over)


def _no_plan(unit: Unit, request: HoldRequest, error: RefusalError, tr: Translate) -> Verdict:
    """Nothing can be held as it is asked for: in the words in which ``why_not`` says so."""
    reason = reason_in(error)
    if reason is None:
        return Verdict(Grade.REFUSED, None, refusal_sentence(error.refusal, tr))
    zone = find_location(unit.business, request.location_id).timezone
    return Verdict(Grade.REFUSED, reason, reason_sentence(reason, zone, request.start, tr))


def _with_usual_person(unit: Unit, verdict: Verdict, old: Appointment, tr: Translate) -> Verdict:
    """A note where the visit would leave the person whom its customer usually comes to."""
    left = set(old.resource_ids) - set(verdict.resource_ids)
    if old.customer_id is None or not left:
        return verdict
    overview = history.overviews(unit.connection, [old.customer_id], unit.moment)
    usual = overview[old.customer_id].usual_resource
    if usual not in left:
        return verdict
    sentence = usual_person_sentence(unit.business.resources[usual].name, tr)
    return replace(verdict, grade=Grade.NOTE, sentence=sentence)


def _with_nearest(desk: Desk, answer: Done[Visit] | Refused, wanted: Move) -> Done[Visit] | Refused:
    """A refusal of a lost time with the free times nearest to it."""
    if isinstance(answer, Done) or answer.refusal.code is not Code.SLOT_TAKEN:
        return answer
    with desk.look() as unit:
        old = find(unit, wanted.appointment_id)
    request = HoldRequest(
        old.service_id, wanted.start, duration=wanted.duration, location_id=old.location_id
    )
    return with_nearest(desk, answer, request)
