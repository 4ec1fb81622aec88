"""A part of the story: the reports, and the visits behind one of their figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from frontdesk.desk.reports import Kind
from frontdesk.ui.reports.page import ReportsPage
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

_PICTURES = {
    Kind.VISITS: "reports-visits",
    Kind.LOAD: "reports-load",
    Kind.PEOPLE: "reports-people",
    Kind.HOLDS: "reports-holds",
    Kind.INCOME: "reports-income",
}


def reports(stage: Stage, picture: Callable[[str], None]) -> Story:
    """Through the reports of this month, and back to the calendar."""
    stage.window.menu.manage.trigger()
    page = stage.session.wiring.manager.area.show_section("reports")
    assert isinstance(page, ReportsPage)
    yield from _quiet(stage)
    for kind, name in _PICTURES.items():
        stage.click(page.kinds.button(kind.value))
        yield from _quiet(stage)
        picture(name)
    stage.click(page.kinds.button(Kind.VISITS.value))
    yield from _quiet(stage)
    stage.click(page.tiles.tiles[0])
    yield page.behind.isVisible
    yield from _quiet(stage)
    picture("reports-the-visits-behind")
    page.behind.list.setFocus()
    stage.press(Qt.Key.Key_Escape)
    stage.click(stage.session.wiring.manager.area.back)
    yield from _quiet(stage)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
