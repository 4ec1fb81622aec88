"""The five-step set-up of an empty book: what was typed so far, and what is wrong in which step.

What is typed becomes a document of the setup file, and its checks are the only ones but for what
a working day needs besides: an open day, somebody to book, something to book. No Qt here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.desk import setup_edit
from frontdesk.desk.setup_edit import Document
from frontdesk.desk.setup_file import FORMAT
from frontdesk.desk.translatable import Translate, untranslated
from frontdesk.ui.manager.fault_words import fault_sentence
from frontdesk.ui.manager.trades import people_rows, service_rows, trade_of
from frontdesk.ui.manager.values import number_of, price_of

STEPS = ("business", "hours", "people", "services", "done")
_COLORS = ("#1D5DB8", "#0F766E", "#A8295F", "#6441B5", "#A8431A", "#6B6A12")
_ROOM_COLOR = "#4A5A6E"
_PLACE = re.compile(r"(resources|services)\[(\d+)\]\.?(.*)")
_NO_ID = re.compile(r"[^a-z0-9]+")
_FIELDS = {"duration": "minutes", "price": "price", "capacity": "places", "name": "name"}

Row = dict[str, str]


def usual_week() -> Document:
    """Monday to Friday from nine to five."""
    return {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(slots=True)
class AssistantState:
    """What the fields hold, letter for letter; ``step`` is the index of the one that is shown."""

    step: int = 0
    name: str = ""
    place: str = ""
    timezone: str = ""
    currency: str = ""
    trade: str = ""
    hours: Document = field(default_factory=usual_week)
    people: list[Row] = field(default_factory=list)
    with_room: bool = True
    services: list[Row] = field(default_factory=list)

    def choose_trade(self, trade_id: str, tr: Translate = untranslated) -> None:
        """Begin with what the trade usually has; rows that somebody edited stay."""
        before, after = trade_of(self.trade), trade_of(trade_id)
        fresh = not self.trade
        if fresh or self.people == people_rows(before, tr):
            self.people = people_rows(after, tr)
        if fresh or self.services == service_rows(before, tr):
            self.services = service_rows(after, tr)
        self.trade = after.id

    @property
    def has_rooms(self) -> bool:
        """Whether there is a room beside the people, so that a visit can take both."""
        kinds = {row["kind"] for row in self.people}
        return len(kinds) > 1

    def document(self, tr: Translate = untranslated) -> Document:
        """The setup file's document of all this; roles are named in the language of ``tr``."""
        ids = _ids([row["name"] for row in self.people])
        staff = [key for key, row in zip(ids, self.people, strict=True) if row["kind"] == "staff"]
        rooms = [key for key in ids if key not in staff]
        place = self.place.strip() or self.name.strip()
        return {
            "format": FORMAT,
            "company": {"name": self.name.strip()},
            "locations": [
                {
                    "id": _ids([place])[0],
                    "name": place,
                    "primary": True,
                    "timezone": self.timezone.strip(),
                    "hours": self.hours,
                }
            ],
            "resources": [
                {
                    "id": key,
                    "name": row["name"].strip(),
                    "location": _ids([place])[0],
                    "kind": row["kind"],
                    "color": _COLORS[at % len(_COLORS)] if row["kind"] == "staff" else _ROOM_COLOR,
                }
                for at, (key, row) in enumerate(zip(ids, self.people, strict=True))
            ],
            "resourceGroups": [],
            "services": self._services(staff, rooms, tr),
        }

    def problems(self, step: int, tr: Translate = untranslated) -> dict[str, str]:
        """A sentence for each field of a step that is in the way of going on.

        Keys are ``name``, ``place``, ``timezone``, ``currency``, a day such as ``mon[0]``, a row
        such as ``people[1]`` or ``services[0].minutes``, and "" for the step as a whole.
        """
        found: dict[str, str] = {}
        for fault in setup_edit.check(self.document()).faults:
            place = _place_of(fault.path)
            if place is not None and place[0] == STEPS[step]:
                found.setdefault(place[1], fault_sentence(fault.message, tr))
        found |= {key: tr(words) for key, words in self._lacks(STEPS[step])}
        return found

    def first_wrong(self) -> int | None:
        """The first step with a problem; None when the book can be opened."""
        return next((at for at in range(len(STEPS) - 1) if self.problems(at)), None)

    def kept(self) -> str:
        """All of it as text, to be read by ``from_kept`` after a restart."""
        return json.dumps({key: getattr(self, key) for key in _KINDS}, ensure_ascii=False)

    @classmethod
    def from_kept(cls, text: str) -> AssistantState | None:
        """What ``kept`` wrote; None for anything else."""
        try:
            found = json.loads(text)
        except ValueError:
            return None
        if not isinstance(found, Mapping) or not all(
            key in found and is_kind(found[key]) for key, is_kind in _KINDS.items()
        ):
            return None
        return cls(**{key: found[key] for key in _KINDS})

    def _lacks(self, step: str) -> list[tuple[str, str]]:
        if step == "hours" and not any(self.hours.values()):
            return [("", "Give at least one day its hours, or nothing could be booked.")]
        if step == "people" and not self.people:
            return [("", "Add at least one person or room, or nothing could be booked.")]
        if step == "services" and not self.services:
            return [("", "Add at least one service, or nothing could be booked.")]
        return []

    def _services(self, staff: list[str], rooms: list[str], tr: Translate) -> list[Document]:
        made: list[Document] = []
        kinds = {row["kind"] for row in self.people}
        place = tr("Equipment") if "room" not in kinds else tr("Room")
        ids = _ids([row["name"] for row in self.services])
        for at, (key, row) in enumerate(zip(ids, self.services, strict=True)):
            minutes = number_of(row["minutes"])
            price = price_of(row["price"])
            service: Document = {
                "id": key,
                "name": row["name"].strip(),
                "duration": {"default": minutes},
                "capacity": number_of(row["places"]),
                "roundRobin": "balanced",
                "color": _COLORS[at % len(_COLORS)],
            }
            if price is not None:
                service |= {"price": price, "currency": self.currency.strip().upper()}
            if staff and rooms and self.with_room:
                service["requires"] = [
                    {"role": tr("Person"), "resources": staff},
                    {"role": place, "resources": rooms},
                ]
            else:
                service["resources"] = staff or rooms
            made.append(service)
        return made


