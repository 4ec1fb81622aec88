"""A scroll area whose top and left edges stay: column heads and time axis around the body."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from frontdesk.ui.calendar.folding import FoldButton
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.header import GROUP_HEIGHT, ColumnHeads, TimeAxis
from frontdesk.ui.calendar.scene import DayGroup, Scene
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, text_scale

_SCROLL_STEP = 48
_FOLD_HEIGHT = 34


class FrozenScrollArea(QAbstractScrollArea):
    """Scrolls a body of any size; what it paints is up to ``CalendarView``."""

    dayChosen = Signal(object)
    """The head of a day was clicked: its ``date``."""
    onlyChosen = Signal(str)
    """One resource is to be shown alone: its id."""
    foldingPressed = Signal()
    """The columns that do not offer the service are to fold away, or to come back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the edges."""
        super().__init__(parent)
        # Qt's own viewport is unknown to Python, which would have to look through all classes of
        # widgets there are for what it is, and make each of them ready: 20 ms of the first picture.
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._is_grouped = False
        self._heads = ColumnHeads(self)
        self._axis = TimeAxis(self)
        self._corner = _Corner(self)
        self.folding = FoldButton(self._corner)
        self.folding.clicked.connect(self.foldingPressed)
        self._heads.dayChosen.connect(self.dayChosen)
        self._heads.onlyChosen.connect(self.onlyChosen)
        self._far_corner = _Corner(self)
        # A day is higher than the window; a bar that comes and goes would lay it out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)
        sideways = self.horizontalScrollBar()
        sideways.setSingleStep(_SCROLL_STEP)
        # Its value is what is left of the viewport, also where columns begin at the right.
        sideways.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.set_margins()

    @property
    def heads(self) -> ColumnHeads:
        """The column heads."""
        return self._heads

    def offset(self) -> QPoint:
        """The body's coordinates of the viewport's top left."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def show_rect(self, rect: Rect) -> None:
        """Scroll as little as needed for ``rect`` to be seen."""
        for bar, low, high, room in (
            (self.horizontalScrollBar(), rect.x, rect.right, self.viewport().width()),
            (self.verticalScrollBar(), rect.y, rect.bottom, self.viewport().height()),
        ):
            if low < bar.value() or high - low > room:
                bar.setValue(floor(low))
            elif high > bar.value() + room:
                bar.setValue(ceil(high) - room)

    def set_grouped(self, grouped: bool) -> None:
        """Give the heads a row for the days above the names, or take it away."""
        if grouped != self._is_grouped:
            self._is_grouped = grouped
            self.set_margins()

    def show_head_cursor(self, group: DayGroup | None) -> None:
        """Ring the head of a day, scrolled into view; or of none."""
        self._heads.set_cursor(None if group is None else group.date)
        if group is not None:
            top = self.verticalScrollBar().value()
            width = min(group.width, self.viewport().width())
            self.show_rect(Rect(group.x, top, width, 1))

    def set_margins(self) -> None:
        """Give the edges their sizes, which grow with the text."""
        axis = round(tokens.AXIS_WIDTH * text_scale())
        head = round(tokens.HEAD_HEIGHT * text_scale())
        if self._is_grouped:
            head += round(GROUP_HEIGHT * text_scale())
        rtl = self.isRightToLeft()  # Qt mirrors its scroll bars, but not these margins
        self.setViewportMargins(0 if rtl else axis, head, axis if rtl else 0, 0)
        self.place_edges()

    def place_edges(self) -> None:
        """Put the edges around the viewport."""
        room = self.viewport().geometry()
        right = room.x() + room.width()
        rtl = self.isRightToLeft()
        left_edge = QRect(0, 0, room.x(), room.y())
        right_edge = QRect(right, 0, max(self.width() - right, 0), room.y())
        axis = right_edge if rtl else left_edge
        self._corner.setGeometry(axis)
        height = round(_FOLD_HEIGHT * text_scale())
        self.folding.setGeometry(3, room.y() - height - 6, axis.width() - 7, height)
        self._heads.setGeometry(room.x(), 0, room.width(), room.y())
        self._far_corner.setGeometry(left_edge if rtl else right_edge)
        self._axis.setGeometry(axis.x(), room.y(), axis.width(), room.height())

    def show_edges(self, scene: Scene | None) -> None:
        """Paint the edges of ``scene`` where the body is scrolled to."""
        offset = self.offset()
        self._heads.show_scene(scene, offset.x())
        self._axis.show_scene(scene, offset.y())

    def scroll_edges(self, scene: Scene | None) -> None:
        """The body was scrolled: only the edge beside its movement has to follow."""
        offset = self.offset()
        self._heads.scroll_to(scene, offset.x())
        self._axis.scroll_to(scene, offset.y())

    def show_axis(self, scene: Scene) -> None:
        """Paint the axis again: the now-line moved."""
        self._axis.show_scene(scene, self.offset().y())

    def fit_scroll_bars(self, width: int, height: int) -> None:
        """Let a body of this size be scrolled."""
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setPageStep(part)
            from_end = bar.maximum() - bar.value()
            bar.setRange(0, max(whole - part, 0))
            if self.isRightToLeft() and bar is self.horizontalScrollBar():
                bar.setValue(bar.maximum() - from_end)  # where the columns begin, it stays

    def move_body(self, dx: int, dy: int) -> None:
        """Move what is painted; only what comes into view is painted anew."""
        if self.devicePixelRatioF().is_integer():
            self.viewport().scroll(dx, dy)
        else:  # moved by a fraction of a device pixel, lines would smear
            self.viewport().update()

    def update_rect(self, rect: Rect) -> None:
        """Paint a part of the body again, with a margin for outlines around it."""
        left, top = floor(rect.x), floor(rect.y)
        part = QRect(left, top, ceil(rect.right) - left, ceil(rect.bottom) - top)
        self.viewport().update(part.adjusted(-3, -3, 3, 3).translated(-self.offset()))


class _Corner(QWidget):
    """An empty corner beside the heads: over the axis, and over the scroll bar."""

    def paintEvent(self, event: QPaintEvent) -> None:
        scheme = current_scheme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(scheme.base))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(scheme.hour_line))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), QColor(scheme.divider))
