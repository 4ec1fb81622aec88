"""The calendar on paper: the painter of the window, with heads and hours drawn around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from frontdesk.desk.views import ColumnView, DaysView
from frontdesk.engine.span import Span
from frontdesk.ui import text
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.geometry import QUARTER, ColumnScale, Rect, TimeScale
from frontdesk.ui.calendar.layout import axis_day, build
from frontdesk.ui.calendar.painter import DayPainter
from frontdesk.ui.calendar.scene import Frame, Scene
from frontdesk.ui.calendar.wording import Words, clock_text
from frontdesk.ui.printing.page import write
from frontdesk.ui.printing.paper import (
    AXIS,
    COLUMN_HEAD,
    GROUP_HEAD,
    NARROWEST,
    Paper,
    printed_hours,
    split,
)
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.theme.tokens import LIGHT

_SHARPNESS = 3.0
"""Pixels a unit of hatches and bars, which printers get as pictures: 330 an inch."""
_HIGHEST_QUARTER = 34.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How visits are told, as the window tells them."""

    words: Words
    color_by: ColorBy = ColorBy.SERVICE
    twelve_hours: bool = False
    now: int = 0
    contacts: bool = True


class CalendarBody:
    """The columns of one page."""

    def __init__(self, days: DaysView, hours: Span, paper: Paper, manner: Manner) -> None:
        """Lay ``days`` out; ``hours`` are the minutes after midnight that are printed."""
        if not manner.contacts:
            days = without_phones(days)
        width, height = paper.room
        self._grouped = len(days.days) > 1
        self._top = COLUMN_HEAD + (GROUP_HEAD if self._grouped else 0)
        # The fonts of the calendar grow with the screen's scaling; paper has its own size.
        self._scale = text_scale()
        quarters = (hours.end - hours.start) / QUARTER
        quarter = min((height - self._top) / quarters, _HIGHEST_QUARTER) * self._scale
        columns = ColumnScale(
            len(days.columns),
            round((width - AXIS) * self._scale),
            round(NARROWEST * self._scale),
        )
        frame = Frame(
            time=TimeScale(axis_day(days), quarter),
            columns=columns,
            zone=ZoneInfo(days.timezone),
            words=manner.words,
            twelve_hours=manner.twelve_hours,
            text_scale=self._scale,
            titles={day.date: text.day_text(day.date) for day in days.days},
            color_by=manner.color_by,
        )
        made = build(days, days.columns, None, manner.now, frame)
        self.scene: Scene = replace(made, now_line=None)  # paper stays, now does not
        self._twelve_hours = manner.twelve_hours
        self._first = hours.start * quarter / QUARTER
        self._height = (hours.end - hours.start) * quarter / QUARTER

    @property
    def day(self) -> date | None:
        """The day, where it is only one."""
        return None if self._grouped else self.scene.groups[0].date

    @property
    def name(self) -> str:
        """Who has a column."""
        return ", ".join(dict.fromkeys(column.view.name for column in self.scene.columns))

    def paint(self, painter: QPainter) -> None:
        """Heads, hours, and the body from the first hour to the last."""
        scale = self._scale
        painter.save()
        painter.scale(1 / scale, 1 / scale)
        painter.translate(AXIS * scale, self._top * scale - self._first)
        area = Rect(0, self._first, self.scene.width, self._height)
        painter.setClipRect(QRectF(area.x, area.y, area.width, area.height))
        DayPainter(LIGHT, scale, _SHARPNESS).paint(painter, self.scene, area)
        painter.restore()
        self._paint_heads(painter)
        self._paint_hours(painter)
        self._paint_frame(painter)

    def _paint_heads(self, painter: QPainter) -> None:
        top = self._top - COLUMN_HEAD
        for column in self.scene.columns:
            left, width = AXIS + column.x / self._scale + 8, column.width / self._scale - 12
            name = QRectF(left, top + 2, width, 17)
            write(painter, name, column.view.name, tokens.FONT_BASE, bold=True)
            hours = QRectF(left, top + 18, width, 15)
            write(painter, hours, column.hours, tokens.FONT_SMALLEST, LIGHT.secondary)
        for group in self.scene.groups if self._grouped else ():
            left, width = AXIS + group.x / self._scale + 8, group.width / self._scale - 12
            day = QRectF(left, 0, width, GROUP_HEAD - 2)
            write(painter, day, group.title, tokens.FONT_BASE, bold=True)

    def _paint_hours(self, painter: QPainter) -> None:
        line = self.scene.frame.time.line
        for mark in self.scene.marks:
            y = (line(mark.instant) - self._first) / self._scale
            if not mark.is_hour or not -1 <= y < self._height / self._scale - 8:
                continue
            words = clock_text(mark.wall_minute, self._twelve_hours)
            if self._twelve_hours:
                words = words.replace(":00", "")
            room = QRectF(0, self._top + y + 1, AXIS - 7, 15)
            right = Qt.AlignmentFlag.AlignRight
            write(painter, room, words, tokens.FONT_SMALL, LIGHT.secondary, align=right)

    def _paint_frame(self, painter: QPainter) -> None:
        color = QColor(LIGHT.hour_line)
        width, bottom = self.scene.width / self._scale, self._top + self._height / self._scale
        for y in (self._top, bottom):
            painter.fillRect(QRectF(0, y, AXIS + width, 0.75), color)
        top = 0 if self._grouped else self._top - COLUMN_HEAD
        edges = {0.0, *((group.x + group.width) / self._scale for group in self.scene.groups)}
        for x in edges:
            painter.fillRect(QRectF(AXIS + x - 0.5, top, 0.75, bottom - top), color)


def calendar_bodies(days: DaysView, paper: Paper, manner: Manner) -> Sequence[CalendarBody]:
    """The pages of ``days``; all of them begin and end at the same hour."""
    hours = printed_hours(days)
    return [CalendarBody(part, hours, paper, manner) for part in split(days, paper.most_columns)]


def without_phones(days: DaysView) -> DaysView:
    """``days`` for somebody who may not see contacts."""

    def bare(column: ColumnView) -> ColumnView:
        return replace(column, visits=tuple(replace(visit, phone="") for visit in column.visits))

    return DaysView(tuple(replace(day, columns=tuple(map(bare, day.columns))) for day in days.days))
