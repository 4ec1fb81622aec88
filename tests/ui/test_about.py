"""About: the versions, to read out and to copy; and a question only where it can be asked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy
from PySide6.QtCore import QSettings, qVersion
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from frontdesk.ui.about import About
from frontdesk.ui.preferences import Preferences


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def test_the_versions_are_those_that_run(qtbot: QtBot, preferences: Preferences) -> None:
    about = About(preferences, updates_possible=False)
    qtbot.addWidget(about)
    lines = about.versions.text().splitlines()
    assert f"Qt {qVersion()}" in lines
    assert f"SQLite {sqlite3.sqlite_version}" in lines
    assert f"SQLAlchemy {sqlalchemy.__version__}" in lines
    about.copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == lines


def test_updates_are_off_until_agreed(qtbot: QtBot, preferences: Preferences) -> None:
    about = About(preferences, updates_possible=True)
    qtbot.addWidget(about)
    about.show()
    assert about.checks.isVisible()
    assert not about.checks.isChecked()
    about.checks.click()
    assert preferences.checks_updates
    about.checks.click()
    assert not preferences.checks_updates


def test_where_nobody_can_be_asked_there_is_no_question(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences.checks_updates = True
    about = About(preferences, updates_possible=False)
    qtbot.addWidget(about)
    about.show()
    assert not about.checks.isVisible()
