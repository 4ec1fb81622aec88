"""Who names whom in a setup file: one entry's id in the other entries. Nothing here is Qt."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def rename(document: Document, section: str, old: str, new: str) -> None:
    """Give an entry of ``document`` another id, here and wherever it is named."""
    for entry in document[section]:
        if entry["id"] == old:
            entry["id"] = new
    services = document["services"]
    roles = [role for service in services for role in service.get("requires") or []]
    if section == "locations":
        for entry in [*document["resources"], *services]:
            _replace(entry, "location", old, new)
    elif section == "resources":
        for entry in [*document["resourceGroups"], *services, *roles]:
            named = entry.get("resources")
            if isinstance(named, list):
                entry["resources"] = [new if name == old else name for name in named]
    elif section == "resourceGroups":
        for role in roles:
            _replace(role, "group", old, new)


def join(document: Document, resource_id: str, new: str) -> None:
    """Name ``new`` right behind a resource wherever that is named: in groups, services, roles."""
    services = document["services"]
    roles = [role for service in services for role in service.get("requires") or []]
    for entry in [*document["resourceGroups"], *services, *roles]:
        named = entry.get("resources")
        if isinstance(named, list) and resource_id in named:
            named.insert(named.index(resource_id) + 1, new)


def _replace(entry: Document, key: str, old: str, new: str) -> None:
    if entry.get(key) == old:
        entry[key] = new
