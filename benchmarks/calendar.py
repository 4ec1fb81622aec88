"""The calendar surface: next day, repaint, scroll, hover and countdown, offscreen and on X11."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import day_switch
from benchmarks.books import Books
from benchmarks.measure import Table, Timing, milliseconds
from benchmarks.processes import Environment, output_of, seconds_to_first_line, user_environment

_STARTS = 9


def run(books: Books) -> None:
    """Print the figures, each next to those of an empty window in the same run."""
    for platform in ("offscreen", "xcb"):
        with _environment(platform) as environment:
            if environment is None:
                print("xcb left out: Xvfb is not installed\n")
                continue
            print(output_of(["-m", "benchmarks.calendar_steps"], environment).decode())
            _starts(platform, environment)
            _memory(platform, environment)
    day_switch.run(books.million(), "the book of 1,000,000 visits")


def _starts(platform: str, environment: Environment) -> None:
    """First paint: what a calendar adds to the start of a window of Qt."""
    samples: dict[str, list[float]] = {"empty": [], "calendar": []}
    for _ in range(_STARTS + 1):
        for what, own in samples.items():
            words = ["-m", "benchmarks.calendar_window", what]
            own.append(seconds_to_first_line(words, environment))
    found = {what: Timing(tuple(own[1:])) for what, own in samples.items()}
    table = Table(f"From the start of the process to the painted window, {platform}")
    table.add("an empty Qt window", found["empty"])
    table.add("a calendar of 50 × 12 visits", found["calendar"])
    added = found["calendar"].median - found["empty"].median
    verdict = "met" if added <= 0.060 else "MISSED"
    table.figure("what the calendar adds", milliseconds(added), "", "", "", "≤ 60 ms", verdict)
    table.show()


def _memory(platform: str, environment: Environment) -> None:
    """Peak memory of a window that was scrolled over all of five days, against an empty one."""
    peaks = {
        what: int(output_of(["-m", "benchmarks.calendar_window", what, "peak"], environment))
        for what in ("empty", "calendar")
    }
    table = Table(f"Peak memory, {platform}", "MB")
    table.figure("an empty Qt window", f"{peaks['empty'] / 1024:.1f}")
    table.figure("a calendar, five days of 50 × 12 scrolled", f"{peaks['calendar'] / 1024:.1f}")
    added = (peaks["calendar"] - peaks["empty"]) / 1024
    verdict = "met" if added <= 60 else "MISSED"
    table.figure("what the calendar adds", f"{added:.1f}", "", "", "", "≤ 60 MB", verdict)
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
