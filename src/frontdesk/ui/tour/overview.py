"""A part of the story: the month, and the list that says the same in rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from frontdesk.ui.text import translate
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage


def month_and_list(stage: Stage, picture: Callable[[str], None]) -> Story:
    """From the day to its month, to the rows of the day, and to those of the whole week."""
    window, page = stage.window, stage.session.wiring.agenda.page
    yield from _press(stage, window.top_bar.views, "Month")
    picture("the-month")
    yield from _press(stage, window.top_bar.views, "List")
    picture("the-list")
    page.focus()
    stage.press(Qt.Key.Key_End)
    stage.press(Qt.Key.Key_Return)
    yield lambda: stage.session.booking.visit.visit is not None
    yield from _quiet(stage)
    picture("the-list-a-row-opened")
    if page.filters.openings.isEnabled():
        stage.click(page.filters.openings)
        yield from _press(stage, page.filters, "Week")
        picture("the-list-a-week-with-available-times")
        stage.click(page.filters.openings)
    page.filters.words.setFocus()
    stage.write("nobody of that name")
    yield page.words.isVisible
    yield from _quiet(stage)
    picture("the-list-nothing-fits")
    stage.click(page.remedy)
    stage.click(window.panel.visit.back)
    yield from _press(stage, page.filters, "Day")
    yield from _press(stage, window.top_bar.views, "Day")


def _press(stage: Stage, row: QWidget, name: str) -> Story:
    """Press the segment ``name``."""
    buttons = row.findChildren(QPushButton)
    stage.click(next(button for button in buttons if translate(name) in button.text()))
    yield from _quiet(stage)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
