"""Changing the setup entry by entry: a draft of the setup file's own document, checked, saved.

The manager's forms, the setup file and the command line share one shape and one set of checks.
A draft remembers the document that it began with, so that two managers who change different
entries do not undo each other; and undoing a change is the same step the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.desk import effects
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.decisions import Decision, settle, take_back
from frontdesk.desk.effects import Effects
from frontdesk.desk.setup_file import (
    Fault,
    SetupResult,
    company_policy,
    policy_members,
    read_setup,
    write_setup,
)
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Business
from frontdesk.store import configuration, visits
from frontdesk.store import policy as stored_policy
from frontdesk.store.desk_rows import Command

Document = dict[str, Any]
"""A setup file's document, as JSON holds it. What is in force says every part of the policy."""

Setup = tuple[Business, Policy]
"""All that a document means."""

Decided = tuple[int, str, str]
"""A visit that a change strands, why, and the ``Decision`` about it by its value."""

SECTIONS = ("locations", "resources", "resourceGroups", "services")


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


def draft_if_allowed(desk: Desk) -> SetupDraft | None:
    """The same for a form that follows the book; None for whoever may not see it.

    Nobody tried anything then, so that the journal has no line of it.
    """
    with desk.look() as unit:
        if Right.CONFIGURE not in unit.rights:
            return None
        return SetupDraft.of(_document(unit.business, unit.policy))


def draft_in_force(desk: Desk) -> SetupDraft:
    """The same for the desk's own verbs, which show none of it and are refused when they save."""
    with desk.look() as unit:
        return SetupDraft.of(_document(unit.business, unit.policy))


def check(document: Document) -> SetupResult:
    """The business that a document describes, or every fault with its path."""
    return read_setup(json.dumps(document, ensure_ascii=False))


def preview(desk: Desk, draft: SetupDraft) -> Effects | tuple[Fault, ...]:
    """What saving the draft would do; its faults where it can't be saved.

    Raises:
        RefusalError: ``wrong-status`` (``setup-changed``) as ``save`` does.
    """
    with desk.look() as unit:
        merged = _rebased(draft.base, draft.document, _document(unit.business, unit.policy))
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
        before = _document(unit.business, unit.policy)
        wanted = _rebased(draft.base, draft.document, before)
        setup, decided = _write(unit, wanted, decisions or {})
        after = _document(*setup)
        if after != before:
            _remember(unit, before, setup, decided)
        touched = frozenset(number for number, *_ in decided)
        return SetupDraft.of(after), Changes(touched, configuration=after != before)

    return desk.attempt(verb)


def document_of_file(read: SetupResult) -> Document:
    """A sound file as a document, whose company says of the policy what the file does.

    What it leaves out stays as it is when the document is saved, not as it was when it was read.
    """
    assert read.business is not None
    document: Document = json.loads(write_setup(read.business))
    document["company"] |= policy_members(read.policy, read.said)
    return document


def remember_change(unit: Unit, before: Setup, after: Setup) -> None:
    """Write down, for undo, that a whole setup took the place of another."""
    _remember(unit, _document(*before), after)


def _remember(unit: Unit, before: Document, setup: Setup, decided: Sequence[Decided] = ()) -> None:
    after = _document(*setup)
    facts = {"names": ", ".join(_changed_names(before, after))}
    # By the clock of the new setup, as whoever looks for the step reads it.
    changed = replace(unit, hours=OpenHours(setup[0]))
    remember(changed, "setup", [_way(after, before, decided)], facts)


def _write(
    unit: Unit,
    wanted: Document,
    decisions: Mapping[int, Decision],
    *,
    otherwise: Decision | None = None,
) -> tuple[Setup, list[Decided]]:
    """Check and store a whole document: what it means, and what was decided.

    ``otherwise`` is meant for a stranded visit that ``decisions`` does not name.
    """
    business, policy = _meant(unit, wanted)
    every = effects.newly_stranded(unit, business)
    if otherwise is not None:
        decisions = {entry.visit.id: otherwise for entry in every} | dict(decisions)
    for stranded in every:
        settle(unit, stranded, decisions)
    configuration.replace_business(
        unit.connection, business, at=unit.moment, who=unit.who, desk=unit.desk_name
    )
    stored_policy.replace(
        unit.connection, policy, at=unit.moment, who=unit.who, desk=unit.desk_name
    )
    decided: list[Decided] = [
        (entry.visit.id, entry.reason.why.value, decisions[entry.visit.id].value) for entry in every
    ]
    return (business, policy), decided


def _meant(unit: Unit, wanted: Document) -> Setup:
    """What a document means. One without anything is what undoing the first setup leads to."""
    if not wanted["company"]["name"] and not any(wanted[section] for section in SECTIONS):
        if visits.ahead(unit.connection, unit.moment, unit.business.locations.keys(), (), ()):
            raise refuse(Code.WRONG_STATUS, because="setup-in-use")
        return Business.of(""), company_policy(wanted["company"])
    result = check(wanted)
    if result.business is None:
        raise refuse(Code.INVALID_SETUP, problem=str(result.faults[0]))
    return result.business, result.policy


def run_command(unit: Unit, command: Command) -> Made:
    """Undo or redo a change: refused where the same entries were changed since.

    Undoing takes back what was decided about visits that the change stranded. Visits that the
    undoing itself strands stay, on the list of what is to be moved.
    """
    unit.require(Right.CONFIGURE)
    base, edited = command["base"], command["edited"]
    decisions = {number: Decision(name) for number, _why, name in command["again"]}
    wanted = _rebased(base, edited, _document(unit.business, unit.policy))
    _setup, decided = _write(unit, wanted, decisions, otherwise=Decision.MOVE)
    for number, why, _name in command["decided"]:
        take_back(unit, number, why)
    back = _way(edited, base, decided, command["decided"])
    touched = frozenset(number for number, *_ in [*command["decided"], *decided])
    return Made(Changes(touched, configuration=True), (back,))


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


def _document(business: Business, policy: Policy) -> Document:
    document: Document = json.loads(write_setup(business))
    document["company"] |= policy_members(policy)
    return document


def _way(
    base: Document, edited: Document, decided: Sequence[Decided], again: Sequence[Decided] = ()
) -> Command:
    """The command from ``base`` to ``edited``.

    It takes back what was ``decided`` on the way to ``base``, and decides ``again``.
    """
    return {
        "verb": "setup",
        "base": base,
        "edited": edited,
        "decided": [*decided],
        "again": [*again],
    }


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
    merged["company"] = _rebased_company(base["company"], edited["company"], current["company"])
    for section in SECTIONS:
        merged[section] = _rebased_section(base[section], edited[section], current[section])
    return merged


def _rebased_company(base: Document, edited: Document, current: Document) -> Document:
    """The company member by member; what ``edited`` says nothing of stays as it is."""
    merged = deepcopy(current)
    for key, new in edited.items():
        now = current.get(key)
        old = base.get(key, now)
        if new != old:
            if now not in (old, new):
                raise refuse(
                    Code.WRONG_STATUS, because="setup-changed", name=str(current.get("name"))
                )
            merged[key] = deepcopy(new)
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
