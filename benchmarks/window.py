"""The window: from the start of its process to the painted day, and what happens in it then."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import day_switch
from benchmarks.books import Books
from benchmarks.measure import Table, Timing
from benchmarks.practice import MORNING

STARTS = 11
"""Rounds of starts, the first of which only warms the disk's cache and does not count."""


def run(books: Books) -> None:
    """Print the figures; the day of the practice has 600 visits in 50 columns."""
    named = {"the sample clinic": books.clinic(), "the book of 1,000,000 visits": books.million()}
    _starts(named)
    for title, path in named.items():
        day_switch.run(path, title)


def _starts(named: dict[str, Path]) -> None:
    """Start empty processes, empty windows and the program in turn."""
    words = {
        title: ["--db", str(path), "--now", MORNING.isoformat()] for title, path in named.items()
    }
    samples: dict[str, list[float]] = {title: [] for title in ("python", "qt", *words)}
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        for _ in range(STARTS):
            samples["python"].append(_seconds(["-c", "print(1)"], environment))
            samples["qt"].append(_seconds(["-m", "benchmarks.first_paint"], environment))
            for title, own in words.items():
                command = ["-m", "benchmarks.first_paint", *own]
                samples[title].append(_seconds(command, environment))
    found = {name: Timing(tuple(own[1:])) for name, own in samples.items()}
    table = Table("From the start of the process to the painted window, offscreen")
    table.add("an empty Python process", found["python"])
    table.add("an empty Qt window", found["qt"])
    for title in named:
        against = ("an empty Qt window", found["qt"].median)
        table.add(f"the day painted, {title}", found[title], against)
    table.show()


def _environment(folder: str) -> dict[str, str]:
    """No display, and neither the user's settings nor their log."""
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return os.environ | dict.fromkeys(places, folder) | {"QT_QPA_PLATFORM": "offscreen"}


def _seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """From the start of a Python process to the first line that it writes."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline(), "the process ended without a word"
        seconds = time.perf_counter() - began
        assert process.wait(timeout=60) == 0
    return seconds