def _is_rows(*keys: str) -> Callable[[Any], bool]:
    def check(value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(row, dict)
            and set(row) == set(keys)
            and all(isinstance(cell, str) for cell in row.values())
            for row in value
        )

    return check


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_step(value: Any) -> bool:
    return type(value) is int and 0 <= value < len(STEPS)


def _is_week(value: Any) -> bool:
    return isinstance(value, dict)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "step": _is_step,
    "name": _is_text,
    "place": _is_text,
    "timezone": _is_text,
    "currency": _is_text,
    "trade": _is_text,
    "hours": _is_week,
    "people": _is_rows("name", "kind"),
    "with_room": _is_switch,
    "services": _is_rows("name", "minutes", "price", "places"),
}


def _place_of(path: str) -> tuple[str, str] | None:
    """The step and the field that a fault of the document is shown at."""
    if path == "company.name":
        return "business", "name"
    if path.startswith("locations[0]."):
        below = path.removeprefix("locations[0].")
        if below.startswith("hours"):
            return "hours", below.removeprefix("hours").removeprefix(".")
        if below == "timezone":
            return "business", "timezone"
        return None  # a place without a name has that of the business
    match = _PLACE.fullmatch(path)
    if match is None:
        return None
    section, at, below = match.groups()
    if below == "currency":
        return "business", "currency"
    if section == "resources":
        return "people", f"people[{at}]"
    head = below.split(".")[0].split("[")[0]
    return "services", f"services[{at}].{_FIELDS.get(head, 'name')}"


def _ids(names: list[str]) -> list[str]:
    """An id for each name, all different."""
    found: list[str] = []
    for name in names:
        plain = _NO_ID.sub("-", name.casefold()).strip("-")[:40] or "entry"
        number, free = 1, plain
        while free in found:
            number += 1
            free = f"{plain}-{number}"
        found.append(free)
    return found
