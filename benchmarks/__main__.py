"""Run the benchmarks: ``./run bench [NAME ...]``, all of them without a name."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sqlite3
import time
from pathlib import Path

import platformdirs

from benchmarks.books import Books

NAMES = {
    "availability": "all starts from data in memory",
    "growth": "their cost over resources and days",
    "book": "the same from books with and without ten years of history",
    "calendar": "the calendar: next day, repaint, scroll, hover, countdown, memory",
    "clinic": "the sample clinic, and the command line",
    "finding": "the search box over 50,000 customers, and the first times with anyone",
    "holds": "one hold, down to the disk",
    "memory": "what a process needs, over the length of the history",
    "month": "a month in figures, and the rows of some days",
    "reports": "every report of one year and of ten, and the visits behind a figure",
    "window": "start to painted day, day switch, repaint",
}


def main() -> None:
    """Run what was asked for."""
    wanted = _arguments()
    books = Books(wanted.books, huge=wanted.huge)
    print(_machine(), flush=True)
    began = time.monotonic()
    for name in wanted.names or NAMES:
        importlib.import_module(f"benchmarks.{name}").run(books)
    print(f"{time.monotonic() - began:.0f} s in all{_load()}")


def _arguments() -> argparse.Namespace:
    listed = "\n".join(f"  {name:13} {what}" for name, what in NAMES.items())
    parser = argparse.ArgumentParser(
        "./run bench",
        description="Measure the program. Figures are medians; ratios compare within one run.",
        epilog=f"names:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME")
    parser.add_argument("--huge", action="store_true", help="also a book of 10,000,000 visits")
    cache = Path(platformdirs.user_cache_dir("frontdesk", appauthor=False)) / "benchmarks"
    parser.add_argument("--books", type=Path, default=cache, help=f"their folder ({cache})")
    return parser.parse_args()


def _machine() -> str:
    facts = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    return f"{facts}{_load()}\n"


def _load() -> str:
    """How much else the machine does, where it can be told; it slows every figure but a ratio."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f", {os.getloadavg()[0]:.1f} processes busy in the last minute"


if __name__ == "__main__":
    main()
