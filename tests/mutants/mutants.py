"""Small lies about availability and booking, each of which some test must find out.

``python tests/mutants/hunt.py`` tells them one by one to a copy of the project and runs the tests
that guard the place. A mutant that survives names a rule that nobody holds.
"""

from __future__ import annotations

from typing import NamedTuple

ENGINE = ("tests/engine",)
DESK = (
    "tests/desk/test_holds.py",
    "tests/desk/test_transitions.py",
    "tests/desk/test_riverside.py",
    "tests/desk/test_classes.py",
    "tests/desk/test_model.py",
)
MOVES = (
    "tests/engine/test_exceptions.py",
    "tests/desk/test_moves.py",
    "tests/desk/test_exceptions.py",
    "tests/desk/test_bent_holds.py",
    "tests/desk/test_undo.py",
    "tests/desk/test_moves_model.py",
)
PAYMENTS = (
    "tests/engine/test_payment.py",
    "tests/desk/test_payments.py",
    "tests/ui/calendar/test_blocks.py",
    "tests/ui/calendar/test_scene.py",
)
STORE = ("tests/store", "tests/races/test_one_time.py", *DESK)


class Mutant(NamedTuple):
    """One change of one place: ``old`` occurs exactly once in ``file`` and becomes ``new``."""

    file: str
    old: str
    new: str
    rule: str
    tests: tuple[str, ...]


def _engine(file: str, old: str, new: str, rule: str) -> Mutant:
    return Mutant(f"src/frontdesk/engine/{file}.py", old, new, rule, ENGINE)


def _desk(file: str, old: str, new: str, rule: str) -> Mutant:
    return Mutant(f"src/frontdesk/desk/{file}.py", old, new, rule, DESK)


def _store(file: str, old: str, new: str, rule: str) -> Mutant:
    return Mutant(f"src/frontdesk/store/{file}.py", old, new, rule, STORE)


def _move(file: str, old: str, new: str, rule: str) -> Mutant:
    return Mutant(f"src/frontdesk/{file}.py", old, new, rule, MOVES)


def _paid(file: str, old: str, new: str, rule: str) -> Mutant:
    return Mutant(f"src/frontdesk/{file}.py", old, new, rule, PAYMENTS)


