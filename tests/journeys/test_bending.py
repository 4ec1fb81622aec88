"""A new booking bends a rule in the real window: "squeeze her in at 18:15", "book her over that".

By mouse and by keys, on a real book with a second desk.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest

from frontdesk.desk import booking, users
from frontdesk.desk.answers import Done
from frontdesk.desk.story import story
from frontdesk.engine.exceptions import Grade
from frontdesk.engine.rights import Role, User
from frontdesk.store import journal
from frontdesk.ui import text
from frontdesk.ui.booking.state import Stage
from frontdesk.ui.calendar.gesture_states import IDLE, Carrying, Landed
from frontdesk.ui.calendar.places import place_of
from frontdesk.ui.period import View
from frontdesk.ui.visit_verbs import VisitVerb
from frontdesk.ui.widgets.plain import PlainLabel

from .test_moving import ALT, CTRL, LEFT, NONE, SHIFT, Mover

PRESS = QEvent.Type.MouseButtonPress
WHY = "18:15 is outside the hours of Ana <b>Reyes</b> on Mon 23 November."


class Squeezer(Mover):
    """A receptionist whose doctor says "squeeze her in"."""

    @property
    def strip(self):
        return self.front.session.wiring.holding.reason

    def click(self, resource_id: str, hour: int, minute: int = 0, held=NONE) -> None:
        at = self.front.place(resource_id, self.front.at(hour, minute))
        QTest.mouseClick(self.view.viewport(), LEFT, held, at)

    def place(self, resource_id: str, hour: int, minute: int = 0):
        scene, instant = self.view.scene, self.front.at(hour, minute)
        return place_of(scene, scene.column_of(resource_id, instant).number, instant)

    def go_to(self, resource_id: str, hour: int, minute: int = 0) -> None:
        self.view.focus_place(self.place(resource_id, hour, minute))

    def menu(self, resource_id: str, hour: int):
        return self.front.session.wiring.menus.menu_for(self.place(resource_id, hour))

    @staticmethod
    def choose(menu, name: str) -> None:
        found = (a for a in menu.actions() if a.text().partition("\t")[0] == name)
        next(found).trigger()

    def asked(self) -> str:
        """The sentence of the strip, once it asks."""
        self.front.wait(self.strip.isVisible)
        assert self.front.focus() is self.strip.line
        assert isinstance(self.dragging.state, Landed)
        return self.strip.text

    def give(self, because: str) -> None:
        self.front.write(because)
        self.front.press(Qt.Key.Key_Return)

    def holds(self, hour: int, minute: int = 0) -> int:
        """The number of the hold in hand, once it stands at that time."""
        booking_ = self.front.session.booking

        def there() -> bool:
            live = booking_.state.live_hold
            at = self.front.at(hour, minute)
            return self.front.is_held() and live is not None and live.appointment.start == at

        self.front.wait(there)
        self.landed()
        assert self.strip.isHidden()
        return booking_.state.live_hold.appointment.id

    def nothing_held(self) -> None:
        self.front.settle()
        assert self.front.session.booking.state.stage is Stage.IDLE
        assert self.dragging.state == IDLE
        assert self.strip.isHidden()

    def first_line(self, number: int):
        with self.front.other.look() as unit:
            return journal.trail(unit.connection, number)[0]

    def sit(self, secret: str) -> None:
        """Let Mia the administrator and Tom of the front desk work here, and one sign in."""
        staff = (("Mia", Role.ADMINISTRATOR, "2468"), ("Tom", Role.FRONT_DESK, "1357"))
        for name, role, pin in staff:
            assert isinstance(users.add(self.front.other, User(0, name, role), pin), Done)
        self.front.session.feed.look()
        self.front.wait(lambda: self.front.window.is_covered)
        self.front.write(secret)
        self.front.press(Qt.Key.Key_Return)
        self.front.wait(lambda: not self.front.window.is_covered)
        self.front.settle()


@pytest.fixture
def squeezer(front) -> Squeezer:
    front.window.activateWindow()
    front.choose_service("cut")
    return Squeezer(front)


def test_a_press_outside_hours_asks_for_a_reason_and_holds(front, squeezer):
    squeezer.click("ana", 18, 15)
    assert squeezer.asked() == f"Hold 18:15 for Cut & dry, Ana? {WHY}"
    assert squeezer.dragging.picture.text == "18:15 – 18:45"
    assert (squeezer.strip.do.text(), squeezer.strip.back.text()) == ("Hold it", "Leave it")
    assert not squeezer.strip.do.isEnabled()
    front.press(Qt.Key.Key_Return)
    assert squeezer.strip.isVisible(), "nothing is held without a reason"
    squeezer.give("Doctor says so")
    number = squeezer.holds(18, 15)
    assert front.focus() is front.form.name.line
    assert story(front.other, number).because == "Doctor says so"
    front.write("Ruth Klein\truth@example.org")
    front.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.status(number) == "BK")
    assert story(front.other, number).because == "Doctor says so"


@pytest.mark.parametrize("way", ["key", "button", "elsewhere", "list"])
def test_esc_or_anything_else_leaves_it(front, squeezer, way):
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    front.write("Doct")
    if way == "key":
        front.press(Qt.Key.Key_Escape)
    elif way == "button":
        front.click(squeezer.strip.back)
    elif way == "elsewhere":
        squeezer.click("bo", 11)
        squeezer.holds(11)
        return
    else:
        front.click(front.window.panel.idle.times.rows[0])
        front.wait(front.is_held)
        front.settle()
        assert squeezer.strip.isHidden()
        assert squeezer.dragging.state == IDLE
        return
    assert front.focus() is front.calendar
    squeezer.nothing_held()


def test_enter_at_the_cell_cursor_does_the_same(front, squeezer):
    squeezer.go_to("ana", 18, 15)
    front.press(Qt.Key.Key_Return)
    assert WHY in squeezer.asked()
    front.press(Qt.Key.Key_Escape)
    assert front.focus() is front.calendar
    squeezer.nothing_held()
    front.press(Qt.Key.Key_Return)
    squeezer.asked()
    squeezer.give("Doctor says so")
    assert squeezer.first_line(squeezer.holds(18, 15)).change["rules"] == ["outside-hours"]


@pytest.mark.parametrize("way", ["mouse", "keys", "menu"])
def test_somebody_is_booked_over_a_visit(front, squeezer, way):
    dana = squeezer.book("ana", 10)
    if way == "mouse":
        squeezer.click("ana", 10, held=SHIFT)
    elif way == "keys":
        squeezer.go_to("ana", 10)
        front.press(Qt.Key.Key_Return, SHIFT)
    else:
        squeezer.choose(squeezer.menu("ana", 10), "Hold the same time as well")
    sentence = squeezer.asked()
    assert sentence.endswith("Ana <b>Reyes</b> is with Dana Fox until 10:30.")
    squeezer.give("Sisters")
    number = squeezer.holds(10)
    front.wait(lambda: {dana, number} <= front.blocks().keys())
    marked = {b.visit.id: b.visit.overbooked for b in front.calendar.scene.blocks}
    assert marked == {dana: False, number: True}
    front.session.wiring.day.set_view(View.LIST)
    front.settle()
    assert squeezer.first_line(number).change["over"] == [dana]


def test_shift_means_the_very_time_and_not_the_mark_before(front, squeezer):
    front.session.wiring.day.set_duration(60)
    front.settle()
    squeezer.click("bo", 17, 30, SHIFT)
    assert squeezer.asked().startswith("Hold 17:30 for Cut & dry, Bo?")
    front.press(Qt.Key.Key_Escape)
    squeezer.nothing_held()
    squeezer.click("bo", 16, 45, SHIFT)
    squeezer.holds(16, 45)


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_stretch_drawn_outside_hours_asks_too(front, squeezer, way):
    if way == "mouse":
        front.place("bo", front.at(18))
        front.calendar.scroll_to(front.at(16))
        start = squeezer.point("bo", 18, 0, 4)
        squeezer.view.setFocus()
        squeezer.mouse(PRESS, start)
        squeezer.move("bo", 18, 35)
        squeezer.release()
    else:
        squeezer.go_to("bo", 18)
        squeezer.key(Qt.Key.Key_Down, SHIFT)
        squeezer.key(Qt.Key.Key_Down, SHIFT)
        squeezer.key(Qt.Key.Key_Return)
    assert squeezer.asked().startswith("Hold 18:00 for Cut & dry, Bo?")
    assert squeezer.dragging.picture.text == "18:00 – 18:45"
    squeezer.give("Late shift")
    squeezer.holds(18)
    hold = front.session.booking.state.hold.appointment
    assert (hold.duration, hold.resource_ids) == (45, ("bo",))


def test_what_nobody_may_do_says_why_and_asks_nothing(front, squeezer):
    assert isinstance(front.other_holds("bo", 14), Done)
    front.session.feed.look()
    front.wait(lambda: front.at(14) not in front.offered()["bo"])
    squeezer.go_to("bo", 14)
    front.press(Qt.Key.Key_Return, SHIFT)
    front.wait(lambda: "Desk 2" in front.calendar.reason)
    squeezer.click("ana", 8, 30)
    front.wait(lambda: front.calendar.reason == "8:30 is over.")
    squeezer.nothing_held()


def test_without_a_service_nothing_is_asked(front):
    squeezer = Squeezer(front)
    squeezer.click("ana", 18, 15)
    front.wait(lambda: "Choose a service" in front.calendar.reason)
    squeezer.nothing_held()


def test_without_the_right_a_manager_allows_it_once(front, squeezer):
    dana = squeezer.book("ana", 10)
    squeezer.sit("1357")
    squeezer.click("ana", 10, held=SHIFT)
    assert squeezer.asked().endswith("It takes the right to overbook.")
    allow = front.window.allow
    assert not allow.isVisible(), "the reason comes first: whoever gives leave reads it"
    squeezer.give("Sisters")
    front.wait(allow.isVisible)
    squeezer.nothing_held()
    allow.secret.setFocus()
    squeezer.give("2468")
    number = squeezer.holds(10)
    line = squeezer.first_line(number)
    assert (line.who, line.change["because"], line.change["over"]) == (
        "Tom (Mia)",
        "Sisters",
        [dana],
    )


def test_a_hold_that_bends_a_rule_is_held_on_by_whoever_types(front, squeezer):
    """It took somebody's leave once; that it ended under the typing does not ask for it again."""
    front.session.wiring.people.set_lock_after(0)
    squeezer.book("ana", 10)
    squeezer.sit("1357")
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    squeezer.give("Sisters")
    front.wait(front.window.allow.isVisible)
    front.window.allow.secret.setFocus()
    squeezer.give("2468")
    first = squeezer.holds(10)
    front.form.name.control.setFocus()
    front.write("Ruth")
    front.pass_time(600)
    front.wait(lambda: front.is_held() and "held again" in front.head.texts.what)
    second = front.session.booking.state.hold.appointment
    assert second.id != first
    assert second.overbooked
    assert story(front.other, second.id).because == "Sisters"
    front.pass_time(600)
    front.wait(lambda: "Nobody came since" in front.head.texts.title)
    front.window.panel.press_head()
    front.wait(front.is_held)
    third = front.session.booking.state.hold.appointment
    assert third.id not in (first, second.id)
    assert story(front.other, third.id).because == "Sisters"


