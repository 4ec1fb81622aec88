"""Two records of one person made one, and taken apart again; and a person erased on request."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.people import CustomerCard, card_of
from frontdesk.desk.records import editable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code, refuse
from frontdesk.store import customers, merges
from frontdesk.store.merges import Merge

_JOINED = ("notes", "alerts")
"""Texts of which neither may be lost; of every other field the kept record's own comes first."""


def merge(desk: Desk, kept_id: int, merged_id: int) -> Done[CustomerCard] | Refused:
    """Make one customer of two: visits move to the kept record, whose gaps are filled.

    The other record stays in the book as it is and is found under the kept one. Refused with
    ``wrong-status`` where either was merged or erased before, ``bad-customer`` for one and the
    same. ``unmerge`` takes them apart again.
    """

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        merge_id = merge_in(unit, kept_id, merged_id)
        remember(
            unit,
            "merge",
            [{"verb": "unmerge", "merge": merge_id}],
            {"customer": kept_id, "merged": merged_id},
        )
        return card_of(unit, editable(unit, kept_id)), _CHANGES

    return desk.attempt(verb)


def unmerge(desk: Desk, merged_id: int) -> Done[CustomerCard] | Refused:
    """Take a merged customer out of the one it was merged into; the card of the one taken out.

    The visits that came with it go back, with what became of them since; what the merge filled in
    is taken out where nobody edited it since. Refused with ``wrong-status`` where it was not
    merged, or where the kept record was itself merged or erased since.
    """

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        found = merges.of_merged(unit.connection, merged_id)
        if found is None:
            raise refuse(Code.WRONG_STATUS, because="not-merged")
        unmerge_in(unit, found.id)
        command = {"verb": "merge", "kept": found.kept_id, "merged": merged_id}
        facts = {"customer": found.kept_id, "merged": merged_id}
        remember(unit, "unmerge", [command], facts)
        return card_of(unit, editable(unit, merged_id)), _CHANGES

    return desk.attempt(verb)


def preview(kept: CustomerFields, merged: CustomerFields) -> CustomerFields:
    """The fields of the kept record as a merge would leave them; nothing is written."""
    after = {name: values[1] for name, values in _filled(kept, merged).items()}
    return replace(kept, **after)


def merge_in(unit: Unit, kept_id: int, merged_id: int) -> int:
    """Merge inside a transaction; the number of the merge."""
    kept, merged = editable(unit, kept_id), editable(unit, merged_id)
    if kept_id == merged_id:
        raise refuse(Code.BAD_CUSTOMER, because="same-person")
    filled = _filled(kept.fields, merged.fields)
    if filled:
        after = {name: values[1] for name, values in filled.items()}
        customers.set_fields(unit.connection, kept_id, after)
    visits = merges.appointments_of(unit.connection, merged_id)
    merges.move_appointments(unit.connection, visits, merged_id, kept_id)
    customers.set_merged(unit.connection, merged_id, kept_id)
    for number, other in ((kept_id, merged_id), (merged_id, kept_id)):
        unit.record_customer(number, "merged", other=other, visits=len(visits))
    return merges.add(unit.connection, kept_id, merged_id, visits, filled, unit.moment)


def unmerge_in(unit: Unit, merge_id: int) -> Merge:
    """Take a merge back inside a transaction."""
    found = merges.get(unit.connection, merge_id)
    if found is None:
        raise refuse(Code.WRONG_STATUS, because="not-merged")
    kept = editable(unit, found.kept_id)
    now = {name: getattr(kept.fields, name) for name in found.filled}
    back = {
        name: _typed(name, before)
        for name, (before, after) in found.filled.items()
        if now[name] == _typed(name, after)
    }
    if back:
        customers.set_fields(unit.connection, kept.id, back)
    visits = {*found.moved} | merges.successors(unit.connection, found.moved)
    merges.move_appointments(unit.connection, visits, kept.id, found.merged_id)
    customers.set_merged(unit.connection, found.merged_id, None)
    merges.set_undone(unit.connection, merge_id, unit.moment)
    for number, other in ((kept.id, found.merged_id), (found.merged_id, kept.id)):
        unit.record_customer(number, "unmerged", other=other)
    return found


def _filled(kept: CustomerFields, merged: CustomerFields) -> dict[str, tuple[Any, Any]]:
    """The fields of the kept record that a merge changes, before and after."""
    found: dict[str, tuple[Any, Any]] = {}
    for name in CustomerFields.__slots__:
        own, other = getattr(kept, name), getattr(merged, name)
        if name == "tags":
            after: Any = own + tuple(tag for tag in other if tag not in own)
        elif name in _JOINED and own and other and own != other:
            after = f"{own}\n{other}"
        else:
            after = own or other
        if after != own:
            found[name] = (own, after)
    return found


def _typed(name: str, stored: Any) -> Any:
    """A field's value as it came back from JSON."""
    return tuple(stored) if name == "tags" else stored


_CHANGES = Changes(customers=True, everything=True)
