"""The calendar as it was looked at and found good, in every scheme and state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage, QPainter

from frontdesk.desk.views import BlockView, DaysView
from frontdesk.engine.clock import moment_of
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.geometry import ColumnScale, Rect, TimeScale
from frontdesk.ui.calendar.layout import build
from frontdesk.ui.calendar.painter import DayPainter, Emphasis
from frontdesk.ui.calendar.places import ghost_of
from frontdesk.ui.calendar.scene import Frame, Scene
from frontdesk.ui.calendar.wording import Words
from frontdesk.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT
from frontdesk.ui.theme.tokens import DARK, LIGHT, Scheme
from tests.pictures.compare import difference
from tests.pictures.conftest import Checked
from tests.ui.calendar.conftest import Maker

SCHEMES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
make = Maker()


def painted(
    scene: Scene,
    hours: tuple[float, float],
    scheme: Scheme = LIGHT,
    emphasis: Emphasis | None = None,
    ratio: float = 1,
) -> QImage:
    """The part of the scene between two hours since midnight."""
    top, bottom = (round(hour * 4 * scene.frame.time.quarter) for hour in hours)
    size = round(scene.width * ratio), round((bottom - top) * ratio)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    with QPainter(image) as canvas:
        canvas.translate(0, -top)
        area = Rect(0, top, scene.width, bottom - top)
        DayPainter(scheme, 1, ratio).paint(canvas, scene, area, emphasis or Emphasis())
    return image


def a_bit_of_everything(**more: Any) -> Scene:
    """Live, past and missed visits, buffers, a break, available times, now."""
    ana = make.column(
        visits=[
            make.visit(make.at(8), 45, id=1, before=10, after=15, notes="Brings X-rays"),
            make.visit(make.at(9, 30), 60, id=2, arrived=True, alert=True, first_visit=True),
            make.visit(make.at(11), 30, id=3, status=Status.NO_SHOW),
        ],
        blocks=[BlockView(Span(make.at(10, 30), make.at(11)), "Break")],
    )
    ben = make.column(
        "ben",
        "Ben Okafor",
        open=[(make.at(9), make.at(12))],
        visits=[make.visit(make.at(9), 30, id=4, resource="ben", status=Status.RESERVED)],
    )
    openings = make.openings({"ben": (make.at(10), make.at(10, 15), make.at(10, 30))})
    return make.scene(ana, ben, now=make.moment(9, 10), openings=openings, room=360, **more)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_schemes(checked: Checked, scheme: str) -> None:
    scene = a_bit_of_everything()
    emphasis = Emphasis(selected=2, ghost=ghost_of(scene, "ben", make.at(10, 15)))
    checked(f"scheme-{scheme}", painted(scene, (7.5, 12), SCHEMES[scheme], emphasis))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_unpaid(checked: Checked, scheme: str) -> None:
    """In blocks of each height, beside other icons, and not yet at a visit that is to come."""
    owing = [
        make.visit(make.at(8), 15, id=1, customer_name="Ruth Bianchi", owes=True, completed=True),
        make.visit(make.at(8, 20), 30, id=2, owes=True, arrived=True, completed=True),
        make.visit(make.at(9), 45, id=3, owes=True, arrived=True, alert=True, first_visit=True),
        make.visit(make.at(10), 60, id=4, owes=True, notes="Brings X-rays"),
        make.visit(make.at(11, 15), 30, id=5, owes=True),
    ]
    scene = make.scene(make.column(visits=owing), now=make.moment(10, 50), room=180)
    checked(f"unpaid-{scheme}", painted(scene, (7.9, 11.9), SCHEMES[scheme]))


def test_right_to_left(checked: Checked) -> None:
    scene = a_bit_of_everything(mirrored=True)
    checked("mirrored", painted(scene, (7.5, 12)))


def test_a_hebrew_name_runs_its_own_way(checked: Checked) -> None:
    visit = make.visit(make.at(9), 45, customer_name="שרה כהן")
    scenes = [make.scene(make.column(visits=[visit]), room=180, mirrored=m) for m in (False, True)]
    for name, scene in zip(("hebrew", "hebrew-mirrored"), scenes, strict=True):
        checked(name, painted(scene, (9, 10)))


@pytest.mark.parametrize("by", list(ColorBy), ids=lambda by: by.value)
def test_colours_by(checked: Checked, by: ColorBy) -> None:
    scene = a_bit_of_everything(color_by=by)
    checked(f"colour-by-{by.value}", painted(scene, (8, 11.5)))


@pytest.mark.parametrize("left", [272, 45, 12])
def test_states_of_a_hold(checked: Checked, left: int) -> None:
    now = make.moment(8)
    holds = [
        make.hold(make.at(9), now + timedelta(seconds=left), after=10),
        make.hold(make.at(10), now + timedelta(seconds=left), desk="Desk 2", id=2),
    ]
    scene = make.scene(make.column(visits=holds), now=now, room=200)
    checked(f"hold-{left}", painted(scene, (9, 10.6)))


def test_one_minute_visits_and_a_packed_overlap(checked: Checked) -> None:
    short = [make.visit(make.at(9, n), 1, id=n + 1) for n in (0, 1, 20, 40)]
    packed = [make.visit(make.at(10, 5 * n), 30, id=10 + n) for n in range(5)]
    scene = make.scene(make.column(visits=[*short, *packed]), room=320)
    checked("minutes-and-overlap", painted(scene, (8.9, 11)))


def test_long_names_and_markup(checked: Checked) -> None:
    visits = [
        make.visit(make.at(9), 45, customer_name="N" * 300, alert=True, notes="x"),
        make.visit(make.at(10), 15, id=2, customer_name="<b>Ruth</b> & Sons"),
        make.visit(make.at(10, 30), 10, id=3, customer_name="=1+1"),
    ]
    checked("long-names", painted(make.scene(make.column(visits=visits), room=160), (9, 11)))


def test_an_empty_day_says_why(checked: Checked) -> None:
    scene = make.scene(make.column(open=[], closed_reason="Thanksgiving"), room=160)
    checked("closed-day", painted(scene, (0, 1.5)))


@pytest.mark.parametrize("quarter", [12, 40])
def test_zoom(checked: Checked, quarter: int) -> None:
    scene = a_bit_of_everything(quarter=quarter)
    checked(f"zoom-{quarter}", painted(scene, (8, 10)))


@pytest.mark.parametrize("ratio", [1.5, 2])
def test_fine_screens(checked: Checked, ratio: float) -> None:
    checked(f"ratio-{ratio:g}", painted(a_bit_of_everything(), (9, 10.5), ratio=ratio))


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 11, 1), "25-hours"), (date(2026, 3, 8), "23-hours")]
)
def test_days_of_other_lengths(checked: Checked, day: date, name: str) -> None:
    other = Maker(day)
    scene = other.scene(other.column(visits=[other.visit(other.at(4), 45)]), room=160, quarter=12)
    checked(name, painted(scene, (0, 6)))


def test_a_week_in_which_the_clocks_go_back(checked: Checked) -> None:
    """Hours in the day whose clock runs apart from the axis, and a visit over midnight."""
    saturday, sunday = (Maker(date(2026, 10, day), ZoneInfo("Europe/Berlin")) for day in (24, 25))
    late = saturday.visit(saturday.at(23), 180)
    columns = [
        saturday.column(visits=[late]),
        sunday.column(visits=[late, sunday.visit(sunday.at(9), 60, id=2)]),
    ]
    days = DaysView((saturday.view(columns[0]).days[0], sunday.view(columns[1]).days[0]))
    frame = Frame(
        time=TimeScale(saturday.day, 12),
        columns=ColumnScale(2, 320, 120),
        zone=saturday.zone,
        words=Words(),
    )
    scene = build(days, columns, None, moment_of(sunday.moment(4)), frame)
    begin, end = painted(scene, (0, 5)), painted(scene, (22, 25))
    checked("week-begin", begin)
    checked("week-end", end)


def test_a_colour_that_changed_is_another_picture() -> None:
    """The control: what the comparison is for."""
    scene = a_bit_of_everything()
    hues = dict(LIGHT.hues)
    hues["teal"] = replace(hues["teal"], bar=hues["rust"].bar)
    usual = painted(scene, (7.5, 12))
    assert difference(usual, painted(scene, (7.5, 12), replace(LIGHT, hues=hues))).is_too_much
    assert not difference(usual, painted(scene, (7.5, 12))).is_too_much


def test_a_name_that_is_gone_is_another_picture() -> None:
    one, other = (
        painted(make.scene(make.column(visits=[visit]), room=160), (9, 10))
        for visit in (make.visit(make.at(9)), make.visit(make.at(9), customer_name="Dana"))
    )
    assert difference(one, other).is_too_much
