"""The pane that asks before saving: every stranded visit is decided, nothing is saved before."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import DayTimes, Effects, ServiceTimes, StrandedVisit
from frontdesk.desk.effects_remarks import Remark, Remarkable
from frontdesk.engine.booking import Customer
from frontdesk.engine.refusals import Reason, Why
from frontdesk.ui.manager.effects_pane import EffectsPane
from tests.engine.shop import at, visit


def stranded(number: int, name: str) -> StrandedVisit:
    return StrandedVisit(
        visit(at("10:00"), id=number),
        Customer(number, name),
        "UTC",
        "Haircut",
        ("Ann",),
        Reason(Why.CLOSED, {"resource": "Ann"}),
        "UTC",
    )


TIMES = ServiceTimes(
    "cut",
    "Haircut",
    "here",
    "Here",
    (DayTimes(date(2026, 11, 30), 12, 12), DayTimes(date(2026, 12, 1), 173, 149)),
)
TWO = Effects((stranded(4, "Dana <b>Fox</b>"), stranded(9, "Eve")), (TIMES,))


@pytest.fixture
def pane(qtbot: QtBot) -> EffectsPane:
    made = EffectsPane()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def button(pane: EffectsPane, number: int, decision: Decision) -> object:
    group = pane.rows[number]._group
    return next(b for b in group.buttons() if b.property("decision") == decision.value)


def test_nothing_can_be_saved_before_everything_is_decided(qtbot: QtBot, pane: EffectsPane) -> None:
    pane.show_effects(TWO)
    assert pane.title.text() == "2 booked visits would lose their time"
    assert pane.rows[4].reason == "Ann has no hours on Mon 23 November."
    assert not pane.save.isEnabled()
    qtbot.mouseClick(button(pane, 4, Decision.KEEP), Qt.MouseButton.LeftButton)
    assert pane.open_count.text() == "1 visit is not decided yet"
    assert not pane.save.isEnabled()
    qtbot.mouseClick(button(pane, 9, Decision.MOVE), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.decided) as heard:
        qtbot.mouseClick(pane.save, Qt.MouseButton.LeftButton)
    assert heard.args == [{4: Decision.KEEP, 9: Decision.MOVE}]


def test_what_was_decided_stays_decided_when_the_list_grows(
    qtbot: QtBot, pane: EffectsPane
) -> None:
    pane.show_effects(Effects(TWO.stranded[:1], ()))
    assert pane.title.text() == "1 booked visit would lose its time"
    qtbot.mouseClick(button(pane, 4, Decision.INFORM), Qt.MouseButton.LeftButton)
    pane.show_effects(TWO)
    assert pane.decisions() == {4: Decision.INFORM}


def test_what_else_becomes_of_booked_visits_is_said(pane: EffectsPane) -> None:
    facts = {"zone": "UTC", "other_zone": "Europe/Berlin", "start": at("23:30"), "count": 3}
    moved = Remark(Remarkable.OTHER_CLOCK, {"location": "<b>Here</b>", **facts})
    pane.show_effects(Effects((), (), (moved,)))
    assert pane.remarks.isVisible()
    assert "<b>Here</b> (3)" in pane.remarks.text()
    assert "on Mon 23 November at 23:30, would be on Tue 24 November at 0:30" in pane.remarks.text()
    pane.show_effects(TWO)
    assert not pane.remarks.isVisible()


def test_where_nobody_loses_a_time_it_only_shows_next_week(pane: EffectsPane) -> None:
    pane.show_effects(Effects((), (TIMES,)))
    assert pane.title.text() == "Nobody loses a booked time"
    assert pane.save.isEnabled()
    model = pane.times.model()
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells == ["Haircut", "12", "173 → 149"]
