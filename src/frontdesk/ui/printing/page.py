"""A page as everything that is printed sees it: its head, its foot, and what lies between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from frontdesk.ui import text
from frontdesk.ui.printing.paper import HEADER, MARGIN, UNITS_PER_INCH, Format, Head, Paper
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.tokens import LIGHT

_SIZES = {Format.A4: QPageSize.PageSizeId.A4, Format.LETTER: QPageSize.PageSizeId.Letter}
_FOOT = 16


class Body(Protocol):
    """What a page shows between head and foot, with its origin at the left top of that room."""

    def paint(self, painter: QPainter) -> None:
        """Paint it in units."""

    @property
    def name(self) -> str:
        """What it is, for screen readers and under the days in the head."""

    @property
    def day(self) -> date | None:
        """The one day that it shows; None where the head of the document is right for it."""


class Document:
    """Pages of one paper under one head."""

    def __init__(self, paper: Paper, head: Head, bodies: Sequence[Body]) -> None:
        """``bodies`` are the pages in order."""
        self.paper = paper
        self.head = head
        self.bodies = tuple(bodies)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint page ``number`` (from 0) in units, from the corner of the paper."""
        paper, body = self.paper, self.bodies[number]
        painter.fillRect(QRectF(0, 0, paper.width, paper.height), QColor(LIGHT.base))
        self._paint_head(painter, body)
        self._paint_foot(painter, number)
        painter.save()
        painter.translate(MARGIN, MARGIN + HEADER)
        body.paint(painter)
        painter.restore()

    def print_to(self, device: QPagedPaintDevice) -> None:
        """Paint every page on ``device``: a printer or a PDF.

        Raises:
            OSError: nothing can be painted there.
        """
        layout = page_layout(self.paper)
        device.setPageLayout(layout)
        painter = QPainter()
        if not painter.begin(device):
            raise OSError("the printer or file can't be used")
        scale = device.logicalDpiX() / UNITS_PER_INCH
        for number in range(len(self.bodies)):
            if number:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            self.paint_page(painter, number)
            painter.restore()
        painter.end()

    def _paint_head(self, painter: QPainter, body: Body) -> None:
        width = self.paper.room[0]
        title = QRectF(MARGIN, MARGIN, width * 0.66, 24)
        words = self.head.days if body.day is None else day_words(body.day)
        write(painter, title, words, tokens.FONT_TITLE, bold=True)
        under = QRectF(MARGIN, MARGIN + 22, width * 0.66, 16)
        write(painter, under, body.name, tokens.FONT_SMALL, LIGHT.secondary)
        place = QRectF(MARGIN + width * 0.66, MARGIN + 4, width * 0.34, 18)
        right = Qt.AlignmentFlag.AlignRight
        write(painter, place, self.head.place, tokens.FONT_BASE, align=right)

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        paper = self.paper
        room = QRectF(MARGIN, paper.height - MARGIN - _FOOT, paper.room[0], _FOOT)
        write(painter, room, self.head.printed, tokens.FONT_SMALLEST, LIGHT.secondary)
        words = QCoreApplication.translate("Printing", "Page {number} of {count}")
        words = words.format(number=number + 1, count=len(self.bodies))
        right = Qt.AlignmentFlag.AlignRight
        write(painter, room, words, tokens.FONT_SMALLEST, LIGHT.secondary, align=right)


def day_words(day: date) -> str:
    """A day with its year: paper is found again years later."""
    return text.long_day_text(day, day.replace(year=day.year - 1, day=1))


def page_layout(paper: Paper) -> QPageLayout:
    """``paper`` without margins: the pages leave their own."""
    sideways, upright = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
    return QPageLayout(
        QPageSize(_SIZES[paper.format]), sideways if paper.landscape else upright, QMarginsF()
    )


def paper_font(size: int, *, bold: bool = False) -> QFont:
    """The font of the window at ``size`` units, whatever the system's scaling on the screen.

    Without tabular figures and signs that adapt to their neighbours: such glyphs have no letters
    of their own, and a telephone number could be neither found in a PDF nor copied from it.
    """
    made = QFont()
    for feature in ("tnum", "calt"):
        made.setFeature(QFont.Tag(feature), 0)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def write(
    painter: QPainter,
    room: QRectF,
    words: str,
    size: int,
    color: str = LIGHT.text,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line of plain text, shortened to its room."""
    painter.setFont(paper_font(size, bold=bold))
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, round(room.width())
    )
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, int(flags), shown)
