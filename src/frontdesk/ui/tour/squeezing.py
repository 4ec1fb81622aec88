"""A new booking is squeezed in: after hours, and over a visit, each for a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from frontdesk.ui.booking.state import Stage as Standing
from frontdesk.ui.calendar.gesture_states import IDLE
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.moving import movable
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]

_AFTER_HOURS = 30
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


def squeezing(stage: Stage, picture: Picture) -> Story:
    """On the day that is shown; ends there with nothing held."""
    yield turns(4)  # the strip of the step before gives its room back
    scene = stage.window.calendar.scene
    assert scene is not None
    block = movable(stage)
    name = block.visit.resource_id
    column = scene.column_of(name, block.visit.start)
    assert column is not None
    late = stage.place(name, column.view.open[-1].end + _AFTER_HOURS)
    yield from _ask(stage, late, _PLAIN)
    picture("after-hours-and-asked-for-a-reason")
    stage.press(Qt.Key.Key_Escape)
    yield lambda: stage.window.calendar.dragging.state == IDLE
    yield turns(4)
    yield from _ask(stage, stage.place(name, block.visit.start), _SHIFT)
    stage.write("The doctor says so")
    yield turns()
    picture("over-a-visit-for-a-reason")
    stage.press(Qt.Key.Key_Return)
    yield lambda: stage.session.booking.state.stage is Standing.HELD and stage.is_quiet()
    yield turns()
    picture("squeezed-in")
    stage.click(stage.window.panel.form.release)
    yield lambda: stage.session.booking.state.stage is Standing.IDLE and stage.is_quiet()
    stage.window.notice.hide()
    yield turns()


def _ask(stage: Stage, at: QPoint, held: Qt.KeyboardModifier) -> Story:
    stage.click(stage.window.calendar.viewport(), at, held)
    yield stage.session.wiring.holding.reason.isVisible
    yield stage.is_quiet
    yield turns(4)
