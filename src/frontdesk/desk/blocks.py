"""Blocking time from the calendar: time off, a meeting, a repair; and taking it back.

A block is a part of the setup: adding one is a change of the setup with one entry, journaled and
undone as such, and it takes the right to change the setup. Visits under it stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import StrandedVisit, newly_stranded
from frontdesk.desk.setup_edit import Document, SetupDraft, check, draft_in_force, save
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.plan import find_location, find_resource
from frontdesk.engine.recurrence import occurrences
from frontdesk.engine.refusals import Code, Refusal, RefusalError
from frontdesk.engine.span import Span
from frontdesk.engine.values import Block
from frontdesk.engine.zones import zone_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewBlock:
    """Time to take without a visit, from one instant to another.

    Of a resource, or without one of a whole location (the primary one where none is named).
    ``rrule`` is an RFC 5545 RRULE value; occurrences keep their wall-clock time.
    """

    start: int
    end: int
    reason: str = ""
    resource_id: str | None = None
    location_id: str | None = None
    rrule: str | None = None


def in_the_way(desk: Desk, wanted: NewBlock) -> tuple[StrandedVisit, ...]:
    """The live visits ahead that the block would lie over, to be shown before it is added.

    Raises:
        RefusalError: ``unknown-id``, and ``invalid-setup`` for a block that is none.
    """
    draft = _with_block(desk, wanted)
    result = check(draft.document)
    if result.business is None:
        raise RefusalError(Refusal(Code.INVALID_SETUP, {"problem": str(result.faults[0])}))
    with desk.look() as unit:
        return newly_stranded(unit, result.business)


def add(desk: Desk, wanted: NewBlock, *, over_visits: bool = False) -> Done[NewBlock] | Refused:
    """Block time, as one step that can be undone.

    Refused with ``no-permission``, ``unknown-id``, ``invalid-setup``; with ``wrong-status``
    because ``stranded`` where visits lie under it, unless ``over_visits`` says that they may
    stay as they are (each one's trail notes it).
    """
    try:
        under = in_the_way(desk, wanted) if over_visits else ()
        draft = _with_block(desk, wanted)
    except RefusalError as error:
        return Refused(error.refusal)
    answer = save(desk, draft, {entry.visit.id: Decision.KEEP for entry in under})
    return _as(answer, wanted)


def remove(desk: Desk, resource_id: str, span: Span) -> Done[Span] | Refused:
    """Take a block off a resource, or off its whole location, as the calendar shows it.

    Refused with ``unknown-id`` because ``no-block`` where none lies exactly there, and with
    ``wrong-status`` because ``block-repeats`` for one that does: the setup changes such a one.
    """
    draft = draft_in_force(desk)
    with desk.look() as unit:
        try:
            place, index = _find(unit, resource_id, span)
        except RefusalError as error:
            return Refused(error.refusal)
    section, entry_id = place
    del _entry(draft.document, section, entry_id)["blocks"][index]
    return _as(save(desk, draft), span)


def _with_block(desk: Desk, wanted: NewBlock) -> SetupDraft:
    """The setup in force with the block in it; its wall clock is that of whom it belongs to."""
    draft = draft_in_force(desk)
    with desk.look() as unit:
        if wanted.resource_id is not None:
            resource = find_resource(unit.business, wanted.resource_id)
            section, entry_id, zone = "resources", resource.id, unit.business.zone_of(resource)
        else:
            location = find_location(unit.business, wanted.location_id)
            section, entry_id, zone = "locations", location.id, location.timezone
    block = {
        "start": _wall_clock(wanted.start, zone),
        "end": _wall_clock(wanted.end, zone),
        "reason": wanted.reason,
        "rrule": wanted.rrule,
    }
    _entry(draft.document, section, entry_id).setdefault("blocks", []).append(block)
    return draft


def _find(unit: Unit, resource_id: str, span: Span) -> tuple[tuple[str, str], int]:
    business = unit.business
    resource = find_resource(business, resource_id)
    location = business.locations[resource.location_id]
    layers = (
        (("resources", resource.id), resource.blocks, business.zone_of(resource)),
        (("locations", location.id), location.blocks, location.timezone),
    )
    for place, blocks, zone in layers:
        for index, block in enumerate(blocks):
            if span in occurrences(block, zone, span):
                _check_single(block)
                return place, index
    raise RefusalError(Refusal(Code.UNKNOWN_ID, {"because": "no-block"}))


def _check_single(block: Block) -> None:
    if block.rrule is not None:
        raise RefusalError(Refusal(Code.WRONG_STATUS, {"because": "block-repeats"}))


def _entry(document: Document, section: str, entry_id: str) -> Document:
    entries: list[Document] = document[section]
    return next(entry for entry in entries if entry["id"] == entry_id)


def _wall_clock(instant: int, zone: str) -> str:
    return f"{datetime_of_instant(instant, zone_of(zone)):%Y-%m-%dT%H:%M}"


def _as(answer: Done[SetupDraft] | Refused, value: T) -> Done[T] | Refused:
    """The answer of the setup's change, with what was asked for as its value."""
    if isinstance(answer, Refused):
        return answer
    return Done(value, answer.changes, answer.undo)
