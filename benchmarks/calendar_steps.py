"""Single steps of the calendar, each up to the finished picture, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMainWindow, QWidget

from benchmarks.calendar_days import full_days, noon_of, openings_of
from benchmarks.measure import Aim, Call, Table, timings
from frontdesk.desk.views import DaysView
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.theme.apply import Theme

HD, UHD = (1920, 1080), (3840, 2160)
STEP = Aim(8)
_NONE = Qt.MouseButton.NoButton


class Bench:
    """A calendar alone in a window, on days in memory."""

    def __init__(
        self,
        application: QApplication,
        days: list[DaysView],
        size: tuple[int, int] = HD,
    ) -> None:
        """Show the first of ``days``."""
        self.theme = application.findChild(Theme) or Theme(application, "light")
        self.window = QMainWindow()
        self.view = CalendarView()
        self.window.setCentralWidget(self.view)
        self.days = days
        self.now = datetime.fromtimestamp(noon_of(self.days[0]), UTC)
        self.controller = CalendarController(self.view, self.now)
        self.controller.set_own_desk("Desk 1")
        self.window.resize(*size)
        self.window.show()
        self.controller.show_openings(openings_of(self.days[0]))
        self.controller.show_days(self.days[0])
        self._next = cycle(self.days[1:] + self.days[:1])
        self._spots = cycle(range(40))
        self._moving = 1
        flush()

    def next_day(self) -> None:
        """Another day, laid out and painted."""
        self.controller.show_days(next(self._next))
        flush()

    def first_day(self) -> None:
        """Back to the day whose holds run."""
        self.controller.show_days(self.days[0])
        self.view.verticalScrollBar().setValue(0)
        flush()

    def paint(self) -> None:
        """All of the body once more."""
        self.view.viewport().repaint()

    def scroll(self) -> None:
        """Forty pixels up or down, painted; turns round at the ends."""
        self._scroll(self.view.verticalScrollBar())

    def scroll_sideways(self) -> None:
        """Forty pixels to the side, painted."""
        self._scroll(self.view.horizontalScrollBar())

    def hover(self) -> None:
        """The pointer goes on by 37 pixels, from block to block and to ghosts between them."""
        self._mouse(QEvent.Type.MouseMove, self._spot(), _NONE, _NONE)
        flush()

    def drag(self) -> None:
        """A visit in the hand follows the pointer by 37 pixels, over columns and times."""
        left = Qt.MouseButton.LeftButton
        if not self.view.dragging.is_active:
            at = self._grip()
            self._mouse(QEvent.Type.MouseButtonPress, at, left, left)
        self._mouse(QEvent.Type.MouseMove, self._spot(), _NONE, left)
        flush()
        assert self.view.dragging.is_active

    def end_drag(self) -> None:
        """Put it back."""
        self.view.dragging.cancel()
        flush()

    def _spot(self) -> QPointF:
        spot = next(self._spots)
        return QPointF(60 + spot * 37 % 1400, 200 + spot * 53 % 600)

    def _grip(self) -> QPointF:
        """The middle of a visit that is in view and no hold."""
        offset = self.view.offset()
        scene = self.view.scene
        assert scene is not None
        for block in scene.columns[2].blocks:
            rect = block.rect
            at = QPointF(rect.x + rect.width / 2, rect.y + rect.height / 2) - QPointF(offset)
            if 0 < at.y() < 800 and block.visit.hold_expires_at is None:
                return at
        raise AssertionError("no visit is in view")

    def _mouse(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, down: Qt.MouseButton
    ) -> None:
        viewport = self.view.viewport()
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, down, keys)
        QCoreApplication.sendEvent(viewport, event)

    def tick(self) -> None:
        """A second passes, and what it changes is painted."""
        self.now += timedelta(seconds=1)
        if self.now.timestamp() > noon_of(self.days[0]) + 800:
            self.now -= timedelta(seconds=800)
        self.controller.tick(self.now)
        flush()

    def wander(self) -> None:
        """Look at every corner of every day."""
        for days in self.days:
            self.controller.show_days(days)
            for bar in (self.view.verticalScrollBar(), self.view.horizontalScrollBar()):
                for value in range(0, bar.maximum() + 1, max(bar.maximum() // 8, 1)):
                    bar.setValue(value)
                    flush()

    def close(self) -> None:
        """Take the window away."""
        self.window.close()
        self.window.deleteLater()
        flush()

    def _scroll(self, bar: object) -> None:
        from PySide6.QtWidgets import QScrollBar

        assert isinstance(bar, QScrollBar)
        wanted = bar.value() + 40 * self._moving
        if not 0 <= wanted <= bar.maximum():
            self._moving = -self._moving
            wanted = bar.value() + 40 * self._moving
        bar.setValue(wanted)
        flush()


class EmptyArea:
    """A scroll area of Qt's with nothing in it: what moving the picture alone costs."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Show it in a window."""
        self.window = QMainWindow()
        area = QAbstractScrollArea()
        self._body = _EmptyBody()
        area.setViewport(self._body)
        self.window.setCentralWidget(area)
        self.window.resize(*size)
        self.window.show()
        flush()

    def scroll_sideways(self) -> None:
        """Forty pixels to the side, painted."""
        self._body.scroll(40, 0)
        flush()

    def close(self) -> None:
        """Take the window away."""
        self.window.close()
        self.window.deleteLater()
        flush()


