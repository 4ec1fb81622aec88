"""What a start does without: nobody waits for a library or a page that no first picture needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LATE = (
    "alembic", "holidays", "phonenumbers", "email_validator", "nacl", "PySide6.QtTest",
    "PySide6.QtPrintSupport", "frontdesk.ui.help.reader", "frontdesk.ui.printing.controller",
    "frontdesk.ui.reports.page", "frontdesk.selftest", "frontdesk.ui.tour",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules that a process has when the window could be made."""
    code = (
        "import sys; from frontdesk.__main__ import import_app; import_app(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", _LATE)
def test_it_is_loaded_when_it_is_first_needed(loaded: set[str], module: str) -> None:
    assert "frontdesk.app" in loaded
    assert module not in loaded
