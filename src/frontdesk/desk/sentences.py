"""The sentences for people: one for each refusal, reason and fault, in one place.

Window and command line say the same words. Each sentence is a whole template with named gaps, so
that it can be translated; ``tr`` is given the template and returns it in the user's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from frontdesk.desk.translatable import Translatable, Translate, untranslated
from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.refusals import Code, Fact, Reason, Refusal, Why
from frontdesk.engine.rights import Right
from frontdesk.engine.zones import local_date, zone_of
from frontdesk.store.faults import Cause, EnvironmentFault

CLOCK = Translatable("{hour}:{minute}")
"""A time of day; the other way to write it is for those who count twelve hours."""
TWELVE_HOURS = Translatable("{twelve}:{minute} {half}")
STATUS_NAMES = {
    "IN": "on hold (IN)",
    "RS": "reserved (RS)",
    "BK": "booked (BK)",
    "CN": "cancelled (CN)",
    "RE": "rescheduled (RE)",
    "NS": "a no-show (NS)",
    "expired": "an expired hold (IN)",
    "released": "released",
    "extended": "extended",
    "arrived": "marked as arrived",
    "started": "marked as started",
    "completed": "marked as done",
    "paid": "marked as paid",
    "moved": "moved",
}

_REFUSALS = {
    Code.NOT_OFFERED_HERE: "{service} is not offered at {location}.",
    Code.BAD_DURATION: (
        "{service} can't be {duration} minutes long: it takes {minimum} to {maximum} minutes "
        "in steps of {step}."
    ),
    Code.BAD_TIME: "{problem}",
    Code.BAD_RANGE: (
        "The dates {first} to {last} are no range: the end must not be before the start, and at "
        "most {longest} days after it."
    ),
    Code.WRONG_STATUS: "This appointment is {status_name} and can't become {wanted_name}.",
    Code.BAD_CUSTOMER: "{problem} ({field}: “{value}”)",
    Code.INVALID_SETUP: "{problem}",
    Code.NO_PERMISSION: "You may not do this.",  # where no single right would help
}

_UNKNOWN = {
    "service": "There is no service “{id}”.",
    "location": "There is no location “{id}”.",
    "primary-location": "This book has no location yet: set the business up first.",
    "resource": "There is no person, room or equipment “{id}”.",
    "retired": "{name} is retired and takes no more visits.",
    "appointment": "There is no appointment {id}.",
    "customer": "There is no customer {id}.",
    "user": "There is no user {id}.",
}

_CUSTOMER_NEEDED = {
    "customer": "A booking needs a customer: a name, and an e-mail or a phone number.",
    "name": "The customer's name is missing.",
    "contact": "An e-mail or a phone number of the customer is missing.",
}

_FIELDS = {
    "birth_date": "The birth date of the customer is missing.",
    "address": "The address of the customer is missing.",
    "language": "The language of the customer is missing.",
    "tags": "A tag of the customer is missing.",
    "notes": "The notes on the customer are missing.",
    "alerts": "The alert on the customer is missing.",
    "email": "The e-mail of the customer is missing.",
    "phone": "The phone number of the customer is missing.",
}

_BECAUSE = {
    "not-waiting": "They are not on the waiting list any more.",
    "hold-limit": (
        "This desk may have {limit} at a time on hold, and has {count}. Book or release one first."
    ),
    "same-person": "This takes two different customers.",
    "customer-changed": (
        "Somebody changed this customer meanwhile. Look at the record again before you change it."
    ),
    "payments-not-noted": "Payments are not noted in this book.",
    "costs-nothing": "{service} costs nothing, so there is nothing to pay.",
    "visit-changed": "Somebody changed this visit meanwhile. Look at it again first.",
    "setup-in-use": "Visits are booked by now, so the first set-up can't be undone.",
    "policy-changed": "Somebody changed these settings since, so this can't be undone.",
    "secrets-changed": (
        "Somebody's PIN or password was changed since. Give {name} a new one instead."
    ),
    "book-not-empty": (
        "The book holds something of its own by now, so the sample data can't be put back."
    ),
    "waiting-changed": "The entry was changed since, so this can't be undone.",
    "changed-since": "The visit was changed since, so this can't be undone.",
    "erased": "This customer was erased on request; there is nothing left to change.",
    "merged": "This customer was merged into customer {customer}. Change that one instead.",
    "not-merged": "These two customers are not merged (any more).",
    "visits-ahead": "This customer still has visits ahead ({count}). Cancel them first.",
    "import-used": (
        "{count} of the imported customers have visits or were changed since, so the import "
        "can't be undone."
    ),
    "customer-used": ("This customer has visits or links by now, so adding it can't be undone."),
    "nothing-to-import": "The file has no customer that is new and without a fault.",
    "no-table": "{problem}",
    "wrong-secret": "Nobody has this PIN or password.",
    "too-many-tries": "Too many wrong tries. Wait {seconds} seconds, then try again.",
    "setup-changed": (
        "Somebody changed “{name}” meanwhile. Look at it again before you change it."
    ),
    "stranded": (
        "The change would leave a booked visit without its time, and nobody has decided about it "
        "yet. Look at the list of visits again."
    ),
    "not-stranded": "This visit has a time that stands; there is nothing to decide about it.",
    "no-block": "This block is not there any more.",
    "block-repeats": "This block repeats. Change it in the setup.",
    "no-undo": "There is nothing to undo from today.",
    "no-redo": "There is nothing to do again.",
}

_RIGHTS = {
    Right.BOOK: "It takes the right to make and change visits and customers.",
    Right.OVERBOOK: "It takes the right to overbook.",
    Right.OUTSIDE_HOURS: "It takes the right to book outside hours.",
    Right.SEE_PRICES: "It takes the right to see prices.",
    Right.SEE_CONTACTS: "It takes the right to see contacts.",
    Right.EXPORT: "It takes the right to export.",
    Right.CONFIGURE: "It takes the right to change the setup.",
    Right.USERS: "It takes the right to manage users.",
}

_STEPS = {
    "move": "Move of {customer_name} to {time} on {day}",
    "hand-over": "{count} visits given to somebody else",
    "resize": "New length of {customer_name} at {time} on {day}",
    "copy": "Copy of {customer_name} at {time} on {day}",
    "arrive": "Arrival of {customer_name}",
    "start": "Start of the visit of {customer_name}",
    "complete": "End of the visit of {customer_name}",
    "unarrive": "Arrival of {customer_name} taken back",
    "unstart": "Start of the visit of {customer_name} taken back",
    "uncomplete": "End of the visit of {customer_name} taken back",
    "pay": "Payment of {customer_name}",
    "unpay": "Payment of {customer_name} taken back",
    "cancel": "Cancellation of {customer_name} at {time} on {day}",
    "no-show": "No-show of {customer_name} at {time} on {day}",
    "undo-no-show": "No-show of {customer_name} at {time} on {day} taken back",
    "hold": "Hold at {time} on {day}",
    "book": "Booking of {customer_name} at {time} on {day}",
    "release": "Release of the hold at {time} on {day}",
    "edit": "Change to {customer_name}",
    "add": "Adding of {customer_name}",
    "link": "Link of {customer_name}",
    "unlink": "Removal of a link of {customer_name}",
    "merge": "Merge into {customer_name}",
    "unmerge": "Un-merge from {customer_name}",
    "import": "Import of {count} customers",
    "setup": "Change of the setup: {names}",
    "decide": "Decision about the visit of {customer_name} at {time} on {day}",
    "policy": "Change of the settings for customers and holds",
    "user": "Change of the user {name}",
    "user-add": "Adding of the user {name}",
    "secret": "New PIN or password of {name}",
    "fill": "Sample data put in",
    "clear": "Sample data removed",
    "wait": "Waiting of {customer_name} for {service}",
    "wait-edit": "Change of what {customer_name} waits for",
    "wait-remove": "Removal of {customer_name} from the waiting list",
}

# Of a visit that nobody has given a name yet: reserved for somebody, or on hold.
_NAMELESS_STEPS = {
    "book": "Booking at {time} on {day}",
    "move": "Move to {time} on {day}",
    "resize": "New length of the visit at {time} on {day}",
    "copy": "Copy at {time} on {day}",
    "arrive": "Arrival for {time} on {day}",
    "start": "Start of the visit at {time} on {day}",
    "complete": "End of the visit at {time} on {day}",
    "unarrive": "Arrival for {time} on {day} taken back",
    "unstart": "Start of the visit at {time} on {day} taken back",
    "uncomplete": "End of the visit at {time} on {day} taken back",
    "cancel": "Cancellation at {time} on {day}",
    "decide": "Decision about the visit at {time} on {day}",
}

_IN_THE_WAY = Translatable(
    "Nothing was changed, since the visit of {name} at {time} on {day} stands in the way. {why}"
)
_NAMELESS_IN_THE_WAY = Translatable(
    "Nothing was changed, since the visit at {time} on {day} stands in the way. {why}"
)

_REASONS = {
    Why.PAST: "{time} is over.",
    Why.NOTICE: "{service} must be booked at least {notice} minutes ahead.",
    Why.HORIZON: "{service} can be booked at most {days} days ahead.",
    Why.NOT_OFFERED: "{resource} does not offer {service}.",
    Why.CLOSED: "{resource} has no hours on {day}.",
    Why.HOLIDAY: "{location} is closed on {day}: {name}.",
    Why.OUTSIDE_HOURS: "{time} is outside the hours of {resource} on {day}.",
    Why.BLOCKED: "{resource} is not available until {until}: {name}.",
    Why.BOOKED: "{resource} is booked until {until}.",
    Why.HELD: "{resource} is held until {until}.",
    Why.BUFFER: "{resource} needs the time around another visit ({from} to {to}).",
    Why.DAILY_LIMIT: "{service} is limited to {limit} a day, and that day is full.",
    Why.OFF_GRID: "{service} does not start at {time}.",
}

_FAULTS = {
    Cause.NOT_A_DATABASE: (
        "{where} is not a Frontdesk book.",
        "Choose another file, or a new name to begin a new book.",
    ),
    Cause.NO_PERMISSION: (
        "{where} can't be opened: you have no permission to write there.",
        "Choose a folder of your own, or ask whoever looks after this computer.",
    ),
    Cause.NO_FOLDER: (
        "{where} can't be opened: its folder does not exist.",
        "Create the folder, or choose another one.",
    ),
    Cause.NO_FILE: (
        "There is no file {where}.",
        "Look at its name, or choose another one.",
    ),
    Cause.DISK_FULL: (
        "The disk that holds {where} is full; nothing was saved.",
        "Free some space, then try again.",
    ),
    Cause.LOCKED: (
        "Another program keeps {where} locked; nothing was saved.",
        "Try again in a moment.",
    ),
    Cause.SCHEMA_TOO_NEW: (
        "{where} was written by a newer version of Frontdesk.",
        "Update Frontdesk on this computer; the book was not touched.",
    ),
    Cause.CORRUPT: (
        "{where} is damaged.",
        "Restore the latest backup; don't write to this file any more.",
    ),
    Cause.UNREACHABLE: (
        "{where} can't be reached.",
        "Check the disk or the connection, then try again.",
    ),
    Cause.NOT_A_FILE: (
        "{where} is no file, and this version of Frontdesk keeps books in files only.",
        "Name a file; nothing was created.",
    ),
    Cause.READ_ONLY: (
        "{where} is read-only; nothing was saved.",
        "Allow writing to the file, or choose another one.",
    ),
}


def refusal_sentence(refusal: Refusal, tr: Translate = untranslated) -> str:
    """One clear line: what was refused, and why; of many visits, which stands in the way."""
    why = _refused_because(refusal, tr)
    start = refusal.facts.get("visit_at")
    if not isinstance(start, int):
        return why
    zone, name = str(refusal.facts["visit_zone"]), refusal.facts["visit_of"]
    words = {
        "name": name,
        "time": clock_text(start, zone, tr),
        "day": day_text(local_date(start, zone), tr),
        "why": why,
    }
    return tr(_IN_THE_WAY if name else _NAMELESS_IN_THE_WAY).format(**words)


def _refused_because(refusal: Refusal, tr: Translate) -> str:
    facts = dict(refusal.facts)
    if isinstance(problem := facts.get("problem"), Translatable):
        facts["problem"] = problem.said(tr)
    if "because" in facts:
        return tr(_BECAUSE[str(facts["because"])]).format(**facts)
    if refusal.code is Code.NO_PERMISSION and "right" in facts:
        return right_sentence(Right(str(facts["right"])), tr)
    if refusal.reason is not None:
        zone, start = str(facts["timezone"]), facts["start"]
        assert isinstance(start, int)
        why = reason_sentence(refusal.reason, zone, start, tr)
        if refusal.code is Code.HOLD_EXPIRED_AND_TAKEN:
            return tr("The hold has expired and its time is taken: {why}").format(why=why)
        return tr("{time} is not available: {why}").format(
            time=clock_text(start, zone, tr), why=why
        )
    if refusal.code is Code.UNKNOWN_ID:
        return tr(_UNKNOWN[str(facts["kind"])]).format(**facts)
    if refusal.code is Code.CUSTOMER_NEEDED:
        missing = facts["missing"]
        assert isinstance(missing, tuple)
        return " ".join(customer_needed_sentence(what, tr) for what in missing)
    if refusal.code in (Code.SLOT_TAKEN, Code.NOT_AVAILABLE):
        return tr("This time is not available.")
    if refusal.code is Code.NOT_OFFERED_HERE and "resource" in facts:
        return tr("{resource} does not offer {service} at {location}.").format(**facts)
    if refusal.code is Code.WRONG_STATUS:
        facts["status_name"] = tr(STATUS_NAMES[str(facts["status"])])
        facts["wanted_name"] = tr(STATUS_NAMES[str(facts["wanted"])])
    return tr(_REFUSALS[refusal.code]).format(**facts)


def reason_sentence(reason: Reason, zone: str, start: int, tr: Translate = untranslated) -> str:
    """Why a start is not available, such as “Bo is with Dana Fox until 14:15.”"""
    words: dict[str, Fact] = {
        "resource": "",
        "service": "",
        "name": "",
        **reason.facts,
        "time": clock_text(start, zone, tr),
        "day": day_text(local_date(start, zone), tr),
    }
    for key, fact in (("until", "until"), ("from", "footprint_start"), ("to", "footprint_end")):
        instant = reason.facts.get(fact)
        if isinstance(instant, int):
            words[key] = clock_text(instant, zone, tr)
    return tr(_reason_template(reason.why, reason.facts)).format(**words)


def fault_sentence(fault: EnvironmentFault, tr: Translate = untranslated) -> tuple[str, str]:
    """What happened to the book, and the next step."""
    what, next_step = _FAULTS[fault.cause]
    return tr(what).format(where=fault.where), tr(next_step)


def customer_needed_sentence(missing: str, tr: Translate = untranslated) -> str:
    """What is missing about the customer: ``customer``, ``name``, ``contact`` or a field."""
    return tr({**_FIELDS, **_CUSTOMER_NEEDED}[missing])


def right_sentence(right: Right, tr: Translate = untranslated) -> str:
    """Which right is missing for what was asked."""
    return tr(_RIGHTS[right])


def usual_person_sentence(name: str, tr: Translate = untranslated) -> str:
    """A note on a visit that leaves the person whom its customer usually comes to."""
    return tr("The customer usually comes to {name}.").format(name=name)


def step_sentence(kind: str, facts: Mapping[str, object], tr: Translate = untranslated) -> str:
    """A step of the undo log, such as “Booking of Dana Fox at 14:15 on Tue 24 November”."""
    words = dict(facts)
    start, zone = facts.get("start"), str(facts.get("timezone"))
    if isinstance(start, int):
        words["time"] = clock_text(start, zone, tr)
        words["day"] = day_text(local_date(start, zone), tr)
    template = _STEPS[kind]
    if not facts.get("customer_name"):
        template = _NAMELESS_STEPS.get(kind, template)
    return tr(template).format(**words)


def clock_text(instant: int, zone: str, tr: Translate = untranslated) -> str:
    """The time of day that clocks in ``zone`` show, such as 9:05 or 14:15."""
    return time_text(datetime_of_instant(instant, zone_of(zone)), tr)


def time_text(at: datetime | time, tr: Translate = untranslated) -> str:
    """A time of day; ``tr`` may answer ``CLOCK`` with ``TWELVE_HOURS``."""
    return tr(CLOCK).format(
        hour=at.hour,
        minute=f"{at.minute:02}",
        twelve=(at.hour - 1) % 12 + 1,
        half="am" if at.hour < 12 else "pm",
    )


def day_text(day: date, tr: Translate = untranslated) -> str:
    """A date as a person says it, such as “Tue 24 November”."""
    weekday = tr(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()])
    month = tr(_MONTHS[day.month - 1])
    return tr("{weekday} {day} {month}").format(weekday=weekday, day=day.day, month=month)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _reason_template(why: Why, facts: Mapping[str, Fact]) -> str:
    """The template for a reason; some say more where more is known."""
    if why is Why.CLOSED and facts.get("name"):
        return "{location} is closed on {day}: {name}."
    if why is Why.BLOCKED and not facts.get("name"):
        return "{resource} is blocked until {until}."
    if why is Why.NOT_OFFERED and not facts.get("resource"):
        return "{service} is not offered there."
    if why is Why.BOOKED and facts.get("full"):
        return "The class is full."
    if why is Why.BOOKED and facts.get("customer"):
        if facts.get("kind") == "staff":
            return "{resource} is with {customer} until {until}."
        return "{resource} is taken by {customer} until {until}."
    if why is Why.HELD and facts.get("desk"):
        return "{resource} is held by {desk} for a visit until {until}."
    if why is Why.BUFFER and facts.get("customer"):
        return "{resource} needs {from} to {to} for {customer}, with the time around the visit."
    if why is Why.BUFFER and facts.get("name"):
        return "The visit and the time around it would run into {name} of {resource} ({from})."
    return _REASONS[why]
