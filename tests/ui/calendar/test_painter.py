"""The picture: the same however it is asked for, and plain text whatever a customer is called."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.painter import DayPainter, Emphasis
from frontdesk.ui.calendar.places import ghost_of
from frontdesk.ui.calendar.scene import Scene
from frontdesk.ui.theme.tokens import DARK, LIGHT


def picture(
    scene: Scene, *areas: Rect, emphasis: Emphasis | None = None, painter: DayPainter | None = None
) -> QImage:
    """The scene from 8 to 12 o'clock at 20 px a quarter, painted area by area."""
    image = QImage(600, 320, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("magenta"))
    by = painter or DayPainter(LIGHT)
    with QPainter(image) as canvas:
        canvas.translate(0, -640)
        for area in areas or (Rect(0, 640, 600, 320),):
            canvas.save()
            canvas.setClipRect(*(round(edge) for edge in area))
            by.paint(canvas, scene, area, emphasis or Emphasis())
            canvas.restore()
    return image


@pytest.fixture
def scene(make: Any, qtbot: QtBot) -> Scene:
    """A bit of everything: visits side by side, buffers, openings, lunch, now."""
    visits = [
        make.visit(make.at(8), 45, id=1, before=10, after=15, notes="x"),
        make.visit(make.at(8, 30), 60, id=2),
        make.hold(make.at(10), make.moment(9, 40), id=3),
    ]
    ben = make.column("ben", "Ben Okafor", open=[(make.at(9), make.at(11))])
    openings = make.openings({"ben": (make.at(9, 30), make.at(9, 45))})
    made: Scene = make.scene(
        make.column(visits=visits), ben, now=make.moment(9, 37), openings=openings
    )
    return made


def test_painting_parts_gives_the_same_picture_as_painting_all(scene: Scene) -> None:
    """What a repaint of a few rectangles relies on."""
    parts = [Rect(x, 640 + y, 75, 40) for x in range(0, 600, 75) for y in range(0, 320, 40)]
    ghost = ghost_of(scene, "ben", scene.openings.starts["ben"][1]) if scene.openings else None
    emphasis = Emphasis(hovered=1, selected=2, ghost=ghost, cursor=Rect(310, 700, 100, 30))
    assert picture(scene, *parts, emphasis=emphasis) == picture(scene, emphasis=emphasis)


def test_painting_twice_changes_nothing(scene: Scene) -> None:
    painter = DayPainter(LIGHT)
    assert picture(scene, painter=painter) == picture(scene, painter=painter)


@pytest.mark.parametrize("room", [120, 200, 320])
@pytest.mark.parametrize("mirrored", [False, True])
def test_badges_stay_within_a_visit_that_is_narrow(
    make: Any, qtbot: QtBot, room: int, mirrored: bool
) -> None:
    """Six visits at once leave no room for all that could be told."""

    def six(**more: Any) -> Scene:
        visits = [make.visit(make.at(9), 90, id=n, **(more if n == 3 else {})) for n in range(6)]
        made: Scene = make.scene(make.column(visits=visits), room=room, mirrored=mirrored)
        return made

    plain, told = six(), six(alert=True, first_visit=True, notes="x", arrived=True, owes=True)
    [block] = told.blocks_of(3)
    before, after = picture(plain), picture(told)
    changed = {
        x
        for x in range(room)
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    }
    assert all(block.rect.x <= x < block.rect.right for x in changed)
    assert changed or block.rect.width < 24


@pytest.mark.parametrize("minutes", [30, 45, 90])
@pytest.mark.parametrize("facts", [{}, {"arrived": True, "completed": True}, {"alert": True}])
def test_a_narrow_visit_as_high_as_two_lines_shows_that_it_is_unpaid(
    make: Any, qtbot: QtBot, facts: dict[str, Any], minutes: int
) -> None:
    """Whatever else its icons tell: what is done is not what is paid."""

    def day(owes: bool) -> Scene:
        name = "Maximilian Oyelaran-Featherstone"
        visit = make.visit(make.at(9), minutes, customer_name=name, owes=owes, **facts)
        made: Scene = make.scene(make.column(visits=[visit]), now=make.moment(9), room=120)
        return made

    assert picture(day(owes=True)) != picture(day(owes=False))


def test_every_pixel_is_painted(scene: Scene) -> None:
    image = picture(scene)
    magenta = QColor("magenta")
    assert not any(
        image.pixelColor(x, y) == magenta for x in range(0, 600, 7) for y in range(0, 320, 3)
    )


def test_markup_in_a_name_is_painted_as_letters(make: Any, qtbot: QtBot) -> None:
    def painted(name: str) -> QImage:
        return picture(make.scene(make.column(visits=[make.visit(make.at(9), customer_name=name)])))

    assert painted("<b>Ruth</b>") != painted("Ruth")
    assert painted("Ruth") == painted("Ruth")


def test_open_closed_and_now_are_where_they_belong(scene: Scene) -> None:
    image = picture(scene)
    y = {hour: (hour - 8) * 80 for hour in (8, 9, 10, 11)}
    assert image.pixelColor(590, y[10] + 50) == QColor(LIGHT.base)  # Ben is open at 10
    assert image.pixelColor(590, y[8] + 10) in (
        QColor(LIGHT.closed),
        QColor(LIGHT.closed_hatch),
    )
    assert image.pixelColor(450, y[9] + 37 * 80 // 60) == QColor(LIGHT.now_line)
    assert image.pixelColor(590, y[9] + 50) == QColor(LIGHT.available)


def test_the_dark_scheme_is_another_picture(scene: Scene) -> None:
    dark = picture(scene, painter=DayPainter(DARK))
    assert dark.pixelColor(590, 210) == QColor(DARK.base)