def test_one_that_ended_and_went_to_another_desk_is_not_taken_from_it(front, squeezer):
    squeezer.book("ana", 10)
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    squeezer.give("Sisters")
    squeezer.holds(10)
    front.write("Ruth")
    front.clock.advance(timedelta(seconds=600))
    request = booking.HoldRequest("cut", front.at(10), ("ana",), because="Theirs")
    assert isinstance(booking.hold(front.other, request), Done)
    front.session.ticker.tick()
    front.wait(lambda: front.head.texts.title.startswith("Taken by Desk 2"))
    assert front.form.name.value() == "Ruth"


def test_who_came_in_between_is_not_booked_over(front, squeezer):
    """The reason was given for the visit that was seen."""
    squeezer.book("ana", 10)
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    request = booking.HoldRequest("cut", front.at(10), ("ana",), because="Theirs")
    assert isinstance(booking.hold(front.other, request), Done)
    squeezer.give("Sisters")
    front.wait(lambda: front.head.texts.title.startswith("Taken by Desk 2"))
    assert squeezer.strip.isHidden()
    assert squeezer.dragging.state == IDLE


def test_the_nearest_time_is_not_taken_for_a_reason_given_for_another(front, squeezer):
    squeezer.book("ana", 10)
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    request = booking.HoldRequest("cut", front.at(10), ("ana",), because="Theirs")
    assert isinstance(booking.hold(front.other, request), Done)
    squeezer.give("Sisters")
    front.wait(lambda: bool(front.form.slots.rows))
    front.settle()
    front.click(front.form.slots.rows[0])
    front.wait(front.is_held)
    number = front.session.booking.state.hold.appointment.id
    assert "because" not in squeezer.first_line(number).change


