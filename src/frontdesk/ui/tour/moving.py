"""A visit is dragged about, dropped, taken back, moved by keys, and put on the tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.dragging import Dragging
from frontdesk.ui.calendar.gesture_grips import can_lift
from frontdesk.ui.calendar.gesture_states import IDLE, Carrying
from frontdesk.ui.calendar.places import Place
from frontdesk.ui.calendar.scene import Scene
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]

_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_STEP = 15
_DOWN = 6
"""Logical pixels below the line of a time at which the mouse points."""


def moving(stage: Stage, picture: Picture) -> Story:
    """On the day that is shown; ends there with the visits where they were."""
    dragging = stage.window.calendar.dragging
    block = movable(stage)
    _mouse(stage, QEvent.Type.MouseButtonPress, _at(stage, block))
    _mouse(stage, QEvent.Type.MouseMove, _at(stage, block) + QPoint(14, 0))
    yield from _quiet(stage)
    for grade, name in ((Grade.FREE, "dragged-to-a-free-time"), (Grade.EXCEPTION, "dragged-over")):
        yield from _drag_to(stage, block, grade)
        picture(name)
    _mouse(stage, QEvent.Type.MouseButtonRelease, _pointer(stage))
    reason = stage.session.wiring.moving.reason
    yield reason.isVisible
    yield from _quiet(stage)
    picture("dropped-and-asked-for-a-reason")
    stage.write("Comes with her sister")
    stage.press(Qt.Key.Key_Return)
    yield lambda: dragging.state == IDLE and not reason.isVisible()
    yield from _quiet(stage)
    picture("moved-with-undo")
    stage.window.calendar.setFocus()
    stage.press(Qt.Key.Key_Z, _CTRL)
    yield lambda: _find(stage, block) is not None
    yield from _quiet(stage)
    yield from _by_keys(stage, picture, block)
    stage.window.notice.hide()


def _by_keys(stage: Stage, picture: Picture, before: VisitBlock) -> Story:
    view, dragging = stage.window.calendar, stage.window.calendar.dragging
    block = _find(stage, before)
    assert block is not None
    view.focus_place(Place(block.visit.resource_id, block.visit.start, block))
    stage.press(Qt.Key.Key_Down, _ALT)
    stage.press(Qt.Key.Key_Down, _ALT)
    yield lambda: isinstance(dragging.state, Carrying) and dragging.state.judgement is not None
    yield from _quiet(stage)
    picture("moved-by-keys-and-pending")
    stage.press(Qt.Key.Key_Escape)
    yield lambda: dragging.state == IDLE
    stage.press(Qt.Key.Key_X, _CTRL)
    yield from _quiet(stage)
    picture("on-the-tray")
    tray = stage.session.wiring.tray
    tray.take_off(tray.entries[0])
    yield from _quiet(stage)


def _drag_to(stage: Stage, block: VisitBlock, grade: Grade) -> Story:
    """Go through the columns of people until a place of ``grade`` is in hand."""
    dragging, scene = stage.window.calendar.dragging, _scene(stage)
    people = [column for column in scene.columns if column.view.kind == "staff"]
    for column in people:
        for start in range(block.visit.start - 120, block.visit.start + 180, _STEP):
            stage.place(column.resource_id, start)  # scrolls there
            y = column.time.line(start) + _DOWN
            at = QPoint(column.x + column.width // 2, y) - stage.window.calendar.offset()
            _mouse(stage, QEvent.Type.MouseMove, at)
            yield lambda: _is_judged(dragging)
            state = dragging.state
            assert isinstance(state, Carrying)
            if state.judgement is not None and state.judgement.grade is grade:
                yield from _quiet(stage)
                return


def _is_judged(dragging: Dragging) -> bool:
    state = dragging.state
    if not isinstance(state, Carrying) or state.proposal is None:
        return True
    return state.judgement is not None or state.proposal.is_home


def movable(stage: Stage) -> VisitBlock:
    """A visit in the column of a person, with a person beside to move it to."""
    scene = _scene(stage)
    return next(
        block
        for column in scene.columns
        if column.view.kind == "staff"
        for block in column.blocks
        if can_lift(block.visit, scene.frame.own_desk)
        and block.visit.end - block.visit.start >= 2 * _STEP
        and block.visit.start - column.view.open[0].start >= 2 * 60
    )


def _find(stage: Stage, wanted: VisitBlock) -> VisitBlock | None:
    """The visit at its old place, under whatever number it has by now."""
    column = _scene(stage).column_of(wanted.visit.resource_id, wanted.visit.start)
    for block in column.blocks if column is not None else ():
        same = block.visit.customer_name == wanted.visit.customer_name
        if same and block.visit.start == wanted.visit.start:
            return block
    return None


def _at(stage: Stage, block: VisitBlock) -> QPoint:
    """Where to take hold of a block, after it was scrolled into view."""
    stage.place(block.visit.resource_id, block.visit.start)
    at = QPoint(round(block.rect.x) + 30, round(block.rect.y) + _DOWN + 4)
    return at - stage.window.calendar.offset()


def _pointer(stage: Stage) -> QPoint:
    core = stage.window.calendar.dragging.picture.core
    assert core is not None
    return QPoint(round(core.x) + 30, round(core.y) + _DOWN) - stage.window.calendar.offset()


def _mouse(stage: Stage, kind: QEvent.Type, at: QPoint) -> None:
    """Move with the left button held, which QTest does not."""
    viewport, none, left = stage.window.calendar.viewport(), *_BUTTONS
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    spot = QPointF(at)
    event = QMouseEvent(
        kind, spot, viewport.mapToGlobal(spot), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


_BUTTONS = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


def _scene(stage: Stage) -> Scene:
    scene = stage.window.calendar.scene
    assert scene is not None
    return scene


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
