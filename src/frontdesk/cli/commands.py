"""The subcommands: each opens a desk, calls one of its verbs, and prints the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from pathlib import Path

from frontdesk import paths
from frontdesk.cli import arguments, output
from frontdesk.cli.arguments import Arguments
from frontdesk.desk import (
    availability,
    booking,
    configuration,
    demo,
    documents,
    safekeeping,
    sentences,
    visits,
)
from frontdesk.desk.answers import (
    CustomerDetails,
    EnvironmentFault,
    Refused,
)
from frontdesk.desk.documents import Document
from frontdesk.desk.effects import StrandedVisit
from frontdesk.desk.setup_sentences import stranded_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import Clock, HandClock, SystemClock
from frontdesk.engine.plan import Request, find_location
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date, zone_of

Command = Callable[[Arguments], int]


def open_desk(args: Arguments) -> Desk:
    """The desk at the book that the command line names, or at the user's own."""
    book = _book(args)
    if args.now is None:
        return _desk(book, SystemClock(), args)
    clock = HandClock(args.now.replace(tzinfo=args.now.tzinfo or UTC))
    desk = _desk(book, clock, args)
    primary = configuration.business(desk).primary
    if args.now.tzinfo is None and primary is not None:
        # Without an offset the time is meant as the clock on the wall of the place.
        clock.set(args.now.replace(tzinfo=zone_of(primary.timezone)))
    return desk


def _book(args: Arguments) -> str:
    return args.db if args.db is not None else paths.default_book()


def _desk(book: str, clock: Clock, args: Arguments) -> Desk:
    # Whoever can run this has the file itself in hand: rights at the desk keep nothing from them.
    return Desk.open(book, clock, name="Command line", make_folder=args.db is None, trusted=True)


def _setup(args: Arguments) -> int:
    if args.action == "check":
        faults = configuration.check_setup(_read(args.file))
        if faults:
            raise output.invalid_setup(args.file, faults)
        return output.done(args, {"faults": []}, f"{args.file} is a valid setup file.")
    with closing(open_desk(args)) as desk:
        if args.action == "dump":
            sys.stdout.write(configuration.dump_setup(desk))
            return 0
        report = configuration.load_setup(desk, _read(args.file)).value
    if report.business is None:
        raise output.invalid_setup(args.file, report.faults)
    warnings = [
        f"{entry.name} ({entry.kind} {entry.id}) is no longer offered; "
        f"visits ahead that stay: {entry.visits}"
        for entry in report.stranded
    ]
    warnings += [
        f"visit {entry.visit.id} stays, but lost its time on {_when(entry)}: "
        f"{stranded_sentence(entry)}"
        for entry in report.lost
    ]
    for warning in warnings:
        print(f"frontdesk: warning: {warning}", file=sys.stderr)
    loaded = report.business
    counts = {
        "locations": len(loaded.locations),
        "resources": len(loaded.resources),
        "resourceGroups": len(loaded.groups),
        "services": len(loaded.services),
    }
    text = ", ".join(f"{count} {name}" for name, count in counts.items())
    state = "Loaded" if report.changed else "Nothing to change"
    return output.done(
        args,
        {"loaded": counts, "changed": report.changed, "warnings": warnings},
        f"{state}: {text}.",
    )


def _when(stranded: StrandedVisit) -> str:
    zone, start = stranded.timezone, stranded.visit.start
    day, time = sentences.day_text(local_date(start, zone)), sentences.clock_text(start, zone)
    return f"{day} at {time}"


def _availability(args: Arguments) -> int:
    request = Request(
        args.service,
        arguments.date_of(args.first, args.first, args.last),
        arguments.date_of(args.last, args.first, args.last),
        args.location,
        arguments.ids_of(args.resource),
        args.duration,
    )
    zone = arguments.checked_zone(args.timezone)
    offset = arguments.checked_offset(args.tz_offset)
    with closing(open_desk(args)) as desk:
        plan, times = availability.find(desk, request)
    document = documents.availability_document(plan, times, offset, zone)
    if args.json:
        return output.done(args, document)
    tz, _name, _requested = documents.answer_zone(plan, offset, zone)
    for entry in times:
        shown = documents.time_document(
            entry.start, plan.duration, entry.resource_ids, entry.seats, tz
        )
        print(f"{shown['startDateTime']}  {plan.duration} min  {shown['resourceIds']}")
    return 0