def test_the_hold_in_hand_is_dragged_outside_hours_for_a_reason(front, squeezer):
    front.hold("bo", 17)
    front.write("Ruth")
    front.calendar.scroll_to(front.at(15))
    squeezer.view.setFocus()
    squeezer.mouse(PRESS, squeezer.point("bo", 17))
    squeezer.move("bo", 18, 30)
    squeezer.judged()
    squeezer.release()
    assert squeezer.asked().startswith("Move Cut & dry to 18:30, Bo?")
    front.press(Qt.Key.Key_Escape)
    front.settle()
    assert front.session.booking.state.live_hold.appointment.start == front.at(17)
    squeezer.mouse(PRESS, squeezer.point("bo", 17))
    squeezer.move("bo", 18, 30)
    squeezer.judged()
    squeezer.release()
    squeezer.asked()
    squeezer.give("Late shift")
    number = squeezer.holds(18, 30)
    assert squeezer.first_line(number).change["because"] == "Late shift"
    assert front.form.name.value() == "Ruth"


def test_the_tag_beside_the_hold_in_hand_says_that_a_reason_will_be_asked(front, squeezer):
    """Also where a visit that is booked would only get a note: the hold is held anew there."""
    front.hold("bo", 17)
    front.calendar.scroll_to(front.at(15))
    squeezer.view.setFocus()
    squeezer.mouse(PRESS, squeezer.point("bo", 17))
    squeezer.move("bo", 16, 7, held=ALT)
    assert squeezer.judged() is Grade.NOTE
    tag = squeezer.dragging.tag
    at = text.clock_text(squeezer.dragging.state.proposal.start, "America/New_York")
    assert tag.sentence == f"Cut & dry does not start at {at}. It needs a reason."
    squeezer.move("bo", 16)
    assert squeezer.judged() is Grade.FREE
    assert not tag.sentence
    squeezer.move("bo", 16, 7, held=ALT)
    assert squeezer.judged() is Grade.NOTE
    squeezer.release(ALT)
    assert squeezer.asked().endswith(f"does not start at {at}.")
    squeezer.give("Her bus")
    number = squeezer.holds(16, int(at.partition(":")[2]))
    assert squeezer.first_line(number).change["because"] == "Her bus"


