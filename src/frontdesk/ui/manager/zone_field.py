"""A time zone by its IANA name, found by any part of it."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from frontdesk.ui.widgets.form import LineField


class ZoneField(LineField):
    """A line that offers the zones whose name holds what is typed, spaces for underlines."""

    def __init__(self, caption: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """``placeholder`` says what an empty field means."""
        super().__init__(caption, placeholder, parent)
        self.line.installEventFilter(self)

    def value(self) -> str:
        """The name as the zone database writes it, or what is typed where it has no such name."""
        return self.line.text().strip().replace(" ", "_")

    def load(self, text: str) -> None:
        """Show a zone; the same again leaves what is typed alone."""
        if text != self.value():
            super().load(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer the names once the field is entered: there are hundreds to sort."""
        if event.type() == QEvent.Type.FocusIn and self.line.completer() is None:
            zones = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
            completer = QCompleter(zones, self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(10)
            names = completer.popup()
            if names is not None:
                names.setMinimumSize(QSize(self.line.width(), 0))
            self.line.setCompleter(completer)
        return super().eventFilter(watched, event)
