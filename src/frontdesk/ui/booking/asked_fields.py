"""Fields of a customer that a booking asks for at some locations only, such as the birth date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.ui.booking.state import RECORD_FIELDS, Draft
from frontdesk.ui.customers.wording import field_names, hints
from frontdesk.ui.widgets.form import LineField

ASKED_FOR = ("birth_date", "address", "language", "tags", "remarks", "alerts")
"""The fields of a ``Draft`` that are not seen unless they are asked for, in their order."""


class _AskedField(LineField):
    """A line whose caption says whether it must be filled."""

    def __init__(self, caption: str, placeholder: str) -> None:
        super().__init__(caption, placeholder)
        self._plain = caption
        self._is_needed = False

    def set_needed(self, is_needed: bool) -> None:
        """Mark it, or don't."""
        if is_needed != self._is_needed:
            self._is_needed = is_needed
            self.set_caption(needed(self._plain) if is_needed else self._plain)


class AskedFields(QWidget):
    """Shows those of the fields that are asked for or filled; made when they are first needed."""

    edited = Signal()
    """The user changed a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask for nothing yet."""
        super().__init__(parent)
        self._made: dict[str, _AskedField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()

    @property
    def shown(self) -> Mapping[str, LineField]:
        """The fields that are seen, by their name in the ``Draft``."""
        return {name: field for name, field in self._made.items() if not field.isHidden()}

    def ask(self, names: Collection[str], draft: Draft) -> None:
        """Ask for these fields; what is typed in others of them is seen as well.

        The cursor is never taken out of a field, though nothing be left in it.
        """
        for name in ASKED_FOR:
            is_asked = name in names
            if (is_asked or getattr(draft, name)) and name not in self._made:
                self._make(name)
            if field := self._made.get(name):
                field.set_needed(is_asked)
                kept = bool(getattr(draft, name)) or field.line.hasFocus()
                field.setVisible(is_asked or kept)
        self.setVisible(bool(self.shown))

    def load(self, draft: Draft) -> None:
        """Show what is typed; the same again leaves the cursor alone."""
        for name, field in self._made.items():
            field.load(getattr(draft, name))

    def values(self) -> dict[str, str]:
        """What is typed, letter for letter."""
        return {name: field.value() for name, field in self._made.items()}

    def _make(self, name: str) -> None:
        captions = {RECORD_FIELDS.get(key, key): words for key, words in field_names().items()}
        field = _AskedField(captions[name], hints().get(name, ""))
        field.edited.connect(self.edited)
        self._made[name] = field
        self._made = {known: self._made[known] for known in self._in_order()}
        self._column.insertWidget(list(self._made).index(name), field)

    def _in_order(self) -> Iterator[str]:
        return (name for name in ASKED_FOR if name in self._made)


def needed(caption: str) -> str:
    """The caption of a field that must not stay empty, as on the card of a customer."""
    return f"{caption} *"
