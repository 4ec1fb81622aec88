"""Around the calendar: the help, the sheet of keys, the day sheet and the waiting list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from frontdesk.ui.calendar.places import Place
from frontdesk.ui.printing.sheet import Kind
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]

_CTRL = Qt.KeyboardModifier.ControlModifier


def around(stage: Stage, picture: Picture) -> Story:
    """On the day that is shown; ends there, with somebody on the waiting list."""
    stage.window.calendar.setFocus()
    yield from _help(stage, picture)
    yield from _day_sheet(stage, picture)
    yield from _waiting(stage, picture)


def _help(stage: Stage, picture: Picture) -> Story:
    stage.press(Qt.Key.Key_F1)
    yield from _quiet(stage)
    picture("help-on-the-calendar")
    stage.write("undo")
    yield from _quiet(stage)
    picture("help-searched")
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Question)
    yield from _quiet(stage)
    picture("sheet-of-keys")
    stage.press(Qt.Key.Key_Escape)


def _day_sheet(stage: Stage, picture: Picture) -> Story:
    stage.press(Qt.Key.Key_P, _CTRL)
    printing = stage.session.wiring.printing.controller
    yield lambda: stage.window.shows_page(printing.preview)
    yield from _quiet(stage)
    picture("day-sheet-as-a-calendar")
    stage.click(printing.preview.kinds.button(Kind.LIST))
    yield from _quiet(stage)
    picture("day-sheet-as-a-list")
    stage.press(Qt.Key.Key_Escape)
    yield from _quiet(stage)


def _waiting(stage: Stage, picture: Picture) -> Story:
    view, section = stage.window.calendar, stage.session.wiring.waiting.section
    scene = view.scene
    assert scene is not None
    block = next(
        block
        for column in scene.columns
        if column.view.kind == "staff"
        for block in column.blocks
        if block.visit.customer_name
    )
    view.setFocus()
    view.focus_place(Place(block.visit.resource_id, block.visit.start, block))
    stage.press(Qt.Key.Key_W)
    form = stage.session.wiring.waiting.form
    yield lambda: form.is_open
    yield from _quiet(stage)
    picture("waiting-for-how-long")
    stage.press(Qt.Key.Key_Return, _CTRL)
    yield lambda: section.list.count() == 1
    yield from _quiet(stage)
    stage.window.navigator.ensureWidgetVisible(section)
    yield from _quiet(stage)
    picture("somebody-waits")
    stage.window.notice.hide()


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
