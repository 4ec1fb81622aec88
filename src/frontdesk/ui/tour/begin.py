"""A part of the story: the steps of the set-up, left half way, and what a changed hour does."""

from __future__ import annotations

from collections.abc import Callable

from frontdesk.desk.decisions import Decision
from frontdesk.ui.manager.health_page import HealthPage
from frontdesk.ui.manager.wiring import HEALTH, SETUP_FILE
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]


def set_up(stage: Stage, picture: Picture) -> Story:
    """Through the five steps, and back to the first page without opening the book."""
    stage.click(stage.window.welcome.begin)
    page = stage.session.wiring.assistant.page
    yield from _quiet(stage)
    stage.click(page.next)
    yield from _quiet(stage)
    picture("set-up-a-name-is-missing")
    stage.write("Shears & Co")
    names = ("business", "hours", "people", "services", "ready")
    for number, name in enumerate(names):
        yield from _quiet(stage)
        picture(f"set-up-{number + 1}-{name}")
        if name == "people":
            stage.write("Ana Reyes")
        if name != "ready":
            stage.click(page.next)
    stage.click(page.leave)
    yield from _quiet(stage)


def health(stage: Stage, picture: Picture) -> Story:
    """Hours change, visits lose their time; everything is as before in the end."""
    manager = stage.session.wiring.manager
    stage.window.menu.manage.trigger()
    yield from _quiet(stage)
    state = manager.controller.state
    entry = state.entry("resources", "ben")
    assert entry is not None
    state.replace("resources", "ben", {**entry, "hours": {"wed": [["12:00", "20:00"]]}})
    manager.controller.ask_save()
    yield manager.effects.isVisible
    yield from _quiet(stage)
    picture("manage-whom-a-change-would-strand")
    for row in manager.effects.rows.values():
        row.decide(Decision.MOVE)
    manager.effects.decided.emit(manager.effects.decisions())
    page = manager.area.show_section(HEALTH)
    assert isinstance(page, HealthPage)
    yield lambda: bool(page.visits) and any(row.offers for row in page.visits.values())
    yield from _quiet(stage)
    picture("manage-where-they-could-go")
    stage.window.menu.undo.trigger()
    yield lambda: not page.visits
    yield from _quiet(stage)
    picture("manage-all-is-well-again")
    manager.area.show_section(SETUP_FILE)
    yield from _quiet(stage)
    picture("manage-the-setup-file")
    stage.window.notice.hide()
    stage.window.show_calendar()
    yield from _quiet(stage)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