class _EmptyBody(QWidget):
    """One colour, painted where asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), Qt.GlobalColor.white)


def flush() -> None:
    """Paint what is due."""
    QCoreApplication.processEvents()


def empty_window(size: tuple[int, int]) -> QMainWindow:
    """A window of Qt's with nothing in it."""
    window = QMainWindow()
    window.resize(*size)
    window.show()
    flush()
    return window


def _measure(
    application: QApplication, title: str, shape: tuple[int, int], size: tuple[int, int]
) -> None:
    bench, empty = Bench(application, full_days(*shape), size), empty_window(size)
    area = EmptyArea(size)
    high = size == UHD
    steps: dict[str, tuple[str, Callable[[], object], Aim | None]] = {
        "empty": ("an empty Qt window repainted", empty.repaint, None),
        "paint": ("all of the calendar repainted", bench.paint, Aim(20 if high else 10)),
        "next": ("next day from memory: laid out, painted", bench.next_day, Aim(16)),
        "scroll": ("a step of scrolling", bench.scroll, STEP),
        "nothing": ("an empty scroll area scrolled sideways", area.scroll_sideways, None),
        "aside": ("a step of scrolling sideways", bench.scroll_sideways, STEP),
        "hover": ("a step of the pointer", bench.hover, STEP),
        "drag": ("a step of a drag", bench.drag, STEP),
        "tick": ("a tick of four countdowns", bench.tick, Aim(1)),
    }
    if shape != (50, 12) or high:
        steps.pop("next")
    turns: dict[str, Call] = {name: call for name, (_, call, _) in steps.items()}
    alone = {name: turns.pop(name) for name in ("drag", "tick")}
    found = timings(turns, seconds=12, most=300, settle=flush)
    for name, call in alone.items():  # others in between would end a drag, and skip seconds
        bench.first_day()
        found |= timings({name: call}, seconds=3, most=300, settle=flush)
        bench.end_drag()
    table = Table(f"{title}, {size[0]} × {size[1]}, {application.platformName()}")
    against = {
        "paint": ("an empty window", found["empty"].median),
        "aside": ("an empty area", found["nothing"].median),
    }
    for name, (words, _call, aim) in steps.items():
        table.add(words, found[name], against.get(name), aim, by_p99=aim is STEP)
    table.show()
    bench.close()
    area.close()
    empty.close()


def main() -> None:
    """Print the figures of this platform."""
    application = QApplication([])
    _measure(application, "50 columns × 12 visits", (50, 12), HD)
    _measure(application, "50 columns × 12 visits", (50, 12), UHD)
    _measure(application, "200 columns × 40 visits", (200, 40), HD)


if __name__ == "__main__":
    main()
