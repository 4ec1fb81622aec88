"""Whether a process needs more memory the longer the history of its book is."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.books import Books, open_desk
from benchmarks.measure import Table
from benchmarks.practice import FIRST, MONTH, question
from benchmarks.processes import output_of, user_environment
from frontdesk.desk import availability, calendar

TIMES = 10


def run(books: Books) -> None:
    """Print the peak of a process that answers the same questions from each book."""
    table = Table(
        f"Peak memory: {TIMES} × a day's calendar and the available times of a month", "MB"
    )
    histories = [(books.month(), "1 month, 18,600"), (books.million(), "10 years, 1,000,000")]
    if books.wants_huge:
        histories.append((books.huge(), "10 years, 10,000,000"))
    opened = _peak(None)
    table.figure("imports alone", _megabytes(opened))
    first = 0
    for path, title in histories:
        peak = _peak(path)
        first = first or peak
        ratio = f"{peak / first:.2f} × the first" if peak != first else ""
        table.figure(f"a book of {title} visits", _megabytes(peak), "", "", ratio)
    table.show()


def _peak(path: Path | None) -> int:
    """The peak of a new process, in KiB."""
    words = [str(path)] if path else []
    with user_environment() as environment:
        return int(output_of(["-m", "benchmarks.memory", *words], environment))


def _megabytes(kibibytes: int) -> str:
    return f"{kibibytes / 1024:.1f}"


def _answer(path: Path) -> None:
    desk = open_desk(path)
    for _ in range(TIMES):
        day = calendar.day_view(desk, None, FIRST)
        assert sum(len(column.visits) for column in day.columns) == 600
        assert availability.find(desk, question("ordered", MONTH))[1]
    desk.close()


def own_peak() -> int:
    """The most that this process ever had in memory, in KiB."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: getrusage also counts what the parent had before the exec
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0])
    import resource  # Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    for name in sys.argv[1:]:
        _answer(Path(name))
    print(own_peak())
