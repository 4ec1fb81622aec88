"""The calendar of a window that reads from right to left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.painter import DayPainter
from frontdesk.ui.calendar.scene import Scene
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.theme.tokens import LIGHT

RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
BAR = QColor(LIGHT.hues["teal"].bar)


def bars(scene: Scene) -> list[int]:
    """The x at which the bars of visits begin, at half past nine."""
    image = QImage(scene.width, 80, QImage.Format.Format_RGB32)
    with QPainter(image) as canvas:
        canvas.translate(0, -720)
        DayPainter(LIGHT).paint(canvas, scene, Rect(0, 720, scene.width, 80))
    row = [image.pixelColor(x, 40) == BAR for x in range(scene.width)]
    return [x for x, inked in enumerate(row) if inked and not (x and row[x - 1])]


def test_bars_and_columns_are_the_mirror_image(make: Any, qtbot: QtBot) -> None:
    visits = [make.visit(make.at(9), 60, id=1), make.visit(make.at(9), 60, id=2)]
    columns = (make.column(visits=visits), make.column("ben", "Ben", visits=visits[:1]))
    straight, mirrored = make.scene(*columns), make.scene(*columns, mirrored=True)
    assert len(bars(straight)) == 3
    assert sorted(600 - 4 - x for x in bars(mirrored)) == bars(straight)
    for one, other in zip(straight.blocks, mirrored.blocks, strict=True):
        assert one.visit is other.visit
        assert other.rect.x == 600 - one.rect.right


class Mirror:
    """A mirrored calendar of ten columns that does not fit."""

    def __init__(self, qtbot: QtBot, make: Any) -> None:
        self.qtbot, self.make = qtbot, make
        self.view = CalendarView()
        self.view.setLayoutDirection(RIGHT_TO_LEFT)
        qtbot.addWidget(self.view)
        controller = CalendarController(self.view, make.moment(8))
        self.view.resize(56 + 480 + 20, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        visit = make.visit(make.at(9), 60, id=7)
        names = [f"r{n}" for n in range(10)]
        columns = [
            make.column(name, name, visits=[replace(visit, resource_id=name, id=n)])
            for n, name in enumerate(names)
        ]
        controller.show_days(make.view(*columns))

    def click(self, x: int) -> None:
        """Press at half past nine, ``x`` pixels from the left of the viewport."""
        y = self.view.scene.line(self.make.at(9, 30)) - self.view.offset().y()  # type: ignore[union-attr]
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


@pytest.fixture
def mirror(qtbot: QtBot, make: Any) -> Mirror:
    return Mirror(qtbot, make)


def test_it_opens_at_the_first_columns_which_are_at_the_right(mirror: Mirror) -> None:
    chosen: list[int] = []
    mirror.view.visitChosen.connect(chosen.append)
    width = mirror.view.viewport().width()
    mirror.click(width - 30)
    mirror.click(width - 150)
    assert chosen == [0, 1]


def test_the_axis_is_at_the_right(mirror: Mirror) -> None:
    room = mirror.view.viewport().geometry()
    assert mirror.view.width() - room.right() > 50
    assert room.left() < 50


def test_the_left_arrow_goes_on_to_the_next_column(mirror: Mirror) -> None:
    mirror.view.setFocus(Qt.FocusReason.TabFocusReason)
    places = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        mirror.qtbot.keyClick(mirror.view, key)
        place = mirror.view.cursor_place
        places.append(place.resource_id if place is not None else "")
    assert places == ["r0", "r1", "r2", "r1"]


def test_turning_the_window_round_turns_the_calendar(mirror: Mirror) -> None:
    mirror.view.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    scene = mirror.view.scene
    assert scene is not None
    assert scene.columns[0].x == 0
    assert mirror.view.viewport().geometry().left() > 50
