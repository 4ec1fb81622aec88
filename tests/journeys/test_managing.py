"""From an empty book to a booked visit through widgets alone, and what a changed hour does."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from frontdesk.desk import booking, configuration, setup_edit
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.decisions import Decision
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.engine.values import Status
from frontdesk.ui.manager.effects_pane import EffectsPane
from frontdesk.ui.manager.health_page import HealthPage
from frontdesk.ui.manager.hours_parts import HoursPart
from frontdesk.ui.manager.setup_page import SetupPage
from frontdesk.ui.manager.wiring import HEALTH, SETUP_FILE

from .conftest import SETUP, Front

DANA = CustomerDetails("Dana Fox", "dana@example.org", "(212) 555-0143")


class Hands:
    """Counts what somebody does with the mouse and the keyboard."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.clicks = 0
        self.keys = 0

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.clicks += 1
        self.front.click(widget)

    def write(self, text: str) -> None:
        self.keys += len(text)
        self.front.write(text)

    def enter(self) -> None:
        self.keys += 1
        self.front.press(Qt.Key.Key_Return)


def finish_steps(hands: Hands) -> None:
    """Type a business, a person, and take the rest as it is offered."""
    front = hands.front
    hands.click(front.window.welcome.begin)
    page = front.session.wiring.assistant.page
    hands.write("Shears & Co")
    page.business.timezone.line.setText("America/New_York")
    hands.click(page.business.trade.button("hairdresser"))
    hands.click(page.next)
    hands.click(page.next)
    hands.write("Ana Reyes")
    hands.enter()
    hands.enter()
    hands.click(page.next)
    assert page.next.text() == "Open the book"
    hands.click(page.next)
    front.wait(lambda: front.window.shows_book and front.calendar.scene is not None)
    front.settle()


def test_from_an_empty_book_to_a_booked_visit(empty_front: Front) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    hands = Hands(front)
    finish_steps(hands)
    assert hands.clicks == 6, "a set-up that asks for more would not be done in ten minutes"
    assert hands.keys < 30
    assert "Shears & Co" in front.window.windowTitle()
    assert "Shears & Co is set up." in front.window.notice.text
    front.click(front.window.navigator.services.row("haircut"))
    front.wait(lambda: bool(front.offered()))
    front.hold("ana-reyes", 10)
    front.write("Dana Fox")
    front.press(Qt.Key.Key_Tab)
    front.write("dana@example.org")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    texts = [" ".join(lines) for lines in front.blocks().values()]
    assert any("Dana Fox" in text for text in texts)


def test_a_salon_is_set_up_without_the_mouse(empty_front: Front) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    hands = Hands(front)
    hands.enter()
    page = front.session.wiring.assistant.page
    hands.write("Shears & Co")
    front.press(Qt.Key.Key_Tab)
    hands.write("High Street")
    front.press(Qt.Key.Key_Tab)
    hands.write("new york")
    names = page.business.timezone.line.completer().popup()
    assert names.isVisible()
    QTest.keyClick(names, Qt.Key.Key_Tab)  # a list that is open takes the keys
    assert page.business.timezone.line.text() == "America/New_York"
    hands.write("usd")
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Right)
    hands.enter()
    assert page.state.step == 1
    assert page.state.trade == "hairdresser"
    hands.enter()
    for name in ("Ana Reyes", "Bo Lind", "Cy Ahn"):
        hands.write(name)
        hands.enter()  # which brings the next row
    assert page.state.step == 2
    hands.enter()  # and from an empty one goes on
    assert page.state.step == 3
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Tab)
    for price in ("32", "45", "90", "25", "12,50"):
        hands.write(price)
        hands.enter()  # down the column
    hands.enter()
    assert page.next.text() == "Open the book"
    hands.enter()
    front.wait(lambda: front.window.shows_book and front.calendar.scene is not None)
    front.settle()
    document = json.loads(configuration.dump_setup(front.other))
    assert [entry["name"] for entry in document["resources"]] == ["Ana Reyes", "Bo Lind", "Cy Ahn"]
    assert [(e["name"], e["price"]) for e in document["services"]][-1] == ("Beard trim", "12.50")
    assert document["locations"][0]["name"] == "High Street"


