"""The calendar surface: next day, repaint, scroll, hover and countdown, offscreen and on X11."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from benchmarks import day_switch
from benchmarks.books import Books
from benchmarks.measure import Aim, Table, Timing
from benchmarks.processes import Environment, output_of, user_environment

_STARTS = 9
_MEGABYTES = 60


def run(books: Books) -> None:
    """Print the figures, each next to those of an empty window in the same run."""
    for platform in ("offscreen", "xcb"):
        with _environment(platform) as environment:
            if environment is None:
                print("xcb left out: Xvfb is not installed\n")
                continue
            print(output_of(["-m", "benchmarks.calendar_steps"], environment).decode())
            _windows(platform, environment)
    day_switch.run(books.million(), "the book of 1,000,000 visits")


def _windows(platform: str, environment: Environment) -> None:
    """First paint and peak memory of a window with the calendar, next to an empty one."""
    paints: dict[str, list[float]] = {"empty": [], "calendar": []}
    peaks: dict[str, list[float]] = {"empty": [], "calendar": []}
    for _ in range(_STARTS + 1):
        for what in paints:
            words = output_of(["-m", "benchmarks.calendar_window", what], environment).split()
            paints[what].append(float(words[0]) / 1000)
            peaks[what].append(float(words[1]) / 1024)
    found = {what: Timing(tuple(own[1:])) for what, own in paints.items()}
    table = Table(f"From the making of the window to its first picture, {platform}")
    table.add("an empty Qt window", found["empty"])
    against = ("an empty window", found["empty"].median)
    table.add("a calendar of 50 × 12 visits", found["calendar"], against, Aim(60))
    table.show()
    empty, full = (median(peaks[what]) for what in ("empty", "calendar"))
    table = Table(f"Peak memory, {platform}", "MB")
    table.figure("an empty Qt window", f"{empty:.1f}")
    table.figure("a calendar, five days of 50 × 12 scrolled", f"{full:.1f}")
    verdict = "met" if full - empty <= _MEGABYTES else "MISSED"
    aim = f"≤ {_MEGABYTES} MB"
    table.figure("what the calendar adds", f"{full - empty:.1f}", "", "", "", aim, verdict)
    table.show()


@contextmanager
def _environment(platform: str) -> Iterator[Environment | None]:
    """A user's surroundings with that platform; None where it cannot be had."""
    with user_environment() as environment:
        if platform == "offscreen":
            yield environment
            return
        server = shutil.which("Xvfb")
        if server is None:
            yield None
            return
        command = [server, "-displayfd", "1", "-screen", "0", "3840x2160x24", "-nolisten", "tcp"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as display:
            try:
                assert display.stdout is not None
                number = display.stdout.readline().strip()
                time.sleep(0.2)
                yield environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
            finally:
                display.terminate()


if __name__ == "__main__":
    sys.exit("run it with ./run bench calendar")
