"""Timing of repeated calls, and the table in which their medians are compared.

Ratios travel between machines, milliseconds do not: calls that are to be compared are timed in
turn, round after round, so that whatever else the machine does slows all of them alike.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Call = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """The seconds that each call of one kind took."""

    samples: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.samples)

    @property
    def best(self) -> float:
        """The quickest: what is left when nothing else disturbs."""
        return min(self.samples)

    @property
    def p99(self) -> float:
        """The one that a hundredth of the calls exceeded; the longest of fewer than a hundred."""
        ordered = sorted(self.samples)
        return ordered[-1 - len(ordered) // 100]


def timings(
    calls: Mapping[str, Call],
    seconds: float = 1.5,
    most: int = 300,
    settle: Call | None = None,
) -> dict[str, Timing]:
    """Time each call in turn until ``seconds`` are over or ``most`` rounds are done.

    At least five rounds, each in another order, after one that is not counted. ``settle`` is
    called before each call, outside its time. The collector of garbage looks at what the calls
    make, but not at what was there before, such as the data that they work on.
    """
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    order = list(calls)
    generator = random.Random(5)
    gc.collect()
    gc.freeze()
    began = time.perf_counter()
    for done in range(most):
        if done >= 5 and time.perf_counter() - began > seconds:
            break
        generator.shuffle(order)
        for name in order:
            if settle is not None:
                settle()
            started = time.perf_counter()
            calls[name]()
            samples[name].append(time.perf_counter() - started)
    gc.unfreeze()
    return {name: Timing(tuple(own)) for name, own in samples.items()}


def timing(call: Call, seconds: float = 1.5, most: int = 300) -> Timing:
    """Time one call by itself."""
    return timings({"": call}, seconds, most)[""]


@dataclass(frozen=True)
class Aim:
    """What a figure should be at most: milliseconds, or times what it is compared with."""

    milliseconds: float | None = None
    times: float | None = None

    def wording(self) -> str:
        """The aim in words."""
        if self.milliseconds is not None:
            return f"≤ {self.milliseconds:g} ms"
        assert self.times is not None
        return f"≤ {ratio_text(self.times)}"

    def met(self, seconds: float, ratio: float | None) -> bool:
        """Whether the figure is within it."""
        if self.milliseconds is not None:
            return seconds * 1000 <= self.milliseconds
        assert self.times is not None
        assert ratio is not None, "an aim in times needs something to compare with"
        return ratio <= self.times


def ratio_text(ratio: float) -> str:
    """A ratio as people say it: 2.4 ×, or 1/40 for something that much quicker."""
    return f"1/{1 / ratio:.3g}" if ratio < 0.5 else f"{ratio:.2f} ×"


def milliseconds(seconds: float) -> str:
    """A time in milliseconds with three digits that matter."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


class Table:
    """Rows of figures under one heading."""

    def __init__(self, title: str, unit: str = "ms") -> None:
        """Start an empty table; ``unit`` is that of its figures."""
        self._unit = unit
        self._head = (title, f"median {unit}", f"best {unit}", f"p99 {unit}", "ratio", "aim", "")
        self._rows: list[tuple[str, ...]] = []

    def add(
        self,
        what: str,
        found: Timing,
        against: tuple[str, float] | None = None,
        aim: Aim | None = None,
        *,
        by_p99: bool = False,
    ) -> None:
        """Add a figure; ``against`` names what it is compared with, and that one's seconds.

        The aim is one for the median, or with ``by_p99`` for the 99th percentile.
        """
        ratio = found.median / against[1] if against else None
        measured = found.p99 if by_p99 else found.median
        wording = "" if aim is None else f"{aim.wording()} at p99" if by_p99 else aim.wording()
        self.figure(
            what,
            milliseconds(found.median),
            milliseconds(found.best),
            milliseconds(found.p99),
            f"{ratio_text(ratio)} {against[0]}" if ratio is not None and against else "",
            wording,
            ("met" if aim.met(measured, ratio) else "MISSED") if aim else "",
        )

    def figure(self, what: str, *cells: str) -> None:
        """Add a row as it is."""
        self._rows.append((what, *cells, *[""] * (len(self._head) - 1 - len(cells))))

    def text(self) -> str:
        """The table, its columns aligned; those without any figure are left out."""
        used = [i for i, name in enumerate(self._head) if i < 2 or any(r[i] for r in self._rows)]
        rows = [[row[i] for i in used] for row in (self._head, *self._rows)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = []
        for row in rows:
            cells = [
                cell.rjust(width) if self._head[i].endswith(self._unit) else cell.ljust(width)
                for i, cell, width in zip(used, row, widths, strict=True)
            ]
            lines.append("  ".join(cells).rstrip())
        return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:], ""])

    def show(self) -> None:
        """Print it."""
        print(self.text(), flush=True)
