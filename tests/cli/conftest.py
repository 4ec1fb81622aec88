"""The command line as scripts see it: words in, an exit status and two streams out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"
NOW = "2026-11-23T09:00:00-05:00"


@dataclass(frozen=True)
class Outcome:
    """What one call of the program did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def code(self) -> str:
        """The code of the error object of a call that was refused."""
        assert self.status == 1, self
        assert len(self.err.strip().splitlines()) >= 1
        return str(self.document["error"]["code"])


Frontdesk = Callable[..., Outcome]


@pytest.fixture
def frontdesk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Frontdesk:
    """Call the program on a book of its own; ``now`` stands still at Monday 9:00 in New York."""

    def call(*words: str, now: str | None = NOW, db: Path | None = None) -> Outcome:
        book = tmp_path / "b.db" if db is None else db
        clock = ["--now", now] if now else []
        capsys.readouterr()
        try:
            status = main(["--db", str(book), *clock, *words])
        except SystemExit as stop:
            status = int(stop.code or 0)
        streams = capsys.readouterr()
        return Outcome(status, streams.out, streams.err)

    return call


@pytest.fixture
def clinic(frontdesk: Frontdesk) -> Frontdesk:
    """The program on a book that holds the sample clinic."""
    assert frontdesk("setup", "load", str(RIVERSIDE)).status == 0
    return frontdesk
