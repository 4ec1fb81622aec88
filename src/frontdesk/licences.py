"""Whose work this copy of the program holds, and under which licences.

The build collects the texts from all that it takes in, see `packaging/licences.py`. A copy that
runs from the source was not packed by anybody: its libraries lie beside their own licences.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from frontdesk import paths

_FOLDER = "licences"
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's work: its name, its version or "", its licence in short, and where it lives."""

    name: str
    version: str
    licence: str
    page: str
    file: Path

    def text(self) -> str:
        """The whole text of the licence, with all notices that belong to it."""
        return self.file.read_text(encoding="utf-8")


def parts() -> tuple[Part, ...]:
    """Every part in this copy, ours first; none where it was not packed."""
    try:
        folder = paths.resource(_FOLDER)
    except FileNotFoundError:
        return ()
    entries = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    return tuple(
        Part(
            entry["name"],
            entry["version"],
            entry["licence"],
            entry["page"],
            folder / entry["file"],
        )
        for entry in entries
    )
