"""How long a start takes: from the process to the painted day, seen on a screen from outside."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from steps import BuildError, run

from linux.debian_root import DISPLAY, Look, end, expect, screen

LONGEST = 1.0
"""Seconds from the start of the process to the painted day."""
_STARTS = 9


@dataclass(frozen=True)
class Starts:
    """Seconds to the painted day of each start, and those of them on the processor."""

    seconds: tuple[float, ...]
    worked: tuple[float, ...]

    def __str__(self) -> str:
        """The figures, on one line."""
        median = sorted(self.seconds)[len(self.seconds) // 2]
        return (
            f"median {median:.2f} s to the painted day, fastest of {len(self.seconds)} "
            f"{min(self.seconds):.2f} s, {min(self.worked):.2f} s of them on the processor"
        )


def measured(window: Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]) -> Starts:
    """Open ``window`` again and again; the screen shows nothing else."""
    seconds, worked = [], []
    for _ in range(_STARTS):
        look = Look()
        began = time.monotonic()
        with window() as process:
            painted, _colors = look.wait()
            worked.append(_processor_seconds(process.pid))
            seconds.append(painted - began)
        time.sleep(0.5)
    return Starts(tuple(seconds), tuple(worked))


def judged(starts: Starts) -> str:
    """The figures; BuildError where even the fastest is too long on a machine that is not busy."""
    cores = os.cpu_count() or 1
    if max(os.getloadavg()[:2]) > cores:
        return f"{starts}, not judged: more than {cores} programs want the processor"
    # What else this machine does meanwhile can only add to it.
    expect(min(starts.seconds) <= LONGEST, str(starts))
    return str(starts)


def of_bundle(folder: Path) -> str:
    """The figures of the bundle in ``folder``, with the sample book and a home of its own."""
    if not (folder / "frontdesk").exists():
        raise BuildError(f"there is no bundle in {folder}: ./run package bundle makes one")
    with tempfile.TemporaryDirectory() as home, screen():
        surroundings = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        run([folder / "frontdesk", "demo"], env=surroundings)

        @contextmanager
        def window() -> Iterator[subprocess.Popen[bytes]]:
            command = [folder / "frontdesk", "--now", _tuesday()]
            nothing = subprocess.DEVNULL
            seen = {**surroundings, "DISPLAY": DISPLAY}
            with subprocess.Popen(
                command, env=seen, stdin=nothing, stdout=nothing, stderr=nothing
            ) as process:
                try:
                    yield process
                finally:
                    end(process)

        return f"{measured(window)} (load {os.getloadavg()[0]:.1f})"


def _tuesday() -> str:
    """Whatever day it is: the next one on which the sample business is open."""
    now = datetime.now(UTC)
    day = now + timedelta(days=(1 - now.weekday()) % 7 or 7)
    return f"{day:%Y-%m-%d}T10:42:00+00:00"


def _processor_seconds(process: int) -> float:
    """How long the processor has worked for a process so far, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