def test_the_tag_says_it_too_where_the_hold_shares_a_time_for_a_reason(front, squeezer):
    """A shorter one shares no more than before, but it is held anew."""
    squeezer.book("ana", 10)
    front.session.wiring.day.set_duration(60)
    front.settle()
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    squeezer.give("Sisters")
    number = squeezer.holds(10)
    front.wait(lambda: number in front.blocks())
    hold = next(block for block in squeezer.view.scene.blocks if block.visit.id == number)
    squeezer.view.focus_place(replace(squeezer.place("ana", 10), block=hold))
    squeezer.key(Qt.Key.Key_Up, ALT | SHIFT)
    assert squeezer.judged() is Grade.EXCEPTION
    tag = squeezer.dragging.tag
    assert tag.title == "10:00 – 10:45 · Ana"
    assert tag.sentence.endswith("is with Dana Fox until 10:30. It needs a reason.")
    squeezer.key(Qt.Key.Key_Return)
    assert squeezer.asked().endswith("is with Dana Fox until 10:30.")


@pytest.mark.parametrize("what", ["start", "visit", "closed"])
def test_a_press_before_the_desk_has_answered_a_drop_leaves_nothing_in_the_hand(
    front, squeezer, what
):
    dana = squeezer.book("ana", 10)
    front.hold("bo", 11)
    front.calendar.scroll_to(front.at(9))
    squeezer.view.setFocus()
    squeezer.mouse(PRESS, squeezer.point("bo", 11))
    squeezer.move("bo", 12)
    squeezer.judged()
    squeezer.release()
    assert isinstance(squeezer.dragging.state, Landed), "the answer is not here yet"
    where = {"start": ("bo", 13), "visit": ("ana", 10), "closed": ("bo", 8)}[what]
    squeezer.mouse(PRESS, squeezer.point(*where))
    squeezer.release()
    front.wait(lambda: squeezer.dragging.state == IDLE)
    if what == "start":
        squeezer.holds(13)
    elif what == "visit":
        front.wait(lambda: front.session.booking.visit.visit is not None)
        assert front.session.booking.visit.visit.appointment.id == dana
    else:
        front.wait(lambda: front.calendar.reason == "8:00 is over.")
    front.settle()
    assert squeezer.dragging.state == IDLE
    assert squeezer.strip.isHidden()


