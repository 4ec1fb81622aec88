"""Reports of what went wrong in the program itself, kept on this computer and sent to nobody.

A report has the versions and where in the program it happened. It has no values: those could be
the names of customers, and the words of an error may quote them.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from frontdesk import versions

MOST = 20
"""Reports that are kept; the oldest go first."""
_PREFIX = "crash-"
_RUNNING = "running-"


def write_report(folder: Path, error: BaseException, now: datetime | None = None) -> Path | None:
    """Keep a report of ``error`` in ``folder``; its path, or None where it cannot be written."""
    text = _head() + "\n".join(_lines_of(error)) + "\n"
    return _keep(folder, text, now or datetime.now(UTC))


def _lines_of(error: BaseException) -> list[str]:
    """The frames of ``error`` and of those that led to it, without values and messages."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(_frames(link.__traceback__))
        link = link.__cause__ or link.__context__
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


class ReportHandler(logging.Handler):
    """Keeps a report of every error that is logged together with its exception."""

    def __init__(self, folder: Path) -> None:
        """Reports go into ``folder``."""
        super().__init__(logging.ERROR)
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Write the report; one that cannot be written is done without."""
        if record.exc_info and record.exc_info[1] is not None:
            write_report(self._folder, record.exc_info[1])


class Watch:
    """Catches even the end of the process by the system; the next start finds the report."""

    def __init__(self, folder: Path) -> None:
        """Begin to watch; where ``folder`` cannot be written, watch nothing."""
        self._folder = folder
        self._path = folder / f"{_RUNNING}{os.getpid()}.txt"
        self._file: TextIO | None = None
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._file, all_threads=False)

    def close(self) -> None:
        """The program ends as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def found_reports(folder: Path) -> list[Path]:
    """Turn what crashed programs left into reports, and return those new ones.

    A program that was ended from outside (switched off, killed) left an empty file: no crash.
    """
    found = []
    for file in sorted(folder.glob(f"{_RUNNING}*.txt")) if folder.is_dir() else []:
        number = file.stem.removeprefix(_RUNNING)
        if not number.isdigit() or _is_alive(int(number)):
            continue
        with contextlib.suppress(OSError):
            text = file.read_text(encoding="utf-8", errors="replace")
            file.unlink()
            if text and (kept := _keep(folder, _head() + text, datetime.now(UTC))) is not None:
                found.append(kept)
    return found


def _head() -> str:
    lines = [f"{name} {number}" for name, number in versions.everything().items()]
    return "\n".join([*lines, "", ""])


def _keep(folder: Path, text: str, now: datetime) -> Path | None:
    file = folder / f"{_PREFIX}{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob(f"{_PREFIX}*.txt"))[:-MOST]:
            old.unlink()
    except OSError:
        return None
    return file


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name != "posix":
        return False  # Windows lets nobody delete the file of a program that runs
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
