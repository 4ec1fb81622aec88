"""What the workstation remembers comes back typed, and rubbish in the file harms nobody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QSettings

from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.counts import Group
from frontdesk.ui.preferences import Preferences


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "frontdesk.ini")


def open_preferences(file: str) -> Preferences:
    return Preferences(QSettings(file, QSettings.Format.IniFormat))


def test_a_first_start_has_defaults(file):
    fresh = open_preferences(file)
    assert fresh.theme == "system"
    assert fresh.location_id == ""
    assert fresh.service_id("main") == ""
    assert fresh.hidden_resources == frozenset()
    assert fresh.zoom == 0
    assert fresh.color_by is ColorBy.SERVICE
    assert fresh.shows_navigator is None
    assert fresh.geometry.isEmpty()


def test_everything_set_is_there_after_a_restart(file):
    first = open_preferences(file)
    first.theme = "dark"
    first.location_id = "main"
    first.set_service_id("main", "cut")
    first.set_service_id("harbour", "phone")
    first.hidden_resources = {"room1", "gym"}
    first.left_out = {Group.BOOKED, Group.NO_SHOW}
    first.zoom = 28
    first.color_by = ColorBy.PERSON
    first.shows_navigator = False
    first.geometry = QByteArray(b"\x01\x02\x00\xff")
    first.save()
    again = open_preferences(file)
    assert again.theme == "dark"
    assert again.location_id == "main"
    assert (again.service_id("main"), again.service_id("harbour")) == ("cut", "phone")
    assert again.hidden_resources == {"room1", "gym"}
    assert again.left_out == {Group.BOOKED, Group.NO_SHOW}
    assert again.zoom == 28
    assert again.color_by is ColorBy.PERSON
    assert again.shows_navigator is False
    assert again.geometry == QByteArray(b"\x01\x02\x00\xff")


def test_hiding_nothing_is_remembered_as_nothing(file):
    first = open_preferences(file)
    first.hidden_resources = {"room1"}
    first.hidden_resources = ()
    assert first.left_out == {Group.CANCELLED}
    first.left_out = ()
    first.save()
    assert open_preferences(file).hidden_resources == frozenset()
    assert open_preferences(file).left_out == frozenset()


@pytest.mark.parametrize("rubbish", ["", "purple", "-3", "²", "99999999", "[1, 2]"])
def test_rubbish_counts_as_never_set(file, rubbish):
    settings = QSettings(file, QSettings.Format.IniFormat)
    for key in ("window/theme", "view/zoom", "view/navigator", "window/geometry"):
        settings.setValue(key, rubbish)
    settings.sync()
    read = open_preferences(file)
    assert read.theme == "system"
    assert read.zoom == 0
    assert read.shows_navigator is None
    assert read.geometry.isEmpty()
