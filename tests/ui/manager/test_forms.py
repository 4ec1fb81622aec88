"""The forms of people and rooms, groups and services, as a manager uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.entries import EntriesPage
from frontdesk.ui.manager.group_form import GroupForm
from frontdesk.ui.manager.resource_form import ResourceForm
from frontdesk.ui.manager.sections import GroupsPage, ResourcesPage, ServicesPage
from frontdesk.ui.manager.service_form import ServiceForm
from tests.ui.manager.conftest import today

Document = dict[str, Any]
_ALT = Qt.KeyboardModifier.AltModifier


class NoRunner:
    """Nothing here asks the book."""

    def run(self, *_job: object, **_key: object) -> None:
        raise AssertionError("no job is expected")


@pytest.fixture
def controller(qapp: object, document: Document) -> SetupController:
    made = SetupController(NoRunner())  # type: ignore[arg-type]
    made.state.load(SetupDraft.of(document))
    return made


@pytest.fixture
def pages(qapp: object) -> Iterator[list[EntriesPage]]:
    """Keeps the pages of a test, and ends them before another one paints."""
    kept: list[EntriesPage] = []
    yield kept
    for page in kept:
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(pages: list[EntriesPage], page: EntriesPage, entry_id: str) -> Any:
    pages.append(page)
    page.resize(1200, 900)
    page.show()
    page.choose(entry_id)
    return page.form


@pytest.fixture
def service(pages: list[EntriesPage], controller: SetupController) -> ServiceForm:
    form: ServiceForm = show(pages, ServicesPage(controller), "follow-up")
    return form


@pytest.fixture
def person(pages: list[EntriesPage], controller: SetupController) -> ResourceForm:
    form: ResourceForm = show(pages, ResourcesPage(controller, today), "ana")
    return form


@pytest.fixture
def group(pages: list[EntriesPage], controller: SetupController) -> GroupForm:
    form: GroupForm = show(pages, GroupsPage(controller), "therapists")
    return form


def entry(controller: SetupController, section: str, entry_id: str) -> Any:
    return controller.state.entry(section, entry_id)


# Loading


def test_looking_at_entries_changes_nothing(
    qtbot: QtBot, pages: list[EntriesPage], controller: SetupController, document: Document
) -> None:
    before = json.dumps(document, sort_keys=True)
    for page in (
        ResourcesPage(controller, today),
        GroupsPage(controller),
        ServicesPage(controller),
    ):
        form = show(pages, page, "")
        with qtbot.assertNotEmitted(form.edited):
            for row in controller.state.rows(page._section):
                page.choose(row.id)
                assert form.entry() == entry(controller, page._section, row.id)
    assert not controller.state.is_changed
    assert json.dumps(controller.state.document, sort_keys=True) == before


def test_typing_keeps_the_cursor(service: ServiceForm, controller: SetupController) -> None:
    line = service.name.name.line
    line.setCursorPosition(3)
    QTest.keyClicks(line, "xy")
    assert line.text() == "Folxylow-up"
    assert line.cursorPosition() == 5
    assert entry(controller, "services", "follow-up")["name"] == "Folxylow-up"


def test_what_is_typed_stays_while_others_are_looked_at(
    pages: list[EntriesPage], service: ServiceForm
) -> None:
    page = pages[0]
    service.duration.step.line.setText("no step")
    page.choose("scan")
    assert service.duration.step.line.text() == "5"
    page.choose("follow-up")
    assert service.duration.step.line.text() == "no step"
    assert service.duration.step.problem == "This is not a whole number."


# Faults, at the field and at once


def test_the_lengths_are_listed_as_they_are_typed(service: ServiceForm) -> None:
    service.duration.most.line.setText("90")
    assert service.duration.said.text() == "A visit can take 30, 45, 60, 75, 90 minutes."
    service.duration.most.line.setText("30")
    assert service.duration.said.text() == "Every visit takes 30 minutes."


@pytest.mark.parametrize(
    ("fill", "field", "sentence"),
    [
        ({"most": "20"}, "most", "Must not be less than the usual length of 30 minutes."),
        ({"least": "45"}, "least", "Must not be more than the usual length of 30 minutes."),
        (
            {"least": "20"},
            "default",
            "Must be the shortest length of 20 minutes and whole steps of 15.",
        ),
        ({"step": "0"}, "step", "Must be 1 or more."),
        ({"step": ""}, "step", "A whole number is needed here."),
        ({"default": "ten"}, "default", "This is not a whole number."),
        ({"most": "99999"}, "most", "Must be at most 10080."),
    ],
)
def test_a_range_that_cannot_be_met_is_said_at_once(
    service: ServiceForm, fill: dict[str, str], field: str, sentence: str
) -> None:
    for name, typed in fill.items():
        getattr(service.duration, name).line.setText(typed)
    assert getattr(service.duration, field).problem == sentence
    assert service.duration.said.text() == ""


def test_every_wrong_field_says_so_by_itself(
    service: ServiceForm, controller: SetupController
) -> None:
    service.name.name.line.setText(" ")
    service.starts.interval.line.setText("0")
    service.buffers.before.line.setText("-5")
    service.limits.notice.line.setText("soon")
    service.limits.horizon.line.setText("9999")
    service.limits.daily.line.setText("0")
    service.limits.capacity.line.setText("")
    service.price.price.line.setText("a lot")
    service.price.currency.line.setText("euro")
    service.color.color.line.setText("red")
    problems = {
        "name": service.name.name.problem,
        "interval": service.starts.interval.problem,
        "before": service.buffers.before.problem,
        "notice": service.limits.notice.problem,
        "horizon": service.limits.horizon.problem,
        "daily": service.limits.daily.problem,
        "capacity": service.limits.capacity.problem,
        "price": service.price.price.problem,
        "currency": service.price.currency.problem,
        "colour": service.color.color.problem,
    }
    assert problems == {
        "name": "A name is needed here.",
        "interval": "Must be 1 or more.",
        "before": "Must be 0 or more.",
        "notice": "This is not a whole number.",
        "horizon": "Must be at most 3660.",
        "daily": "Must be 1 or more.",
        "capacity": "A whole number is needed here.",
        "price": "Type an amount such as 45.00.",
        "currency": "Type the three letters of a currency, such as USD.",
        "colour": "Type a colour as #1D5DB8, or choose one.",
    }
    assert controller.state.problems == len(problems)
    assert service.fault.isHidden()
    service.name.name.line.setText("Follow-up")
    assert service.name.name.problem == ""
    service.focus_problem()
    assert service.starts.interval.line.hasFocus()


def test_what_belongs_to_no_field_is_said_at_the_top(service: ServiceForm) -> None:
    service.show_faults({"madeUp": "is not a known key", "price": "must not be empty"})
    assert service.fault.text() == "Is not a known key."
    service.show_faults({})
    assert service.fault.isHidden()
    assert service.price.price.problem == ""


# Services


def test_a_service_of_one_length_keeps_one_when_it_is_typed(
    pages: list[EntriesPage], controller: SetupController
) -> None:
    form = show(pages, ServicesPage(controller), "first-visit")
    form.duration.default.line.selectAll()
    QTest.keyClicks(form.duration.default.line, "75")
    assert entry(controller, "services", "first-visit")["duration"] == {
        "default": 75,
        "min": 75,
        "max": 75,
        "step": 15,
    }
    assert form.duration.said.text() == "Every visit takes 75 minutes."
    assert controller.state.problems == 0


def test_fixed_times_are_read_as_people_write_them(
    service: ServiceForm, controller: SetupController
) -> None:
    QTest.mouseClick(service.starts.grid.button("times"), Qt.MouseButton.LeftButton)
    assert service.starts.times.problem == "List at least one time, such as 09:00."
    QTest.keyClicks(service.starts.times.line, "9, 11:30 14.00")
    changed = entry(controller, "services", "follow-up")
    assert changed["startTimes"] == ["09:00", "11:30", "14:00"]
    assert "3 starts at 9:00, 11:30, 14:00" in service.starts.example.text()
    service.starts.times.line.setText("9, 25")
    assert service.starts.times.problem == "This is not a time of day. Type it as 09:30."
    assert service.starts.times.line.text() == "9, 25"
    QTest.mouseClick(service.starts.grid.button("clock"), Qt.MouseButton.LeftButton)
    assert entry(controller, "services", "follow-up")["startTimes"] is None
    QTest.mouseClick(service.starts.grid.button("times"), Qt.MouseButton.LeftButton)
    assert service.starts.times.line.text() == "9, 25"  # nothing typed is lost


def test_the_example_follows_the_grid(service: ServiceForm) -> None:
    service.starts.interval.line.setText("60")
    service.duration.default.line.setText("60")
    assert service.starts.example.text() == (
        "Monday, 8:00–18:00: 10 starts at "
        "8:00, 9:00, 10:00, 11:00, 12:00, 13:00, 14:00, 15:00, 16:00, 17:00."
    )


def test_buffers_are_drawn_to_scale(service: ServiceForm) -> None:
    service.buffers.before.line.setText("15")
    service.buffers.after.line.setText("45")
    first, start, end, last = service.buffers.picture.edges()
    assert (start - first) / (last - first) == pytest.approx(15 / 90)
    assert (end - start) / (last - first) == pytest.approx(30 / 90)
    assert service.buffers.said.text() == (
        "A visit from 10:00 to 10:30 takes its people and rooms from 9:45 to 11:15."
    )


def test_a_notice_in_another_unit_is_another_notice(
    service: ServiceForm, controller: SetupController
) -> None:
    notice = service.limits.notice
    notice.line.setText("2")
    assert entry(controller, "services", "follow-up")["notice"] == 120
    notice.unit.setCurrentIndex(notice.unit.findData(1440))
    notice.unit.activated.emit(notice.unit.currentIndex())
    assert entry(controller, "services", "follow-up")["notice"] == 2880
    assert notice.line.text() == "2"


def test_arrow_keys_step_a_number(service: ServiceForm) -> None:
    QTest.keyClick(service.buffers.after.line, Qt.Key.Key_Up)
    assert service.buffers.after.value() == 10
    QTest.keyClick(service.limits.capacity.line, Qt.Key.Key_Down)
    assert service.limits.capacity.value() == 0
    assert service.limits.capacity.problem == "Must be 1 or more."


def test_every_method_has_its_sentence(service: ServiceForm) -> None:
    combo = service.pick.method.combo
    sentences = set()
    for index in range(combo.count()):
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
        sentences.add(service.pick.said.text())
    assert len(sentences) == 5
    assert "" not in sentences


def test_roles_begin_with_a_person_and_a_room_and_name_who_fills_them(
    pages: list[EntriesPage], controller: SetupController
) -> None:
    form = show(pages, ServicesPage(controller), "pilates")
    QTest.mouseClick(form.who.how.button("roles"), Qt.MouseButton.LeftButton)
    changed = entry(controller, "services", "pilates")
    assert changed["resources"] is None
    assert changed["requires"] == [
        {"role": "Person", "resources": ["ana", "ben", "chloe"]},
        {"role": "Room", "resources": ["room1", "room2", "gym"]},
    ]
    second = form.who.roles.boxes[1]
    second.name.line.setText("Person")
    assert second.name.problem == "“Person” is used twice."
    second.name.line.setText("")
    assert second.name.problem == "A name is needed here."
    second.name.line.setText("Studio")
    groups = second.source.combo
    groups.setCurrentIndex(groups.findData("rooms"))
    groups.activated.emit(groups.currentIndex())
    assert entry(controller, "services", "pilates")["requires"][1] == {
        "role": "Studio",
        "group": "rooms",
    }
    assert second.members.isHidden()
    QTest.mouseClick(form.who.roles.boxes[0].remove, Qt.MouseButton.LeftButton)
    assert len(entry(controller, "services", "pilates")["requires"]) == 1
    QTest.mouseClick(form.who.how.button("chosen"), Qt.MouseButton.LeftButton)
    assert entry(controller, "services", "pilates")["resources"] == ["gym"]  # as it was
    assert controller.state.problems == 0


def test_a_role_without_anyone_is_said_at_the_role(
    pages: list[EntriesPage], controller: SetupController
) -> None:
    form = show(pages, ServicesPage(controller), "scan")
    members = form.who.roles.boxes[1].members
    members.list.setCurrentRow(0)
    QTest.keyClick(members.list, Qt.Key.Key_Delete)
    assert members.problem == "Choose at least one."
    assert form.who.roles.boxes[0].members.problem == ""


def test_a_service_moves_to_another_place_and_says_who_is_not_there(
    pages: list[EntriesPage], controller: SetupController
) -> None:
    form = show(pages, ServicesPage(controller), "phone")
    where = form.where.where.combo
    where.setCurrentIndex(where.findData("harbour"))
    where.activated.emit(where.currentIndex())
    changed = entry(controller, "services", "phone")
    assert (changed["scope"], changed["location"]) == ("location", "harbour")
    assert "“Ana Reyes” belongs to another location" in form.who.chosen.problem


# Groups, and lists in an order


def test_members_are_added_moved_and_taken_out_by_keys(
    group: GroupForm, controller: SetupController
) -> None:
    members = group.members.members
    members.list.setCurrentRow(2)
    QTest.keyClick(members.list, Qt.Key.Key_Up, _ALT)
    assert entry(controller, "resourceGroups", "therapists")["resources"] == [
        "ana",
        "chloe",
        "ben",
    ]
    assert members.list.currentRow() == 1  # and the page did not move the group itself
    assert controller.state.rows("resourceGroups")[0].id == "therapists"
    QTest.keyClick(members.list, Qt.Key.Key_Delete)
    index = members.add.findData("dev")
    members.add.setCurrentIndex(index)
    members.add.activated.emit(index)
    assert entry(controller, "resourceGroups", "therapists")["resources"] == ["ana", "ben", "dev"]
    assert members.add.findData("dev") == -1
    assert members.add.findData("chloe") > 0
    assert group.members.used.text() == "Used by First visit, Follow-up."


# People and rooms


def test_a_tick_changes_the_service_and_marks_it(
    person: ResourceForm, controller: SetupController
) -> None:
    pilates = next(row for row in person.offers.rows if row.offer.service_id == "pilates")
    QTest.mouseClick(pilates, Qt.MouseButton.LeftButton)
    assert entry(controller, "services", "pilates")["resources"] == ["gym", "ana"]
    assert pilates.isChecked()
    rooms = next(row for row in person.offers.groups if row.group_id == "rooms")
    QTest.mouseClick(rooms, Qt.MouseButton.LeftButton)
    assert entry(controller, "resourceGroups", "rooms")["resources"] == ["room1", "room2", "ana"]
    changed = [row.id for row in controller.state.rows("services") if row.is_changed]
    assert changed == ["pilates"]
    by_group = next(row for row in person.offers.rows if row.offer.service_id == "follow-up")
    assert not by_group.isEnabled()


def test_own_hours_begin_with_those_of_the_place(
    pages: list[EntriesPage], controller: SetupController, document: Document
) -> None:
    form = show(pages, ResourcesPage(controller, today), "room1")
    QTest.mouseClick(form.hours.way.button("week"), Qt.MouseButton.LeftButton)
    assert entry(controller, "resources", "room1")["hours"] == document["locations"][0]["hours"]
    QTest.mouseClick(form.hours.way.button("dates"), Qt.MouseButton.LeftButton)
    assert entry(controller, "resources", "room1")["hours"] == {}
    QTest.mouseClick(form.hours.way.button("none"), Qt.MouseButton.LeftButton)
    assert entry(controller, "resources", "room1")["hours"] is None
    assert not controller.state.is_changed


def test_overlapping_hours_are_said_at_their_day(
    person: ResourceForm, controller: SetupController
) -> None:
    person.hours.editor.days["mon"].line.setText("9-12, 11-13")
    assert "overlaps" in person.hours.editor.days["mon"].words.text()
    assert controller.state.problems == 1
    assert person.hours.editor.days["mon"].line.text() == "9-12, 11-13"


def test_a_zone_that_does_not_exist_is_said(person: ResourceForm) -> None:
    person.zone.zone.line.setText("Mars/Olympus")
    assert "is not a time zone" in person.zone.zone.problem
    person.zone.zone.line.setText("Europe/Vienna")
    assert person.zone.zone.problem == ""


def test_a_date_of_its_own(person: ResourceForm, controller: SetupController) -> None:
    QTest.mouseClick(person.dates.add, Qt.MouseButton.LeftButton)
    assert entry(controller, "resources", "ana")["overrides"][1] == {
        "date": "2026-11-23",
        "hours": [],
    }
    row = person.dates.rows[1]
    row.date.line.setText("5 dec")
    assert row.date.problem == "2026-12-05 is listed already; write all its hours there."
    row.date.line.setText("24 dec")
    row.hours.line.setText("9-12")
    assert entry(controller, "resources", "ana")["overrides"][1] == {
        "date": "2026-12-24",
        "hours": [["09:00", "12:00"]],
    }
    row.hours.line.setText("9-12, 10-11")
    assert "overlaps" in row.hours.problem
    assert controller.state.problems == 1
    QTest.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert len(entry(controller, "resources", "ana")["overrides"]) == 1
    assert not controller.state.is_changed


def test_initials_follow_the_name(person: ResourceForm) -> None:
    person.what.name.line.setText("Bo van Dyk")
    assert person.what.initials.letters == "BD"


# Blocks


def open_block(person: ResourceForm, row: int) -> Any:
    blocks = person.blocks.blocks
    blocks.list.setCurrentRow(row)
    return blocks.box


def block_of(controller: SetupController, at: int = 0) -> Any:
    return entry(controller, "resources", "ana")["blocks"][at]


def choose(field: Any, value: object) -> None:
    combo = field.combo
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_leave_is_a_block_of_whole_days(person: ResourceForm, controller: SetupController) -> None:
    QTest.mouseClick(person.blocks.blocks.add, Qt.MouseButton.LeftButton)
    box = person.blocks.blocks.box
    QTest.keyClicks(box.reason.line, "Leave")
    box.whole_days.click()
    box.first.line.setText("7 dec")
    box.last.line.setText("11 dec")
    assert block_of(controller, 1) == {
        "start": "2026-12-07T00:00",
        "end": "2026-12-12T00:00",
        "reason": "Leave",
        "rrule": None,
    }
    assert person.blocks.blocks.list.item(1).text() == (
        "Leave  ·  Mon 7 Dec 2026 – Fri 11 Dec 2026"
    )
    box.last.line.setText("4 dec")
    assert box.last.problem == "The end must come after the start."
    box.remove.click()
    assert not controller.state.is_changed


def test_a_new_block_is_scrolled_to(qtbot: QtBot, person: ResourceForm) -> None:
    person.blocks.blocks.add.click()
    reason = person.blocks.blocks.box.reason.line
    qtbot.waitUntil(lambda: not reason.visibleRegion().isEmpty())
    assert reason.hasFocus()


def test_a_repetition_is_chosen_in_words_and_shows_its_days(
    person: ResourceForm, controller: SetupController
) -> None:
    box = open_block(person, 0)
    repeats = box.repeats
    assert repeats.said.text() == "Every week on Tue"
    repeats.interval.line.setText("2")
    repeats.days[3].click()
    assert block_of(controller)["rrule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"
    assert repeats.said.text() == "Every 2 weeks on Tue and Thu"
    assert repeats.next.text() == (
        "Next: Tue 24 Nov, Thu 26 Nov, Tue 8 Dec, Thu 10 Dec and Tue 22 Dec."
    )
    choose(repeats.end, "count")
    repeats.count.line.setText("2")
    assert block_of(controller)["rrule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=2"
    assert repeats.next.text() == "Next: Tue 24 Nov and Thu 26 Nov."
    choose(repeats.end, "until")
    repeats.until.line.setText("24 dec")
    assert block_of(controller)["rrule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261224"
    choose(repeats.often, "MONTHLY")
    choose(repeats.on, -1)
    choose(repeats.end, "never")
    assert block_of(controller)["rrule"] == "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU"
    choose(repeats.often, None)
    assert block_of(controller)["rrule"] is None
    assert repeats.rule.isHidden()
    assert controller.state.problems == 0


def test_a_rule_that_is_typed_moves_the_choices(
    person: ResourceForm, controller: SetupController
) -> None:
    repeats = open_block(person, 0).repeats
    repeats.rule.line.setText("FREQ=DAILY;INTERVAL=3")
    assert repeats.often.value() == "DAILY"
    assert repeats.interval.value() == 3
    repeats.rule.line.setText("FREQ=MONTHLY;BYMONTHDAY=1,15")
    assert repeats.often.combo.currentText() == "By a rule of its own"
    assert repeats.rule.problem == ""
    assert repeats.next.text() == (
        "Next: Tue 1 Dec, Tue 15 Dec, Fri 1 Jan 2027, Fri 15 Jan 2027 and Mon 1 Feb 2027."
    )
    repeats.rule.line.setText("FREQ=SECONDLY")
    assert repeats.rule.problem == "This must repeat hourly or less often."
    assert repeats.next.isHidden()
    assert controller.state.problems == 1


def test_a_wrong_number_of_times_is_kept_and_said(
    person: ResourceForm, controller: SetupController
) -> None:
    repeats = open_block(person, 0).repeats
    choose(repeats.end, "count")
    repeats.count.line.setText("many")
    assert repeats.rule.problem == "“MANY” is no number of times."
    assert repeats.count.line.text() == "many"
    choose(repeats.end, "until")
    repeats.until.line.setText("some day")
    assert "is not a date" in repeats.rule.problem
    assert repeats.until.line.text() == "some day"
    assert repeats.often.value() == "WEEKLY"


# Colours


def test_a_swatch_is_one_click_and_any_colour_is_typed(
    service: ServiceForm, controller: SetupController
) -> None:
    field = service.color.color
    QTest.mouseClick(field.swatches[0], Qt.MouseButton.LeftButton)
    assert entry(controller, "services", "follow-up")["color"] == "#2D3FA9"
    assert field.swatches[0].isChecked()
    assert field.note == ""
    field.line.setText("ffff00")
    assert entry(controller, "services", "follow-up")["color"] == "#FFFF00"
    assert not any(swatch.isChecked() for swatch in field.swatches)
    assert "lighter or darker" in field.note


def test_a_colour_that_is_none_is_marked_where_it_is_typed(service: ServiceForm) -> None:
    line = service.color.color.line
    line.setText("red")
    assert line.property("problem")
    assert line.accessibleDescription() == "Type a colour as #1D5DB8, or choose one."
    line.setText("#1D5DB8")
    assert not line.property("problem")
    assert line.accessibleDescription() == ""


def test_retiring_is_asked_for(service: ServiceForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(service.removed):
        service.retire.click()
