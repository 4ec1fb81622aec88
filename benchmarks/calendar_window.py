"""A process of its own: an empty window, or one with the calendar, and what it cost.

``python -m benchmarks.calendar_window empty|calendar`` writes two figures: the milliseconds from
the making of the window to its first picture, and the most memory that the process had once
everything in it was looked at, in KiB. Modules are imported and the day is made before.
"""

from __future__ import annotations

import sys
import time


def main(what: str) -> int:
    """Open the window, paint it, look at all of it, and write the figures."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    if what == "empty":
        began = time.perf_counter()
        window = QMainWindow()
        window.resize(1920, 1080)
        window.show()
        application.processEvents()
        painted = time.perf_counter() - began
    else:
        from benchmarks.calendar_days import full_days
        from benchmarks.calendar_steps import Bench

        days = full_days(50, 12)
        began = time.perf_counter()
        bench = Bench(application, days)
        painted = time.perf_counter() - began
        window = bench.window
        bench.wander()
    from benchmarks.memory import own_peak

    print(painted * 1000, own_peak(), flush=True)
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
