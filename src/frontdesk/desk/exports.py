"""Files made of what somebody sees: reports, day sheets. Writing them takes the right to export."""

from __future__ import annotations

from pathlib import Path

from frontdesk.desk.unit import Desk
from frontdesk.engine.rights import Right


def write(desk: Desk, path: Path, content: bytes) -> None:
    """Write a file that takes what is in the book out of it.

    Raises:
        RefusalError: ``no-permission`` without the right to export; nothing is written.
        OSError: the file can't be written.
    """
    with desk.look() as unit:
        unit.require(Right.EXPORT)
    path.write_bytes(content)
