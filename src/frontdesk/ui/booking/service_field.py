"""The choice of a service by typing: the chosen one stands in the line, letters replace it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.engine.values import Service
from frontdesk.ui.service_list import ServiceRow
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.form import Field
from frontdesk.ui.widgets.typed_line import TypedLine

_MOST = 8


def matching(services: Sequence[Service], words: str) -> list[Service]:
    """The services with a word that begins like each one typed; those that begin so first."""
    typed = _plain(words).split()
    found = [
        service
        for service in services
        if all(
            any(word.startswith(part) for word in _plain(service.name).split()) for part in typed
        )
    ]
    return sorted(found, key=lambda service: not _plain(service.name).startswith(_plain(words)))


class ServiceField(Field):
    """A line with the service's name; the services that fit unfold below while one types."""

    entered = Signal()
    """Enter was pressed on the service that is chosen: go on with its first time."""
    enteredWithShift = Signal()
    """The same with Shift: book that time at once."""
    focusChanged = Signal()
    """``takes_time`` may be another one now."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Make a field without services."""
        self._line = TypedLine()
        super().__init__(caption, self._line, parent)
        self._line.setPlaceholderText(self.tr("Type a few letters"))
        self._services: tuple[Service, ...] = ()
        self._chosen = ""
        self._current = 0
        self._rows: list[ServiceRow] = []
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self._list)
        self._list.hide()
        self._line.typed.connect(self._narrow)
        self._line.installEventFilter(self)

    @property
    def line(self) -> TypedLine:
        """The control."""
        return self._line

    @property
    def rows(self) -> tuple[ServiceRow, ...]:
        """The services that are unfolded now."""
        return tuple(self._rows)

    @property
    def is_open(self) -> bool:
        """Whether the services are unfolded."""
        return not self._list.isHidden()

    @property
    def takes_time(self) -> bool:
        """Whether Enter goes on with the first time, and not with a service of the list."""
        return self._line.hasFocus() and not self.is_open and not self.problem

    def value(self) -> str:
        """The id of the chosen service; empty for none."""
        return self._chosen

    def set_services(self, services: Sequence[Service], chosen: str) -> None:
        """Offer ``services``, with the id ``chosen`` chosen; letters being typed stay."""
        self._services, self._chosen = tuple(services), chosen
        if not self.is_open and not self.problem:
            self._write()

    def start(self) -> None:
        """Put the cursor here, ready to be typed over."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list's keys and the mouse, while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._unfold(self._services)
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self._leave(event.reason())
            self.focusChanged.emit()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            if not event.isAutoRepeat():  # a key that is still down is not a second press
                self._enter(with_shift)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.is_open:
                self._unfold(self._services)
            else:
                self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and (self.is_open or self.problem):
            self._give_up()
            self._line.selectAll()
        else:
            return False
        return True

    def _enter(self, with_shift: bool) -> None:
        if self.is_open and self._rows:
            self._choose(self._rows[self._current].service_id)
        elif self._line.text().strip() and not self.problem:
            (self.enteredWithShift if with_shift else self.entered).emit()

    def _narrow(self, words: str) -> None:
        found = matching(self._services, words)
        self.set_problem("")
        if not found:
            self._fold()
            self.set_problem(self.tr("No service here is called that."))
            return
        self._unfold(found)

    def _unfold(self, services: Sequence[Service]) -> None:
        self._fold()
        for service in services[:_MOST]:
            row = ServiceRow(service, service.name)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.clicked.connect(self._pick)
            self._column.addWidget(row)
            self._rows.append(row)
        ids = [row.service_id for row in self._rows]
        same = services == self._services and self._chosen in ids
        self._mark(ids.index(self._chosen) if same else 0)
        self._list.setVisible(bool(self._rows))
        self.focusChanged.emit()

    def _fold(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._list.hide()
        self.focusChanged.emit()

    def _step(self, by: int) -> None:
        self._mark(min(max(self._current + by, 0), len(self._rows) - 1))
        announce(self._line, self._rows[self._current].accessibleName())

    def _mark(self, at: int) -> None:
        self._current = at
        for index, row in enumerate(self._rows):
            row.setChecked(index == at)

    def _pick(self) -> None:
        row = self.sender()
        if isinstance(row, ServiceRow):
            self._choose(row.service_id)

    def _choose(self, service_id: str) -> None:
        self._fold()
        self.set_problem("")
        is_new, self._chosen = service_id != self._chosen, service_id
        self._write()
        self.start()
        if is_new:
            self.edited.emit()

    def _leave(self, reason: Qt.FocusReason) -> None:
        if reason is not Qt.FocusReason.ActiveWindowFocusReason:
            self._give_up()

    def _give_up(self) -> None:
        """Fold the list and show the service that is chosen still."""
        self._fold()
        self.set_problem("")
        self._write()

    def _write(self) -> None:
        names = {service.id: service.name for service in self._services}
        name = names.get(self._chosen, "")
        if self._line.text() != name:
            self._line.setText(name)
            if self._line.hasFocus():
                self._line.selectAll()


def _plain(words: str) -> str:
    """Without accents and capitals, as one types in a hurry."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
