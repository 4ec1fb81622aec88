"""A report on paper: a PDF with its figures, its plot and its table."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from frontdesk.desk.reports import Report
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.drawing import Drawing, Look, height_of
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import font
from frontdesk.ui.theme.tokens import LIGHT

_DPI = 96
_MARGIN = 14.0


def pdf_of(report: Report, business: str) -> bytes:
    """The report as a PDF on A4, in the light scheme."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(f"{business}: {wording.kind_text(report.kind)}")
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    page = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(page)
    _Sheet(writer, report, business).paint()
    buffer.close()
    return bytes(data.data())


class _Sheet:
    """Paints from top to bottom, and on to the next page where one is full."""

    def __init__(self, writer: QPdfWriter, report: Report, business: str) -> None:
        self._writer = writer
        self._report = report
        self._business = business
        self._painter = QPainter(writer)
        self._width = float(writer.width())
        self._bottom = float(writer.height())
        self._y = 0.0
        self._small = _paper_font(tokens.FONT_SMALLEST)
        self._page = 1

    def paint(self) -> None:
        """Paint everything."""
        report = self._report
        period = report.period
        self._line(self._business, _paper_font(tokens.FONT_BASE), LIGHT.secondary)
        title = _paper_font(tokens.FONT_TITLE, QFont.Weight.DemiBold)
        self._line(wording.kind_text(report.kind), title, LIGHT.text)
        days = wording.days_text(period.first, period.last)
        self._line(days, _paper_font(tokens.FONT_BASE), LIGHT.text)
        self._line(wording.note_text(report.kind), self._small, LIGHT.secondary)
        self._y += 10
        for place, figure in enumerate(report.totals):
            words = wording.spoken_figure(figure)
            if report.before:
                words += f"   {wording.change_text(figure, report.before[place])}"
            self._line(words, _paper_font(tokens.FONT_SMALL), LIGHT.text)
        self._y += 12
        if report.lines or report.grid is not None:
            look = Look(LIGHT, self._small)
            height = height_of(report, look)
            Drawing(self._painter, QRectF(0, self._y, self._width, height), report, look)
            self._y += height + 14
        self._table()
        self._painter.end()

    def _table(self) -> None:
        rows = wording.rows(self._report)
        if not rows:
            return
        heads = wording.heads(self._report)
        cell = self._width * 0.66 / max(len(heads) - 1, 1)
        self._row(tuple(heads), cell, LIGHT.secondary)
        for row in rows:
            if self._y + self._height(self._small) > self._bottom:
                self._turn()
                self._row(tuple(heads), cell, LIGHT.secondary)
            self._row(row, cell, LIGHT.text)

    def _row(self, cells: tuple[str, ...], width: float, ink: str) -> None:
        height = self._height(self._small) + 5
        first = self._width - width * (len(cells) - 1)
        self._write(QRectF(0, self._y, first - 8, height), cells[0], self._small, ink)
        for place, words in enumerate(cells[1:]):
            room = QRectF(first + place * width, self._y, width - 4, height)
            self._write(room, words, self._small, ink, right=True)
        self._y += height
        self._painter.fillRect(QRectF(0, self._y - 1, self._width, 0.6), QColor(LIGHT.divider))

    def _turn(self) -> None:
        self._writer.newPage()
        self._y = 0.0

    def _line(self, words: str, face: QFont, ink: str) -> None:
        height = self._height(face)
        self._write(QRectF(0, self._y, self._width, height), words, face, ink)
        self._y += height + 2

    def _write(
        self, room: QRectF, words: str, face: QFont, ink: str, *, right: bool = False
    ) -> None:
        self._painter.setFont(face)
        self._painter.setPen(QColor(ink))
        shown = QFontMetricsF(face, self._writer).elidedText(
            words, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        along = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = along | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(room, int(flags), shown)

    def _height(self, face: QFont) -> float:
        return QFontMetricsF(face, self._writer).height()


def _paper_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface font at its size without the text scaling of the screen."""
    made = font(size, weight)
    made.setPixelSize(size)
    return made
