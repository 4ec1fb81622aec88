"""Which version of what is running here: for About, ``--version``, reports and the self-test."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

_UNKNOWN = "unknown"


def frontdesk() -> str:
    """The version of this program, as ``pyproject.toml`` says it; nothing else does."""
    return _of("frontdesk")


def everything() -> dict[str, str]:
    """The name of each part that matters when something goes wrong, with its version.

    Read from what was installed, so that asking loads none of it.
    """
    return {
        "Frontdesk": frontdesk(),
        "Qt": _of("PySide6-Essentials"),
        "SQLite": sqlite3.sqlite_version,
        "SQLAlchemy": _of("SQLAlchemy"),
        "Python": platform.python_version(),
        "System": platform.platform(),
    }


def _of(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # run from a copy of the source that was never installed
        return _UNKNOWN
