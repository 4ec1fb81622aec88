"""The window: from the start of its process to the painted day, and what happens in it then."""

from __future__ import annotations

from pathlib import Path

from benchmarks import day_switch
from benchmarks.books import Books
from benchmarks.measure import Table, Timing
from benchmarks.practice import MORNING
from benchmarks.processes import seconds_to_first_line, user_environment

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
    with user_environment() as environment:
        for _ in range(STARTS):
            samples["python"].append(seconds_to_first_line(["-c", "print(1)"], environment))
            samples["qt"].append(
                seconds_to_first_line(["-m", "benchmarks.first_paint"], environment)
            )
            for title, own in words.items():
                command = ["-m", "benchmarks.first_paint", *own]
                samples[title].append(seconds_to_first_line(command, environment))
    found = {name: Timing(tuple(own[1:])) for name, own in samples.items()}
    table = Table("From the start of the process to the painted window, offscreen")
    table.add("an empty Python process", found["python"])
    table.add("an empty Qt window", found["qt"])
    for title in named:
        against = ("an empty Qt window", found["qt"].median)
        table.add(f"the day painted, {title}", found[title], against)
    table.show()
