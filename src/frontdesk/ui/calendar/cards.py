"""When the card of a visit opens, and when it goes: at rest on a block, or by a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from frontdesk.desk import story as desk_story
from frontdesk.desk.story import Story
from frontdesk.desk.unit import Desk
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.card import Act, VisitCard
from frontdesk.ui.calendar.card_place import beside
from frontdesk.ui.calendar.card_wording import card_texts
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.places import block_at
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme import tokens
from frontdesk.ui.widgets.announce import announce

_READ_BEFORE = 150
"""Milliseconds before the card is due that its story is asked for, so that it opens complete."""
_GRACE = 250
"""Milliseconds that the pointer may take from a block to its card, past what lies between."""
_MARGIN = 4
_HIDING = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.NativeGesture,
)


class Cards(QObject):
    """Watches one calendar and opens the card of the visit that the pointer rests on."""

    acted = Signal(object, int)
    """The ``Act`` that a button asked for, and the id of the visit."""

    def __init__(self, view: CalendarView, runner: Runner, today: Callable[[], date]) -> None:
        """Watch ``view``; ``today`` tells the local date of the location."""
        super().__init__(view)
        self._view = view
        self._runner = runner
        self._today = today
        self.card = VisitCard(view)
        self.card.acted.connect(self._act)
        self.card.escaped.connect(self._escape)
        self.card.installEventFilter(self)
        self._block: VisitBlock | None = None
        """What the pointer is on, or the key was pressed on."""
        self._story: Story | None = None
        self._by_key = False
        self._read = self._timer(tokens.REST_BEFORE_CARD - _READ_BEFORE, self._ask)
        self._due = self._timer(tokens.REST_BEFORE_CARD, self._open)
        self._away = self._timer(_GRACE, self.close)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.layoutChanged.connect(self.close)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.close)

    def open_by_key(self, block: VisitBlock) -> None:
        """Open the card of ``block`` at once and put the keyboard into it."""
        self.close()
        self._block, self._by_key = block, True
        self._ask()

    @Slot()
    def close(self) -> None:
        """Take the card away; an answer that is still under way is no longer wanted."""
        for timer in (self._read, self._due, self._away):
            timer.stop()
        self._runner.forget("card")
        self._block = self._story = None
        self._by_key = False
        if self.card.visit_id is not None:
            focused = QApplication.focusWidget()
            if focused is not None and self.card.isAncestorOf(focused):
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.card.hide()

    def refresh(self) -> None:
        """Something was written: tell the story again as it is now."""
        if self.card.visit_id is not None:
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer and the keys of the calendar, and the pointer over the card."""
        kind = event.type()
        if watched is self.card:
            if kind == QEvent.Type.Enter:
                self._away.stop()
            elif kind == QEvent.Type.Leave and not self._by_key:
                self._away.start()
        elif watched is self._view:
            return self._key(event)
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if event.buttons() == Qt.MouseButton.NoButton:
                self._move(event.position().toPoint())
            else:
                self.close()  # nothing shows during a drag
        elif kind in _HIDING:
            self.close()
        elif kind == QEvent.Type.Leave:
            self._move(None)
        return False

    def _key(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.Hide:
                self.close()
            return False
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Space and plain and not event.isAutoRepeat():
            block = self._block_of_cursor()
            if block is not None:
                self.open_by_key(block)
            return block is not None
        if event.key() == Qt.Key.Key_Escape and self.card.visit_id is not None:
            self.close()
            return True
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.close()
        return False

    def _move(self, at: QPoint | None) -> None:
        """The pointer is at ``at`` in the viewport; None when it left."""
        if self._by_key:
            return
        block = self._block_at(at)
        if block is not None and self._is_same(block):
            self._away.stop()
        elif self.card.visit_id is not None:
            if block is None:
                self._away.start()
            else:  # from block to block: the next story takes the place of this one
                self._away.stop()
                self._block, self._story = block, None
                self._read.start()
                self._due.start()
        elif block is None:
            self.close()
        else:
            self._block, self._story = block, None
            self._read.start()
            self._due.start()

    def _is_same(self, block: VisitBlock) -> bool:
        old = self._block
        return old is not None and (old.visit.id, old.rect) == (block.visit.id, block.rect)

    @Slot()
    def _ask(self) -> None:
        if self._block is None:
            return
        number = self._block.visit.id

        def read(desk: Desk) -> Story:
            return desk_story.story(desk, number)

        self._runner.run(read, self._answer, self._fail, key="card")

    def _answer(self, story: Story) -> None:
        self._story = story
        if self._by_key or not self._due.isActive():  # the book was slow: it is due already
            self._open()

    def _fail(self, _error: BaseException) -> None:
        self.close()  # the visit is gone; the day that follows will show that too

    @Slot()
    def _open(self) -> None:
        block, story = self._block, self._story
        if block is None or story is None or story.visit.appointment.id != block.visit.id:
            return
        if self._view.dragging.is_active:
            self.close()
            return
        card, texts = self.card, card_texts(story, self._today())
        is_new = card.visit_id != block.visit.id
        card.show_story(story, texts, self._view.viewport().width() - 2 * _MARGIN)
        card.setGeometry(self._place(block))
        card.raise_()
        card.show()
        if self._by_key and is_new:
            card.take_focus()
            announce(card, texts.spoken)

    def _place(self, block: VisitBlock) -> QRect:
        view, card = self._view, self.card
        viewport = view.viewport().geometry()
        offset = view.offset() - viewport.topLeft()
        shown = QRect(*(round(edge) for edge in block.rect)).translated(-offset) & viewport
        room = viewport.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        pointer = None if self._by_key else view.mapFromGlobal(QCursor.pos())
        place = beside(
            _rect(shown),
            (card.width(), card.height()),
            _rect(room),
            None if pointer is None else (pointer.x(), pointer.y()),
        )
        return QRect(*(round(edge) for edge in place))

    def _block_at(self, at: QPoint | None) -> VisitBlock | None:
        scene = self._view.scene
        if scene is None or at is None:
            return None
        point = at + self._view.offset()
        return block_at(scene, point.x(), point.y())

    def _block_of_cursor(self) -> VisitBlock | None:
        place = self._view.cursor_place
        return place.block if place is not None else None

    @Slot(object, int)
    def _act(self, act: Act, visit_id: int) -> None:
        self.close()
        self.acted.emit(act, visit_id)

    @Slot()
    def _escape(self) -> None:
        self.close()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer


def _rect(rect: QRect) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
