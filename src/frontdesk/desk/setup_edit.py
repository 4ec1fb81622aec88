"""Changing the setup entry by entry: a draft of the setup file's own document, checked, saved.

The manager's forms, the setup file and the command line share one shape and one set of checks.
A draft remembers the document that it began with, so that two managers who change different
entries do not undo each other; and undoing a change is the same step the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from frontdesk.desk import effects
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.effects import Effects, StrandedVisit
from frontdesk.desk.setup_file import Fault, SetupResult, read_setup, write_setup
from frontdesk.desk.undo_log import remember
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Business
from frontdesk.store import appointments, configuration

Document = dict[str, Any]
"""A setup file's document, as JSON holds it."""

SECTIONS = ("locations", "resources", "resourceGroups", "services")


class Decision(Enum):
    """What the manager decides about a visit that a change strands."""

    MOVE = "move"  # it stays on the list of what is to be moved
    KEEP = "keep"  # it stays as it is, and is not asked about again
    INFORM = "inform"  # as KEEP, with a line in its notes for whoever calls the customer


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """A document being edited. ``base`` is never changed; ``document`` is the form's own copy."""

    base: Document
    document: Document = field(default_factory=dict)

    @classmethod
    def of(cls, base: Document) -> SetupDraft:
        """A draft without any change yet."""
        return cls(base, deepcopy(base))

    @property
    def is_changed(self) -> bool:
        """Whether saving would change anything."""
        return self.document != self.base


def open_draft(desk: Desk) -> SetupDraft:
    """The setup in force, to be edited; of an empty book one without locations.

    Raises:
        RefusalError: ``no-permission`` without the right to configure, which shows prices, too.
    """
    with desk.look() as unit:
        unit.require(Right.CONFIGURE)
    return draft_in_force(desk)


def draft_in_force(desk: Desk) -> SetupDraft:
    """The same for the desk's own verbs, which show none of it and are refused when they save."""
    with desk.look() as unit:
        return SetupDraft.of(_document(unit.business))


def check(document: Document) -> SetupResult:
    """The business that a document describes, or every fault with its path."""
    return read_setup(json.dumps(document, ensure_ascii=False))


def preview(desk: Desk, draft: SetupDraft) -> Effects | tuple[Fault, ...]:
    """What saving the draft would do; its faults where it can't be saved.

    Raises:
        RefusalError: ``wrong-status`` (``setup-changed``) as ``save`` does.
    """
    with desk.look() as unit:
        merged = _rebased(draft.base, draft.document, _document(unit.business))
    result = check(merged)
    return result.faults if result.business is None else effects.effects(desk, result.business)


def save(
    desk: Desk, draft: SetupDraft, decisions: Mapping[int, Decision] | None = None
) -> Done[SetupDraft] | Refused:
    """Make the draft's changes part of the setup, journaled and undoable; a fresh draft.

    ``decisions`` says what becomes of each visit that the change strands, by its number. Refused
    with ``no-permission``; ``invalid-setup`` for the first fault; ``wrong-status`` because
    ``setup-changed`` where somebody else changed the same entry meanwhile, and because
    ``stranded`` where a visit would be stranded that nobody decided about.
    """

    def verb(unit: Unit) -> tuple[SetupDraft, Changes]:
        unit.require(Right.CONFIGURE)
        before = _document(unit.business)
        after = write_change(unit, _rebased(draft.base, draft.document, before), decisions or {})
        fresh = SetupDraft.of(after)
        if after != before:
            facts = {"names": ", ".join(_changed_names(before, after))}
            remember(unit, "setup", [_way(after, before)], facts)
        return fresh, Changes(configuration=after != before)

    return desk.attempt(verb)


def write_change(unit: Unit, wanted: Document, decisions: Mapping[int, Decision]) -> Document:
    """Check and store a whole document in the unit; the document as it reads from then on."""
    result = check(wanted)
    if result.business is None:
        raise refuse(Code.INVALID_SETUP, problem=str(result.faults[0]))
    for stranded in effects.newly_stranded(unit, result.business):
        settle(unit, stranded, decisions)
    configuration.replace_business(
        unit.connection, result.business, at=unit.moment, who=unit.who, desk=unit.desk_name
    )
    return _document(result.business)


def turn_back(unit: Unit, base: Document, edited: Document) -> None:
    """Run the inverse of a change, for undo: refused where the same entries changed since.

    Visits that it strands stay, on the list of what is to be moved.
    """
    unit.require(Right.CONFIGURE)
    wanted = _rebased(base, edited, _document(unit.business))
    result = check(wanted)
    if result.business is None:
        raise refuse(Code.INVALID_SETUP, problem=str(result.faults[0]))
    every = effects.newly_stranded(unit, result.business)
    write_change(unit, wanted, {entry.visit.id: Decision.MOVE for entry in every})


