"""Scrolls to a field that takes the cursor by itself; Qt does so only for Tab."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 80
"""Logical pixels that are seen above and below the field."""


def go_to(field: QWidget, whole: QWidget | None = None) -> None:
    """Put the cursor into ``field``, and scroll there once it has its place.

    ``whole`` is what belongs to the field and should be seen with it, as far as it fits.
    """
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTimer.singleShot(0, field, partial(_scroll_to, field, whole or field))


def _scroll_to(field: QWidget, whole: QWidget) -> None:
    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(whole, 0, 0)
        above.ensureWidgetVisible(field, 0, _AROUND)
