"""People and rooms: one by one, one alone, and by a set with a name, kept for the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from frontdesk.ui.column_choice import LONGEST_NAME, ColumnChoice
from frontdesk.ui.preferences import Preferences

HERE = ["ana", "bo", "chair"]


def kept(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def choice(qtbot: QtBot, tmp_path: Path) -> ColumnChoice:
    made = ColumnChoice(kept(tmp_path))
    made.set_place("main", HERE)
    return made


def again(tmp_path: Path, choice: ColumnChoice) -> ColumnChoice:
    """The choice at the next start."""
    choice._preferences.save()
    made = ColumnChoice(kept(tmp_path))
    made.set_place("main", HERE)
    return made


def test_at_first_everyone_is_shown(choice: ColumnChoice) -> None:
    assert choice.shown == set(HERE)
    assert choice.shows_all


def test_a_new_colleague_shows_at_once(choice: ColumnChoice) -> None:
    choice.hide("bo")
    choice.set_place("main", [*HERE, "eve"])
    assert choice.shown == {"ana", "chair", "eve"}


def test_one_alone_and_back_again(choice: ColumnChoice) -> None:
    choice.hide("chair")
    choice.toggle_only("ana")
    assert choice.shown == {"ana"}
    choice.toggle_only("bo")  # from one to the next
    assert choice.shown == {"bo"}
    choice.toggle_only("bo")
    assert choice.shown == {"ana", "bo"}


def test_a_check_box_after_one_alone_is_a_choice_of_its_own(choice: ColumnChoice) -> None:
    choice.toggle_only("ana")
    choice.set_hidden(choice.hidden - {"chair"})
    assert choice.shown == {"ana", "chair"}
    choice.toggle_only("ana")
    choice.toggle_only("ana")
    assert choice.shown == {"ana", "chair"}


def test_a_set_is_named_chosen_and_kept(choice: ColumnChoice, tmp_path: Path) -> None:
    choice.hide("chair")
    assert choice.save_set("  The   stylists ")
    assert choice.current_set is not None
    assert choice.current_set.name == "The stylists"
    choice.show_all()
    assert choice.current_set is None
    later = again(tmp_path, choice)
    assert later.shows_all
    later.choose_set("The stylists")
    assert later.shown == {"ana", "bo"}


def test_the_same_name_again_takes_its_place(choice: ColumnChoice) -> None:
    choice.toggle_only("ana")
    choice.save_set("Mine")
    choice.toggle_only("bo")
    choice.save_set("Mine")
    assert [(entry.name, entry.shown) for entry in choice.sets] == [("Mine", {"bo"})]


def test_a_set_can_be_renamed_and_removed(choice: ColumnChoice) -> None:
    choice.toggle_only("ana")
    choice.save_set("Mine")
    choice.toggle_only("bo")
    choice.save_set("His")
    assert not choice.rename_set("Mine", "His")
    assert not choice.rename_set("Mine", " ")
    assert choice.rename_set("Mine", "Ana's")
    assert [entry.name for entry in choice.sets] == ["Ana's", "His"]
    choice.remove_set("His")
    assert [entry.name for entry in choice.sets] == ["Ana's"]
    assert choice.shown == {"bo"}


def test_names_are_bounded_and_never_blank(choice: ColumnChoice) -> None:
    assert not choice.save_set("   ")
    assert choice.save_set("x" * 300)
    assert choice.sets[0].name == "x" * LONGEST_NAME
    choice.set_hidden(HERE)
    assert not choice.save_set("Nobody")


def test_each_location_has_its_own_sets(choice: ColumnChoice) -> None:
    choice.toggle_only("ana")
    choice.save_set("Mine")
    choice.set_place("harbour", ["dev"])
    assert len(choice.sets) == 0
    assert choice.shown == {"dev"}
    choice.save_set("Harbour")
    choice.set_place("main", HERE)
    assert [entry.name for entry in choice.sets] == ["Mine"]


def test_a_set_outlives_someone_who_left(choice: ColumnChoice) -> None:
    choice.hide("chair")
    choice.save_set("Stylists")
    choice.set_place("main", ["ana", "chair"])
    choice.show_all()
    choice.choose_set("Stylists")
    assert choice.shown == {"ana"}
    assert choice.current_set is not None
    assert choice.current_set.name == "Stylists"


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "x"}]', '{"a": 1}', '"x"', "[null]"])
def test_unreadable_sets_are_none(tmp_path: Path, text: str) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("view/sets", text)
    assert Preferences(settings).column_sets == ()