def test_what_was_taken_up_since_is_not_put_back_to_ask_for_a_reason(front, squeezer):
    """The gesture ends first, then the desk asks: no question inside a drag."""
    dana = squeezer.book("ana", 16)
    front.place("ana", front.at(18))
    front.calendar.scroll_to(front.at(15))
    squeezer.view.setFocus()
    squeezer.mouse(PRESS, squeezer.point("ana", 18, 15, 4))
    squeezer.release()
    squeezer.mouse(PRESS, squeezer.point("ana", 16))
    squeezer.move("bo", 17)
    assert squeezer.judged() is Grade.NOTE
    front.settle()
    assert isinstance(squeezer.dragging.state, Carrying)
    assert squeezer.strip.isHidden()
    squeezer.release()
    squeezer.landed()
    assert squeezer.stands(dana)[:1] == (front.at(17),)


def test_a_bent_hold_moves_to_a_free_time_without_a_reason(front, squeezer):
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    squeezer.give("Late shift")
    first = squeezer.holds(18, 15)
    squeezer.click("bo", 11)
    number = squeezer.holds(11)
    line = squeezer.first_line(number)
    assert "because" not in line.change
    assert line.change["insteadOf"] == first


def test_a_reason_that_came_to_nothing_stands_there_again(front, squeezer):
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    front.write("Doct")
    front.press(Qt.Key.Key_Escape)
    squeezer.nothing_held()
    squeezer.click("bo", 18, 15)
    squeezer.asked()
    assert squeezer.strip.line.text() == "", "it was for another question"
    front.press(Qt.Key.Key_Escape)
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    front.write("Doct")
    front.press(Qt.Key.Key_Escape)
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    assert squeezer.strip.line.text() == "Doct"
    assert squeezer.strip.do.isEnabled()
    squeezer.give("Doctor says so")  # typing replaces it
    number = squeezer.holds(18, 15)
    assert squeezer.first_line(number).change["because"] == "Doctor says so"
    front.session.booking.release()
    front.wait(lambda: front.session.booking.state.stage is Stage.IDLE)
    front.settle()
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    assert squeezer.strip.line.text() == ""


