"""How a setup file differs from what is in force."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from frontdesk.ui.manager.file_changes import file_changes


def test_the_same_document_changes_nothing(document: dict[str, Any]) -> None:
    assert file_changes(document, deepcopy(document)).is_none


def test_names_what_is_new_changed_and_retired(document: dict[str, Any]) -> None:
    wanted = deepcopy(document)
    wanted["company"]["name"] = "Elsewhere"
    gone = wanted["services"].pop()
    wanted["resources"][0]["name"] = "Ana R."
    wanted["resourceGroups"].append({"id": "new", "name": "New group", "resources": []})
    changes = file_changes(document, wanted)
    assert changes.added == ("New group",)
    assert changes.changed == ("Elsewhere", "Ana R.")
    assert changes.retired == (gone["name"],)
    assert not changes.is_none


def test_the_company_changes_only_in_what_a_file_says_of_it(document: dict[str, Any]) -> None:
    in_force = deepcopy(document)
    in_force["company"] |= {"customerWord": "patient", "holdsPerDesk": 2}
    assert file_changes(in_force, deepcopy(document)).is_none
    wanted = deepcopy(document)
    wanted["company"]["customerWord"] = "guest"
    assert file_changes(in_force, wanted).changed == (document["company"]["name"],)
