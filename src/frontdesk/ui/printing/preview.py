"""The pages as they will be printed, in the window, with the few choices there are."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from frontdesk.ui import text
from frontdesk.ui.printing.page import Document
from frontdesk.ui.printing.paper import Format
from frontdesk.ui.printing.sheet import Kind, Sheet, Wanted
from frontdesk.ui.widgets.buttons import Button, Segments
from frontdesk.ui.widgets.plain import PlainLabel
from frontdesk.ui.widgets.shadow import Shadow

_WIDEST = 1000
_GAP = 24


class PrintPreview(QWidget):
    """Says what was chosen; shows the document it is given."""

    changed = Signal()
    """Another kind, paper or choice is wanted: see ``wanted``."""
    left = Signal()
    """The user goes back to the calendar."""
    printPressed = Signal()
    savePressed = Signal()

    def __init__(self, prints: bool, parent: QWidget | None = None) -> None:
        """Make a preview without pages; ``prints`` where a print dialog can be opened."""
        super().__init__(parent)
        self.setProperty("help", "printing")
        self.kinds = Segments([(Kind.CALENDAR, self.tr("Calendar")), (Kind.LIST, self.tr("List"))])
        self.formats = Segments([(entry, entry) for entry in Format])
        self.phones = QCheckBox(self.tr("Telephone numbers"))
        self.phones.setChecked(True)
        self.count = PlainLabel("", "secondary")
        self.save_button = Button(self.tr("Save as PDF …"))
        verb = self.tr("Print …") if prints else self.tr("Open to print")
        self.print_button = Button(verb, "primary", key="Ctrl+P")
        self.back = Button(self.tr("Calendar"), key="Esc")
        self.pages = _Pages()
        self.setFocusProxy(self.pages)
        self.formats.choose(_usual_format())
        for choice in (self.kinds.chosen, self.formats.chosen, self.phones.clicked):
            choice.connect(self.changed)
        self.save_button.clicked.connect(self.savePressed)
        self.print_button.clicked.connect(self.printPressed)
        self.back.clicked.connect(self.left)
        self._compose()

    @property
    def wanted(self) -> Wanted:
        """What is chosen now."""
        return Wanted(
            Kind(self.kinds.current), Format(self.formats.current), self.phones.isChecked()
        )

    def offer(self, sheet: Sheet, kind: Kind) -> None:
        """Offer what can be done with ``sheet``, beginning with ``kind``."""
        has_columns = sheet.days is not None and bool(sheet.days.columns)
        self.kinds.choose(kind if has_columns else Kind.LIST)
        self.kinds.button(Kind.CALENDAR).setEnabled(has_columns)
        self.phones.setVisible(sheet.may_see_contacts)

    def show_document(self, document: Document) -> None:
        """Show the pages."""
        count = len(document.bodies)
        self.count.setText(text.counted(count, self.tr("{count} page"), self.tr("{count} pages")))
        self.pages.show_document(document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the calendar."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 12)
        head.setSpacing(16)
        head.addWidget(PlainLabel(self.tr("Day sheet"), "title"))
        for part in (self.kinds, self.formats, self.phones, self.count):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.back, self.save_button, self.print_button):
            head.addWidget(button)
        rule = QFrame()
        rule.setProperty("look", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule)
        column.addWidget(self.pages, 1)


class _Pages(QScrollArea):
    """The pages one below the other, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.verticalScrollBar().setSingleStep(48)

    def show_document(self, document: Document) -> None:
        """Show the pages of ``document`` from the first on."""
        self._document = document
        body = QWidget()
        body.setObjectName("surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for number in range(len(document.bodies)):
            Shadow(_PageView(document, number, body))
        self.setWidget(body)
        self._place()
        body.show()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        body, document = self.widget(), self._document
        if body is None or document is None:
            return
        room = self.viewport()
        width = min(room.width() - 2 * _GAP, _WIDEST)
        if not document.paper.landscape:
            width = round(width * 0.8)
        height = round(width * document.paper.height / document.paper.width)
        y = _GAP
        for page in body.findChildren(_PageView):
            page.setGeometry((room.width() - width) // 2, y, width, height)
            page.show()
            y += height + _GAP
        body.resize(room.width(), max(y, room.height()))


class _PageView(QWidget):
    """One page as it will be on paper: white in every scheme."""

    def __init__(self, document: Document, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._number = number
        words = self.tr("Page {number} of {count}: {what}")
        self.setAccessibleName(
            words.format(
                number=number + 1,
                count=len(document.bodies),
                what=document.bodies[number].name,
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, smaller."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self.width() / self._document.paper.width
        painter.scale(scale, scale)
        self._document.paint_page(painter, self._number)


def _usual_format() -> Format:
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    return Format.LETTER if QLocale().measurementSystem() == imperial else Format.A4
