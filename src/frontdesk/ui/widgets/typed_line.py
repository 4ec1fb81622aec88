"""A line that tells what came from outside, whether by keys, by dictation or a screen reader.

Qt's ``textEdited`` is silent about the latter two, and ``textChanged`` tells of our own loading.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class TypedLine(QLineEdit):
    """Says what is typed or put in; not what ``setText`` and ``clear`` do."""

    typed = Signal(str)
    """What stands in the line now, after the user changed it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._is_loading = False
        self.textChanged.connect(self._tell)

    def setText(self, text: str | None) -> None:
        """Show ``text``, which nobody typed."""
        self._is_loading = True
        super().setText(text)
        self._is_loading = False

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")

    def _tell(self, text: str) -> None:
        if not self._is_loading:
            self.typed.emit(text)
