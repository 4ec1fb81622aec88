"""What the page of customers says: visits in a line, links, merges, and questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale

from frontdesk.desk.people import CustomerCard, CustomerRow, Link, VisitGlance
from frontdesk.desk.record_trail import RecordChange, ToldWish
from frontdesk.desk.records import Duplicate
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.customers.state import shown
from frontdesk.ui.text import translate as tr
from frontdesk.ui.waiting.wording import wish_text

_LONGEST_VALUE = 120
"""Characters of what stood in a field; notes can be long."""

Row = tuple[str, ...]


def field_names() -> dict[str, str]:
    """The captions of the fields, by name."""
    return {
        "name": tr("Name"),
        "email": tr("E-mail"),
        "phone": tr("Phone"),
        "birth_date": tr("Birth date"),
        "address": tr("Address"),
        "language": tr("Language"),
        "tags": tr("Tags"),
        "notes": tr("Notes"),
        "alerts": tr("Alert at booking"),
    }


def hints() -> dict[str, str]:
    """What stands in an empty field whose form is not plain, by its name."""
    return {
        "birth_date": tr("24.12.1980 or 1980-12-24"),
        "language": tr("such as en or fr"),
        "tags": tr("with commas between them"),
    }


def called(word: str) -> str:
    """What the business calls one customer; the usual word in the language of the window."""
    return tr("customer") if word.strip() in ("", Policy().customer_word) else word.strip()


def kept_word(typed: str) -> str:
    """A typed word as it is kept: the usual one in English, so that each desk says its own."""
    usual = Policy().customer_word
    return usual if typed.strip() == called(usual) else typed


def many(word: str) -> str:
    """The word for customers, from the word for one: "patient" gives "Patients"."""
    head = called(word)
    head = head[0].upper() + head[1:]
    # Other languages have no rule; this text holds the pairs that matter in them.
    pairs = tr("customer: customers, patient: patients, client: clients, guest: guests")
    known = dict(pair.split(": ", 1) for pair in pairs.split(", ") if ": " in pair)
    if several := known.get(called(word)):
        return several[0].upper() + several[1:]
    if QLocale().language() not in (QLocale.Language.English, QLocale.Language.C):
        return head
    if head.endswith("s"):
        return head
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies"
    return f"{head}s"


def status_name(status: Status) -> str:
    """How a visit stands, in a word."""
    return {
        Status.INITIAL: tr("On hold"),
        Status.RESERVED: tr("Reserved"),
        Status.BOOKED: tr("Booked"),
        Status.CANCELLED: tr("Cancelled"),
        Status.RESCHEDULED: tr("Moved"),
        Status.NO_SHOW: tr("No-show"),
    }[status]


def day_of(visit: VisitGlance) -> str:
    """The day of a visit with its year: "24 Nov 2026"."""
    day = local_date(visit.start, visit.timezone)
    return text.full_day_text(day)


def customer_row(row: CustomerRow) -> Row:
    """A customer in the list: name, phone or e-mail, the next visit or else the last one."""
    near = row.next or row.last
    return one_line(row.name), one_line(row.phone or row.email), day_of(near) if near else ""


def visit_row(visit: VisitGlance) -> Row:
    """A visit in the history: when, what, with whom, and how it stands."""
    when = f"{day_of(visit)}, {text.clock_text(visit.start, visit.timezone)}"
    who = ", ".join(visit.resource_names)
    return when, one_line(visit.service_name), one_line(who), status_name(visit.status)


def change_row(change: RecordChange) -> Row:
    """A change of the record: when, what, and by whom."""
    instant = change.at // 60
    day = local_date(instant, change.timezone)
    when = f"{text.full_day_text(day)}, {text.clock_text(instant, change.timezone)}"
    by = ", ".join(one_line(part) for part in (change.who, change.desk) if part)
    return when, _changed(change, day), by


def _changed(change: RecordChange, day: date) -> str:
    """What was changed, with what stood there where that is known, a line for each field."""
    names = field_names()
    told = [
        _differs(caption, shown(change.before.get(name, "")), shown(change.after.get(name, "")))
        for name, caption in names.items()
        if name in change.before or name in change.after
    ]
    if told and change.verb == "completed":
        told = [tr("Completed by a booking"), *told]
    wishes = [_wish(told, day) for told in (change.wish_before, change.wish_after) if told]
    if told:
        return "\n".join(told)
    what = {
        "added": tr("Added"),
        "completed": tr("Completed by a booking: {fields}"),
        "edited": tr("Changed: {fields}"),
        "imported": tr("Imported from a file"),
        "import undone": tr("The import was undone"),
        "taken out": tr("Adding was undone"),
        "linked": tr("Payer: {other}") if change.link == "payer" else tr("Family: {other}"),
        "unlinked": tr("Link removed: {other}"),
        "merged": tr("Merged with {other}"),
        "unmerged": tr("Un-merged from {other}"),
        "erased": tr("Erased on request"),
        "waits": tr("On the waiting list"),
        "waits otherwise": tr("Changed on the waiting list"),
        "waits no more": tr("Off the waiting list"),
    }.get(change.verb, change.verb)
    fields = ", ".join(names.get(name, name) for name in change.fields)
    what = what.format(fields=fields, other=one_line(change.other) or tr("somebody who is gone"))
    return f"{what}: {' → '.join(wishes)}" if wishes else what


def _differs(caption: str, before: str, after: str) -> str:
    """A field with what stood there: "Phone: 212 555 0123 → 212 555 0199"."""
    return f"{caption}: {_clipped(before)} → {_clipped(after)}"


def _clipped(value: str) -> str:
    line = one_line(value)
    return (line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE]}…") or "–"


def _wish(told: ToldWish, day: date) -> str:
    """What was waited for, as it was told on that day."""
    when = wish_text(told.wish, told.resource_names, day)
    return " · ".join(filter(None, (told.service_name, when, _noted(told.wish.notes))))


def _noted(notes: str) -> str:
    return _clipped(notes) if notes.strip() else ""


def one_line(value: str) -> str:
    """``value`` without line breaks, for a cell."""
    return " ".join(value.split())


def summary(card: CustomerCard) -> str:
    """The card in a line: visits, no-shows, the last and the next one."""
    row = card.row
    if not card.visits:
        return tr("No visit yet")
    parts = [text.counted(card.visits, tr("{count} visit"), tr("{count} visits"))]
    if row.no_shows:
        parts.append(text.counted(row.no_shows, tr("{count} no-show"), tr("{count} no-shows")))
    else:
        parts.append(tr("never a no-show"))
    if row.last is not None:
        parts.append(tr("last {day}").format(day=day_of(row.last)))
    if row.next is not None:
        time = text.clock_text(row.next.start, row.next.timezone)
        parts.append(tr("next {day}, {time}").format(day=day_of(row.next), time=time))
    return " · ".join(parts)


def link_name(link: Link) -> str:
    """A linked person: "Family: Ben Fox", "Paid for by: …", "Pays for: …"."""
    kind = {
        "family": tr("Family: {name}"),
        "payer": tr("Visits are paid by: {name}"),
        "pays for": tr("Pays the visits of: {name}"),
    }[link.kind]
    return kind.format(name=one_line(link.name))


def duplicate_text(found: Duplicate) -> str:
    """Someone who may be the same person, and why."""
    why = {
        "phone": tr("Same phone: {who}"),
        "email": tr("Same e-mail: {who}"),
        "name": tr("Nearly the same name: {who}"),
    }[found.why]
    contact = found.row.phone or found.row.email
    parts = (found.row.name, "" if found.why == "phone" else contact)
    return why.format(who=" · ".join(one_line(part) for part in parts if part))


def merge_rows(
    kept: CustomerFields, merged: CustomerFields, after: CustomerFields
) -> Sequence[Row]:
    """Both records side by side and what will be, a row a field; empty ones are left out."""
    rows = []
    for name, caption in field_names().items():
        values = [one_line(shown(getattr(who, name))) for who in (kept, merged, after)]
        if any(values):
            rows.append((caption, *values))
    return rows


def erase_question(card: CustomerCard) -> str:
    """What erasing takes away and what it leaves."""
    visits = text.counted(
        card.visits,
        tr("{count} visit stays in the book without a name, for the statistics."),
        tr("{count} visits stay in the book without a name, for the statistics."),
    )
    words = tr(
        "Erase {name} for good? Name, e-mail, phone, birth date, address, tags, notes, alert and "
        "links go, and the notes of all visits with them. {visits} The trail says that a person "
        "was erased, when and by whom. This can't be undone."
    )
    stays = visits if card.visits else ""
    return one_line(words.format(name=card.fields.name, visits=stays))