def _hold(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        request = booking.HoldRequest(
            args.service,
            arguments.instant_of_text(args.start, _zone_of_location(desk, args.location)),
            arguments.ids_of(args.resource),
            args.duration,
            args.location,
            _details(args),
            arguments.id_of(args.customer, "customer"),
            Status(args.complete) if args.complete else None,
            key=args.key,
        )
        return output.show_visit(args, booking.hold(desk, request))


def _complete(args: Arguments) -> int:
    verb = booking.book if args.command == "book" else booking.reserve
    with closing(open_desk(args)) as desk:
        answer = verb(
            desk,
            arguments.appointment_id_of(args.id),
            _details(args),
            arguments.id_of(args.customer, "customer"),
            args.notes,
        )
        return output.show_visit(args, answer)


def _change(args: Arguments) -> int:
    verbs = {
        "extend": booking.extend,
        "cancel": booking.cancel,
        "no-show": booking.no_show,
        "arrive": booking.arrive,
    }
    with closing(open_desk(args)) as desk:
        answer = verbs[args.command](desk, arguments.appointment_id_of(args.id))
        return output.show_visit(args, answer)


def _release(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        answer = booking.release(desk, arguments.appointment_id_of(args.id))
    if isinstance(answer, Refused):
        raise output.failure_of(answer.refusal)
    document: Document = {"id": str(answer.value), "released": True}
    return output.done(args, document, f"Hold {answer.value} is released.")


def _reschedule(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        number = arguments.appointment_id_of(args.id)
        zone = booking.show(desk, number).timezone
        start = arguments.instant_of_text(args.start, zone)
        answer = booking.reschedule(desk, number, start, arguments.ids_of(args.resource))
        return output.show_visit(args, answer)


def _show(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        visit = booking.show(desk, arguments.appointment_id_of(args.id))
    return output.done(args, documents.visit_document(visit), output.visit_line(visit))


def _list(args: Arguments) -> int:
    first = arguments.date_of(args.first, args.first, args.last)
    last = arguments.date_of(args.last, args.first, args.last)
    status = Status(args.status) if args.status else None
    names = arguments.ids_of(args.resource)
    with closing(open_desk(args)) as desk:
        location, found = visits.list_visits(desk, first, last, args.location, names, status)
    document: Document = {
        "locationId": location.id,
        "startDate": first.isoformat(),
        "endDate": last.isoformat(),
        "appointments": [documents.visit_document(visit) for visit in found],
    }
    return output.done(args, document, "\n".join(output.visit_line(visit) for visit in found))


def _explain(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        zone = _zone_of_location(desk, args.location)
        start = arguments.instant_of_text(args.start, zone)
        day = local_date(start, zone)
        request = Request(
            args.service, day, day, args.location, arguments.ids_of(args.resource), args.duration
        )
        reason = availability.why_not(desk, request, start)
    if reason is None:
        time = sentences.clock_text(start, zone)
        message = f"{time} is available."
        return output.done(args, {"available": True, "code": None, "message": message}, message)
    message = sentences.reason_sentence(reason, zone, start)
    document: Document = {"available": False, "code": reason.why.value, "message": message}
    return output.done(args, document, message)


def _demo(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        filled = demo.fill(desk)
    if isinstance(filled, Refused):
        raise output.failure_of(filled.refusal)
    text = f"Filled with {filled.value.name} and {filled.value.visits} visits."
    return output.done(args, {"company": filled.value.name, "visits": filled.value.visits}, text)


def _read(file: str) -> bytes:
    """The bytes of a setup file; ``-`` reads standard input."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise output.FailureError(
            Code.INVALID_SETUP, f"{file} can't be read: {error.strerror or error}."
        ) from error


def _zone_of_location(desk: Desk, location_id: str | None) -> str:
    return find_location(configuration.business(desk), location_id).timezone


def _details(args: Arguments) -> CustomerDetails | None:
    named = {"name": args.customer_name, "email": args.email, "phone": args.phone}
    more = dict(args.customer_field)
    details = CustomerDetails(**more | {name: value for name, value in named.items() if value})
    return None if details.is_empty else details


def run(args: Arguments) -> int:
    """Carry out a parsed command line that names a subcommand; the exit status."""
    try:
        return _COMMANDS[args.command](args)
    except output.FailureError as failure:
        return output.refused(args, failure)
    except RefusalError as error:
        return output.refused(args, output.failure_of(error.refusal))
    except EnvironmentFault as fault:
        return output.refused(args, output.failure_of_fault(fault))


def _backup(args: Arguments) -> int:
    with closing(open_desk(args)) as desk:
        safekeeping.back_up(desk, Path(args.file).absolute())
    return output.done(args, {"backup": args.file}, f"The book is saved in {args.file}.")


def _restore(args: Arguments) -> int:
    source = Path(args.file).absolute()
    # On a new computer nobody has made the folder yet.
    kept = safekeeping.restore(source, _book(args), make_folder=args.db is None)
    document: Document = {"restored": args.file, "kept": None if kept is None else str(kept)}
    before = "" if kept is None else f" What was there before is kept in {kept}."
    return output.done(args, document, f"The book is restored from {args.file}.{before}")


def _check(args: Arguments) -> int:
    found = safekeeping.damage(_book(args))
    if found:
        raise output.FailureError(
            Code.DATABASE, f"The book is damaged: {'; '.join(found)}.", {"damage": found}
        )
    return output.done(args, {"damage": []}, "The book is whole.")


_COMMANDS: dict[str, Command] = {
    "setup": _setup,
    "availability": _availability,
    "hold": _hold,
    "book": _complete,
    "reserve": _complete,
    "release": _release,
    "extend": _change,
    "cancel": _change,
    "no-show": _change,
    "arrive": _change,
    "reschedule": _reschedule,
    "show": _show,
    "list": _list,
    "explain": _explain,
    "demo": _demo,
    "backup": _backup,
    "restore": _restore,
    "check": _check,
}
