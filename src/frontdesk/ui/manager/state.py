"""The setup as it is being edited: entries, what changed, and what is wrong where. No Qt here.

Everything is kept in one ``SetupDraft``; the forms show parts of its document. Nothing here is
saved, and nothing typed is lost by looking at another entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from frontdesk.desk import setup_edit
from frontdesk.desk.setup_edit import SECTIONS, Document, SetupDraft
from frontdesk.desk.setup_file import Fault
from frontdesk.ui.manager.mentions import join, rename

COMPANY = "company"
"""The section of the one entry that has no id."""

_PLACE = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(.*))?")
_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the list shows it. ``problems`` counts what is wrong with it."""

    id: str
    name: str
    kind: str
    color: str
    is_changed: bool
    is_new: bool
    problems: int


class SetupState:
    """One manager's draft of the setup.

    ``changed`` is called after each change by the user and after each ``load``.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        """Begin with an empty setup; ``load`` brings the real one."""
        empty: Document = {"format": "", "company": {"name": ""}} | {
            section: [] for section in SECTIONS
        }
        self._changed = changed
        self._draft = SetupDraft.of(empty)
        self._faults: dict[tuple[str, str], dict[str, str]] = {}
        self._fresh: set[tuple[str, str]] = set()
        self._renamed: dict[tuple[str, str], str] = {}

    @property
    def draft(self) -> SetupDraft:
        """What ``setup_edit.save`` takes."""
        return self._draft

    @property
    def document(self) -> Document:
        """The document as edited; change it through the methods only."""
        return self._draft.document

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self._draft.is_changed

    @property
    def problems(self) -> int:
        """How many things keep the draft from being saved."""
        return sum(map(len, self._faults.values()))

    def load(self, draft: SetupDraft) -> None:
        """Edit ``draft`` from now on: the setup in force, or what was just saved."""
        self._draft = draft
        self._fresh.clear()
        self._renamed.clear()
        self._check()

    # Reading

    def rows(self, section: str) -> list[EntryRow]:
        """The entries of a section in the manager's order."""
        stored = _by_id(self._draft.base, section)
        return [
            EntryRow(
                entry["id"],
                str(entry.get("name", "")),
                str(entry.get("kind", "")),
                str(entry.get("color", "")),
                entry != stored.get(entry["id"]),
                entry["id"] not in stored,
                len(self.faults(section, entry["id"])),
            )
            for entry in self.document[section]
        ]

    def entry(self, section: str, entry_id: str) -> Document | None:
        """A copy of one entry; None where it is not there (any more)."""
        found = self._find(section, self.current_id(section, entry_id))
        return None if found is None else deepcopy(found)

    def faults(self, section: str, entry_id: str = "") -> Mapping[str, str]:
        """What is wrong with an entry: a sentence for each path within it, ``duration.step``.

        The empty path is the entry as a whole.
        """
        return self._faults.get((section, self.current_id(section, entry_id)), {})

    def current_id(self, section: str, entry_id: str) -> str:
        """The id that an entry has now: until it is saved, a new one's follows its name."""
        return self._renamed.get((section, entry_id), entry_id)

    def first_problem(self) -> tuple[str, str] | None:
        """Section and id of the first entry with a problem."""
        return next(iter(self._faults), None)

    # Changing

    def replace(self, section: str, entry_id: str, entry: Document) -> None:
        """Put what a form holds in place of an entry."""
        entry_id = self.current_id(section, entry_id)
        if section == COMPANY:
            self.document[COMPANY] = deepcopy(entry)
        else:
            entries = self.document[section]
            index = next(n for n, known in enumerate(entries) if known["id"] == entry_id)
            entries[index] = deepcopy(entry) | {"id": entry_id}
            if (section, entry_id) in self._fresh:
                self._follow_name(section, entry_id, str(entry.get("name", "")))
        self._check()

    def add(self, section: str, entry: Document, name: str) -> str:
        """Add an entry behind the others, named ``name``; its id, made from the name."""
        entry_id = self._free_id(section, name)
        self.document[section].append({"id": entry_id, "name": name, **deepcopy(entry)})
        self._fresh.add((section, entry_id))
        self._check()
        return entry_id

    def duplicate(self, section: str, entry_id: str, name: str) -> str:
        """Add a copy of an entry right behind it, under another name; its id.

        A resource's copy is in the same groups, and gives the same services.
        """
        entry_id = self.current_id(section, entry_id)
        entries = self.document[section]
        index = next(n for n, known in enumerate(entries) if known["id"] == entry_id)
        new_id = self._free_id(section, name)
        entries.insert(index + 1, deepcopy(entries[index]) | {"id": new_id, "name": name})
        if section == "resources":
            join(self.document, entry_id, new_id)
        self._fresh.add((section, new_id))
        self._check()
        return new_id

    def move(self, section: str, entry_id: str, to: int) -> None:
        """Put an entry at another place in the order, from 0."""
        entry_id = self.current_id(section, entry_id)
        entries = self.document[section]
        index = next(n for n, known in enumerate(entries) if known["id"] == entry_id)
        entries.insert(max(0, min(to, len(entries) - 1)), entries.pop(index))
        self._check()

    def retire(self, section: str, entry_id: str) -> None:
        """Take an entry out, with every mention of it; saving retires it."""
        entry_id = self.current_id(section, entry_id)
        self._draft = SetupDraft(
            self._draft.base, setup_edit.without(self.document, section, entry_id)
        )
        self._check()

    def discard(self) -> None:
        """Go back to what is saved."""
        self.load(SetupDraft.of(self._draft.base))

    def put_document(self, document: Document) -> None:
        """Edit a whole other document, such as an imported one, against the same base."""
        self._fresh.clear()
        self._draft = SetupDraft(self._draft.base, deepcopy(document))
        self._check()

    # Inside

    def _find(self, section: str, entry_id: str) -> Document | None:
        if section == COMPANY:
            company: Document = self.document[COMPANY]
            return company
        return _by_id(self.document, section).get(entry_id)

    def _free_id(self, section: str, name: str, own: str = "") -> str:
        """An id made of the name's letters, which nothing else has or had in this draft.

        ``own`` is the id of the entry that asks; what it was called before is free to it.
        """
        plain = _NO_ID.sub("-", name.casefold()).strip("-")[:40] or section.lower()
        taken = {*_by_id(self.document, section), *_by_id(self._draft.base, section)}
        taken |= {old for (of, old), now in self._renamed.items() if of == section and now != own}
        taken.discard(own)
        number, free = 1, plain
        while free in taken:
            number += 1
            free = f"{plain}-{number}"
        return free

    def _follow_name(self, section: str, entry_id: str, name: str) -> None:
        """Make the id of a new entry anew of its name, wherever it is named."""
        new_id = self._free_id(section, name, entry_id)
        if new_id == entry_id:
            return
        rename(self.document, section, entry_id, new_id)
        self._fresh.discard((section, entry_id))
        self._fresh.add((section, new_id))
        for key, now in list(self._renamed.items()):
            if key[0] == section and now == entry_id:
                self._renamed[key] = new_id
        self._renamed[section, entry_id] = new_id
        self._renamed.pop((section, new_id), None)

    def _check(self) -> None:
        self._faults = {}
        for fault in setup_edit.check(self.document).faults:
            section, entry_id, path = self._place_of(fault)
            self._faults.setdefault((section, entry_id), {}).setdefault(path, fault.message)
        self._changed()

    def _place_of(self, fault: Fault) -> tuple[str, str, str]:
        """The entry that a fault is about, and the path within it."""
        found = _PLACE.fullmatch(fault.path)
        if found is None:
            return COMPANY, "", fault.path
        section, index, path = found.groups()
        if section not in SECTIONS or index is None:
            return section, "", path or ""
        return section, str(self.document[section][int(index)]["id"]), path or ""


def _by_id(document: Document, section: str) -> dict[str, Document]:
    return {str(entry["id"]): entry for entry in document[section]}
