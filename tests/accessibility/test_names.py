"""Every control of the window has a name, in every state that the tour goes through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QWidget

from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.tour.driver import Driver
from frontdesk.ui.tour.stage import Stage
from frontdesk.ui.tour.story import morning


def spoken(widget: QWidget) -> tuple[str, str]:
    """What a screen reader says of a control: its name and its description."""
    interface = QAccessible.queryAccessibleInterface(widget)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    name, description = (interface.text(kind) for kind in kinds)
    return name, description


def faults(window: QWidget) -> list[str]:
    """The controls in view that say nothing, or that say markup."""
    found = []
    for widget in window.findChildren(QWidget):
        is_control = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled()
        if not is_control or not widget.isVisibleTo(window) or isinstance(widget, QMenu):
            continue
        name, description = spoken(widget)
        if not name.strip():
            found.append(f"no name: {_path(widget, window)}")
        if "</" in name + description:
            found.append(f"markup: {_path(widget, window)}: {name} {description}")
    return found


def _path(widget: QWidget, window: QWidget) -> str:
    parts = []
    at: QWidget | None = widget
    while at is not None and at is not window:
        parts.append(type(at).__name__ + (f"[{at.objectName()}]" if at.objectName() else ""))
        at = at.parentWidget()
    return " < ".join(parts)


@pytest.fixture
def stage(qapp, tmp_path):
    made = Stage(tmp_path, Theme(qapp, "light"), QSize(1920, 1080))
    yield made
    made.close()


@pytest.mark.slow
def test_all_steps_of_the_tour_have_names_for_every_control(qtbot, stage):
    seen: dict[str, list[str]] = {}

    def look(step: str) -> None:
        seen[step] = faults(stage.window)

    driver = Driver(morning(stage, look))
    with qtbot.waitSignal(driver.finished, timeout=120_000) as over:
        driver.start()
    assert over.args == [None]
    assert len(seen) > 20
    assert {step: found for step, found in seen.items() if found} == {}


def test_a_control_without_a_name_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    silent = QWidget(window)
    silent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    assert faults(window) == ["no name: QWidget"]
    silent.setAccessibleName("Day")
    assert faults(window) == []
    silent.setToolTip("<p>Day</p>")
    assert faults(window) == ["markup: QWidget: Day <p>Day</p>"]
