"""Fields side by side, in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

_GAP = 16
_LINE_GAP = 10
_SLACK = 32


class Columns(QWidget):
    """Lays fields out in columns of one width, fewer of them where the room is narrow."""

    def __init__(
        self, *fields: QWidget, count: int = 4, gap: int = _GAP, parent: QWidget | None = None
    ) -> None:
        """``count`` is the most columns, ``gap`` what is between two of them."""
        super().__init__(parent)
        self._fields = fields
        self._most = count
        self._count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(_LINE_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out(count)

    def minimumSizeHint(self) -> QSize:
        """Room for the widest field alone."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another number of columns where another one fits."""
        super().resizeEvent(event)
        width, count = event.size().width(), self._fitting(event.size().width())
        if count > self._count:
            # Not for the few pixels of a scroll bar that then comes back, and so on for ever.
            count = max(self._count, self._fitting(width - _SLACK))
        self._lay_out(count)

    def _fitting(self, width: int) -> int:
        """The columns for a width; where one row is not enough, as even rows as can be."""
        fits = (width + self._gap) // (self._widest() + self._gap)
        count = max(1, min(self._most, fits))
        rows = -(-len(self._fields) // count)
        return count if rows == 1 else -(-len(self._fields) // rows)

    def _widest(self) -> int:
        sizes = [(field.minimumSizeHint().width(), field.minimumWidth()) for field in self._fields]
        return max(map(max, sizes))

    def _lay_out(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // count, at % count, Qt.AlignmentFlag.AlignTop)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < count else 0)
