"""One morning at the desk, step by step: the story that the tour and the shots tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from frontdesk.desk import booking
from frontdesk.desk.views import ColumnView
from frontdesk.ui.booking.state import Stage as Standing
from frontdesk.ui.calendar.places import place_at
from frontdesk.ui.text import translate
from frontdesk.ui.tour.around import around
from frontdesk.ui.tour.begin import health, set_up
from frontdesk.ui.tour.customers import customers
from frontdesk.ui.tour.days import several_days
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.managing import managing
from frontdesk.ui.tour.moving import moving
from frontdesk.ui.tour.overview import month_and_list
from frontdesk.ui.tour.people import people
from frontdesk.ui.tour.places import places
from frontdesk.ui.tour.reports import reports
from frontdesk.ui.tour.squeezing import squeezing
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]

_SERVICE = "follow-up"


def morning(stage: Stage, picture: Picture) -> Story:
    """From the empty book to a booking, and through every way in which a hold can end."""
    yield from _begin(stage, picture)
    yield from _find(stage, picture)
    yield from _hold_and_book(stage, picture)
    yield from _telephone(stage, picture)
    yield from _expire(stage, picture)
    yield from _lose_to_another(stage, picture)
    yield from _look_around(stage, picture)
    yield from moving(stage, picture)
    yield from squeezing(stage, picture)
    yield from several_days(stage, picture)
    yield from month_and_list(stage, picture)
    yield from around(stage, picture)
    yield from customers(stage, picture)
    yield from places(stage, picture)
    yield from managing(stage, picture)
    yield from health(stage, picture)
    yield from reports(stage, picture)
    yield from people(stage, picture)


def _begin(stage: Stage, picture: Picture) -> Story:
    window = stage.window
    yield lambda: window.welcome.isVisible() and stage.is_quiet()
    yield turns()
    picture("empty-book")
    yield from set_up(stage, picture)
    stage.click(window.welcome.fill)
    yield lambda: window.shows_book and window.calendar.scene is not None and stage.is_quiet()
    yield turns()
    window.notice.hide()
    yield turns()
    picture("the-day")


def _find(stage: Stage, picture: Picture) -> Story:
    window = stage.window
    if window.navigator.isVisible():
        stage.click(window.navigator.services.row(_SERVICE))
    else:
        window.panel.idle.service.start()
        stage.write("follow")
        stage.press(Qt.Key.Key_Return)
    yield lambda: bool(stage.free_starts()) and stage.is_quiet()
    yield turns()
    picture("find-a-time")
    column, start = stage.free_places()[0]
    at = stage.place(column, start)
    stage.point(window.calendar.viewport(), at)
    yield turns()
    picture("a-time-under-the-pointer")
    stage.point(window.calendar.viewport(), _place_of_why(stage))
    yield lambda: bool(window.calendar.reason)
    yield turns()
    picture("why-not")


def _hold_and_book(stage: Stage, picture: Picture) -> Story:
    window, state = stage.window, stage.session.booking
    yield from _hold(stage, 1)
    picture("hold")
    stage.write("Ruth Klein")
    stage.press(Qt.Key.Key_Tab)
    stage.write("ruth@")
    stage.press(Qt.Key.Key_Tab)
    yield lambda: "email" in state.state.problems
    yield turns()
    picture("half-typed-e-mail")
    window.panel.form.email.control.setFocus()
    stage.press(Qt.Key.Key_End)
    stage.write("example.org")
    stage.press(Qt.Key.Key_Tab)
    stage.write("(212) 555-0148")
    stage.press(Qt.Key.Key_Tab)
    stage.write("Knee, week 6 after surgery")
    stage.pass_time(5 * 60 + 28)
    yield from _quiet(stage)
    picture("countdown")
    stage.pass_time(3 * 60 + 34)
    yield from _quiet(stage)
    picture("warning")
    stage.pass_time(45)
    yield from _quiet(stage)
    picture("last-call")
    stage.press(Qt.Key.Key_F8)
    yield lambda: state.hold is not None and state.hold.seconds == 600
    yield from _quiet(stage)
    picture("kept")
    stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: state.state.stage is Standing.IDLE
    yield from _quiet(stage)
    picture("booked")
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Escape)


def _telephone(stage: Stage, picture: Picture) -> Story:
    """The same customer calls again: found by the first letters, booked, and again in six weeks."""
    window, state = stage.window, stage.session.booking
    stage.press(Qt.Key.Key_F2)
    stage.write("ruth")
    yield from _quiet(stage)
    picture("f2-who-is-calling")
    stage.press(Qt.Key.Key_Return)
    yield lambda: state.draft.customer_id is not None
    yield from _quiet(stage)
    picture("enter-the-first-times")
    stage.press(Qt.Key.Key_Return)
    yield lambda: state.state.stage is Standing.HELD
    yield from _quiet(stage)
    picture("enter-held")
    stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: state.state.stage is Standing.IDLE
    yield from _quiet(stage)
    stage.press(Qt.Key.Key_R)
    yield lambda: bool(window.panel.idle.times.rows) and state.visit.visit is None
    yield from _quiet(stage)
    picture("r-the-same-in-six-weeks")
    stage.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    stage.write("tody")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    picture("go-to-a-date-that-is-none")
    stage.press(Qt.Key.Key_Escape)
    stage.click(window.panel.idle.card.clear)
    stage.click(window.top_bar.today)
    yield lambda: bool(stage.free_starts()) and stage.is_quiet()
    yield from _quiet(stage)


def _expire(stage: Stage, picture: Picture) -> Story:
    state = stage.session.booking
    yield from _hold(stage, 2)
    stage.write("Amara Diallo")
    stage.pass_time(600)
    yield lambda: state.state.renewed_from is not None
    yield from _quiet(stage)
    picture("hold-ended-and-held-again-by-itself")
    stage.pass_time(600)  # nobody was there: it is not held a third time
    yield lambda: state.state.stage is Standing.ENDED and state.state.outcome is not None
    yield from _quiet(stage)
    picture("hold-ended-still-free")
    button = stage.window.panel.head.button()
    assert button is not None
    stage.click(button)
    yield lambda: state.state.stage is Standing.HELD
    yield from _quiet(stage)
    picture("held-again-with-everything-typed")


def _lose_to_another(stage: Stage, picture: Picture) -> Story:
    window, state = stage.window, stage.session.booking
    wanted = state.state.wanted
    assert wanted is not None
    stage.pass_time(600)
    yield lambda: state.state.renewed_from is not None
    stage.pass_time(600)
    yield lambda: state.state.stage is Standing.ENDED and state.state.outcome is not None
    stage.pass_time(60)
    answers: list[object] = []
    stage.other_does(lambda desk: booking.hold(desk, wanted), answers)
    yield lambda: bool(answers) and state.state.stage is Standing.TAKEN
    yield from _quiet(stage)
    picture("hold-ended-taken-by-desk-2")
    stage.click(window.panel.form.slots.rows[0])
    yield lambda: state.state.stage is Standing.HELD
    yield from _quiet(stage)
    picture("another-time-same-details")
    stage.click(window.panel.form.release)
    yield lambda: state.state.stage is Standing.IDLE
    yield from _quiet(stage)
    picture("released-details-kept")
    undo = next(b for b in window.notice.findChildren(QPushButton) if translate("Undo") in b.text())
    stage.click(undo)
    yield lambda: state.state.stage is Standing.HELD
    yield from _quiet(stage)
    picture("release-undone")
    yield from _lose_the_book(stage, picture)
    stage.click(window.panel.form.release)
    yield lambda: state.state.stage is Standing.IDLE
    yield from _quiet(stage)
    stage.click(window.panel.idle.clear)
    yield from _quiet(stage)


def _lose_the_book(stage: Stage, picture: Picture) -> Story:
    """The drive with the book is pulled out, and put back."""
    state = stage.session.booking
    away = stage.book.with_name("elsewhere.db")
    stage.book.rename(away)
    yield lambda: state.state.offline
    yield turns()
    picture("connection-lost")
    away.rename(stage.book)
    yield lambda: not state.state.offline
    yield from _quiet(stage)


def _look_around(stage: Stage, picture: Picture) -> Story:
    window, state = stage.window, stage.session.booking
    scene = window.calendar.scene
    assert scene is not None
    block = next(b for b in scene.blocks if b.visit.customer_name and not b.visit.completed)
    place = stage.place(block.visit.resource_id, block.visit.start)
    stage.click(window.calendar.viewport(), place)
    yield lambda: state.visit.visit is not None
    yield from _quiet(stage)
    picture("a-visit")
    stage.click(window.panel.visit.cancel)
    yield turns()
    picture("a-visit-cancel-it")
    stage.press(Qt.Key.Key_Escape)
    yield from _hold(stage, 3)
    stage.write("Ivy Chen")
    stage.press(Qt.Key.Key_Tab)
    stage.write("ivy@example.org")
    with closing(sqlite3.connect(stage.book)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")  # another program that does not let go
        stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield window.notice.isVisible
        yield turns()
        picture("locked-nothing-lost")
    stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: state.state.stage is Standing.IDLE
    yield from _quiet(stage)
    stage.click(window.top_bar.next)
    yield from _quiet(stage)
    picture("the-next-day")


# Steps shared by several of these


def _hold(stage: Stage, which: int) -> Story:
    """Click the free place number ``which`` of those spread over the rest of the day."""
    places = stage.free_places()
    column, start = places[min(which * len(places) // 5, len(places) - 1)]
    stage.click(stage.window.calendar.viewport(), stage.place(column, start))
    yield lambda: stage.session.booking.state.stage is Standing.HELD
    yield from _quiet(stage)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)


def _place_of_why(stage: Stage) -> QPoint:
    """A place that cannot be had although nothing is seen there: too close to a visit."""
    scene = stage.window.calendar.scene
    assert scene is not None
    soon = int(stage.clock.now().timestamp()) // 60 + 60
    for column in scene.columns:
        for start in range(soon, soon + 360, 5):
            at = stage.place(column.resource_id, start)
            offset = stage.window.calendar.offset()
            place = place_at(scene, at.x() + offset.x(), at.y() + offset.y())
            taken = place is None or place.block is not None or place.start is not None
            if not taken and _looks_free(column.view, start):
                return at
    raise LookupError("every time of the sample day is free")


def _looks_free(column: ColumnView, start: int) -> bool:
    blocks = [block.span for block in column.blocks]
    in_block = any(low - 30 < start < high for low, high in blocks)
    return not in_block and any(low <= start < high for low, high in column.open)
