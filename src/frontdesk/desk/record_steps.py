"""The way back from adding a customer and from linking two, and the way forward again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from frontdesk.desk.unit import Unit
from frontdesk.engine.customers import CustomerFields, LinkKind
from frontdesk.engine.refusals import Code, refuse
from frontdesk.store import customers, imports, journal, merges
from frontdesk.store.desk_rows import Command


def adding(verb: str, customer_id: int, fields: CustomerFields) -> Command:
    """The command that takes a customer out (``unadd``) or puts it in again (``add``)."""
    return {"verb": verb, "customer": customer_id, "fields": asdict(fields)}


def linking(verb: str, customer_id: int, other_id: int, kind: LinkKind) -> Command:
    """The command that takes a link away (``unlink``) or makes it again (``link``)."""
    return {"verb": verb, "customer": customer_id, "other": other_id, "kind": kind}


def name_in(commands: Sequence[Command]) -> str:
    """The name of a customer who is taken out, as the way back tells it; empty where none is."""
    known = (command["fields"]["name"] for command in commands if command["verb"] in _ADDING)
    return next(known, "")


def _take_out(unit: Unit, command: Command) -> Command:
    """Refused with ``wrong-status`` where the customer is another one now, or is in use."""
    number, fields = int(command["customer"]), _fields(command)
    stored = customers.record(unit.connection, number)
    if stored is None or stored.fields != fields or stored.erased_at is not None:
        raise refuse(Code.WRONG_STATUS, because="customer-changed")
    if imports.is_referred_to(unit.connection, number):
        raise refuse(Code.WRONG_STATUS, because="customer-used")
    customers.take_out(unit.connection, number)
    journal.forget_contents(unit.connection, [number])
    unit.record_customer(number, "taken out")
    return adding("add", number, fields)


def _put_in(unit: Unit, command: Command) -> Command:
    number, fields = int(command["customer"]), _fields(command)
    customers.add_fields(unit.connection, fields, unit.moment, customer_id=number)
    unit.record_customer(number, "added")
    return adding("unadd", number, fields)


def _link(unit: Unit, command: Command) -> Command:
    """Refused with ``wrong-status`` where one of the two stands by itself no more."""
    pair = (int(command["customer"]), int(command["other"]))
    for number in pair:
        stored = customers.record(unit.connection, number)
        if stored is None or stored.erased_at is not None or stored.merged_into is not None:
            raise refuse(Code.WRONG_STATUS, because="customer-changed")
    if merges.link(unit.connection, *pair, command["kind"]):
        unit.record_customer(pair[0], "linked", kind=command["kind"], other=pair[1])
    return linking("unlink", *pair, command["kind"])


def _unlink(unit: Unit, command: Command) -> Command:
    pair = (int(command["customer"]), int(command["other"]))
    if merges.unlink(unit.connection, *pair, command["kind"]):
        unit.record_customer(pair[0], "unlinked", kind=command["kind"], other=pair[1])
    return linking("link", *pair, command["kind"])


def _fields(command: Command) -> CustomerFields:
    stored: dict[str, Any] = dict(command["fields"])
    return CustomerFields(**stored | {"tags": tuple(stored["tags"])})


_ADDING = ("add", "unadd")
RUN: Mapping[str, Callable[[Unit, Command], Command]] = {
    "unadd": _take_out,
    "add": _put_in,
    "link": _link,
    "unlink": _unlink,
}
"""What each command does inside a transaction; it answers the one that leads back."""
