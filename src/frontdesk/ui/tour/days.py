"""Several days side by side: three of them, a week, and the week of one person alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from frontdesk.ui.period import View
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

_ALT = Qt.KeyboardModifier.AltModifier


def several_days(stage: Stage, picture: Callable[[str], None]) -> Story:
    """By keys, by the top bar and by the heads; ends on one day with everyone."""
    window, day = stage.window, stage.session.wiring.day
    window.calendar.setFocus()
    stage.press(Qt.Key.Key_3, _ALT)
    yield from _quiet(stage)
    picture("three-days")
    stage.click(window.top_bar.views.button(View.WEEK.value))
    yield from _quiet(stage)
    picture("the-week")
    head = window.calendar.heads
    at = QPoint(_column_of_a_person(stage) - window.calendar.offset().x() + 30, head.height() - 20)
    stage.click(head, at, _ALT)
    yield from _quiet(stage)
    picture("the-week-of-one-person")
    stage.click(head, at, _ALT)
    yield from _quiet(stage)
    window.calendar.setFocus()
    stage.press(Qt.Key.Key_1, _ALT)
    yield lambda: day.view is View.DAY and day.count == 1
    yield from _quiet(stage)


def _column_of_a_person(stage: Stage) -> int:
    scene = stage.window.calendar.scene
    assert scene is not None
    offset = stage.window.calendar.offset().x()
    return next(c.x for c in scene.columns if c.view.kind == "staff" and c.x >= offset)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
