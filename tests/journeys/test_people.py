"""Users in the window: locked and switched by PIN, with a hold running on, and one act allowed."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from frontdesk.desk import policies, records, users
from frontdesk.desk.answers import Done
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.rights import Right, Role, User
from frontdesk.store import journal

CTRL = Qt.KeyboardModifier.ControlModifier
MIA, TOM, VAL = "2468", "1357", "9090"


@pytest.fixture
def staffed(front):
    """A window at which Tom of the front desk sits; Mia manages users, Val may only look."""
    for name, role, secret in (
        ("Mia", Role.ADMINISTRATOR, MIA),
        ("Tom", Role.FRONT_DESK, TOM),
        ("Val", Role.VIEW_ONLY, VAL),
    ):
        answer = users.add(front.other, User(0, name, role), secret)
        assert isinstance(answer, Done), answer
    front.session.feed.look()
    front.wait(lambda: front.window.is_covered)
    sign_in(front, TOM)
    return front


def page_of(front):
    return front.session.wiring.people.lock_page


def sign_in(front, pin: str) -> None:
    front.write(pin)
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: not front.window.is_covered)
    front.settle()


def switch_to(front, pin: str) -> None:
    front.press(Qt.Key.Key_L, CTRL)
    front.wait(lambda: front.window.is_covered)
    front.settle()
    sign_in(front, pin)


def texts_in_sight(front) -> str:
    labels = front.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_book_without_users_is_not_locked(front):
    assert not front.window.is_covered
    assert not front.window.top_bar.user.isVisible()
    front.press(Qt.Key.Key_L, CTRL)
    assert not front.window.is_covered
    assert "no users yet" in front.window.notice.text


def test_ctrl_l_hides_everything_but_the_time_that_a_hold_still_has(staffed):
    front = staffed
    assert front.window.top_bar.user.name == "Tom"
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_L, CTRL)
    front.wait(lambda: front.window.is_covered)
    front.settle()
    assert not front.window.menuBar().isVisible()
    assert "Ruth" not in texts_in_sight(front)
    before = page_of(front).holds.text()
    front.pass_time(10)
    after = page_of(front).holds.text()
    assert before.startswith("My hold ")
    assert before != after
    for key in (Qt.Key.Key_Z, Qt.Key.Key_F, Qt.Key.Key_K):
        front.press(key, CTRL)
    assert front.window.is_covered
    assert front.status(number) == "IN"
    sign_in(front, TOM)
    assert front.form.name.value() == "Ruth Klein"
    assert front.focus() is front.form.name.line
    assert front.is_held()


def test_a_pin_alone_switches_the_user_within_two_seconds(staffed):
    front = staffed
    front.click(front.window.top_bar.user)
    front.wait(lambda: front.window.is_covered)
    front.settle()
    began = perf_counter()
    sign_in(front, MIA)
    assert perf_counter() - began < 2
    assert front.window.top_bar.user.name == "Mia"


def test_a_wrong_pin_says_so_and_five_of_them_wait(staffed):
    front = staffed
    front.press(Qt.Key.Key_L, CTRL)
    front.wait(lambda: front.window.is_covered)
    front.settle()
    for _ in range(users.TRIES):
        front.write("0000")
        front.press(Qt.Key.Key_Return)
        front.settle()
        assert page_of(front).problem.text() == "Nobody has this PIN or password."
        assert not page_of(front).secret.text()
    front.write(TOM)
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert "Wait 30 seconds" in page_of(front).problem.text()
    assert front.window.is_covered
    front.pass_time(31)
    sign_in(front, TOM)


def test_the_pad_types_for_a_finger(staffed):
    front = staffed
    front.press(Qt.Key.Key_L, CTRL)
    front.wait(lambda: front.window.is_covered)
    pad = page_of(front).pad
    for digit in MIA + "9":
        front.click(pad.keys[digit])
    front.click(pad.erase)
    front.click(page_of(front).unlock)
    front.wait(lambda: not front.window.is_covered)
    assert front.window.top_bar.user.name == "Mia"


def test_the_window_locks_by_itself_when_nobody_touches_it(staffed):
    front = staffed
    front.session.wiring.people.set_lock_after(2)
    assert front.preferences.lock_after == 2
    front.pass_time(119)
    position = QPointF(5, 5)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        position,
        position,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(front.window.windowHandle(), moved)
    front.pass_time(119)
    assert not front.window.is_covered
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(front.window.windowHandle(), pressed)
    front.pass_time(119)
    assert not front.window.is_covered
    front.pass_time(1)
    front.wait(lambda: front.window.is_covered)


def test_zero_minutes_never_lock(staffed):
    front = staffed
    front.session.wiring.people.set_lock_after(0)
    front.pass_time(24 * 3600)
    front.settle()
    assert not front.window.is_covered


def test_a_manager_allows_one_refused_act_and_both_stand_in_the_trail(staffed):
    front = staffed
    switch_to(front, VAL)
    front.choose_service("cut")
    front.click_time("ana", 10)
    front.wait(lambda: front.window.allow.isVisible())
    assert "It takes the right to make and change visits" in front.window.allow.text
    assert front.window.allow.text.endswith("A manager may allow this.")
    assert not front.window.notice.isVisible()
    front.window.allow.secret.setFocus()
    QTest.keyClicks(front.window.allow.secret, "0000")
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.window.allow.text == "Nobody has this PIN or password."
    QTest.keyClicks(front.window.allow.secret, TOM)
    front.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    front.settle()
    assert not front.window.allow.isVisible()
    held = front.session.booking.state.hold.appointment.id
    with front.other.look() as unit:
        (entry,) = journal.trail(unit.connection, held)
    assert entry.who == "Val (Tom)"
    assert front.window.top_bar.user.name == "Val"
    front.press(Qt.Key.Key_F8)
    front.wait(lambda: front.window.allow.isVisible())  # the next act is refused again


def test_what_may_not_be_done_is_off_and_says_why(staffed):
    front = staffed
    menu = front.window.menu
    assert not menu.manage.isEnabled()
    assert menu.manage.toolTip() == "It takes the right to change the setup."
    assert not menu.export_customers.isEnabled()
    assert "export" in menu.export_customers.toolTip()
    switch_to(front, MIA)
    for action in (menu.manage, menu.export_customers, menu.import_setup):
        assert action.isEnabled()
        assert "right" not in action.toolTip()


def off(front) -> dict[object, str]:
    """Every verb and every control of the window that is off, and what it says."""
    window = front.window
    verbs = {action: action.toolTip() for action in window.findChildren(QAction)}
    controls = {
        control: tip_over(control)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        for control in window.findChildren(kind)
    }
    return {part: tip for part, tip in {**verbs, **controls}.items() if not part.isEnabled()}


def tip_over(control: QWidget) -> str:
    """The tool tip of a control, or of what it stands in: so Qt looks for one."""
    at: QWidget | None = control
    while at is not None and not at.toolTip():
        at = at.parentWidget()
    return "" if at is None else at.toolTip()


def test_whatever_is_off_for_want_of_a_right_says_which(staffed):
    front = staffed
    added = records.add(front.other, CustomerFields("Dana Fox", "dana@example.org", "212 555 0148"))
    assert isinstance(added, Done)
    val = next(user for user in users.everyone(front.other) if user.name == "Val")
    blind = frozenset({Right.SEE_CONTACTS, Right.SEE_PRICES})
    assert isinstance(users.edit(front.other, User(val.id, "Val", val.role, withheld=blind)), Done)
    front.session.feed.look()
    card = front.session.wiring.customers.page.card
    seen: list[set[object]] = []
    for pin in (MIA, VAL):
        switch_to(front, pin)
        front.session.wiring.customers.open_card(added.value.row.id)
        front.wait(lambda: card.form.fields["name"].value() == "Dana Fox")
        front.settle()
        seen.append(set(off(front)))
    wanting = {part: tip for part, tip in off(front).items() if part not in seen[0]}
    menu = front.window.menu
    assert {menu.manage, menu.export_customers, menu.restore, menu.back_up} <= set(wanting)
    assert front.window.top_bar.manage in wanting
    why = front.window.top_bar.manage.accessibleDescription()
    assert why == "It takes the right to change the setup."
    assert card.form.fields["phone"].line in wanting
    silent = [part for part, tip in wanting.items() if "It takes the right" not in tip]
    assert silent == []
    for shown in front.window.findChildren(QMenu):
        if wanting.keys() & set(shown.actions()):
            assert shown.toolTipsVisible(), shown.title()
    switch_to(front, MIA)
    assert front.window.top_bar.manage.isEnabled()
    assert "Manage the business" in front.window.top_bar.manage.toolTip()


def test_a_card_says_that_contact_data_is_hidden(staffed):
    front = staffed
    added = records.add(front.other, CustomerFields("Dana Fox", "dana@example.org", "212 555 0148"))
    assert isinstance(added, Done)
    tom = next(user for user in users.everyone(front.other) if user.name == "Tom")
    bent = User(tom.id, "Tom", tom.role, withheld=frozenset({Right.SEE_CONTACTS}))
    assert isinstance(users.edit(front.other, bent), Done)
    front.session.feed.look()
    front.settle()
    customers = front.session.wiring.customers
    customers.open_card(added.value.row.id)
    form = customers.page.card.form
    front.wait(lambda: form.fields["name"].value() == "Dana Fox")
    for name in ("phone", "email", "address"):
        assert form.fields[name].value() == ""
        assert not form.fields[name].isEnabled()
        assert form.fields[name].control.placeholderText() == "hidden"
    assert form.fields["name"].isEnabled()


def test_undo_of_what_somebody_else_saved_takes_the_right_to_it(staffed):
    front = staffed
    switch_to(front, MIA)
    keeping = front.session.wiring.keeping
    keeping.policy.change(Policy("patient"))
    front.wait(lambda: keeping.undo.next_undo is not None)
    assert front.window.notice.isVisible()
    switch_to(front, TOM)
    assert not front.window.notice.isVisible(), "it was for Mia"
    keeping.undo.undo()
    front.wait(lambda: front.window.allow.isVisible())
    assert "It takes the right to change the setup." in front.window.allow.text
    assert policies.read(front.other) == Policy("patient")
    front.window.allow.secret.setFocus()
    QTest.keyClicks(front.window.allow.secret, MIA)
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: policies.read(front.other) == Policy())
    assert front.window.top_bar.user.name == "Tom"


def test_contact_data_of_an_unsaved_card_goes_and_comes_with_whoever_sits_here(staffed):
    front = staffed
    added = records.add(front.other, CustomerFields("Dana Fox", "dana@example.org", "212 555 0148"))
    assert isinstance(added, Done)
    number = added.value.row.id
    customers = front.session.wiring.customers
    customers.open_card(number)
    form = customers.page.card.form
    front.wait(lambda: form.fields["name"].value() == "Dana Fox")
    form.fields["notes"].setFocus()
    front.write("Call first")
    form.fields["phone"].setFocus()
    front.press(Qt.Key.Key_End)
    front.write("77")
    front.settle()
    front.window.show_calendar()
    front.press(Qt.Key.Key_L, CTRL)
    front.wait(lambda: form.fields["phone"].value() == "")  # before anybody could see it
    front.settle()
    sign_in(front, VAL)
    front.window.menu.customers.trigger()
    front.settle()
    assert [form.fields[name].value() for name in ("phone", "email")] == ["", ""]
    assert form.fields["notes"].value() == "Call first"
    assert "0148" not in texts_in_sight(front)
    switch_to(front, TOM)
    front.window.menu.customers.trigger()
    front.settle()
    front.wait(lambda: form.fields["phone"].value() == "212 555 014877")
    assert form.fields["notes"].value() == "Call first"
    assert records.card(front.other, number).fields.notes == ""


def users_page(front):
    front.session.wiring.manager.show()
    page = front.session.wiring.manager.area.show_section("users")
    front.settle()
    return page


def test_users_are_turned_on_in_the_window_and_whoever_does_so_goes_on_working(front):
    page = users_page(front)
    assert "Nobody has to sign in" in texts_in_sight(front)
    front.click(page.first)
    front.write("Mia")
    page.form.secret.setFocus()
    front.write("24")
    assert page.form.secret.problem == "A PIN has 4 to 12 digits."
    assert not page.save.isEnabled()
    front.write("68")
    front.click(page.save)
    front.wait(lambda: front.window.top_bar.user.name == "Mia")
    assert not front.window.is_covered
    (mia,) = users.everyone(front.other)
    assert (mia.name, mia.role) == ("Mia", Role.ADMINISTRATOR)
    assert users.is_locked(front.other)


def test_a_single_right_is_granted_saved_and_taken_back_by_undo(staffed):
    front = staffed
    switch_to(front, MIA)
    page = users_page(front)
    page.list.selectRow(page.list.model().row_of(2))
    assert page.form.name.value() == "Tom"
    page.form.rights[Right.EXPORT].click()
    assert page.form.rights[Right.EXPORT].accessibleDescription() == "granted"
    page.save.click()
    front.settle()
    tom = next(user for user in users.everyone(front.other) if user.name == "Tom")
    assert tom.granted == {Right.EXPORT}
    front.session.wiring.keeping.undo.undo()
    front.settle()
    tom = next(user for user in users.everyone(front.other) if user.name == "Tom")
    assert tom.granted == frozenset()
    assert not page.form.rights[Right.EXPORT].isChecked()


def test_the_last_administrator_cannot_be_retired(staffed):
    front = staffed
    switch_to(front, MIA)
    page = users_page(front)
    page.retire.click()
    assert "will not be able to sign in" in page.question.words
    front.press(Qt.Key.Key_Escape)
    assert not page.question.isVisible()
    assert page.isVisible(), "Esc says no, and leaves nothing"
    page.retire.click()
    page.question.yes.click()
    front.settle()
    assert page.trouble.text() == "Somebody must stay who may manage users and can sign in."
    assert not any(user.retired for user in users.everyone(front.other))


def test_whoever_takes_over_without_the_right_finds_the_calendar_and_no_warning(staffed):
    front = staffed
    switch_to(front, MIA)
    page = users_page(front)
    switch_to(front, MIA)
    assert page.isVisible()
    page.form.secret.setFocus()
    switch_to(front, VAL)
    assert not page.isVisible()
    assert front.focus() is front.calendar, "keys go to what is seen"
    with front.other.look() as unit:
        lines = journal.setting_changes(unit.connection)
    assert not any("refused" in line.after for line in lines), "nobody tried anything"
    assert "right" not in front.window.notice.text
    assert not front.window.top_bar.manage.isEnabled()


def test_prices_go_and_come_with_whoever_signs_in(staffed):
    front = staffed

    def prices() -> set[str | None]:
        return {service.price for service in front.session.wiring.day.services}

    front.choose_service("cut")
    assert "45.00" in prices()
    assert "$45" in texts_in_sight(front)
    switch_to(front, VAL)
    front.wait(lambda: prices() == {None})
    front.settle()
    assert "$45" not in texts_in_sight(front)
    switch_to(front, TOM)
    front.wait(lambda: "45.00" in prices())
