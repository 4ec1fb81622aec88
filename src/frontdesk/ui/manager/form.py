"""What the manager's area asks of a form, whatever the entry it edits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

Entry = dict[str, Any]
"""One entry of the setup file, as JSON holds it."""


class EntryForm(QWidget):
    """Shows one entry and tells what the user makes of it. It keeps nothing and saves nothing."""

    edited = Signal()
    """The user changed a value; ``entry`` holds it. Never emitted by loading."""
    removed = Signal()
    """The user wants the entry retired."""

    def load(self, entry: Entry, document: Entry) -> None:
        """Show ``entry`` of the whole ``document``; the same again leaves the cursor alone."""
        raise NotImplementedError

    def entry(self) -> Entry:
        """The entry as the form shows it now."""
        raise NotImplementedError

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say beside the fields what is wrong, by path within the entry (``duration.step``).

        What belongs to no field is shown at the top. An empty mapping takes all away.
        """
        raise NotImplementedError

    def focus_problem(self) -> None:
        """Put the cursor into the first field with a problem."""
