"""The sample clinic's setup as the setup file writes it, everything said."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from frontdesk.desk.setup_file import read_setup, write_setup
from tests.desk.conftest import RIVERSIDE, book, desk

__all__ = ["book", "desk"]


def today() -> date:
    """A Monday."""
    return date(2026, 11, 23)


@pytest.fixture
def document() -> dict[str, Any]:
    """A fresh copy for each test."""
    business = read_setup(RIVERSIDE.read_text(encoding="utf-8")).business
    assert business is not None
    made: dict[str, Any] = json.loads(write_setup(business))
    return made