def test_who_leaves_a_shared_time_leaves_nothing_free(front, squeezer):
    squeezer.book("ana", 10)
    squeezer.click("ana", 10, held=SHIFT)
    squeezer.asked()
    squeezer.give("Sisters")
    number = squeezer.holds(10)
    front.write("Ruth Klein\truth@example.org")
    front.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.status(number) == "BK")
    front.settle()
    page = front.panel.visit
    front.click(page.cancel)
    assert "Cancel this visit?" in {
        label.text() for label in page.findChildren(PlainLabel) if label.isVisible()
    }
    front.click(page.keep)
    front.session.wiring.visit_verbs.do(VisitVerb.CANCEL, number)
    front.wait(lambda: front.status(number) == "CN")
    front.settle()
    assert front.window.notice.text == "Cancelled: Ruth Klein, Mon 23 Nov, 10:00 – 10:30."


def test_the_question_names_its_day_once_another_one_is_shown(front, squeezer):
    squeezer.book("ana", 10)
    squeezer.click("ana", 10, held=SHIFT)
    why = "Ana <b>Reyes</b> is with Dana Fox until 10:30."
    assert squeezer.asked() == f"Hold 10:00 for Cut & dry, Ana? {why}"
    front.write("Sisters")
    front.session.wiring.day.set_date(date(2026, 11, 24))
    front.settle()
    assert squeezer.strip.text == f"Hold Mon 23 Nov, 10:00 for Cut & dry, Ana? {why}"
    front.session.wiring.day.set_date(date(2026, 11, 23))
    front.settle()
    assert squeezer.asked() == f"Hold 10:00 for Cut & dry, Ana? {why}"
    assert squeezer.strip.line.text() == "Sisters"
    front.press(Qt.Key.Key_Return)
    squeezer.holds(10)


def test_the_end_of_the_hold_in_hand_leaves_the_reason_that_is_being_typed(front, squeezer):
    """It is held again by itself; the question is about another time."""
    front.hold("bo", 17)
    squeezer.click("ana", 18, 15)
    squeezer.asked()
    front.write("Doctor")
    front.pass_time(600)
    front.wait(lambda: front.is_held() and "so held again" in front.head.texts.what)
    front.settle()
    assert squeezer.strip.isVisible()
    assert front.focus() is squeezer.strip.line
    squeezer.give(" says so")
    number = squeezer.holds(18, 15)
    assert squeezer.first_line(number).change["because"] == "Doctor says so"
    assert front.focus() is front.form.name.line


def test_a_press_beside_the_hold_in_hand_moves_it_there(front, squeezer):
    """Its own time is no obstacle, although the marks leave it out."""
    front.hold("ana", 11)
    squeezer.click("ana", 10, 45, SHIFT)
    squeezer.holds(10, 45)


def test_the_place_stays_in_sight_when_the_strip_takes_its_room(front, squeezer):
    front.window.resize(900, 600)
    front.settle()
    scene = front.calendar.scene
    bottom = scene.column_of("ana", front.at(18)).time.line(front.at(19))
    view = front.calendar
    view.verticalScrollBar().setValue(bottom - view.viewport().height())
    at = squeezer.point("ana", 18, 30, 4)
    assert view.viewport().rect().contains(at)
    QTest.mouseClick(view.viewport(), LEFT, NONE, at)
    squeezer.asked()

    def in_sight() -> bool:
        core = squeezer.dragging.picture.core
        top = core.y - view.offset().y()
        return top >= 0 and top + core.height <= view.viewport().height()

    front.wait(in_sight)
    strip = squeezer.strip
    assert strip.line.geometry().right() < strip.do.geometry().left()
    assert strip.do.geometry().right() < strip.back.geometry().left()
    assert strip.line.width() >= 120


def test_the_menu_of_a_time_says_why_or_holds_it_all_the_same(front, squeezer):
    menu = squeezer.menu("bo", 19)
    assert [action.text() for action in menu.actions()] == ["Why not?", "Hold it all the same"]
    squeezer.choose(menu, "Why not?")
    front.wait(lambda: "outside the hours" in front.calendar.reason)
    squeezer.choose(menu, "Hold it all the same")
    assert squeezer.asked().startswith("Hold 19:00 for Cut & dry, Bo?")
