"""The draft behind the manager's forms: what changed, what is wrong where, nothing lost."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.ui.manager.mentions import rename
from frontdesk.ui.manager.state import COMPANY, SetupState
from tests.desk.conftest import RIVERSIDE


class Calls:
    """Counts the calls of a listener."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def heard() -> Calls:
    return Calls()


@pytest.fixture
def state(heard: Calls) -> SetupState:
    made = SetupState(heard)
    made.load(SetupDraft.of(json.loads(RIVERSIDE.read_text(encoding="utf-8"))))
    return made


def names(state: SetupState, section: str) -> list[str]:
    return [row.id for row in state.rows(section)]


def test_lists_the_entries_in_the_managers_order(state: SetupState) -> None:
    assert names(state, "resources")[:3] == ["ana", "ben", "chloe"]
    assert not any(row.is_changed or row.problems for row in state.rows("resources"))
    assert not state.is_changed


def test_an_edit_is_kept_counted_and_told(state: SetupState, heard: Calls) -> None:
    before = heard.count
    ana = state.entry("resources", "ana")
    assert ana is not None
    ana["name"] = "Ana R."
    assert not state.is_changed  # a copy was handed out
    state.replace("resources", "ana", ana)
    assert heard.count == before + 1
    assert [row.id for row in state.rows("resources") if row.is_changed] == ["ana"]
    assert state.is_changed
    state.discard()
    assert not state.is_changed


def test_the_id_of_an_entry_stays_whatever_a_form_says(state: SetupState) -> None:
    ana = state.entry("resources", "ana")
    assert ana is not None
    state.replace("resources", "ana", ana | {"id": "other"})
    assert names(state, "resources")[0] == "ana"


def test_a_fault_is_told_at_its_entry_and_path(state: SetupState) -> None:
    scan = state.entry("services", "scan")
    assert scan is not None
    scan["duration"]["step"] = 0
    scan["bufferAfter"] = "ten"
    state.replace("services", "scan", scan)
    faults = state.faults("services", "scan")
    assert set(faults) == {"duration.step", "bufferAfter"}
    assert "positive" in faults["duration.step"]
    assert state.problems == 2
    assert state.first_problem() == ("services", "scan")
    assert [row.problems for row in state.rows("services") if row.id == "scan"] == [2]
    state.replace(COMPANY, "", {"name": ""})
    assert set(state.faults(COMPANY)) == {"name"}


def test_a_new_entry_gets_an_id_of_its_name_that_nobody_has(state: SetupState) -> None:
    template = {"location": "riverside", "kind": "staff"}
    assert state.add("resources", template, "Zoë Müller") == "zo-m-ller"
    assert state.add("resources", template, "Ana") == "ana-2"
    assert state.add("resources", template, "日本") == "resources"
    state.retire("resources", "ben")
    assert state.add("resources", template, "Ben") == "ben-2"  # Ben's history is another's
    assert [row.is_new for row in state.rows("resources")].count(True) == 4
    assert state.problems == 0


def test_a_copy_stands_behind_what_it_copies(state: SetupState) -> None:
    new = state.duplicate("services", "scan", "Scan (copy)")
    known = names(state, "services")
    assert known.index(new) == known.index("scan") + 1
    copied, scan = state.entry("services", new), state.entry("services", "scan")
    assert copied is not None
    assert scan is not None
    assert copied | {"id": "", "name": ""} == scan | {"id": "", "name": ""}


def test_retiring_takes_every_mention_along(state: SetupState) -> None:
    state.retire("resources", "ana")
    assert '"ana"' not in json.dumps(state.document)
    assert state.problems == 0
    assert state.entry("resources", "ana") is None


@given(st.data())
def test_any_order_is_reached_by_moves_and_keeps_everything(data: st.DataObject) -> None:
    state = SetupState(Calls())
    document = json.loads(RIVERSIDE.read_text(encoding="utf-8"))
    state.load(SetupDraft.of(document))
    wanted = data.draw(st.permutations(names(state, "resources")))
    for place, entry_id in enumerate(wanted):
        state.move("resources", entry_id, place)
    assert names(state, "resources") == list(wanted)
    key = json.dumps
    assert sorted(map(key, state.document["resources"])) == sorted(
        map(key, deepcopy(document["resources"]))
    )


def test_the_id_of_a_new_entry_follows_its_name_until_it_is_saved(state: SetupState) -> None:
    first = state.add("resources", {"location": "riverside", "kind": "staff"}, "New person")
    for group in state.document["resourceGroups"]:
        group["resources"].append(first)
    entry = state.entry("resources", first)
    assert entry is not None
    for typed in ("Z", "Zo", "Zoë", "Zo", "Zora"):
        state.replace("resources", state.current_id("resources", first), entry | {"name": typed})
    assert state.current_id("resources", first) == "zora"
    assert state.current_id("resources", "z") == "zora"
    assert "zora" in names(state, "resources")
    assert all(group["resources"][-1] == "zora" for group in state.document["resourceGroups"])
    assert first not in json.dumps(state.document)
    assert state.problems == 0
    state.load(SetupDraft.of(state.document))  # saved
    saved = state.entry("resources", "zora")
    assert saved is not None
    state.replace("resources", "zora", saved | {"name": "Zora B."})
    assert "zora" in names(state, "resources")


def test_two_new_entries_never_get_one_id(state: SetupState) -> None:
    template = {"location": "riverside", "kind": "staff"}
    one, two = (state.add("resources", template, "New") for _ in range(2))
    for entry_id in (one, two):
        entry = state.entry("resources", state.current_id("resources", entry_id))
        assert entry is not None
        state.replace("resources", entry["id"], entry | {"name": "Ana"})
    assert state.current_id("resources", one) == "ana-2"  # Ana herself keeps hers
    assert state.current_id("resources", two) == "ana-3"
    assert state.problems == 0


@pytest.mark.parametrize("section", ["locations", "resources", "resourceGroups"])
def test_a_new_id_reaches_everything_that_names_the_entry(section: str) -> None:
    document = json.loads(RIVERSIDE.read_text(encoding="utf-8"))
    for entry_id in [entry["id"] for entry in document[section]]:
        renamed = deepcopy(document)
        rename(renamed, section, entry_id, "quite-another")
        assert json.dumps(renamed) == json.dumps(document).replace(
            f'"{entry_id}"', '"quite-another"'
        )


def test_the_copy_of_a_resource_is_wherever_the_first_one_is(document: dict[str, Any]) -> None:
    state = SetupState(lambda: None)
    state.load(SetupDraft.of(document))
    new = state.duplicate("resources", "chloe", "Cleo")
    assert new == "cleo"
    group = state.entry("resourceGroups", "therapists") or {}
    assert group["resources"][-2:] == ["chloe", "cleo"]
    scan, phone = (state.entry("services", name) or {} for name in ("scan", "phone"))
    assert scan["requires"][0]["resources"] == ["ana", "chloe", "cleo"]
    assert phone["resources"] == ["ana", "ben", "chloe", "cleo", "dev"]
    assert state.problems == 0