def test_something_wrong_is_said_when_its_field_is_left(empty_front: Front) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    front.click(front.window.welcome.begin)
    page = front.session.wiring.assistant.page
    front.click(page.business.timezone.line)
    page.business.timezone.line.selectAll()
    front.write("Mars")
    assert page.business.timezone.problem == "", "somebody is still typing"
    front.press(Qt.Key.Key_Tab)
    assert "Mars" in page.business.timezone.problem
    assert page.business.name.problem == "", "what is still to be typed is not wrong"


def test_what_was_typed_outlives_the_window(empty_front: Front, qtbot, theme, clock) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    front.click(front.window.welcome.begin)
    front.write("Shears & Co")
    assistant = front.session.wiring.assistant
    assistant.page.business.timezone.line.setText("Mars")
    front.click(assistant.page.next)
    assert "time zone" in assistant.page.business.timezone.problem
    assert assistant.page.state.step == 0, "a step with a problem is not left"
    assistant.page.business.timezone.line.setText("Europe/Berlin")
    front.click(assistant.page.next)
    front.qtbot.waitUntil(lambda: "Shears" in front.preferences.setup_begun)
    again = Front(qtbot, front.book, clock, theme, front.preferences)
    try:
        again.start()
        again.wait(again.window.welcome.isVisible)
        assert again.window.welcome.begin.text() == "Go on with the set-up"
        again.click(again.window.welcome.begin)
        page = again.session.wiring.assistant.page
        assert page.state.step == 1
        again.click(page.back)
        assert page.business.name.value() == "Shears & Co"
        assert page.business.timezone.value() == "Europe/Berlin"
    finally:
        again.close()


def test_each_step_says_what_keeps_it_from_going_on(empty_front: Front) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    front.click(front.window.welcome.begin)
    page = front.session.wiring.assistant.page
    assert page.business.name.problem == "", "nobody is told before they typed"
    front.click(page.next)
    assert page.business.name.problem == "A name is needed here."
    assert page.business.name.line.hasFocus()
    front.write("Physio")
    front.press(Qt.Key.Key_Return)
    assert page.state.step == 1
    for day in page.hours.editor.days.values():
        day.line.clear()
    front.click(page.next)
    assert "at least one day" in page.hours.fault.text()
    page.hours.editor.days["mon"].line.setText("9-12, 11-17")
    front.click(page.next)
    assert page.state.step == 1
    page.hours.editor.days["mon"].line.setText("9-12, 13-17")
    front.click(page.next)
    assert page.state.step == 2
    front.click(page.next)
    assert page.state.step == 2
    front.write("Ben")
    front.click(page.next)
    cell = page.services.rows.rows[0].cell("minutes")
    cell.setText("soon")
    front.click(page.next)
    assert page.state.step == 3
    assert cell.hasFocus()
    cell.setText("40")
    front.click(page.next)
    assert page.state.step == 4
    assert "Physio" in page.done.said[0].text()


# A changed setup


def book(front: Front, hour: int, resource: str = "ana") -> int:
    request = HoldRequest(
        "cut", front.at(hour, day=24), (resource,), None, "main", DANA, complete=Status.BOOKED
    )
    made = booking.hold(front.other, request)
    assert isinstance(made, Done), made
    return made.value.appointment.id


def button(row: QWidget, name: str) -> QPushButton:
    return next(b for b in row.findChildren(QPushButton) if b.text() == name)


def manage(front: Front):
    front.settle()
    front.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    return front.session.wiring.manager


def mondays_only(front: Front, manager) -> None:
    """Ana works on Monday mornings alone from now on; saved as far as the question about it."""
    page = manager.area.show_section("resources")
    page.choose("ana")
    part = page.form.findChild(HoursPart)
    part.way.button("week").click()
    for day in part.editor.days.values():
        day.line.clear()
    part.editor.days["mon"].line.setText("9-12")
    front.click(page.bar.save)
    front.wait(lambda: manager.effects.isVisible())


