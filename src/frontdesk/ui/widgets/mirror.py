"""Places of painted widgets, in scripts from left to right and from right to left."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget


def placed(widget: QWidget, rect: QRectF) -> QRectF:
    """Where ``rect``, laid out from left to right, lies in ``widget``.

    Texts need nothing more: Qt turns the alignment left and right by itself.
    """
    if not widget.isRightToLeft():
        return rect
    return QRectF(widget.width() - rect.right(), rect.y(), rect.width(), rect.height())


def isolated(words: str) -> str:
    """``words`` to be painted as their own letters run, whatever the direction around them.

    A Latin name that was shortened ends at its right in a window from right to left, too, and
    figures before it stay there (UAX #9, first strong isolate).
    """
    return f"\u2068{words}\u2069"
