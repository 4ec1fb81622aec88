"""The list on paper: a row for each visit, as high as its note needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from frontdesk.desk.agenda import AgendaRow, AgendaView
from frontdesk.desk.views import is_unpaid
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.calendar.wording import Words
from frontdesk.ui.payments import unpaid_text
from frontdesk.ui.printing.page import paper_font, write
from frontdesk.ui.printing.paper import Paper
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.tokens import LIGHT

_OVER = frozenset({Status.CANCELLED, Status.RESCHEDULED})
_GAP = 10
_PAD = 5
_DAY = 28
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LONGEST = 100_000.0


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the table, ready to be written; ``height`` in units."""

    texts: tuple[str, ...]
    height: float
    day: str = ""
    """The day that is headed above the row; empty where it is the same as before."""


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns and their shares of the width."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]

    def edges(self, width: float) -> list[tuple[float, float]]:
        """The left edge and the width of each column."""
        found, x = [], 0.0
        for share in self.shares:
            room = width * share / sum(self.shares)
            found.append((x, room - _GAP))
            x += room
        return found


@dataclass(frozen=True, slots=True)
class ListBody:
    """The rows of one page."""

    table: Table
    width: int
    rows: tuple[Cells, ...] = ()
    name: str = ""
    day: date | None = None

    def paint(self, painter: QPainter) -> None:
        """The heads, then the rows with a line under each."""
        edges = self.table.edges(self.width)
        for words, (x, room) in zip(self.table.heads, edges, strict=True):
            write(
                painter,
                QRectF(x, 0, room, 18),
                words,
                tokens.FONT_SMALL,
                LIGHT.secondary,
                bold=True,
            )
        painter.fillRect(QRectF(0, 21, self.width, 1), QColor(LIGHT.border))
        y = 22.0
        for row in self.rows:
            if row.day:
                write(
                    painter, QRectF(0, y + 6, self.width, 20), row.day, tokens.FONT_BASE, bold=True
                )
                y += _DAY
            self._paint_row(painter, row, y, edges)
            y += row.height
        if not self.rows:
            line = QRectF(0, y + 12, self.width, 20)
            write(painter, line, _tr("Nobody is booked."), tokens.FONT_BASE, LIGHT.secondary)

    def _paint_row(
        self, painter: QPainter, row: Cells, y: float, edges: Sequence[tuple[float, float]]
    ) -> None:
        for index, (words, (x, room)) in enumerate(zip(row.texts, edges, strict=True)):
            painter.setFont(paper_font(tokens.FONT_BASE, bold=index == 1))
            painter.setPen(QColor(LIGHT.text))
            painter.drawText(QRectF(x, y + _PAD, room, row.height), _WRAP, words)
        painter.fillRect(QRectF(0, y + row.height - 0.5, self.width, 0.5), QColor(LIGHT.hour_line))


def list_bodies(
    view: AgendaView, paper: Paper, words: Words, *, contacts: bool
) -> Sequence[ListBody]:
    """The pages of a list: who comes, when, to whom; telephone numbers only with ``contacts``."""
    width, height = paper.room
    table = _table(contacts)
    rows = list(_rows(view, table, width, words, contacts=contacts))
    pages: list[list[Cells]] = [[]]
    used = 22.0
    for row in rows:
        needed = row.height + (_DAY if row.day else 0)
        if pages[-1] and used + needed > height:
            pages.append([])
            used = 22.0
        pages[-1].append(row)
        used += needed
    name = text.counted(len(rows), _tr("{count} visit"), _tr("{count} visits"))
    return [ListBody(table, width, tuple(page), name) for page in pages]


def _table(contacts: bool) -> Table:
    columns = [
        (_tr("Time"), 0.15 if text.twelve_hours() else 0.11),
        (_tr("Name"), 0.19),
        (_tr("Telephone"), 0.15),
        (_tr("Service"), 0.16),
        (_tr("With"), 0.15),
        (_tr("Status"), 0.10),
        (_tr("Note"), 0.20),
    ]
    shown = [entry for index, entry in enumerate(columns) if contacts or index != 2]
    heads, shares = zip(*shown, strict=True)
    return Table(heads, shares)


def _rows(
    view: AgendaView, table: Table, width: int, words: Words, *, contacts: bool
) -> Iterable[Cells]:
    several, before = view.first != view.last, None
    for row in view.rows:
        if row.status in _OVER:
            continue
        day = local_date(row.start, view.timezone)
        head = text.long_day_text(day, view.first) if several and day != before else ""
        before = day
        texts = _texts(row, view, words)
        shown = tuple(cell for index, cell in enumerate(texts) if contacts or index != 2)
        yield Cells(shown, _height(shown, table, width), head)


def _texts(row: AgendaRow, view: AgendaView, words: Words) -> tuple[str, ...]:
    status = words.status(row)
    return (
        text.span_text(row.start, row.end, view.timezone),
        row.customer_name or "–",
        row.phone,
        row.service_name,
        ", ".join(row.resource_names),
        unpaid_text(status) if is_unpaid(row, view.read_at) else status,
        row.notes,
    )


def _height(texts: Sequence[str], table: Table, width: int) -> float:
    tallest = 0.0
    for index, (words, (_x, room)) in enumerate(zip(texts, table.edges(width), strict=True)):
        metrics = QFontMetricsF(paper_font(tokens.FONT_BASE, bold=index == 1))
        needed = metrics.boundingRect(QRectF(0, 0, room, _LONGEST), _WRAP, words or " ")
        tallest = max(tallest, needed.height())
    return tallest + 2 * _PAD


def _tr(words: str) -> str:
    return QCoreApplication.translate("Printing", words)