def test_changed_hours_strand_a_visit_that_is_moved_with_one_click_and_undone(
    front: Front,
) -> None:
    number = book(front, 10)
    manager = manage(front)
    mondays_only(front, manager)
    pane: EffectsPane = manager.effects
    assert pane.title.text() == "1 booked visit would lose its time"
    assert not pane.save.isEnabled()
    assert pane.times.isVisible()
    front.click(button(pane.rows[number], "Move"))
    front.click(pane.save)
    front.wait(lambda: manager.area.section == HEALTH)
    page = manager.area.show_section(HEALTH)
    assert isinstance(page, HealthPage)
    front.wait(lambda: number in page.visits and bool(page.visits[number].offers))
    offers = [offer.text() for offer in page.visits[number].offers]
    assert offers[0] == "Bo at the same time"
    front.click(page.visits[number].offers[0])
    front.wait(lambda: "is moved to" in front.window.notice.text)
    front.wait(lambda: not page.visits)
    assert front.status(number) == "RE"
    moved = booking.latest(front.other, number)
    assert moved is not None
    front.click(button(front.window.notice, "Undo"))
    front.wait(lambda: len(page.visits) == 1)


def test_nothing_is_saved_when_the_effects_are_not_wanted(front: Front) -> None:
    book(front, 10)
    before = configuration.dump_setup(front.other)
    manager = manage(front)
    mondays_only(front, manager)
    front.press(Qt.Key.Key_Escape)
    assert not manager.effects.isVisible()
    assert front.window.shows_page(manager.area), "Esc leaves the question, not the area"
    front.settle()
    assert configuration.dump_setup(front.other) == before
    assert manager.controller.state.is_changed, "what was edited stays"


def test_a_visit_booked_while_somebody_decides_is_asked_about_too(front: Front) -> None:
    first = book(front, 10)
    manager = manage(front)
    mondays_only(front, manager)
    pane = manager.effects
    second = book(front, 11)
    front.click(button(pane.rows[first], "Keep"))
    front.click(pane.save)
    front.wait(lambda: second in pane.rows)
    front.wait(pane.isVisible)
    assert not pane.save.isEnabled()
    assert pane.rows[first].decision is Decision.KEEP, "nobody decides twice"
    front.click(button(pane.rows[second], "Keep"))
    front.click(pane.save)
    front.wait(lambda: front.window.notice.text == "The setup is saved.")


def test_a_change_that_only_moves_next_weeks_times_is_shown_before_it_is_saved(
    front: Front,
) -> None:
    manager = manage(front)
    mondays_only(front, manager)
    assert manager.effects.title.text() == "Nobody loses a booked time"
    front.click(manager.effects.save)
    front.wait(lambda: front.window.notice.text == "The setup is saved.")
    front.click(button(front.window.notice, "Undo"))
    front.settle()
    business = configuration.business(front.other)
    assert business.resources["ana"].hours is None


def test_a_change_without_effects_is_saved_at_once(front: Front) -> None:
    manager = manage(front)
    state = manager.controller.state
    entry = state.entry("resources", "ana")
    state.replace("resources", "ana", {**entry, "color": "#A8295F"})
    manager.controller.ask_save()
    front.wait(lambda: front.window.notice.text == "The setup is saved.")


# Health


def test_what_cannot_be_booked_is_marked_at_the_button_and_leads_to_its_entry(
    front: Front,
) -> None:
    draft = setup_edit.open_draft(front.other)
    wanted = SetupDraft.of(draft.base)
    wanted.document["services"][1]["resources"] = []
    assert isinstance(setup_edit.save(front.other, wanted), Done)
    front.session.feed.look()
    manager = manage(front)
    page = manager.area.show_section(HEALTH)
    front.wait(lambda: bool(page.problems))
    assert "Nobody at Main & First gives Talk. Name who does." in page.sentences
    count = len(page.problems)
    front.wait(lambda: front.window.top_bar.manage.has_badge)
    assert str(count) in front.window.top_bar.manage.accessibleName()
    lame = next(row for row in page.problems if "gives Talk" in row.sentence)
    front.click(lame.button)
    assert manager.area.section == "services"
    assert manager.area.show_section("services").entry_id == "talk"


