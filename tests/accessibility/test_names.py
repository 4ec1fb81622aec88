"""Every control has a name, and Tab reads the window, in every state that the tour goes through."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QWidget

from frontdesk.ui.about import About
from frontdesk.ui.backup_question import BackupQuestion
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.start_fault import StartFault
from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.tour.driver import Driver, Story, turns
from frontdesk.ui.tour.stage import Stage
from frontdesk.ui.tour.story import morning
from frontdesk.ui.widgets.tab_order import tab_stops


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
        if widget.focusProxy() is not None:
            continue  # the one that has the focus in its stead is asked
        name, description = spoken(widget)
        if not name.strip():
            found.append(f"no name: {_path(widget, window)}")
        if "</" in name + description:
            found.append(f"markup: {_path(widget, window)}: {name} {description}")
    return found


def jumps(window: QWidget) -> list[str]:
    """Where Tab goes back up, though not to something further to the right."""
    found = []
    stops = [stop for stop in tab_stops(window) if not _floats(stop, window)]
    for before, after in itertools.pairwise(stops):
        one, other = (_rect(stop, window) for stop in (before, after))
        if other.bottom() < one.top() and other.left() < one.right():
            found.append(f"from {spoken(before)[0]} up to {spoken(after)[0]}")
    return found


def _rect(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _floats(widget: QWidget, window: QWidget) -> bool:
    """Whether it lies over the window for a moment, wherever there is room."""
    at: QWidget | None = widget
    while at is not None and at.property("look") != "floating":
        at = at.parentWidget()
    return at is not None


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
def test_all_steps_of_the_tour_have_names_and_an_order(qtbot, stage):
    seen: dict[str, list[str]] = {}

    def look(step: str) -> None:
        seen[step] = faults(stage.window) + jumps(stage.window)

    driver = Driver(morning(stage, look))
    with qtbot.waitSignal(driver.finished, timeout=120_000) as over:
        driver.start()
    assert over.args == [None]
    assert len(seen) > 20
    assert {step: found for step, found in seen.items() if found} == {}


def pages(stage: Stage, look: Callable[[str], None]) -> Story:
    """Through every page that the tour leaves out."""
    window, wiring = stage.window, stage.session.wiring
    yield lambda: window.welcome.isVisible() and stage.is_quiet()
    stage.click(window.welcome.fill)
    yield lambda: window.shows_book and window.calendar.scene is not None and stage.is_quiet()
    for action in window.menu.views.actions():
        action.trigger()
        yield turns()
        yield stage.is_quiet
        yield turns()
        look(f"view-{action.data()}")
    window.menu.views.actions()[0].trigger()
    yield stage.is_quiet
    window.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(Qt.Key.Key_Home)
    stage.press(Qt.Key.Key_Tab)
    stage.press(Qt.Key.Key_Space)
    yield turns()
    yield stage.is_quiet
    look("card-of-a-visit")
    stage.press(Qt.Key.Key_Escape)
    window.menu.cut.trigger()
    yield turns()
    look("tray")
    window.menu.go_to_date.trigger()
    yield turns()
    look("go-to-date")
    stage.press(Qt.Key.Key_Escape)
    window.menu.customers.trigger()
    yield stage.is_quiet
    look("customers")
    stage.write("a")
    yield turns()
    yield lambda: stage.is_quiet() and wiring.customers.page.finder.rows.rowCount() > 0
    look("customers-found")
    stage.press(Qt.Key.Key_Return)
    yield lambda: wiring.customers.card.state is not None and stage.is_quiet()
    yield turns()
    look("a-card")
    window.menu.new_customer.trigger()
    yield turns()
    look("a-new-card")
    window.menu.customer_settings.trigger()
    yield turns()
    look("settings")
    table = stage.book.with_name("people.csv")
    table.write_text("Name,Mail\nRuth Klein,ruth@example.org\nNobody,nothing\n")
    wiring.customers.importing.read(str(table))
    yield lambda: wiring.customers.import_pane.isVisible() and stage.is_quiet()
    look("import")


@pytest.mark.slow
def test_all_other_pages_have_names_and_an_order(qtbot, stage):
    seen: dict[str, list[str]] = {}

    def look(step: str) -> None:
        seen[step] = faults(stage.window) + jumps(stage.window)

    driver = Driver(pages(stage, look))
    with qtbot.waitSignal(driver.finished, timeout=60_000) as over:
        driver.start()
    assert over.args == [None]
    assert len(seen) == 13
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


@pytest.mark.parametrize("make", ["about", "backup", "fault"])
def test_the_small_windows_have_names_for_every_control(qtbot, tmp_path, make):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = {
        "about": lambda: About(Preferences(settings), updates_possible=True),
        "backup": lambda: BackupQuestion(tmp_path / "monday.frontdesk", str(tmp_path / "book.db")),
        "fault": lambda: StartFault("The book cannot be opened.", "Check the drive."),
    }[make]()
    qtbot.addWidget(window)
    window.show()
    stops = [w for w in window.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert stops
    assert faults(window) == []
