"""A part of the story: users are turned on, the window is locked, and one act is allowed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from frontdesk.desk import users
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.unit import Desk
from frontdesk.engine.rights import Right, Role, User
from frontdesk.ui.people.users_page import UsersPage
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

_MIA, _VAL = "2468", "9090"


def people(stage: Stage, picture: Callable[[str], None]) -> Story:
    """From a book without users to a locked window, and to somebody who may only look."""
    window = stage.window
    window.menu.manage.trigger()
    page = stage.session.wiring.manager.area.show_section("users")
    assert isinstance(page, UsersPage)
    yield from _quiet(stage)
    picture("users-none-yet")
    stage.click(page.first)
    stage.write("Mia")
    page.form.secret.setFocus()
    stage.write(_MIA)
    stage.click(page.save)
    yield from _quiet(stage)
    answers: list[object] = []
    stage.other_does(_add_others, answers)
    yield lambda: bool(answers)
    stage.session.feed.look()
    yield from _quiet(stage)
    page.list.selectRow(1)
    yield from _quiet(stage)
    picture("users-rights-against-the-role")
    stage.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    yield lambda: window.is_covered
    yield from _quiet(stage)
    picture("locked")
    stage.write(_VAL)
    stage.press(Qt.Key.Key_Return)
    yield lambda: not window.is_covered
    yield from _quiet(stage)
    stage.session.wiring.customers.open_card(1)
    yield from _quiet(stage)
    picture("contact-data-hidden")
    window.show_calendar()
    yield from _quiet(stage)
    name, start = stage.free_places()[0]
    stage.click(window.calendar.viewport(), stage.place(name, start))
    yield from _quiet(stage)
    picture("one-act-to-be-allowed")


def _add_others(desk: Desk) -> tuple[Done[User] | Refused, ...]:
    users.sign_in(desk, _MIA)
    exports, unseen = frozenset({Right.EXPORT}), frozenset({Right.SEE_CONTACTS})
    return (
        users.add(desk, User(0, "Tom", Role.FRONT_DESK, exports, unseen), "1357"),
        users.add(desk, User(0, "Val", Role.VIEW_ONLY), _VAL),
    )


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