def without(document: Document, section: str, entry_id: str) -> Document:
    """The document without one entry (which saving retires) and without what names it.

    A resource leaves its groups, services and roles; a group leaves the roles that name it,
    which then list what it held; a location takes along its resources and its own services.
    """
    left = deepcopy(document)
    gone = {entry_id}
    if section == "locations":
        gone_resources = {
            entry["id"] for entry in left["resources"] if entry.get("location") == entry_id
        }
        for name in gone_resources:
            left = without(left, "resources", name)
        left["services"] = [e for e in left["services"] if e.get("location") != entry_id]
    elif section == "resources":
        for entry in [*left["resourceGroups"], *left["services"]]:
            _drop(entry, entry_id)
            for role in entry.get("requires") or []:
                _drop(role, entry_id)
    elif section == "resourceGroups":
        members = next(e["resources"] for e in left[section] if e["id"] == entry_id)
        for entry in left["services"]:
            for role in entry.get("requires") or []:
                if role.get("group") == entry_id:
                    del role["group"]
                    role["resources"] = list(members)
    left[section] = [entry for entry in left[section] if entry["id"] not in gone]
    return left


def _drop(entry: Document, resource_id: str) -> None:
    named = entry.get("resources")
    if isinstance(named, list):
        entry["resources"] = [name for name in named if name != resource_id]


def settle(unit: Unit, stranded: StrandedVisit, decisions: Mapping[int, Decision]) -> None:
    """Write down what was decided about one visit; refused (``stranded``) where nothing was."""
    visit, why = stranded.visit, stranded.reason.why.value
    decision = decisions.get(visit.id)
    if decision is None:
        raise refuse(Code.WRONG_STATUS, because="stranded", id=visit.id)
    unit.record(visit.id, visit.status, visit.status, {"stranded": why, "decision": decision.value})
    if decision is Decision.INFORM:
        line = _INFORM[why]
        notes = f"{line}\n{visit.notes}" if visit.notes else line
        appointments.set_notes(unit.connection, visit.id, notes)


_INFORM = {
    "not-offered": "Inform: not offered there any more.",
    "closed": "Inform: closed then.",
    "holiday": "Inform: closed then, a public holiday.",
    "outside-hours": "Inform: outside the opening hours.",
    "blocked": "Inform: the time is blocked.",
}


def _document(business: Business) -> Document:
    document: Document = json.loads(write_setup(business))
    return document


def _way(base: Document, edited: Document) -> Document:
    return {"verb": "setup", "base": base, "edited": edited}


def _changed_names(before: Document, after: Document) -> list[str]:
    """The names of the entries that a change touches, the company's last."""
    names: dict[str, None] = {}
    for section in SECTIONS:
        old, new = _by_id(before[section]), _by_id(after[section])
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                names[(new.get(key) or old[key])["name"]] = None
    if before["company"] != after["company"] or not names:
        names[after["company"]["name"]] = None
    return sorted(names)


def _rebased(base: Document, edited: Document, current: Document) -> Document:
    """``current`` with the changes that lead from ``base`` to ``edited``."""
    merged = deepcopy(current)
    if edited["company"] != base["company"]:
        merged["company"] = _pick(base["company"], edited["company"], current["company"])
    for section in SECTIONS:
        merged[section] = _rebased_section(base[section], edited[section], current[section])
    return merged


def _rebased_section(
    base: list[Document], edited: list[Document], current: list[Document]
) -> list[Document]:
    old, new, now = _by_id(base), _by_id(edited), _by_id(current)
    entries = dict(now)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            entries[key] = _pick(old.get(key), new.get(key), now.get(key))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        order = [*new, *(key for key in now if key not in new)]
    else:
        order = _with_new(list(now), list(new))
    return [deepcopy(entries[key]) for key in order if entries.get(key) is not None]


def _with_new(order: list[str], edited: list[str]) -> list[str]:
    """``order`` with what is new in ``edited`` behind whatever it stands behind there."""
    known = set(order)
    at = 0
    for key in edited:
        if key in known:
            at = order.index(key) + 1
        else:
            order.insert(at, key)
            at += 1
    return order


def _pick(old: Any, new: Any, now: Any) -> Any:
    """The new value, unless somebody else changed the old one to something else meanwhile."""
    if now != old and now != new:
        name = next((entry["name"] for entry in (now, new, old) if entry), "")
        raise refuse(Code.WRONG_STATUS, because="setup-changed", name=name)
    return new


def _by_id(entries: list[Document]) -> dict[str, Document]:
    return {str(entry.get("id")): entry for entry in entries}
