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
