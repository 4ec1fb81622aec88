"""Books for tests to begin with."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from frontdesk.desk import configuration
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock

MONDAY_MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""A Monday, 9:00 in New York."""


class Books:
    """Books that were set up by "Desk 1" at `MONDAY_MORNING`, each made once and then copied.

    Making one takes some 30 ms of the processor, a copy 2, and most tests begin with one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Path] = {}

    def lay(self, target: Path, setup: str) -> Path:
        """Put a book with the setup file ``setup`` at ``target``, closed."""
        if setup not in self.made:
            path = self.folder / f"{len(self.made)}.db"
            # No desk of a test: none of them has anything to undo yet.
            desk = Desk.open(path, HandClock(MONDAY_MORNING), name="Office")
            answer = configuration.load_setup(desk, setup)
            assert answer.value.faults == (), answer
            desk.close()
            self.made[setup] = path
        shutil.copyfile(self.made[setup], target)
        return target
