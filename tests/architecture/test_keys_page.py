"""The page of keys names every key of the menus, and no key that the menus do not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from frontdesk.ui.actions import Actions

PAGE = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
OF_THE_SYSTEM = {"Ctrl+Q"}
"""Keys that each system defines for itself; the menu shows them."""


def section(title: str) -> set[str]:
    """The keys in the first column of a section's table, as Qt spells them."""
    _, _, rest = PAGE.partition(f"## {title}\n")
    assert rest, title
    body = rest.partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \| .+ \|$", body, flags=re.MULTILINE)
    keys = {key.strip() for cell in cells if cell != "key" for key in cell.split(", ")}
    return {spelled(key) for entry in keys for key in unfolded(entry)}


def unfolded(entry: str) -> list[str]:
    """ "Alt+1 … Alt+9" as the nine keys that it stands for."""
    if " … " not in entry:
        return [entry]
    first, last = entry.split(" … ")
    return [f"{first[:-1]}{number}" for number in range(int(first[-1]), int(last[-1]) + 1)]


def spelled(key: str) -> str:
    return QKeySequence(key.replace("Enter", "Return")).toString() or key


@pytest.fixture
def keys(qtbot) -> list[list[str]]:
    """The keys of each verb that has any, the first in front; letters are switched on."""
    window = QMainWindow()
    qtbot.addWidget(window)
    verbs = Actions(window).findChildren(QAction)
    found = [[key.toString() for key in verb.shortcuts()] for verb in verbs]
    return [entry for entry in found if entry and entry[0] and entry[0] not in OF_THE_SYSTEM]


def test_every_key_of_the_menus_is_on_the_page(keys):
    menus = {entry[0] for entry in keys if len(entry[0]) > 1}
    assert len(menus) > 20
    assert menus - section("Anywhere in the window") == set()


def test_the_page_names_no_key_that_the_menus_lack(keys):
    every = {key for entry in keys for key in entry}
    assert section("Anywhere in the window") - every == {"Tab", "Shift+Tab", "Esc"}


def test_the_single_letters_are_those_of_the_page(keys):
    assert {entry[0] for entry in keys if len(entry[0]) == 1} == section("Single letters")
