"""The build's own modules, which are scripts and no package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def packaging_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test import them as the build does."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
