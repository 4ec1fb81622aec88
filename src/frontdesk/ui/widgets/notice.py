"""The strip inside the window that says what happened. Never a dialog, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.strip import Strip, Tone


class NoticeKind(StrEnum):
    """How a notice is meant; shown by icon and colour, and by how it is announced."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.SUCCESS: "check",
    NoticeKind.WARNING: "alert",
    NoticeKind.ERROR: "error",
}


def _tone(scheme: Scheme, kind: NoticeKind) -> Tone:
    icon = _ICONS[kind]
    if kind is NoticeKind.ERROR:
        return Tone(icon, scheme.last_call, scheme.last_call_ink)
    if kind is NoticeKind.WARNING:
        return Tone(icon, scheme.hold, scheme.hold_ink)
    hue = scheme.hues["green" if kind is NoticeKind.SUCCESS else "blue"]
    return Tone(icon, hue.fill, hue.bar)


class NoticeStrip(Strip):
    """One sentence with an icon, a few actions and a way to close it.

    Hidden until ``show_notice``; the next notice replaces the last one.
    """

    actionChosen = Signal(str)
    """The id of the action that the user pressed; the strip has hidden itself."""
    closed = Signal()
    """The user closed the strip without an action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self._kind = NoticeKind.INFO
        self._offered: tuple[tuple[str, str], ...] = ()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._close = IconButton("close", self.tr("Close this notice"), size=24)
        self._close.clicked.connect(self.leave)
        self.row.addLayout(self._actions)
        self.row.addWidget(self._close)

    @property
    def kind(self) -> NoticeKind:
        """The kind shown last."""
        return self._kind

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The actions shown last, as (id, verb)."""
        return self._offered

    def show_notice(
        self,
        kind: NoticeKind | str,
        sentence: str,
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show ``sentence`` (plain text) with ``actions`` as (id, verb), and announce it."""
        self._kind = NoticeKind(kind)
        self._offered = tuple(actions)
        self._replace_actions(actions)
        self.show_text(sentence)
        announce(self, sentence, assertive=self._kind is NoticeKind.ERROR)

    def tone(self) -> Tone:
        """The icon and the colours of the kind."""
        return _tone(current_scheme(), self._kind)

    @Slot()
    def leave(self) -> None:
        """Close the strip without an action."""
        super().leave()
        self.closed.emit()

    def _replace_actions(self, actions: Sequence[tuple[str, str]]) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, verb in actions:
            button = Button(verb)
            button.setProperty("key", key)
            button.clicked.connect(self._choose)
            self._actions.addWidget(button)
            button.show()

    def _choose(self) -> None:
        key = str(self.sender().property("key"))
        self.hide()
        self.actionChosen.emit(key)
