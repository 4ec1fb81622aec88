"""A real window on a temporary book with a clock moved by hand, and hands to use it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.session import Session
from frontdesk.ui.text import translate
from frontdesk.ui.theme.apply import Theme

T = TypeVar("T")

START = datetime(2026, 11, 24, 15, 42, tzinfo=UTC)
"""A Tuesday, 10:42 in New York."""


class Stage:
    """The window, a second desk on the same book, and one clock for both."""

    def __init__(self, folder: Path, theme: Theme, size: QSize) -> None:
        """Open the window of ``size`` on a new book in ``folder``."""
        self.clock = HandClock(START)
        self.book = folder / "book.db"
        names = [translate("Desk {number}").format(number=number) for number in (1, 2)]
        self._desks = [Desk.open(self.book, self.clock, name=name) for name in names]
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.session = Session(self._desks[0], theme, Preferences(settings), folder)
        self.other_desk = Runner(self._desks[1])
        self.window = self.session.window
        self.window.resize(size)
        self.session.start(ticking=False)

    def close(self) -> None:
        """Close the window, then both desks."""
        self.session.dispose()
        self.other_desk.close()
        for desk in self._desks:
            desk.close()

    # Hands

    def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press and release the mouse on ``widget``, in its middle or at ``at``."""
        self.point(widget, at)
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            modifiers,
            at or widget.rect().center(),
        )

    def point(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Move the mouse to ``widget``."""
        QTest.mouseMove(widget, at or widget.rect().center())

    def write(self, text: str) -> None:
        """Type ``text`` where the cursor is."""
        focused = QApplication.focusWidget() or self.window
        QTest.keyClicks(focused, text)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press and release one key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def place(self, resource_id: str, start: int) -> QPoint:
        """Where a start is in the calendar's viewport, after it was scrolled into view."""
        calendar = self.window.calendar
        scene = calendar.scene
        assert scene is not None
        column = scene.column_of(resource_id, start)
        assert column is not None
        line = column.time.line(start)
        room = calendar.viewport().height()
        if not calendar.offset().y() <= line < calendar.offset().y() + room - 80:
            calendar.scroll_to(start - 120)
        return QPoint(column.x + column.width // 2, line + 4) - calendar.offset()

    def free_starts(self) -> dict[str, tuple[int, ...]]:
        """The starts that the calendar marks, by resource."""
        scene = self.window.calendar.scene
        openings = scene.openings if scene is not None else None
        return {} if openings is None else {k: v for k, v in openings.starts.items() if v}

    def free_places(self) -> list[tuple[str, int]]:
        """Marked starts in the columns of people, an hour from now or later, soonest first."""
        scene = self.window.calendar.scene
        assert scene is not None
        people = {
            column.view.resource_id for column in scene.columns if column.view.kind == "staff"
        }
        soon = int(self.clock.now().timestamp()) // 60 + 60
        found = [
            (start, name)
            for name, starts in self.free_starts().items()
            for start in starts
            if name in people
        ]
        return [(name, start) for start, name in sorted(found) if start >= soon]

    # Time and what happens meanwhile

    def pass_time(self, seconds: float) -> None:
        """Move the clock, and tick."""
        self.clock.advance(timedelta(seconds=seconds))
        self.session.ticker.tick()

    def is_quiet(self) -> bool:
        """Whether nothing is under way."""
        return not self.session.runner.is_busy and not self.other_desk.is_busy

    def other_does(self, job: Callable[[Desk], T], answers: list[T]) -> None:
        """Let the other desk do something; its answer goes into ``answers``."""
        self.other_desk.run(job, answers.append, _raise)


def _raise(error: BaseException) -> None:
    raise error
