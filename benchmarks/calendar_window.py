"""A process of its own: an empty window, or one with the calendar, and what it cost.

``python -m benchmarks.calendar_window empty|calendar [peak]`` writes one line: that it is painted,
or with ``peak`` the most memory that it ever had, in KiB.
"""

from __future__ import annotations

import sys


def main(what: str, wants_peak: bool) -> int:
    """Open the window, paint it, write the line, and end."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1920, 1080)
    if what == "calendar":
        from benchmarks.calendar_steps import Bench

        bench = Bench(application, 50, 12, window)
        application.processEvents()
        if wants_peak:
            bench.wander()
    else:
        window.show()
        application.processEvents()
        window.repaint()
    if wants_peak:
        from benchmarks.memory import own_peak

        print(own_peak(), flush=True)
    else:
        print("painted", flush=True)
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "peak" in sys.argv[2:]))
