"""Single steps of the calendar, each up to the finished picture, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.calendar_days import full_days, noon_of, openings_of
from benchmarks.measure import Aim, Call, Table, timings
from frontdesk.desk.views import DaysView
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.theme.apply import Theme

HD, UHD = (1920, 1080), (3840, 2160)
STEP = Aim(8)


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
        spot = next(self._spots)
        at = QPointF(60 + spot * 37 % 1400, 200 + spot * 53 % 600)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            self.view.viewport().mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.sendEvent(self.view.viewport(), move)
        flush()

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
    high = size == UHD
    steps: dict[str, tuple[str, Callable[[], object], Aim | None]] = {
        "empty": ("an empty Qt window repainted", empty.repaint, None),
        "paint": ("all of the calendar repainted", bench.paint, Aim(20 if high else 10)),
        "next": ("next day from memory: laid out, painted", bench.next_day, Aim(16)),
        "scroll": ("a step of scrolling", bench.scroll, STEP),
        "aside": ("a step of scrolling sideways", bench.scroll_sideways, STEP),
        "hover": ("a step of the pointer", bench.hover, STEP),
        "tick": ("a tick of four countdowns", bench.tick, Aim(1)),
    }
    if shape != (50, 12) or high:
        steps.pop("next")
    calls: dict[str, Call] = {name: call for name, (_, call, _) in steps.items()}
    settled = {"tick": bench.first_day}
    found = timings(calls, seconds=12, most=300, settle=flush)
    ticks = calls.pop("tick")
    settled["tick"]()
    found["tick"] = timings({"tick": ticks}, seconds=2, most=300, settle=flush)["tick"]
    table = Table(f"{title}, {size[0]} × {size[1]}, {application.platformName()}")
    against = ("an empty window", found["empty"].median)
    for name, (words, _call, aim) in steps.items():
        compared = against if name == "paint" else None
        table.add(words, found[name], compared, aim, by_p99=aim is STEP)
    table.show()
    bench.close()
    empty.close()


def main() -> None:
    """Print the figures of this platform."""
    application = QApplication([])
    _measure(application, "50 columns × 12 visits", (50, 12), HD)
    _measure(application, "50 columns × 12 visits", (50, 12), UHD)
    _measure(application, "200 columns × 40 visits", (200, 40), HD)


if __name__ == "__main__":
    main()
