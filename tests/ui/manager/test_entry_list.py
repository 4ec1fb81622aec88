"""The list of entries: dragged into order, marked, and asked before an entry is retired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.sections import ResourcesPage
from tests.ui.manager.conftest import today

LEFT = Qt.MouseButton.LeftButton


class NoRunner:
    """Nothing here asks the book."""

    def run(self, *_job: object, **_key: object) -> None:
        raise AssertionError("no job is expected")


@pytest.fixture
def controller(qapp: object, document: dict[str, Any]) -> SetupController:
    made = SetupController(NoRunner())  # type: ignore[arg-type]
    made.state.load(SetupDraft.of(document))
    return made


@pytest.fixture
def page(controller: SetupController) -> Iterator[ResourcesPage]:
    made = ResourcesPage(controller, today)
    made.resize(1200, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def order(controller: SetupController) -> list[str]:
    return [row.id for row in controller.state.rows("resources")]


def drag(page: ResourcesPage, row: int, y: int, *, cancel: bool = False) -> None:
    """Drag a row to a height of the list."""
    view = page.list.viewport()
    start = QPoint(30, page.list.rowViewportPosition(row) + page.list.rowHeight(row) // 2)
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for part in (1, 2):
        place = QPointF(30, start.y() + (y - start.y()) * part / 2)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(view.mapToGlobal(place.toPoint())),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)
    if cancel:
        QTest.keyClick(page.list, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(30, y))


def test_a_dragged_row_takes_the_place_it_is_dropped_at(
    page: ResourcesPage, controller: SetupController
) -> None:
    first, second, third, *rest = order(controller)
    drag(page, 0, page.list.rowViewportPosition(2) + page.list.rowHeight(2) - 2)
    assert order(controller) == [second, third, first, *rest]
    assert page.entry_id == first  # pressed, so it is the one in the form
    drag(page, 2, 1)
    assert order(controller) == [first, second, third, *rest]


def test_a_drag_is_ended_by_escape_and_a_click_moves_nothing(
    page: ResourcesPage, controller: SetupController
) -> None:
    before = order(controller)
    drag(page, 0, 200, cancel=True)
    assert order(controller) == before
    drag(page, 1, page.list.rowViewportPosition(1) + 4)
    assert order(controller) == before
    assert not controller.state.is_changed


def test_retiring_is_asked_first(page: ResourcesPage, controller: SetupController) -> None:
    page.choose("ben")
    page.form.removed.emit()
    assert page.question.isVisible()
    assert "Ben" in page.question.words
    assert "ben" in order(controller)
    page.question.no.click()
    assert not page.question.isVisible()
    page.form.removed.emit()
    page.question.yes.click()
    assert "ben" not in order(controller)
    assert not page.question.isVisible()


def test_looking_at_another_entry_withdraws_the_question(
    page: ResourcesPage, controller: SetupController
) -> None:
    page.choose("ben")
    page.form.removed.emit()
    page.choose("ana")
    assert not page.question.isVisible()
    assert "ben" in order(controller)


def test_an_entry_that_was_never_saved_goes_without_a_question(
    page: ResourcesPage, controller: SetupController
) -> None:
    before = order(controller)
    page.add.click()
    assert len(order(controller)) == len(before) + 1
    page.form.removed.emit()
    assert order(controller) == before
    assert not page.question.isVisible()


def test_a_row_shows_its_colour_and_its_mark(
    page: ResourcesPage, controller: SetupController
) -> None:
    model = page.list.model()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is not None
    entry = controller.state.entry("resources", "ana")
    assert entry is not None
    controller.state.replace("resources", "ana", entry | {"name": ""})
    assert model.index(0, 0).data() == "–"
    assert model.index(0, 1).data() == "problem"


def test_large_text_leaves_the_form_its_room(
    controller: SetupController, page: ResourcesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.ui.manager.entries.text_scale", lambda: 2.0)
    for width, most in ((900, 225), (2400, 520)):
        page.resize(width, 600)
        QApplication.processEvents()
        assert page.list.mapTo(page, page.list.rect().topRight()).x() < most
        assert page.bar.width() >= width - most - 2
