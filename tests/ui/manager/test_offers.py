"""Ticks at a person that change services and groups."""

from __future__ import annotations

from typing import Any

from frontdesk.desk.setup_edit import check
from frontdesk.ui.manager.offers import grouped, offered, offers

Document = dict[str, Any]


def entry(document: Document, section: str, entry_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(e for e in document[section] if e["id"] == entry_id)
    return found


def test_lists_services_and_roles_of_the_place(document: Document) -> None:
    chloe = entry(document, "resources", "chloe")
    found = {(o.service_id, o.role): (o.given, o.group) for o in offers(document, chloe)}
    assert found == {
        ("first-visit", 0): (True, "Therapists"),
        ("follow-up", 0): (True, "Therapists"),
        ("scan", 0): (True, ""),
        ("pilates", None): (False, ""),
        ("phone", None): (True, ""),
    }
    dev = entry(document, "resources", "dev")
    assert [o.service_id for o in offers(document, dev)] == ["phone"]


def test_a_role_is_offered_to_the_kind_that_fills_it(document: Document) -> None:
    gym = entry(document, "resources", "gym")
    assert [(o.service_id, o.role) for o in offers(document, gym)] == [
        ("first-visit", 1),
        ("follow-up", 1),
        ("pilates", None),
        ("phone", None),
    ]
    entry(document, "services", "scan")["requires"][1]["resources"] = []
    assert ("scan", 1) in [(o.service_id, o.role) for o in offers(document, gym)]


def change(document: Document, who: str, service: str, role: int | None, given: bool) -> Any:
    person = entry(document, "resources", who)
    offer = next(o for o in offers(document, person) if (o.service_id, o.role) == (service, role))
    changed = offered(document, person, offer, given)
    document["services"] = [changed if e["id"] == service else e for e in document["services"]]
    assert check(document).faults == ()
    return changed


def test_a_tick_puts_a_person_behind_the_others(document: Document) -> None:
    assert change(document, "ben", "scan", 0, True)["requires"][0]["resources"] == [
        "ana",
        "chloe",
        "ben",
    ]
    assert change(document, "ana", "scan", 0, False)["requires"][0]["resources"] == [
        "chloe",
        "ben",
    ]
    assert change(document, "ben", "pilates", None, True)["resources"] == ["gym", "ben"]


def test_leaving_what_everyone_gives_names_all_others_of_the_place(document: Document) -> None:
    entry(document, "services", "pilates")["resources"] = "all"
    left = change(document, "gym", "pilates", None, False)
    assert left["resources"] == ["ana", "ben", "chloe", "room1", "room2", "ultrasound"]


def test_what_was_asked_about_stays_untouched(document: Document) -> None:
    chloe, scan = entry(document, "resources", "chloe"), entry(document, "services", "scan")
    offer = next(o for o in offers(document, chloe) if o.service_id == "scan" and o.role == 0)
    offered(document, chloe, offer, False)
    assert scan["requires"][0]["resources"] == ["ana", "chloe"]


def test_a_group_keeps_its_order(document: Document) -> None:
    group, room = (
        entry(document, "resourceGroups", "therapists"),
        entry(document, "resources", "room1"),
    )
    assert grouped(group, room, True)["resources"] == ["ana", "ben", "chloe", "room1"]
    ben = entry(document, "resources", "ben")
    assert grouped(group, ben, True)["resources"] == ["ana", "ben", "chloe"]
    assert grouped(group, ben, False)["resources"] == ["ana", "chloe"]
