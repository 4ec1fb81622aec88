"""The licences in the window: reachable where the copy has them, and shown as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from frontdesk import licences
from frontdesk.licences import Part
from frontdesk.ui.about import About
from frontdesk.ui.licences import Licences
from frontdesk.ui.preferences import Preferences


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Part, ...]:
    """Two parts, of which the second has a text that would be markup elsewhere."""
    texts = {"Frontdesk": "Permission is granted.\n", "Qt": "<b>Free</b> & shared\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return (
        Part("Frontdesk", "1.0", "MIT", "", tmp_path / "Frontdesk.txt"),
        Part("Qt", "6.11", "LGPL-3.0-only", "https://www.qt.io/", tmp_path / "Qt.txt"),
    )


def about(tmp_path: Path, qtbot: QtBot) -> About:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = About(Preferences(settings), updates_possible=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_chosen_part_shows_its_terms_and_its_whole_text(
    qtbot: QtBot, parts: tuple[Part, ...]
) -> None:
    shown = Licences(parts)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.name.text() == "Frontdesk 1.0"
    assert shown.text.toPlainText() == "Permission is granted.\n"
    shown.list.setFocus()
    qtbot.keyClick(shown.list, Qt.Key.Key_Down)
    assert shown.name.text() == "Qt 6.11"
    assert shown.terms.text() == "LGPL-3.0-only\nhttps://www.qt.io/"
    assert shown.text.toPlainText() == "<b>Free</b> & shared\n"
    assert shown.text.isReadOnly()


def test_about_leads_to_them(
    tmp_path: Path, qtbot: QtBot, parts: tuple[Part, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "parts", lambda: parts)
    window = about(tmp_path, qtbot)
    window.licences.click()
    opened = window.findChild(Licences)
    assert isinstance(opened, QWidget)
    assert opened.isVisible()
    assert [opened.list.item(row).text() for row in range(opened.list.count())] == [
        "Frontdesk", "Qt",
    ]  # fmt: skip


def test_a_copy_that_nobody_packed_offers_none(tmp_path: Path, qtbot: QtBot) -> None:
    assert licences.parts() == ()
    assert not about(tmp_path, qtbot).licences.isVisible()
