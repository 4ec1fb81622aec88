"""What a screen reader is told without asking: days, moves and refusals, and never each second."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton

from frontdesk.desk import records
from frontdesk.desk.answers import Done
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.period import View
from frontdesk.ui.widgets import announce as announce_module

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def spoken(monkeypatch) -> list[tuple[str, bool]]:
    """Every announcement and whether it interrupts, as it is handed to the system."""
    QAccessible.setActive(True)
    told: list[tuple[str, bool]] = []
    assertive = QAccessible.AnnouncementPoliteness.Assertive

    class Told(QAccessibleAnnouncementEvent):
        def setPoliteness(self, politeness) -> None:
            told.append((self.message(), politeness == assertive))

    monkeypatch.setattr(announce_module, "QAccessibleAnnouncementEvent", Told)
    yield told
    QAccessible.setActive(False)


@pytest.fixture
def spoken_front(spoken, front):
    front.settle()
    spoken.clear()
    return front


def test_another_day_is_told_once_with_its_visits(spoken_front, spoken):
    front = spoken_front
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.settle()
    spoken.clear()
    front.press(Qt.Key.Key_Right, CTRL)
    front.settle()
    assert spoken == [("Tuesday 24 November, 0 visits", False)]
    front.session.feed.look()
    front.session.wiring.day.refresh()
    front.settle()
    front.pass_time(1)
    assert len(spoken) == 1


def test_a_day_with_a_hold_booked_on_it_tells_the_figure(spoken_front, spoken):
    front = spoken_front
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth Klein\truth@example.org")
    front.press(Qt.Key.Key_Return, CTRL)
    front.settle()
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Right, CTRL)
    front.settle()
    spoken.clear()
    front.press(Qt.Key.Key_Left, CTRL)
    front.settle()
    assert ("Monday 23 November, 1 visit", False) in spoken


def test_the_week_and_the_month_are_told_by_their_heading(spoken_front, spoken):
    front = spoken_front
    for view, words in ((View.WEEK, "23 – 29 November, 0 visits"), (View.MONTH, "November 2026")):
        spoken.clear()
        (action,) = [a for a in front.window.menu.views.actions() if a.data() == view]
        action.trigger()
        front.settle()
        assert [sentence for sentence, _ in spoken] == [words]


def test_a_hold_speaks_at_a_minute_and_interrupts_at_twenty_seconds(spoken_front, spoken):
    front = spoken_front
    front.choose_service("cut")
    front.hold("ana", 10)
    spoken.clear()
    for _ in range(600 - 1):
        front.pass_time(1)
    thresholds = [(words, urgent) for words, urgent in spoken if "Ends in" in words]
    assert [urgent for _, urgent in thresholds] == [False, True]
    assert "1:00" in thresholds[0][0]
    assert "0:20" in thresholds[1][0]
    assert len(spoken) == 2


def test_why_a_time_cannot_be_had_is_told(spoken_front, spoken):
    front = spoken_front
    front.choose_service("cut")
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_Up)
    spoken.clear()
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: bool(front.calendar.reason))
    assert (front.calendar.reason, False) in spoken


def test_a_strip_that_asks_for_a_reason_is_told_with_what_it_asks(spoken_front, spoken):
    front = spoken_front
    front.choose_service("cut")
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_End)
    front.press(Qt.Key.Key_Down)
    spoken.clear()
    front.press(Qt.Key.Key_Return)
    strip = front.session.wiring.holding.reason
    front.wait(strip.isVisible)
    assert [words for words, _urgent in spoken] == [
        "Hold 18:00 for Cut & dry, Ana? 18:00 is outside the hours of Ana <b>Reyes</b> on "
        "Mon 23 November. Type a reason."
    ]
    assert front.focus() is strip.line
    assert strip.line.accessibleName() == "Reason"


def test_a_reader_shows_one_column_alone_and_all_again_by_its_head(spoken_front):
    front = spoken_front

    def heads() -> dict[str, QAbstractButton]:
        buttons = front.calendar.viewport().findChildren(QAbstractButton)
        names = {b.accessibleName().split(",")[0]: b for b in buttons if not b.isHidden()}
        return names

    front.wait(lambda: set(heads()) == {"Ana <b>Reyes</b>", "Bo", "Chair 1"})
    assert heads()["Bo"].accessibleDescription() == "shows this column alone, or all again"
    heads()["Bo"].click()
    front.wait(lambda: set(heads()) == {"Bo"})
    heads()["Bo"].click()
    front.wait(lambda: set(heads()) == {"Ana <b>Reyes</b>", "Bo", "Chair 1"})


def test_the_first_of_those_found_is_told_once(spoken_front, spoken):
    front = spoken_front
    for name in ("Dana Fox", "Dana Foxworth"):
        assert isinstance(records.add(front.other, CustomerFields(name=name)), Done)
    front.press(Qt.Key.Key_F2)
    front.write("dana")
    front.settle()
    front.wait(lambda: any(sentence.startswith("Dana Fox") for sentence, _ in spoken))
    front.write(" f")
    front.settle()
    told = [sentence for sentence, _ in spoken if sentence.startswith("Dana Fox")]
    assert len(told) == 1
