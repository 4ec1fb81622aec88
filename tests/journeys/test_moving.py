"""Visits are moved by mouse and keys in the real window, on a real book with a second desk."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from frontdesk.desk import booking, users
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.exceptions import Grade
from frontdesk.engine.rights import Role, User
from frontdesk.engine.values import Status
from frontdesk.store import journal
from frontdesk.ui.calendar.gesture_states import IDLE, Carrying, Landed
from frontdesk.ui.calendar.month_rest import REST
from frontdesk.ui.calendar.places import place_of
from frontdesk.ui.period import View

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Mover:
    """A receptionist who drags blocks."""

    def __init__(self, front) -> None:
        self.front = front
        self.view = front.calendar
        self.dragging = front.calendar.dragging
        self.at = QPoint()

    def book(self, resource_id: str, hour: int, minute: int = 0, name: str = "Dana Fox") -> int:
        """A visit that the other desk books."""
        request = HoldRequest(
            "cut",
            self.front.at(hour, minute),
            (resource_id,),
            None,
            "main",
            customer=CustomerDetails(name, "dana@example.org"),
            complete=Status.BOOKED,
        )
        answer = booking.hold(self.front.other, request)
        assert isinstance(answer, Done)
        number = answer.value.appointment.id
        self.front.session.feed.look()
        self.front.wait(lambda: number in self.front.blocks())
        self.front.settle()
        return number

    def point(self, resource_id: str, hour: int, minute: int = 0, down: int = 10) -> QPoint:
        scene = self.view.scene
        instant = self.front.at(hour, minute)
        column = scene.column_of(resource_id, instant)
        y = column.time.line(instant) + down
        return QPoint(column.x + column.width // 2, y) - self.view.offset()

    def mouse(self, kind: QEvent.Type, at: QPoint, held=NONE, button=LEFT) -> None:
        viewport = self.view.viewport()
        buttons = LEFT if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        if kind == QEvent.Type.MouseMove:
            button = Qt.MouseButton.NoButton
        where = QPointF(viewport.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), where, button, buttons, held)
        QApplication.sendEvent(viewport, event)
        self.at = at

    def press(self, *place) -> None:
        self.view.scroll_to(self.front.at(9))
        self.view.setFocus()
        self.mouse(QEvent.Type.MouseButtonPress, self.point(*place))

    def move(self, *place, held=NONE) -> None:
        self.mouse(QEvent.Type.MouseMove, self.point(*place), held)

    def judged(self) -> Grade:
        """The grade of the place in hand, once the desk has told."""
        self.front.wait(lambda: self.dragging.state.judgement is not None)
        return self.dragging.state.judgement.grade

    def release(self, held=NONE) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, self.at, held)

    def landed(self) -> None:
        self.front.wait(lambda: self.dragging.state == IDLE)
        self.front.settle()

    def key(self, key: Qt.Key, held=NONE) -> None:
        QTest.keyClick(self.view, key, held)

    def stands(self, number: int) -> tuple[int, int, tuple[str, ...], str]:
        """Where a visit is now, following it over its moves: start, length, resources, status."""
        entry = booking.show(self.front.other, number).appointment
        while entry.rescheduled_id is not None:
            entry = booking.show(self.front.other, entry.rescheduled_id).appointment
        return entry.start, entry.duration, entry.resource_ids, entry.status.value

    def press_strip(self, verb: str) -> None:
        buttons = self.front.window.notice.findChildren(QPushButton)
        self.front.click(next(b for b in buttons if b.text() == verb and b.isVisible()))


@pytest.fixture
def mover(front) -> Mover:
    front.calendar.window().activateWindow()
    return Mover(front)


def test_a_visit_is_dragged_to_another_time_and_person_and_taken_back(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14, 15)
    assert mover.judged() is Grade.NOTE
    assert "usually" in mover.dragging.tag.sentence
    assert mover.dragging.tag.title == "14:15 – 14:45 · Bo"
    mover.release()
    mover.landed()
    assert mover.stands(number) == (front.at(14, 15), 30, ("bo",), "BK")
    assert front.window.notice.text == "Moved Dana Fox to 14:15, Bo."
    mover.press_strip("Undo")
    front.wait(lambda: front.window.notice.text.startswith("Undone:"))
    front.settle()
    [start] = {block.visit.start for block in front.calendar.scene.blocks if "Dana" in block.spoken}
    assert start == front.at(10)


def test_a_drag_under_ten_pixels_is_a_click(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.mouse(QEvent.Type.MouseMove, mover.at + QPoint(0, 9))
    mover.release()
    front.wait(front.panel.visit.isVisible)
    front.settle()
    assert mover.stands(number)[0] == front.at(10)
    assert front.session.booking.visit.visit.appointment.id == number


@pytest.mark.parametrize("end", ["esc", "right", "focus", "lost release"])
def test_a_drag_that_ends_otherwise_moves_nothing(front, mover, end):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    assert isinstance(mover.dragging.state, Carrying)
    if end == "esc":
        mover.key(Qt.Key.Key_Escape)
    elif end == "right":
        mover.mouse(QEvent.Type.MouseButtonPress, mover.at, NONE, Qt.MouseButton.RightButton)
    elif end == "focus":
        front.window.menu.find.trigger()
    else:
        at = QPointF(mover.at)
        button = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, at, at, button, button, NONE)
        QApplication.sendEvent(front.calendar.viewport(), event)
    assert mover.dragging.state == IDLE
    assert not mover.dragging.tag.isVisible()
    mover.release()
    front.settle()
    assert mover.stands(number)[0] == front.at(10)


def test_a_refusal_is_told_beside_the_ghost_and_the_visit_stays(front, mover):
    number = mover.book("ana", 10)
    assert isinstance(front.other_holds("bo", 14), Done)
    mover.press("ana", 10)
    mover.move("bo", 14)
    assert mover.judged() is Grade.REFUSED
    assert "Desk 2" in mover.dragging.tag.sentence
    mover.release()
    mover.landed()
    assert mover.stands(number)[0] == front.at(10)
    assert "Desk 2" in front.window.notice.text


def test_who_cannot_do_it_is_dimmed_once_known_and_refuses(front, mover):
    mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("chair", 10, 30)
    front.wait(lambda: bool(mover.dragging.picture.dimmed))
    chair = front.calendar.scene.column_of("chair", front.at(10))
    assert [rect.x for rect in mover.dragging.picture.dimmed] == [chair.x]
    assert mover.judged() is Grade.REFUSED


def test_an_overbooking_asks_for_its_reason_after_the_drop(front, mover):
    number = mover.book("ana", 10)
    mover.book("bo", 14, name="Jo Lee")
    mover.press("ana", 10)
    mover.move("bo", 14)
    assert mover.judged() is Grade.EXCEPTION
    assert "Jo Lee" in mover.dragging.tag.sentence
    mover.release()
    strip = front.session.wiring.moving.reason
    front.wait(strip.isVisible)
    assert strip.text.startswith("Move Dana Fox to 14:00, Bo? Bo is with Jo Lee")
    assert isinstance(mover.dragging.state, Landed)
    assert front.focus() is strip.line
    assert not strip.do.isEnabled()
    front.write("Sisters, want to come together")
    front.press(Qt.Key.Key_Return)
    mover.landed()
    assert mover.stands(number) == (front.at(14), 30, ("bo",), "BK")
    assert strip.isHidden()
    entry = front.calendar.scene
    assert {b.visit.overbooked for b in entry.blocks if b.visit.start == front.at(14)} == {
        True,
        False,
    }


def test_an_overbooking_without_the_right_to_it_is_allowed_by_a_manager_once(front, mover):
    number = mover.book("ana", 10)
    mover.book("bo", 14, name="Jo Lee")
    for name, role, pin in (("Mia", Role.ADMINISTRATOR, "2468"), ("Tom", Role.FRONT_DESK, "1357")):
        assert isinstance(users.add(front.other, User(0, name, role), pin), Done)
    front.session.feed.look()
    front.wait(lambda: front.window.is_covered)
    front.write("1357")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: not front.window.is_covered)
    front.settle()
    mover.press("ana", 10)
    mover.move("bo", 14)
    assert mover.judged() is Grade.REFUSED
    mover.release()
    strip, allow = front.session.wiring.moving.reason, front.window.allow
    front.wait(strip.isVisible)
    assert strip.text.endswith("It takes the right to overbook.")
    assert not allow.isVisible(), "the reason comes first: whoever gives leave reads it"
    front.write("Sisters")
    front.press(Qt.Key.Key_Return)
    front.wait(allow.isVisible)
    assert mover.stands(number)[0] == front.at(10)
    allow.secret.setFocus()
    front.write("2468")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: mover.stands(number)[0] == front.at(14))
    mover.landed()
    moved = booking.latest(front.other, number).appointment.id
    with front.other.look() as unit:
        made = journal.trail(unit.connection, moved)[0]
        refused, allowed = reversed(journal.setting_changes(unit.connection, limit=2))
    assert (made.who, made.change["because"]) == ("Tom (Mia)", "Sisters")
    assert (refused.who, refused.after["refused"]["right"]) == ("Tom", "overbook")
    assert (allowed.who, allowed.after) == ("Tom (Mia)", {"allowed": {"right": "overbook"}})


def test_esc_in_the_reason_puts_the_visit_back(front, mover):
    number = mover.book("ana", 10)
    mover.book("bo", 14, name="Jo Lee")
    mover.press("ana", 10)
    mover.move("bo", 14)
    mover.release()
    strip = front.session.wiring.moving.reason
    front.wait(strip.isVisible)
    front.press(Qt.Key.Key_Escape)
    assert strip.isHidden()
    assert mover.dragging.state == IDLE
    assert front.focus() is front.calendar
    front.settle()
    assert mover.stands(number)[0] == front.at(10)


def test_ctrl_copies_and_alt_is_exact_to_the_minute(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    QApplication.sendEvent(
        front.calendar, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Control, CTRL)
    )
    assert mover.dragging.state.proposal.copies
    mover.release(CTRL)
    mover.landed()
    assert mover.stands(number)[0] == front.at(10)
    starts = {b.visit.start for b in front.calendar.scene.blocks if "Dana" in b.spoken}
    assert starts == {front.at(10), front.at(14)}
    mover.press("ana", 10)
    mover.mouse(QEvent.Type.MouseMove, mover.point("ana", 11, 0, 15), ALT)
    assert (mover.dragging.state.proposal.start - front.at(11)) % 15 != 0


def test_an_edge_changes_the_length(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10, 30, -3)
    mover.move("ana", 10, 44)
    assert mover.dragging.tag.title == "10:00 – 10:45 · Ana"
    mover.release()
    mover.landed()
    assert mover.stands(number) == (front.at(10), 45, ("ana",), "BK")
    assert front.window.notice.text == "Dana Fox takes 45 min now: 10:00 – 10:45."


def test_what_another_desk_changed_meanwhile_is_never_overwritten(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    booking.cancel(front.other, number)
    front.session.feed.look()
    front.wait(lambda: mover.dragging.state == IDLE)
    assert front.window.notice.text.startswith("Dana Fox was changed meanwhile")
    mover.release()
    front.settle()
    assert mover.stands(number)[3] == "CN"


def test_a_drop_carries_the_version_that_was_seen(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    booking.arrive(front.other, number)
    mover.release()
    mover.landed()
    assert mover.stands(number)[0] == front.at(10)
    assert "changed this visit meanwhile" in front.window.notice.text


def test_resting_on_the_mini_month_turns_the_day_and_the_visit_stays_in_hand(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    month = front.window.navigator.month
    grid = front.window.navigator.month.focusProxy()
    cell = next(i for i, day in enumerate(grid.grid) if day.isoformat() == "2026-11-25")
    on = grid.mapTo(month, grid._cell(cell).center().toPoint())
    at = front.calendar.viewport().mapFromGlobal(month.mapToGlobal(on))
    mover.mouse(QEvent.Type.MouseMove, at)
    assert mover.dragging.state.proposal is None
    front.wait(lambda: front.calendar.scene.columns[0].date.isoformat() == "2026-11-25")
    front.settle()
    scene = front.calendar.scene
    column = scene.columns[1]
    wednesday = front.at(15, 0, day=25)
    front.calendar.scroll_to(wednesday - 120)
    target = QPoint(column.x + 30, column.time.line(wednesday) + 10) - front.calendar.offset()
    mover.mouse(QEvent.Type.MouseMove, target)
    assert mover.judged() is Grade.NOTE
    mover.release()
    mover.landed()
    assert mover.stands(number) == (wednesday, 30, ("bo",), "BK")
    assert front.window.notice.text == "Moved Dana Fox to Wed 25 Nov, 15:00, Bo."


def test_one_rest_turns_one_day_although_another_comes_under_the_pointer(front, mover):
    mover.book("ana", 10)
    mover.press("ana", 10)
    month = front.window.navigator.month
    grid = month.focusProxy()
    cell = next(i for i, day in enumerate(grid.grid) if day.isoformat() == "2026-12-01")
    on = grid.mapToGlobal(grid._cell(cell).center().toPoint())
    mover.mouse(QEvent.Type.MouseMove, front.calendar.viewport().mapFromGlobal(on))
    front.wait(lambda: front.session.wiring.day.date.isoformat() == "2026-12-01")
    assert grid.grid[cell].isoformat() == "2027-01-05"
    front.qtbot.wait(REST + 200)
    assert front.session.wiring.day.date.isoformat() == "2026-12-01"
    mover.key(Qt.Key.Key_Escape)


def test_a_place_that_was_free_a_moment_ago_is_refused_at_the_drop(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    assert mover.judged() is Grade.NOTE
    assert isinstance(front.other_holds("bo", 14), Done)
    mover.release()
    mover.landed()
    assert mover.stands(number)[0] == front.at(10)
    assert "Desk 2" in front.window.notice.text


def test_a_book_that_is_locked_at_the_drop_leaves_the_visit_where_it_was(front, mover):
    number = mover.book("ana", 10)
    mover.press("ana", 10)
    mover.move("bo", 14)
    mover.judged()
    with closing(sqlite3.connect(front.book)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        mover.release()
        front.wait(lambda: mover.dragging.state == IDLE, timeout=15_000)
        assert front.window.notice.kind == "error"
    assert mover.stands(number)[0] == front.at(10)


def test_keys_move_a_visit_and_enter_drops_it(front, mover):
    number = mover.book("ana", 10)
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Tab)
    mover.key(Qt.Key.Key_Down, ALT)
    mover.key(Qt.Key.Key_Right, ALT)
    mover.key(Qt.Key.Key_Down, ALT | SHIFT)
    assert mover.judged() is Grade.NOTE
    assert mover.dragging.tag.title == "10:15 – 11:00 · Bo"
    assert mover.stands(number)[0] == front.at(10)
    mover.key(Qt.Key.Key_Return)
    mover.landed()
    assert mover.stands(number) == (front.at(10, 15), 45, ("bo",), "BK")
    assert front.calendar.cursor_place.block.visit.resource_id == "bo"  # the cursor went along
    mover.key(Qt.Key.Key_Down, ALT)
    mover.key(Qt.Key.Key_Return)
    mover.landed()
    assert [b.visit.start for b in front.calendar.scene.blocks] == [front.at(10, 30)]


def test_what_keys_moved_goes_along_to_the_day_that_is_turned_to(front, mover):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_Down, ALT)
    front.press(Qt.Key.Key_Right, CTRL)
    front.wait(lambda: front.calendar.scene.columns[0].date.day == 24)
    assert mover.judged() is Grade.FREE
    assert mover.dragging.tag.title == "10:15 – 10:45 · Ana"
    mover.key(Qt.Key.Key_Return)
    mover.landed()
    assert mover.stands(number)[0] == front.at(10, 15, day=24)
    assert front.window.notice.text == "Moved Dana Fox to Tue 24 Nov, 10:15, Ana."


@pytest.mark.parametrize("by_keys", [False, True])
def test_what_stays_where_it_is_says_why(front, mover, by_keys):
    number = mover.book("ana", 10)
    assert isinstance(booking.no_show(front.other, number), Done)
    front.session.feed.look()
    front.wait(lambda: "no-show" in front.calendar.scene.blocks[0].spoken)
    front.settle()
    if by_keys:
        go_to(front, "ana", 10)
        mover.key(Qt.Key.Key_Down, ALT)
    else:
        mover.press("ana", 10)
        mover.move("bo", 14)
    assert mover.dragging.state == IDLE
    assert front.window.notice.text == "This visit can't be moved: it is “No-show”."
    assert mover.stands(number)[0] == front.at(10)


def test_a_hold_of_another_desk_says_whose_it_is_when_it_is_dragged(front, mover):
    assert isinstance(front.other_holds("bo", 14), Done)
    front.session.feed.look()
    front.wait(lambda: bool(front.blocks()))
    mover.press("bo", 14)
    mover.move("ana", 11)
    assert front.window.notice.text == "Desk 2 holds this time and alone can move it."


def test_going_on_to_another_visit_puts_back_what_keys_moved(front, mover):
    mover.book("ana", 10)
    mover.book("bo", 12, name="Jo Lee")
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_Down, ALT)
    front.press(Qt.Key.Key_Tab)
    assert mover.dragging.state == IDLE
    assert front.calendar.cursor_place.block.visit.customer_name == "Jo Lee"


def test_esc_puts_back_what_keys_moved(front, mover):
    number = mover.book("ana", 10)
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Tab)
    mover.key(Qt.Key.Key_Down, ALT)
    assert isinstance(mover.dragging.state, Carrying)
    mover.key(Qt.Key.Key_Escape)
    assert mover.dragging.state == IDLE
    assert mover.stands(number)[0] == front.at(10)


def test_a_stretch_of_empty_time_is_held_at_its_length(front, mover):
    front.choose_service("cut")
    mover.press("bo", 11, 0, 4)
    mover.move("bo", 11, 35)
    mover.release()
    front.wait(front.is_held)
    hold = front.session.booking.state.hold.appointment
    assert (hold.start, hold.duration, hold.resource_ids) == (front.at(11), 45, ("bo",))


def test_a_stretch_that_cannot_be_had_says_why(front, mover):
    front.choose_service("cut")
    assert isinstance(front.other_holds("bo", 11, 30), Done)
    mover.press("bo", 11, 0, 4)
    mover.move("bo", 11, 25)
    mover.move("ana", 11, 40)
    mover.release()
    front.wait(lambda: "Desk 2" in front.window.notice.text)
    assert not front.is_held()


def test_the_hold_in_hand_goes_along_with_its_panel(front, mover):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth")
    mover.press("ana", 10)
    mover.move("bo", 12)
    mover.release()
    front.wait(
        lambda: (
            front.is_held() and front.session.booking.state.hold.appointment.start == front.at(12)
        )
    )
    mover.landed()
    assert front.session.booking.state.hold.appointment.resource_ids == ("bo",)
    assert front.form.name.value() == "Ruth"


def go_to(front, resource_id: str, hour: int) -> None:
    """Put the cell cursor on a time, as the arrow keys do."""
    scene = front.calendar.scene
    place = place_of(scene, scene.column_of(resource_id, front.at(hour)).number, front.at(hour))
    front.calendar.focus_place(place)


def test_the_tray_keeps_a_visit_over_days_until_it_is_placed(front, mover):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_X, CTRL)
    tray = front.session.wiring.tray.tray
    assert tray.isVisible()
    assert [chip.accessibleName() for chip in tray.chips()] == [
        "Dana Fox, Cut & dry · Mon 23 Nov, 10:00 – 10:30"
    ]
    assert mover.stands(number)[0] == front.at(10)
    front.press(Qt.Key.Key_Right, CTRL)
    front.wait(lambda: front.calendar.scene.columns[0].date.day == 24)
    front.settle()
    scene = front.calendar.scene
    tuesday = front.at(14, day=24)
    place = place_of(scene, scene.column_of("bo", tuesday).number, tuesday)
    front.calendar.focus_place(place)
    mover.key(Qt.Key.Key_V, CTRL)
    front.wait(lambda: front.window.notice.text == "Moved Dana Fox to Tue 24 Nov, 14:00, Bo.")
    mover.landed()
    assert mover.stands(number) == (tuesday, 30, ("bo",), "BK")
    assert tray.isHidden()


def test_the_tray_copies_and_gives_back(front, mover):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_C, CTRL)
    mover.key(Qt.Key.Key_X, CTRL)
    tray = front.session.wiring.tray.tray
    front.settle()
    assert len(tray.chips()) == 2
    chip = tray.chips()[1]
    chip.setFocus()
    front.press(Qt.Key.Key_Delete)
    assert len(tray.chips()) == 1
    go_to(front, "bo", 12)
    mover.key(Qt.Key.Key_V, CTRL)
    front.wait(lambda: front.window.notice.text == "Copied Dana Fox to 12:00, Bo.")
    mover.landed()
    assert mover.stands(number)[0] == front.at(10)
    assert tray.isHidden()


def test_a_visit_is_dragged_off_the_tray(front, mover):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_X, CTRL)
    front.settle()
    [chip] = front.session.wiring.tray.tray.chips()
    viewport = front.calendar.viewport()
    target = chip.mapFromGlobal(viewport.mapToGlobal(mover.point("bo", 15, 0, 2)))
    QTest.mousePress(chip, LEFT, NONE, QPoint(20, 20))
    for at in (QPoint(20, 40), target):
        where = QPointF(chip.mapToGlobal(at))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, none, LEFT, NONE)
        QApplication.sendEvent(chip, event)
    assert mover.dragging.tag.title == "15:00 – 15:30 · Bo"
    QTest.mouseRelease(chip, LEFT, NONE, target)
    mover.landed()
    assert mover.stands(number) == (front.at(15), 30, ("bo",), "BK")


def test_the_hold_in_hand_is_placed_off_the_tray(front, mover):
    front.choose_service("cut")
    front.hold("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_X, CTRL)
    go_to(front, "bo", 12)
    mover.key(Qt.Key.Key_V, CTRL)
    front.wait(front.session.wiring.tray.tray.isHidden)
    front.settle()
    assert front.session.booking.state.live_hold.appointment.start == front.at(12)
    assert front.window.notice.text.startswith("The hold moved to Mon 23 Nov, 12:00")


@pytest.mark.parametrize("view", [View.MONTH, View.LIST])
def test_nothing_is_placed_at_a_time_that_another_view_hides(front, mover, view):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_X, CTRL)
    go_to(front, "bo", 15)
    at = mover.point("bo", 15)
    front.session.wiring.day.set_view(view)
    front.settle()
    [chip] = front.session.wiring.tray.tray.chips()
    assert chip.isVisible()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert front.window.notice.text.startswith("Go to a time in the calendar first")
    chip.pulled.emit(chip.entry)
    chip.carried.emit(front.calendar.viewport().mapToGlobal(at), NONE)
    assert mover.dragging.state.proposal is None
    chip.dropped.emit()
    front.settle()
    assert mover.stands(number)[0] == front.at(10)
    assert len(front.session.wiring.tray.entries) == 1


def test_what_another_desk_cancels_leaves_the_tray(front, mover):
    number = mover.book("ana", 10)
    go_to(front, "ana", 10)
    mover.key(Qt.Key.Key_X, CTRL)
    booking.cancel(front.other, number)
    front.session.feed.look()
    tray = front.session.wiring.tray.tray
    front.wait(tray.isHidden)
    assert "no longer on the tray" in front.window.notice.text


def test_the_keys_of_the_tray_are_letters_in_a_field(front, mover):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth")
    front.press(Qt.Key.Key_A, CTRL)
    front.press(Qt.Key.Key_X, CTRL)
    assert front.form.name.value() == ""
    front.press(Qt.Key.Key_V, CTRL)
    assert front.form.name.value() == "Ruth"
    assert front.session.wiring.tray.entries == ()


class TestMenus:
    """What the right button and the Menu key offer."""

    @staticmethod
    def names(menu) -> list[str]:
        shown = [action.text() for action in menu.actions() if not action.isSeparator()]
        return [name.partition("\t")[0] for name in shown]

    @staticmethod
    def choose(menu, name: str) -> None:
        found = (a for a in menu.actions() if a.text().partition("\t")[0] == name)
        next(found).trigger()

    @staticmethod
    def place(front, resource_id: str, hour: int):
        scene = front.calendar.scene
        instant = front.at(hour)
        return place_of(scene, scene.column_of(resource_id, instant).number, instant)

    def test_a_visit_can_be_noted_moved_and_cancelled(self, front, mover):
        number = mover.book("ana", 10)
        menus = front.session.wiring.menus
        menu = menus.menu_for(self.place(front, "ana", 10))
        assert self.names(menu) == [
            "Open",
            "Arrived",
            "Started",
            "Done",
            "No-show",
            "Book the same again in 6 weeks",
            "Put on the waiting list",
            "Put the visit on the tray",
            "Put a copy on the tray",
            "Cancel the visit",
            "Colour by",
        ]
        keys = [action.text().partition("\t")[2] for action in menu.actions()]
        assert [key for key in keys if key] == ["A", "S", "D", "X", "R", "W", "Ctrl+X", "Ctrl+C"]
        self.choose(menu, "Arrived")
        front.wait(lambda: front.window.notice.text.startswith("Dana Fox is here"))
        front.settle()
        mover.press_strip("Undo")
        front.wait(lambda: front.window.notice.text.startswith("Undone:"))
        front.settle()
        assert booking.show(front.other, number).appointment.arrived_at is None
        self.choose(menus.menu_for(self.place(front, "ana", 10)), "Cancel the visit")
        front.wait(lambda: front.status(number) == "CN")

    def test_names_keep_their_ampersand(self, front, mover):
        mover.book("ana", 10, name="Fox & Daughters")
        menus = front.session.wiring.menus
        self.choose(menus.menu_for(self.place(front, "ana", 10)), "Put the visit on the tray")
        menu = menus.menu_for(self.place(front, "bo", 14))
        assert "Move Fox && Daughters here" in self.names(menu)
        self.choose(menu, "Move Fox && Daughters here")
        front.wait(lambda: front.window.notice.text == "Moved Fox & Daughters to 14:00, Bo.")

    def test_empty_time_is_held_or_asked_about(self, front, mover):
        menus = front.session.wiring.menus
        assert self.names(menus.menu_for(self.place(front, "bo", 14))) == ["Choose a service"]
        front.choose_service("cut")
        menu = menus.menu_for(self.place(front, "bo", 7))
        assert self.names(menu) == ["Why not?", "Hold it all the same"]
        self.choose(menu, "Why not?")
        front.wait(lambda: bool(front.calendar.reason))
        self.choose(menus.menu_for(self.place(front, "bo", 14)), "Hold this time")
        front.wait(front.is_held)

    def test_the_menu_key_opens_it_at_the_cursor(self, front, mover):
        mover.book("ana", 10)
        go_to(front, "ana", 10)
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(
            front.calendar, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0))
        )
        menu = QApplication.activePopupWidget()
        assert "Arrived" in self.names(menu)
        menu.close()

    def test_a_right_press_in_a_drag_puts_back_and_opens_no_menu(self, front, mover):
        mover.book("ana", 10)
        mover.press("ana", 10)
        mover.move("bo", 14)
        mover.mouse(QEvent.Type.MouseButtonPress, mover.at, NONE, Qt.MouseButton.RightButton)
        viewport = front.calendar.viewport()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, mover.at, viewport.mapToGlobal(mover.at)
        )
        QApplication.sendEvent(viewport, event)
        assert QApplication.activePopupWidget() is None

    def test_a_head_shows_one_alone_or_hides_it(self, front, mover):
        menus = front.session.wiring.menus
        menu = menus.head_menu("bo", "Bo")
        assert self.names(menu) == ["Only Bo", "Hide Bo", "Week of Bo"]
        self.choose(menu, "Hide Bo")
        assert [c.resource_id for c in front.calendar.scene.columns] == ["ana", "chair"]