def test_the_visits_of_somebody_who_left_are_given_to_who_is_free_at_once(front: Front) -> None:
    numbers = [book(front, hour) for hour in (10, 11, 12)]
    draft = setup_edit.open_draft(front.other)
    retired = SetupDraft(draft.base, setup_edit.without(draft.document, "resources", "ana"))
    moves = dict.fromkeys(numbers, Decision.MOVE)
    assert isinstance(setup_edit.save(front.other, retired, moves), Done)
    front.session.feed.look()
    page = manage(front).area.show_section(HEALTH)
    front.wait(lambda: page.hand_over.isVisible() and "Give 3 of them" in page.hand_over.text())
    front.click(page.hand_over)
    front.wait(lambda: not page.visits)
    assert front.window.notice.text == "3 visits are with somebody else at the same time."
    statuses = [booking.show(front.other, number).appointment.status for number in numbers]
    assert statuses == [Status.RESCHEDULED] * 3
    front.wait(lambda: "3 visits given to somebody else" in front.window.menu.undo.text())
    front.window.menu.undo.trigger()
    front.wait(lambda: len(page.visits) == 3)
    front.wait(lambda: "3 visits given to somebody else" in front.window.menu.redo.text())
    front.window.menu.redo.trigger()
    front.wait(lambda: not page.visits)


def test_a_visit_to_be_moved_is_shown_in_the_calendar_or_kept_with_a_note(front: Front) -> None:
    number = book(front, 10)
    draft = setup_edit.open_draft(front.other)
    wanted = SetupDraft.of(draft.base)
    wanted.document["resources"][0]["hours"] = {"mon": [["09:00", "12:00"]]}
    saved = setup_edit.save(front.other, wanted, {number: Decision.MOVE})
    assert isinstance(saved, Done)
    front.session.feed.look()
    manager = manage(front)
    page = manager.area.show_section(HEALTH)
    front.wait(lambda: number in page.visits)
    front.click(page.visits[number].open)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    assert front.window.shows_book
    assert front.session.wiring.day.date.isoformat() == "2026-11-24"
    manager = manage(front)
    front.wait(page.visits[number].inform.isVisible)
    front.click(page.visits[number].inform)
    front.wait(lambda: not page.visits)
    notes = booking.show(front.other, number).appointment.notes
    assert notes == "Inform: closed then."


# The setup file


def test_a_file_shows_its_faults_and_its_changes_before_it_is_imported(
    front: Front, tmp_path
) -> None:
    number = book(front, 10)
    manager = manage(front)
    page = manager.area.show_section(SETUP_FILE)
    assert isinstance(page, SetupPage)
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({**SETUP, "company": {"name": 7}}))
    front.session.wiring.setup_files.check(str(broken))
    front.wait(page.faults.isVisible)
    assert any(line.startswith("company.name: ") for line in page.faults.lines)
    assert not page.go.isVisible()

    whole = tmp_path / "whole.json"
    without_ana = json.loads(configuration.dump_setup(front.other))
    without_ana["resources"] = [r for r in without_ana["resources"] if r["id"] != "ana"]
    without_ana["services"][0]["resources"] = ["bo", "dev"]
    whole.write_text(json.dumps(without_ana))
    front.session.wiring.setup_files.check(str(whole))
    front.wait(page.go.isVisible)
    assert not page.faults.isVisible()
    assert page.summary.text() == "whole.json adds 0, changes 1 and retires 1."
    assert page.lists.text() == "Changed: Cut & dry\nRetired: Ana <b>Reyes</b>"
    front.click(page.go)
    front.wait(lambda: manager.effects.isVisible())
    front.click(button(manager.effects.rows[number], "Keep"))
    front.click(manager.effects.save)
    front.wait(lambda: front.window.notice.text == "The setup is saved.")
    assert configuration.business(front.other).resources["ana"].retired
    assert not page.go.isVisible()


def test_the_sample_goes_in_with_one_click_and_out_with_one(empty_front: Front) -> None:
    front = empty_front
    front.wait(front.window.welcome.isVisible)
    front.click(front.window.welcome.fill)
    front.wait(lambda: front.calendar.scene is not None, timeout=20000)
    manager = manage(front)
    page = manager.area.show_section(SETUP_FILE)
    front.wait(page.remove.isVisible)
    front.click(page.remove)
    front.wait(front.window.welcome.isVisible, timeout=20000)
    front.settle()
    assert configuration.business(front.other).locations == {}
    assert front.window.notice.text == "The sample data is gone; the book is empty."
    front.click(button(front.window.notice, "Undo"))
    front.wait(lambda: front.window.notice.text == "Undone: Sample data removed.", timeout=20000)
    front.wait(front.calendar.isVisible)
    assert configuration.business(front.other).locations
    assert not front.window.welcome.isVisible()
