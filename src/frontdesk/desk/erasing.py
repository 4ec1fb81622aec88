"""A person erased on request: nothing that tells who it was is left in the book."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.records import editable
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.store import appointments, customers, desk_rows, history, journal, merges, waiting
from frontdesk.store.customers import Record
from frontdesk.store.names import email_key, name_key, phone_digits


def erase(desk: Desk, customer_id: int) -> Done[int] | Refused:
    """Erase a customer with all that was merged into it; answers the number, which stays.

    Gone are every field of the record and what stood in it before, the notes of its visits and
    the reasons for which a rule was bent for them, its links, what it waits for, and what drafts
    and undo logs of any desk hold about it. The visits themselves stay, for the statistics, and
    the trail says that it was erased, when and by whom. There is no way back.
    Refused with ``wrong-status`` where visits lie ahead, or where the customer was merged or
    erased before.
    """

    def verb(unit: Unit) -> tuple[int, Changes]:
        unit.require(Right.CONFIGURE)
        editable(unit, customer_id)
        ids = customers.cluster(unit.connection, customer_id)
        ahead = history.live_ahead(unit.connection, ids, unit.moment)
        if ahead:
            raise refuse(Code.WRONG_STATUS, because="visits-ahead", count=ahead)
        known = [*customers.records(unit.connection, ids).values()]
        _erase_traces(unit, ids, known)
        customers.erase(unit.connection, ids, unit.moment)
        for number in ids:
            unit.record_customer(number, "erased")
        return customer_id, Changes(customers=True, everything=True)

    answer = desk.attempt(verb)
    if isinstance(answer, Done):
        desk.database.settle()  # the pages as they were are still in its log
    return answer


def _erase_traces(unit: Unit, ids: Collection[int], known: Iterable[Record]) -> None:
    """Take the person out of visits' notes and reasons, links, merges, drafts and undo logs."""
    numbers = list(ids)
    booked = [v for number in numbers for v in merges.appointments_of(unit.connection, number)]
    for visit in booked:
        appointments.set_notes(unit.connection, visit, "")
    visits = journal.visits_of(unit.connection, numbers) | {*booked}
    journal.blank_reasons(unit.connection, visits)
    journal.forget_contents(unit.connection, numbers)
    merges.unlink_all(unit.connection, numbers)
    merges.forget(unit.connection, numbers)
    waiting.forget(unit.connection, numbers)
    contacts = {key for record in known for key in _contacts(record)}
    for draft in desk_rows.drafts(unit.connection):
        if any(_mentions(part, numbers, contacts) for part in _parts(draft.form)):
            desk_rows.drop_draft(unit.connection, draft.desk)
    told = [
        entry.id
        for entry in desk_rows.all_entries(unit.connection)
        if entry.appointment_id in visits
        or any(entry.facts.get(name) in numbers for name in _NAMED_BY)
        or any(
            part.get(name) in numbers
            for command in entry.commands
            for part in _parts(command)
            for name in _NAMED_BY
        )
    ]
    desk_rows.forget(unit.connection, told)


def _parts(value: Any) -> Iterator[Mapping[str, Any]]:
    """A form or command and every one in it, such as the cards beside a booking."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner)


_FORM_NUMBERS = ("customer_id", "customer")
_NAMED_BY = ("customer", "merged", "other")


def _contacts(record: Record) -> set[str]:
    fields = record.fields
    return {name_key(fields.name), email_key(fields.email), phone_digits(fields.phone)} - {""}


def _mentions(form: Mapping[str, Any], numbers: Collection[int], contacts: Collection[str]) -> bool:
    """Whether a half-filled form names the person, by number, name, e-mail or phone."""
    if any(form.get(name) in numbers for name in _FORM_NUMBERS):
        return True
    texts = [value for value in form.values() if isinstance(value, str)]
    return any(
        key in contacts
        for value in texts
        for key in (name_key(value), email_key(value), phone_digits(value))
        if key
    )