MUTANTS = [
    # Where a visit fits
    _engine(
        "sweep",
        "if end - start >= duration]",
        "if end - start > duration]",
        "a visit may fill a window exactly",
    ),
    _engine(
        "sweep",
        "if taken_start - free_from >= whole:",
        "if taken_start - free_from > whole:",
        "a visit and its buffers may fill a gap exactly",
    ),
    _engine(
        "sweep",
        "low, high = free_from + before, taken_start - tail",
        "low, high = free_from, taken_start - tail",
        "the buffer before is kept free",
    ),
    _engine("sweep", "tail = duration + after", "tail = duration", "the buffer after is kept free"),
    _engine(
        "sweep",
        "        if taken_end > free_from:\n",
        "        if taken_end != free_from:\n",
        "of overlapping spans the longest counts",
    ),
    _engine("sweep", "latest = end - 1", "latest = end", "a range of starts ends before its end"),
    _engine(
        "sweep",
        "parts.append((max(first, low), min(last, end - 1)))",
        "parts.append((max(first, low), min(last, end)))",
        "reach is half-open",
    ),
    _engine(
        "sweep",
        "if taken_until <= span.start and span.end <= following.start:",
        "if span.end <= following.start:",
        "a class that something else runs into is not joined",
    ),
    # Legal starts
    _engine(
        "grid",
        "if wall_minute(s, zone) % interval == 0]",
        "if (s - start) % interval == 0]",
        "the grid is the clock on the wall, also on the day it changes",
    ),
    _engine(
        "grid",
        "if span.start + longest < m < span.end",
        "if span.start < m < span.end",
        "an opening counts for a week",
    ),
    _engine(
        "grid",
        "low += -(low - ahead[index - 1]) % interval",
        "low += (low - ahead[index - 1]) % interval",
        "starts are whole intervals after the opening",
    ),
    # Open time
    _engine(
        "hours",
        "    if end <= start:\n",
        "    if end < start:\n",
        "a window that ends when it starts is a whole day",
    ),
    _engine(
        "hours",
        "if local_date(s.start, zone) not in closed)",
        "if s)",
        "ignoring the location's hours does not ignore its closures",
    ),
    _engine(
        "hours",
        "open_days = [day for day in days if day not in closed]",
        "open_days = days",
        "a closed day is closed",
    ),
    _engine(
        "hours",
        "            if override is not None:\n",
        "            if override:\n",
        "an override without windows closes the day",
    ),
    _engine(
        "hours",
        "return intersect(spans, merge(_week_spans(service.hours, days, location.timezone)))",
        "return spans",
        "the service's own hours count",
    ),
    _engine(
        "hours",
        "if resource.hours is None and not resource.overrides and",
        "if resource.hours is None and",
        "an override counts for a resource without hours of its own",
    ),
    _engine(
        "rounds",
        "and len(self.candidates) == sum(map(len, roles))",
        "and True",
        "who is in two roles fills one of them",
    ),
    _store(
        "occupancy",
        "footprint.c.start < _hi - LONGEST)",
        "footprint.c.start < _hi)",
        "a visit is counted by its own start, not by its footprint's",
    ),
    _store(
        "occupancy",
        "counts[name] += more",
        "pass",
        "each attendee of a class counts",
    ),
    _store(
        "prepared",
        'execute(self._connection, "ROLLBACK TO visit")',
        "pass",
        "a visit whose time is refused leaves nothing behind",
    ),
    _engine(
        "hours",
        "(resource.blocks, self.business.zone_of(resource)),",
        "(resource.blocks, location.timezone),",
        "a resource's blocks are in its own zone",
    ),
    _engine(
        "hours",
        "            (location.blocks, location.timezone),\n",
        "",
        "a location's blocks are everybody's",
    ),
    _engine(
        "hours",
        "if closure.first <= day <= closure.last:",
        "if closure.first <= day < closure.last:",
        "the last day of a closure is closed",
    ),
    _engine(
        "hours",
        "closed.update(self._holidays(location.holidays, days[0], days[-1]))",
        "pass",
        "public holidays close",
    ),
    _engine(
        "span",
        "if merged and start <= merged[-1].end:",
        "if merged and start < merged[-1].end:",
        "windows that touch are one",
    ),
    # Reach and limits
    _engine(
        "availability",
        "return instant_from(now) + plan.service.notice",
        "return instant_from(now)",
        "notice is kept",
    ),
    _engine(
        "availability",
        "if count >= service.daily_limit:",
        "if count > service.daily_limit:",
        "the daily limit is a limit",
    ),
    _engine(
        "availability",
        "today + timedelta(days=service.horizon_days), 1440, zone",
        "today + timedelta(days=service.horizon_days), 0, zone",
        "the last day of the horizon counts",
    ),
    _engine(
        "availability",
        "session.taken < plan.service.capacity:",
        "session.taken <= plan.service.capacity:",
        "a full class is full",
    ),
    _engine(
        "availability",
        "key = start, self._taken.sessions[name, start, self._plan.duration].team",
        "key = start, frozenset[str]()",
        "a class is joined with all of its resources",
    ),
    # Who takes it
    _engine(
        "rounds",
        "return lambda name: visits.get(name, 0)",
        "return lambda name: -visits.get(name, 0)",
        "balanced picks who has fewest",
    ),
    _engine(
        "rounds",
        'return lambda name: last_made.get(name, float("-inf"))',
        'return lambda name: last_made.get(name, float("inf"))',
        "rotation picks who never had one first",
    ),
    _engine(
        "rounds",
        "return _saturates(by_role) and _saturates(by_must)",
        "return all(by_role) and _saturates(by_must)",
        "roles are filled by different resources",
    ),
    # Why not
    _engine(
        "explain",
        "        or not_open(plan, resource, start, hours)\n"
        "        or next(conflicts(plan, resource, start, hours, taken, occupants), None)\n",
        "        or next(conflicts(plan, resource, start, hours, taken, occupants), None)\n"
        "        or not_open(plan, resource, start, hours)\n",
        "reasons have an order",
    ),
    _engine(
        "explain",
        "((Why.BOOKED, False), (Why.HELD, True))",
        "((Why.HELD, True), (Why.BOOKED, False))",
        "booked comes before held",
    ),
    # Requests
    _engine(
        "plan",
        "LONGEST_RANGE = 366",
        "LONGEST_RANGE = 365",
        "a range of 366 days is answered",
    ),
    _engine(
        "plan",
        'if service.scope == "location" and service.location_id != location.id:',
        "if False:",
        "a location's service is offered only there",
    ),
    _engine(
        "values",
        "(minutes - self.minimum) % self.step == 0",
        "minutes % self.step == 0",
        "durations go in steps from the minimum",
    ),
    # Statuses and holds
    _engine(
        "booking",
        "and moment_of(now) >= appointment.hold_expires_at",
        "and moment_of(now) > appointment.hold_expires_at",
        "a hold ends at the very second its timer names",
    ),
    _engine(
        "booking",
        "    (Status.RESERVED, Verb.CANCEL): Status.CANCELLED,\n",
        "",
        "a reserved visit can be cancelled",
    ),
    Mutant(
        "src/frontdesk/engine/booking.py",
        "    (Status.NO_SHOW, Verb.UNDO_NO_SHOW): Status.BOOKED,\n",
        "    (Status.NO_SHOW, Verb.UNDO_NO_SHOW): Status.BOOKED,\n"
        "    (Status.NO_SHOW, Verb.BOOK): Status.BOOKED,\n",
        "only an undo brings a no-show back",
        DESK,
    ),
    _desk(
        "booking",
        "        if is_expired(found, unit.now):\n            check_still_free(unit, found)\n",
        "",
        "an expired hold is checked again before it is booked",
    ),
    _desk(
        "conflicts",
        "if other.appointment_id == visit.id or (is_mate and len(mates) < capacity):",
        "if other.appointment_id == visit.id or is_mate:",
        "nobody comes back into a full class",
    ),
    _desk(
        "conflicts",
        "if set(mate.resource_ids) == team)",
        ")",
        "another team's class is somebody else's time",
    ),
    _desk(
        "standing",
        "booking_timer_minutes * 60",
        "booking_timer_minutes * 61",
        "the booking timer is in minutes",
    ),
    # Moves and exceptions
    _move(
        "engine/exceptions",
        "if is_class or on_hold:",
        "if is_class:",
        "a buffer is never bent into a hold",
    ),
    _move(
        "engine/exceptions",
        "if is_class or on_hold:",
        "if on_hold:",
        "a class is never put over anything",
    ),
    _move(
        "engine/exceptions",
        "if standing is None or standing.start != start:",
        "if True:",
        "a visit under way can be made longer",
    ),
    _move(
        "engine/exceptions",
        "        and end <= standing.end\n",
        "",
        "more of an exception is asked for again",
    ),
    _move(
        "engine/exceptions",
        "grade = max((rule.grade for rule in rules), default=Grade.FREE)",
        "grade = rules[0].grade if rules else Grade.FREE",
        "the gravest reason decides",
    ),
    _move(
        "desk/exceptions",
        "        for right in sorted(judged.needs):\n            unit.require(right)\n",
        "        pass\n",
        "an exception takes the right",
    ),
    _move(
        "desk/exceptions",
        "or strangers or (asked and not because):",
        "or strangers:",
        "an exception takes a reason",
    ),
    _move(
        "desk/exceptions",
        "    if grade >= Grade.EXCEPTION:\n",
        "    if grade > Grade.EXCEPTION:\n",
        "who is held again stands over nobody who came since",
    ),
    _move(
        "desk/exceptions",
        "return _name(reason) in before.rules",
        "return True",
        "who is held again bends no other rule",
    ),
    _move(
        "desk/placing",
        "line.after not in (Status.INITIAL, None)",
        "line.after is None",
        "what was allowed for a visit ends with it",
    ),
    _move(
        "desk/placing",
        "if same <= lines[0].change.items()",
        "if lines",
        "what was allowed for a hold is for its place alone",
    ),
    _move(
        "desk/placing",
        'if not (request.because or "").strip():',
        "if False:",
        "without a reason a hold goes by the rules",
    ),
    _move(
        "desk/placing",
        "draft = replace(draft, overbooked=bool(allowed.over))",
        "pass",
        "who is put over others is marked",
    ),
    _move(
        "desk/conflicts",
        "return Why.BLOCKED.value in allowed.rules",
        "return True",
        "nobody comes back into a block",
    ),
    _move(
        "desk/conflicts",
        "    if numbers_of(unit, other) & (allowed.over or frozenset()):\n        return True\n",
        "    if allowed.over:\n        return True\n",
        "who was put over one comes back over nobody else",
    ),
    _move(
        "desk/moves",
        "if wanted.version is not None and wanted.version != found.version:",
        "if False:",
        "a move overwrites nobody",
    ),
    _move(
        "desk/moves",
        "judged = judge_place(unit, _plan_of(unit, old, wanted), wanted.start, old)",
        "judged = judge_place(unit, _plan_of(unit, old, wanted), wanted.start)",
        "its own time is no obstacle to a visit",
    ),
    _move(
        "desk/restoring",
        "if local_date(start, zone) == local_date(visit.start, zone):",
        "if True:",
        "who came one day did not come on another",
    ),
    _paid(
        "desk/restoring",
        'facts: dict[Fact, int | None] = {"paid_at": visit.paid_at}',
        "facts: dict[Fact, int | None] = {}",
        "what was paid is paid wherever the visit goes",
    ),
    _paid(
        "engine/payment",
        "return has_begun or start * 60 <= now",
        "return has_begun or start * 60 < now",
        "a visit is to be paid for from its very start",
    ),
    _paid(
        "engine/payment",
        "return status is Status.BOOKED and bool(price_of(service))",
        "return status is Status.BOOKED and price_of(service) is not None",
        "nobody pays for what costs nothing",
    ),
    _paid(
        "ui/calendar/passing",
        "    if unpaid is not block.unpaid:\n"
        "        block = replace(block, unpaid=unpaid, badges=telling.badges(visit, unpaid))\n",
        "",
        "the icon comes by itself with the minute",
    ),
    _move(
        "desk/undo_visits",
        'if command["version"] not in (None, found.version):',
        "if False:",
        "nothing that was changed since is undone",
    ),
    _move(
        "desk/undo_visits",
        '    renew_steps(unit, (command["of"], command["was"]), (after.id, version))\n',
        "",
        "a step back does not stand in the way of the one before",
    ),
    _move(
        "desk/taken",
        "        starts.remove(moving.start)\n",
        "        pass\n",
        "a day is no fuller for a visit that moves in it",
    ),
    # The database's own guard
    _store(
        "rows",
        "return or_(hold_expires_at.is_(None), hold_expires_at > now)",
        "return or_(hold_expires_at.is_(None), hold_expires_at >= now)",
        "the SQL form of expiry agrees with the engine's",
    ),
    _store(
        "database",
        'raw.execute("BEGIN IMMEDIATE")\n            self._refuse_lost()',
        'raw.execute("BEGIN")\n            self._refuse_lost()',
        "a writer takes the lock before it looks",
    ),
    _store(
        "database",
        "is_news = told != before[1] or quiet == before[2]",
        "is_news = told != before[1]",
        "what another program wrote is news, too",
    ),
    _store(
        "database",
        "is_news = told != before[1] or quiet == before[2]",
        "is_news = True",
        "a form that is kept is no news",
    ),
    _store(
        "appointments",
        "keys.taken_until > new.start - new.buffer_before:",
        "keys.taken_until >= new.start - new.buffer_before:",
        "half-open: a visit may start at the minute another footprint ends",
    ),
    _store(
        "appointments",
        "keys.taken_until > new.start - new.buffer_before:",
        "keys.taken_until > new.start + new.duration:",
        "a refused visit leaves nothing behind",
    ),
    _store(
        "desk_rows",
        "    _later.c.desk == undo_entry.c.desk,\n",
        "",
        "a step takes the place of those of its own desk alone",
    ),
    _store(
        "occupancy",
        "found[name] = max(made, found.get(name) or made)",
        "pass",
        "rotation counts a live hold as a visit that was made",
    ),
    _desk(
        "placing",
        "        retire_expired(unit, draft.resource_ids, span)\n",
        "",
        "an expired hold does not keep its time",
    ),
    _store(
        "guards",
        'start < NEW."end" AND overbooked = 0{but_itself}',
        "start < NEW.start AND overbooked = 0{but_itself}",
        "the trigger sees an overlap on either side",
    ),
]
