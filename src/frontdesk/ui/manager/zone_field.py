"""A time zone by its IANA name, found by any part of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from frontdesk.ui.widgets.form import LineField


class ZoneField(LineField):
    """A line that offers the zones whose name holds what is typed, spaces for underlines.

    A city is enough where one zone alone is called after it: "new york".
    """

    def __init__(self, caption: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """``placeholder`` says what an empty field means."""
        super().__init__(caption, placeholder, parent)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """The name as the zone database writes it, or what is typed where it has no such name."""
        return zone_of(self.line.text())

    def load(self, text: str) -> None:
        """Show a zone; the same again leaves what is typed alone."""
        if text != self.value():
            super().load(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer the names once the field is entered: there are hundreds to sort."""
        if event.type() == QEvent.Type.FocusIn and self.line.completer() is None:
            completer = _ZoneCompleter(sorted(_offered()), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(10)
            names = completer.popup()
            if names is not None:
                names.setMinimumSize(QSize(self.line.width(), 0))
            self.line.setCompleter(completer)
        return super().eventFilter(watched, event)

    @Slot()
    def _tidy(self) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(self.value())


class _ZoneCompleter(QCompleter):
    """Finds "America/New_York" by "new york"."""

    def splitPath(self, path: str) -> list[str]:
        return [path.strip().replace(" ", "_")]


def zone_of(typed: str) -> str:
    """The name of the zone that is meant by a name or a city, whatever its capitals and spaces;
    what is typed, where there is none, or more than one.
    """
    plain = typed.strip()
    folded = plain.replace(" ", "_").casefold()
    return _by_name().get(folded) or _by_city().get(folded) or plain


def _offered() -> list[str]:
    return [name for name in available_timezones() if "/" in name or name == "UTC"]


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _by_city() -> Mapping[str, str]:
    """The zones by the last part of their names, but for those that several share."""
    found: dict[str, list[str]] = {}
    for name in _offered():
        found.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return {city: names[0] for city, names in found.items() if len(names) == 1}
