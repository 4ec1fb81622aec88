"""Dragging over the real widget, with a desk that answers at once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar import dragging
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.gesture_grips import lifted_of
from frontdesk.ui.calendar.gesture_states import IDLE, Carrying, Landed
from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Proposal
from frontdesk.ui.calendar.gestures import News
from frontdesk.ui.calendar.view import CalendarView

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """A calendar of a day, and what its gestures told."""

    def __init__(self, qtbot: QtBot, make: Any) -> None:
        self.qtbot, self.make = qtbot, make
        self.view = CalendarView()
        qtbot.addWidget(self.view)
        self.controller = CalendarController(self.view, make.moment(8))
        self.controller.set_own_desk("Desk 1")
        self.view.resize(56 + 480 + 20, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.show_visit(make.at(9))
        self.view.scroll_to(make.at(8))
        self.dragging = self.view.dragging
        self.answer = Judgement(Grade.FREE)
        self.dropped: list[Proposal] = []
        self.told: list[News] = []
        self.selected: list[tuple[str, int, int]] = []
        self.visits: list[int] = []
        self.dragging.judgeWanted.connect(self._judge)
        self.dragging.dropped.connect(self.dropped.append)
        self.dragging.told.connect(lambda tell: self.told.append(tell.news))
        self.dragging.selected.connect(lambda *stretch: self.selected.append(stretch))
        self.view.visitChosen.connect(self.visits.append)

    def show_visit(self, start: int, version: int = 1, resource: str = "ana") -> None:
        make = self.make
        visit = make.visit(start, 60, id=7, resource=resource, others=(), version=version)
        names = (("ana", "Ana Reyes"), ("ben", "Ben Okafor"), ("cho", "Cho Park"))
        self.controller.show_days(
            make.view(
                *(
                    make.column(name, title, visits=[visit] if name == resource else [])
                    for name, title in names
                )
            )
        )

    def _judge(self, proposal: Proposal) -> None:
        self.dragging.show_judgement(proposal, self.answer)

    def point(self, resource: str, hour: int, minute: int = 0) -> QPointF:
        column = self.view.scene.column_of(resource, self.make.at(hour))
        y = column.time.line(self.make.at(hour, minute))
        return QPointF(QPoint(column.x + 40, y) - self.view.offset())

    def mouse(self, kind: QEvent.Type, at: QPointF, held: Any = NONE, button: Any = LEFT) -> None:
        viewport = self.view.viewport()
        moves = kind == QEvent.Type.MouseMove
        buttons = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
        where = viewport.mapToGlobal(at)
        event = QMouseEvent(kind, at, where, NO_BUTTON if moves else button, buttons, held)
        QApplication.sendEvent(viewport, event)

    def drag(self, begin: QPointF, *ways: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, begin)
        for way in ways:
            self.mouse(QEvent.Type.MouseMove, way)

    def release(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, at)

    @property
    def state(self) -> Any:
        return self.dragging.state


@pytest.fixture
def desk(qtbot: QtBot, make: Any) -> Desk:
    return Desk(qtbot, make)


def test_a_drop_waits_at_its_new_place_until_the_next_scene_shows_it(desk: Desk) -> None:
    target = desk.point("ben", 11, 30)
    desk.drag(desk.point("ana", 9, 30), target)
    assert desk.dragging.tag.title == "11:00 – 12:00 · Ben"
    desk.release(target)
    assert isinstance(desk.state, Landed)
    assert [(p.resource_id, p.start) for p in desk.dropped] == [("ben", desk.make.at(11))]
    assert not desk.dragging.tag.isVisible()
    desk.dragging.finish(done=True)
    assert desk.dragging.picture.core is not None  # no flash of the old place
    desk.show_visit(desk.make.at(11), resource="ben")
    assert desk.state == IDLE
    assert desk.dragging.picture.core is None


def test_a_refused_place_says_why_in_red_with_its_icon_and_writes_nothing(desk: Desk) -> None:
    desk.answer = Judgement(Grade.REFUSED, "Ben is with Jo Lee until 12:00.")
    target = desk.point("ben", 11, 30)
    desk.drag(desk.point("ana", 9, 30), target)
    assert (desk.dragging.tag.grade, desk.dragging.tag.sentence) == (
        Grade.REFUSED,
        "Ben is with Jo Lee until 12:00.",
    )
    assert desk.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    desk.release(target)
    assert (desk.state, desk.dropped, desk.told) == (IDLE, [], [News.REFUSED])


def test_the_ghost_looks_different_in_each_grade(desk: Desk) -> None:
    pictures = []
    for grade in (Grade.FREE, Grade.EXCEPTION, Grade.REFUSED):
        desk.answer = Judgement(grade, "Why." if grade else "")
        desk.drag(desk.point("ana", 9, 30), desk.point("ben", 11, 30))
        core = desk.dragging.picture.core
        at = QPoint(round(core.x) + 40, round(core.bottom) - 6) - desk.view.offset()
        shown = desk.view.viewport().grab().toImage()
        pictures.append(shown.pixelColor(at * shown.devicePixelRatio()).name())
        desk.dragging.cancel()
    assert len(set(pictures)) == 3


def test_a_click_is_still_a_click(desk: Desk) -> None:
    at = desk.point("ana", 9, 30)
    desk.drag(at, at + QPointF(4, 4))
    desk.release(at + QPointF(4, 4))
    assert (desk.visits, desk.dropped, desk.selected) == ([7], [], [])


def test_a_drag_is_no_click(desk: Desk) -> None:
    at = desk.point("ana", 9, 30)
    desk.drag(at, desk.point("ben", 11), at)
    desk.release(at)
    assert (desk.visits, desk.dropped) == ([], [])


def test_esc_before_the_button_comes_up_takes_the_click_back(desk: Desk) -> None:
    at = desk.point("ana", 9, 20)
    desk.drag(at)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.release(at)
    assert desk.visits == []


def test_a_drag_may_begin_with_the_second_of_two_quick_presses(desk: Desk) -> None:
    at = desk.point("ana", 9, 20)
    desk.drag(at)
    desk.release(at)
    desk.mouse(QEvent.Type.MouseButtonDblClick, at)
    desk.mouse(QEvent.Type.MouseMove, desk.point("ben", 11, 20))
    assert desk.state.proposal.start == desk.make.at(11)
    desk.release(desk.point("ben", 11, 20))
    assert len(desk.dropped) == 1


def test_two_quick_presses_are_one_click(desk: Desk) -> None:
    at = desk.point("ana", 9, 20)
    desk.drag(at)
    desk.release(at)
    desk.mouse(QEvent.Type.MouseButtonDblClick, at)
    desk.release(at)
    assert desk.visits == [7]


def test_what_was_hovered_goes_while_something_is_dragged(desk: Desk) -> None:
    at = desk.point("ana", 9, 30)
    desk.qtbot.mouseMove(desk.view.viewport(), at.toPoint())
    assert desk.view.emphasis.hovered == 7
    desk.drag(at, desk.point("ben", 11))
    assert desk.view.emphasis.hovered is None


def test_menus_get_no_key_while_something_is_dragged_but_the_day_still_turns(desk: Desk) -> None:
    desk.drag(desk.point("ana", 9, 30), desk.point("ben", 11))
    ctrl = Qt.KeyboardModifier.ControlModifier
    taken = {}
    for key, held in (
        (Qt.Key.Key_Z, ctrl),
        (Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Right, ctrl),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(desk.view, event)
        taken[key] = event.isAccepted()
    assert list(taken.values()) == [True, True, False]


def test_a_visit_changed_under_the_pointer_is_put_down_and_told(desk: Desk) -> None:
    desk.drag(desk.point("ana", 9, 30), desk.point("ben", 11))
    desk.show_visit(desk.make.at(9), version=2)
    assert (desk.state, desk.told) == (IDLE, [News.CHANGED])
    desk.release(desk.point("ben", 11))
    assert desk.dropped == []


def test_a_scene_with_the_visit_as_it_was_leaves_it_in_the_hand(desk: Desk) -> None:
    desk.drag(desk.point("ana", 9, 30), desk.point("ben", 11, 30))
    desk.show_visit(desk.make.at(9))
    assert isinstance(desk.state, Carrying)
    assert desk.state.proposal.start == desk.make.at(11)


def test_a_drag_at_the_edge_scrolls_and_the_visit_stays_under_the_pointer(desk: Desk) -> None:
    bottom = QPointF(60, desk.view.viewport().height() - 3)
    before = desk.view.verticalScrollBar().value()
    desk.drag(desk.point("ana", 9, 30), bottom)
    first = desk.state.proposal.start
    desk.qtbot.waitUntil(lambda: desk.view.verticalScrollBar().value() > before + 100)
    assert desk.state.proposal.start > first
    desk.dragging.cancel()
    stopped = desk.view.verticalScrollBar().value()
    desk.qtbot.wait(60)
    assert desk.view.verticalScrollBar().value() == stopped


def test_esc_lets_the_ghost_glide_back_within_150_ms_and_then_go(desk: Desk) -> None:
    desk.drag(desk.point("ana", 9, 30), desk.point("ben", 12))
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.state == IDLE
    desk.qtbot.waitUntil(lambda: desk.dragging.picture.core is None)


def test_an_edge_shows_by_the_pointer_that_it_can_be_drawn(desk: Desk) -> None:
    zone = desk.view.scene.frame.zone
    desk.dragging.grid_of = lambda _lifted: Grid(zone, 15, (30, 60, 90))
    at = desk.point("ana", 10) - QPointF(0, 3)
    desk.qtbot.mouseMove(desk.view.viewport(), at.toPoint())
    assert desk.view.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    desk.drag(at, desk.point("ana", 10, 28))
    assert (desk.state.proposal.start, desk.state.proposal.duration) == (desk.make.at(9), 90)


def test_the_pointer_is_a_hand_again_beside_the_edge(desk: Desk) -> None:
    zone = desk.view.scene.frame.zone
    desk.dragging.grid_of = lambda _lifted: Grid(zone, 15, (30, 60, 90))
    edge = desk.point("ana", 10) - QPointF(0, 3)
    for at, shape in (
        (edge, Qt.CursorShape.SizeVerCursor),
        (edge - QPointF(0, 6), Qt.CursorShape.PointingHandCursor),
    ):
        desk.mouse(QEvent.Type.MouseMove, at)
        assert desk.view.viewport().cursor().shape() == shape


def test_what_lies_on_the_tray_is_pale_where_it_was(desk: Desk) -> None:
    at = desk.point("ana", 9, 30)
    scene = desk.view.scene
    [block] = scene.columns[0].blocks
    shown = desk.view.viewport().grab().toImage().pixelColor(at.toPoint())
    desk.dragging.set_aside((lifted_of(scene, block),))
    assert desk.dragging.picture.faded == (block.bounds,)
    assert desk.view.viewport().grab().toImage().pixelColor(at.toPoint()) != shown
    desk.dragging.set_aside(())
    assert desk.dragging.picture.faded == ()


@pytest.mark.parametrize(("key", "hour"), [(Qt.Key.Key_Up, 0), (Qt.Key.Key_Down, 23.75)])
def test_keys_never_move_a_visit_out_of_sight(desk: Desk, key: Qt.Key, hour: float) -> None:
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Tab)
    for _ in range(70):
        desk.qtbot.keyClick(desk.view, key, Qt.KeyboardModifier.AltModifier)
    assert desk.state.proposal.start == desk.make.at(0) + 60 * hour
    assert desk.dragging.picture.core is not None


def test_what_keys_move_is_told_again_only_when_another_desk_changed_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dragging, "announce", lambda _view, words, **_how: said.append(words))
    alt = Qt.KeyboardModifier.AltModifier
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Tab)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Down, alt)
    for answer in (desk.answer, desk.answer, Judgement(Grade.REFUSED, "Ana is with Bo.")):
        desk.dragging.show_judgement(desk.state.proposal, answer)  # as after any desk's write
    assert said == ["9:15 – 10:15 · Ana.", "9:15 – 10:15 · Ana. Ana is with Bo."]

    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.answer = Judgement(Grade.REFUSED, "Ana is with Bo.")
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Down, alt)
    assert said[2:] == ["9:15 – 10:15 · Ana. Ana is with Bo."]


def test_shift_and_arrows_draw_a_stretch_that_enter_takes(desk: Desk) -> None:
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Home)
    place = desk.view.cursor_place
    shift = Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        desk.qtbot.keyClick(desk.view, key, shift)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.selected == [("ana", place.instant, place.instant + 45)]
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Down, shift)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert (desk.state, len(desk.selected)) == (IDLE, 1)


def test_ctrl_and_the_wheel_zoom_at_the_pointer_and_a_touchpad_gathers(desk: Desk) -> None:
    viewport, at = desk.view.viewport(), QPointF(100, 300)

    def under() -> float:
        return desk.view.scene.columns[0].time.instant_at(300 + desk.view.offset().y())

    before = under()
    for pixels, zoom in ((30, 20), (30, 28), (48, 40), (48, 40)):
        turn = QWheelEvent(
            at,
            viewport.mapToGlobal(at),
            QPoint(0, pixels),
            QPoint(0, pixels * 2),
            NO_BUTTON,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.ScrollUpdate,
            False,
        )
        QApplication.sendEvent(viewport, turn)
        assert desk.view.quarter == zoom
        assert under() == pytest.approx(before, abs=1)


def test_two_fingers_on_a_touchpad_zoom(desk: Desk) -> None:
    viewport, at = desk.view.viewport(), QPointF(100, 300)
    for value in (0.12, 0.12):
        pinch = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            at,
            at,
            viewport.mapToGlobal(at),
            value,
            QPointF(),
        )
        QApplication.sendEvent(viewport, pinch)
    assert desk.view.quarter == 28
