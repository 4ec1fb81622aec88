"""Which services a resource gives, and which groups it is in: what a tick there changes.

Both are written in the other entries, so a tick yields a changed copy of one of them. Nothing
here is Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, or one role of it (``role`` is its place, or None), and whether it is given.

    ``group`` names the group by which a role is filled: the group's members are chosen there.
    ``by_all`` tells that the service is given by everyone of its location.
    """

    service_id: str
    name: str
    role: int | None
    given: bool
    group: str = ""
    by_all: bool = False


def offers(document: Entry, resource: Entry) -> Iterator[Offer]:
    """Every service that can be given at the resource's location, each role by itself.

    Left out are roles that only another kind fills, such as that of the room for a person.
    """
    kinds = {entry["id"]: entry.get("kind", "staff") for entry in document.get("resources", [])}
    groups = {entry["id"]: entry for entry in document.get("resourceGroups", [])}
    for service in document.get("services", []):
        if service.get("scope") == "location" and service.get("location") != resource["location"]:
            continue
        name = str(service.get("name", ""))
        roles = service.get("requires") or []
        for at, role in enumerate(roles):
            group = groups.get(role.get("group"))
            members = (group or role).get("resources") or []
            called = f"{name} – {role.get('role', '')}"
            given = resource["id"] in members
            known = {kinds[name] for name in members if name in kinds}
            if known and resource.get("kind", "staff") not in known and not given:
                continue
            group_name = "" if role.get("group") is None else str((group or {}).get("name", ""))
            yield Offer(service["id"], called, at, given, group_name)
        if not roles:
            named = service.get("resources")
            by_all = not isinstance(named, list)
            given = by_all or resource["id"] in named
            yield Offer(service["id"], name, None, given, by_all=by_all)


def offered(document: Entry, resource: Entry, offer: Offer, given: bool) -> Entry:
    """A copy of the service as it is once the resource gives it, or no longer does.

    A service that everyone gives is given by everyone else from then on, by name.
    """
    service = next(e for e in document["services"] if e["id"] == offer.service_id)
    changed: Entry = deepcopy(service)
    holder = changed if offer.role is None else changed["requires"][offer.role]
    named = holder.get("resources")
    if not isinstance(named, list):
        at = changed.get("location") if changed.get("scope") == "location" else None
        everyone = document.get("resources", [])
        named = [e["id"] for e in everyone if at in (None, e.get("location"))]
    holder["resources"] = _with(named, resource["id"], given)
    return changed


def grouped(group: Entry, resource: Entry, member: bool) -> Entry:
    """A copy of the group with the resource in it, or without."""
    changed: Entry = deepcopy(group)
    changed["resources"] = _with(changed.get("resources") or [], resource["id"], member)
    return changed


def _with(ids: list[str], entry_id: str, wanted: bool) -> list[str]:
    kept = [known for known in ids if known != entry_id]
    if not wanted:
        return kept
    return list(ids) if entry_id in ids else [*ids, entry_id]
