"""A process of its own that opens a window, says when it is painted, and ends.

``python -m benchmarks.first_paint`` opens an empty window of Qt's; with words, the program with
these on its command line. It writes one line at the end of the first painting.
"""

from __future__ import annotations

import sys


def main(words: list[str]) -> int:
    """Open what is asked for; the exit status."""
    return _program(words) if words else _empty()


def _say_and_quit() -> None:
    from PySide6.QtCore import QCoreApplication, QTimer

    print("painted", flush=True)
    QTimer.singleShot(0, QCoreApplication.quit)


def _program(words: list[str]) -> int:
    from frontdesk import __main__

    __main__.import_app()  # first, so that the order of imports is the program's
    from PySide6.QtGui import QPaintEvent

    from frontdesk.ui.calendar.view import CalendarView

    paint = CalendarView.paintEvent

    def paint_and_tell(view: CalendarView, event: QPaintEvent) -> None:
        paint(view, event)
        if view.scene is not None and view.scene.blocks:
            _say_and_quit()

    CalendarView.paintEvent = paint_and_tell  # type: ignore[method-assign, assignment]
    return __main__.main(words)


def _empty() -> int:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        """Tells when it is painted."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            """Paint, and tell."""
            super().paintEvent(event)
            _say_and_quit()

    application = QApplication([])
    window = Window()
    window.resize(1600, 960)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
