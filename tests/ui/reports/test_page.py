"""The page of reports through its widgets: figures, their visits, files, and who may what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk.desk import booking, configuration, users
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.reports import (
    Figure,
    Kind,
    Measure,
    Outcome,
    Period,
    Preset,
    Slice,
    VisitBehind,
    visits_behind,
)
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.ui.customers.table import Rows
from frontdesk.ui.reports import behind_pane, wording
from frontdesk.ui.reports import page as page_module
from frontdesk.ui.reports.opened import opened_cell
from frontdesk.ui.reports.page import ReportsPage
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.plain import PlainLabel
from tests.desk.conftest import RIVERSIDE
from tests.desk.words import at

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
HOSTILE = "=HYPERLINK(<b>x</b>)"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The sample clinic with four visits in November, one of them missed and one cancelled."""
    desk = Desk.open(tmp_path / "book.db", HandClock(datetime(2026, 11, 23, 14, 1, tzinfo=UTC)))
    configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
    made = []
    for when, name, email in (
        ("24 09:00", "Dana Fox", "dana@example.org"),
        ("24 10:00", HOSTILE, "odd@example.org"),
        ("25 12:00", "Dana Fox", "dana@example.org"),
        ("27 11:00", "Ruth Klein", "ruth@example.org"),
    ):
        request = HoldRequest(
            "follow-up",
            at(f"2026-11-{when}"),
            customer=CustomerDetails(name, email),
            complete=Status.BOOKED,
        )
        answer = booking.hold(desk, request)
        assert isinstance(answer, Done), answer
        made.append(answer.value.appointment.id)
    booking.cancel(desk, made[0])
    booking.no_show(desk, made[2])
    yield desk
    desk.close()


@pytest.fixture
def runner(desk: Desk, qtbot: QtBot) -> Iterator[Runner]:
    """The database thread."""
    runner = Runner(desk)
    yield runner
    runner.close()


@pytest.fixture
def page(runner: Runner, qtbot: QtBot) -> ReportsPage:
    """The page, with the visits of this month."""
    page = ReportsPage(runner, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1118, 716)
    page.show()
    qtbot.waitUntil(lambda: page.report is not None)
    return page


def show(qtbot: QtBot, page: ReportsPage, kind: Kind) -> None:
    """Press the segment of a report and wait for it."""
    qtbot.mouseClick(page.kinds.button(kind.value), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.report is not None and page.report.kind is kind)


def tile_texts(page: ReportsPage) -> list[str]:
    """What the tiles say to a screen reader."""
    return [tile.accessibleName() for tile in page.tiles.tiles]


def behind(qtbot: QtBot, page: ReportsPage) -> list[tuple[str, ...]]:
    """The rows of the list of visits, once they are there."""
    rows = page.behind.list.model()
    qtbot.waitUntil(lambda: rows.rowCount() > 0)
    return [
        tuple(rows.index(row, column).data() for column in range(5))
        for row in range(rows.rowCount())
    ]


def test_the_tiles_count_and_open_to_the_visits(qtbot: QtBot, page: ReportsPage) -> None:
    assert tile_texts(page) == [
        "Booked: 4",
        "Kept: 2",
        "Cancelled: 1",
        "Cancelled late: 1",
        "No-shows: 1",
        "No-show rate: 33.3 %",
    ]
    qtbot.mouseClick(page.tiles.tiles[4], Qt.MouseButton.LeftButton)
    ((when, who, service, _with, status),) = behind(qtbot, page)
    assert (when, who, service) == ("Wed 25 Nov 2026, 12:00", "Dana Fox", "Follow-up")
    assert status == "No-show"


def test_a_visit_of_the_list_is_opened_and_esc_closes_only_the_list(
    qtbot: QtBot, page: ReportsPage
) -> None:
    qtbot.mouseClick(page.tiles.tiles[1], Qt.MouseButton.LeftButton)
    behind(qtbot, page)
    with qtbot.waitSignal(page.visitWanted) as wanted:
        qtbot.keyClick(page.behind.list, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0].customer_name == "Ruth Klein"
    assert wanted.args[0].visit.start == at("2026-11-27 11:00")
    qtbot.keyClick(page.behind.list, Qt.Key.Key_Escape)
    assert not page.behind.isVisible()
    assert page.isVisible()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_report_is_shown_painted_and_listed(
    qtbot: QtBot, page: ReportsPage, kind: Kind
) -> None:
    if kind is not Kind.VISITS:
        show(qtbot, page, kind)
    assert page.report is not None
    assert page.tiles.tiles
    picture = page.canvas.grab().toImage()
    colors = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 5)
        for y in range(0, picture.height(), 5)
    }
    assert len(colors) > 1, "nothing was painted"
    rows = page.table.model()
    assert rows.rowCount() == len(page.report.lines)
    assert page.canvas.accessibleDescription() == wording.summary(page.report)


def test_a_figure_of_the_table_is_opened_with_enter(qtbot: QtBot, page: ReportsPage) -> None:
    show(qtbot, page, Kind.SERVICES)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.model().index(0, 3))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert [row[4] for row in behind(qtbot, page)] == ["Cancelled"]


def test_an_hour_of_the_heat_map_is_reached_and_opened_by_keys(
    qtbot: QtBot, page: ReportsPage
) -> None:
    show(qtbot, page, Kind.LOAD)
    page.canvas.grab()
    place = ["Tue 10:00" in spot.opens.words for spot in page.canvas.spots].index(True)
    page.canvas.setFocus()
    for _ in range(place + 1):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert [row[1] for row in behind(qtbot, page)] == [HOSTILE]


def test_keys_stay_at_their_hour_while_others_write(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    show(qtbot, page, Kind.LOAD)
    page.canvas.grab()
    place = ["Tue 10:00" in spot.opens.words for spot in page.canvas.spots].index(True)
    page.canvas.setFocus()
    for _ in range(place + 1):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    before = page.report
    other = next(visit.id for visit in kept(desk) if visit.customer_name == "Ruth Klein")
    change(page, lambda: booking.cancel(desk, other))
    qtbot.waitUntil(lambda: page.report is not before)
    page.canvas.grab()
    assert "Tue 10:00" in page.canvas.spots[page.canvas.at].opens.words
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert [row[1] for row in behind(qtbot, page)] == [HOSTILE]


FROM_SETUP = {"open", "price"}


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_no_count_of_visits_says_where_it_comes_from(
    qtbot: QtBot, page: ReportsPage, kind: Kind
) -> None:
    if kind is not Kind.VISITS:
        show(qtbot, page, kind)
    report = page.report
    assert report is not None
    for tile in page.tiles.tiles:
        assert ("setup" in tile.toolTip()) is (tile.figure.name in FROM_SETUP)
    rows = page.table.model()
    for row, line in enumerate(report.lines):
        for column, figure in enumerate(line.figures, 1):
            told = rows.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            assert ("setup" in told) is (figure.name in FROM_SETUP)


def open_with(qtbot: QtBot, page: ReportsPage, press: Callable[[], None]) -> int:
    """Open a figure, wait for what is behind it, and say how many are listed.

    Nobody is left before an empty list without a sentence.
    """
    with qtbot.waitSignal(page.reader.behindRead, timeout=30_000):
        press()
    count = page.behind.list.model().rowCount()
    assert page.behind.isVisible()
    assert page.behind.list.isVisible() is bool(count)
    assert page.behind.count.text().startswith(str(count) if count else "There are no ")
    return count


def agrees(figure: Figure, count: int) -> bool:
    """Whether a figure is a number of visits that long a list can explain."""
    if figure.name in ("open", "price"):
        return True  # zero visits may take of forty open hours
    if figure.name in ("people", "new", "returning"):
        return bool(figure.value) is bool(count)
    if figure.measure is Measure.COUNT and figure.name != "visits-each":
        return figure.value == count
    return bool(figure.value) is bool(count)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_tile_every_cell_and_every_spot_opens(
    qtbot: QtBot, page: ReportsPage, desk: Desk, kind: Kind
) -> None:
    held = HoldRequest("phone", at("2026-11-24 15:00"), ("ana",))
    assert isinstance(booking.hold(desk, held), Done)
    if kind is not Kind.VISITS:
        show(qtbot, page, kind)
    report = page.report
    assert report is not None
    for tile in page.tiles.tiles:
        count = open_with(qtbot, page, tile.click)
        assert agrees(tile.figure, count), tile.figure
    for row, line in enumerate(report.lines):
        for column, figure in enumerate(line.figures, 1):
            page.table.setCurrentIndex(page.table.model().index(row, column))
            press = partial(qtbot.keyClick, page.table, Qt.Key.Key_Return)
            count = open_with(qtbot, page, press)
            assert agrees(figure, count), figure
            assert page.behind.origin.isVisible() is (figure.name in FROM_SETUP)
    page.canvas.grab()
    assert page.canvas.spots
    for spot in page.canvas.spots:
        at_spot = spot.room.center().toPoint()
        press = partial(qtbot.mouseClick, page.canvas, Qt.MouseButton.LeftButton, pos=at_spot)
        count = open_with(qtbot, page, press)
        if kind is Kind.LOAD:
            assert page.behind.origin.isVisible()
            assert ("0 min taken" in spot.opens.words) is (count == 0)


def test_a_zero_opens_to_a_sentence_and_esc_closes_it(qtbot: QtBot, page: ReportsPage) -> None:
    show(qtbot, page, Kind.HOLDS)
    assert open_with(qtbot, page, page.tiles.tiles[0].click) == 0
    assert page.behind.count.text() == "There are no holds behind this figure."
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.behind.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not page.behind.isVisible()


def change(page: ReportsPage, write: Callable[[], Done[object] | object]) -> None:
    """Let another desk write, and the page hear of it."""
    answer = write()
    assert isinstance(answer, Done), answer
    page.refresh(answer.changes)


def numbers(page: ReportsPage) -> list[int]:
    """The visits that are listed, as the list has them now."""
    rows = page.behind.list.model()
    assert isinstance(rows, Rows)
    return [rows.value(row).id for row in range(rows.rowCount())]


def title(page: ReportsPage) -> str:
    """What is said above the list."""
    return page.behind.findChildren(PlainLabel)[0].text()


def test_the_list_follows_its_figure_and_the_cursor_its_visit(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    qtbot.mouseClick(page.tiles.tiles[1], Qt.MouseButton.LeftButton)
    behind(qtbot, page)
    friday, tuesday = numbers(page)
    page.behind.list.selectRow(1)
    change(page, lambda: booking.cancel(desk, friday))
    qtbot.waitUntil(lambda: numbers(page) == [tuesday])
    assert title(page) == "Kept: 1"
    assert page.behind.count.text() == "1 visit"
    assert page.behind.list.currentIndex().row() == 0
    assert page.behind.list.hasFocus()
    change(page, lambda: booking.cancel(desk, tuesday))
    qtbot.waitUntil(lambda: title(page) == "Kept: 0" and not page.behind.list.isVisible())
    assert page.behind.count.text() == "There are no visits behind this figure."
    assert page.behind.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("open_it", "before", "after"),
    [
        ("total", "Cancelled: 1", "Cancelled: 2"),
        ("figure", "Tue 24 Nov · Cancelled: 1", "Tue 24 Nov · Cancelled: 2"),
        ("bar", "Tue 24 Nov: Booked: 2, Kept: 1", "Tue 24 Nov: Booked: 2, Kept: 0"),
    ],
)
def test_a_list_is_told_as_its_figure_is_now_without_taking_the_cursor(
    qtbot: QtBot, page: ReportsPage, desk: Desk, open_it: str, before: str, after: str
) -> None:
    if open_it == "total":
        page.tiles.tiles[2].click()
    elif open_it == "figure":
        page.table.setCurrentIndex(page.table.model().index(23, 3))
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    else:
        qtbot.waitUntil(lambda: len(page.canvas.spots) == 30)
        page.canvas.opened.emit(page.canvas.spots[23].opens)
    behind(qtbot, page)
    assert title(page).startswith(before)
    page.kinds.setFocus()
    second = next(v.id for v in kept(desk) if v.customer_name == HOSTILE)
    change(page, lambda: booking.cancel(desk, second))
    qtbot.waitUntil(lambda: title(page).startswith(after))
    if open_it != "bar":
        qtbot.waitUntil(lambda: page.behind.count.text() == "2 visits")
    assert page.kinds.isAncestorOf(QApplication.focusWidget())


def kept(desk: Desk) -> tuple[VisitBehind, ...]:
    """The visits of November that are kept."""
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    return visits_behind(desk, Slice(november, Outcome.KEPT)).visits


def test_an_hour_of_the_load_that_is_open_is_told_as_it_is_now(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    show(qtbot, page, Kind.LOAD)
    assert page.report is not None
    assert page.report.grid is not None
    tuesday_at_10 = opened_cell(1, 10, page.report.grid.cells[1][10])
    page.canvas.opened.emit(tuesday_at_10)
    ((_when, who, *_),) = behind(qtbot, page)
    assert who == HOSTILE
    before = title(page)
    (number,) = numbers(page)
    change(page, lambda: booking.cancel(desk, number))
    qtbot.waitUntil(lambda: not numbers(page))
    assert title(page) != before


@pytest.mark.parametrize(
    ("steps", "second", "said"), [((1, 9), 4, "4 visits"), ((1, 2), 2, "The latest 2")]
)
def test_more_visits_are_listed_as_they_are_asked_for(
    qtbot: QtBot,
    page: ReportsPage,
    monkeypatch: pytest.MonkeyPatch,
    steps: tuple[int, int],
    second: int,
    said: str,
) -> None:
    for module in (page_module, behind_pane):
        monkeypatch.setattr(module, "STEPS", steps)
    qtbot.mouseClick(page.tiles.tiles[0], Qt.MouseButton.LeftButton)
    ((first, *_),) = behind(qtbot, page)
    assert page.behind.count.text() == "The latest 1"
    qtbot.mouseClick(page.behind.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(numbers(page)) == second)
    assert page.behind.count.text() == said
    assert behind(qtbot, page)[0][0] == first
    assert not page.behind.more.isVisible()
    assert page.behind.list.hasFocus()


def test_a_closed_list_gives_the_cursor_back_to_its_figure(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.model().index(23, 2))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    behind(qtbot, page)
    qtbot.keyClick(page.behind.list, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.table.currentIndex().column() == 2
    qtbot.mouseClick(page.tiles.tiles[4], Qt.MouseButton.LeftButton)
    behind(qtbot, page)
    change(page, lambda: booking.cancel(desk, kept(desk)[0].id))  # which makes new tiles
    qtbot.waitUntil(lambda: page.tiles.tiles[2].figure.value == 2)
    qtbot.keyClick(page.behind.list, Qt.Key.Key_Escape)
    assert page.tiles.tiles[4].hasFocus()


def test_what_others_write_leaves_the_cursor_and_a_half_typed_day_alone(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    page.table.setCurrentIndex(page.table.model().index(23, 2))
    page.period.first.setFocus()
    page.period.first.selectAll()
    qtbot.keyClicks(page.period.first, "20 no")
    change(page, lambda: booking.cancel(desk, kept(desk)[0].id))
    qtbot.waitUntil(lambda: page.tiles.tiles[2].figure.value == 2)
    assert page.period.first.text() == "20 no"
    assert page.period.last.text() == "Mon 30 Nov"
    current = page.table.currentIndex()
    assert (current.row(), current.column()) == (23, 2)
    qtbot.keyClicks(page.period.first, "v")
    qtbot.keyClick(page.period.first, Qt.Key.Key_Return)
    assert page.period.first.text() == "Fri 20 Nov"


def test_a_tile_keeps_the_cursor_while_others_write(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    page.tiles.tiles[3].setFocus()
    change(page, lambda: booking.cancel(desk, kept(desk)[0].id))
    qtbot.waitUntil(lambda: page.tiles.tiles[2].figure.value == 2)
    assert page.tiles.tiles[3].hasFocus()


def test_a_typed_day_closes_the_list_and_leaves_the_cursor_in_its_field(
    qtbot: QtBot, page: ReportsPage
) -> None:
    qtbot.mouseClick(page.tiles.tiles[1], Qt.MouseButton.LeftButton)
    behind(qtbot, page)
    page.period.first.setFocus()
    page.period.first.selectAll()
    qtbot.keyClicks(page.period.first, "20 nov")
    qtbot.keyClick(page.period.first, Qt.Key.Key_Return)
    assert not page.behind.isVisible()
    assert page.period.first.hasFocus()


def test_the_day_of_a_single_bar_stands_below_it(qtbot: QtBot, page: ReportsPage) -> None:
    page.period.presets.setCurrentIndex(page.period.presets.findData(Preset.TODAY.value))
    page.period.presets.activated.emit(page.period.presets.currentIndex())
    qtbot.waitUntil(lambda: page.report is not None and page.report.period.days == 1)
    qtbot.waitUntil(lambda: len(page.canvas.spots) == 1)
    drawn = page.canvas.grab().toImage()
    scale = drawn.devicePixelRatio()
    ground = drawn.pixelColor(drawn.width() - 1, drawn.height() - 1)
    left, right = (round(x * scale) for x in (0, page.canvas.spots[0].room.left() + 200))
    rows = range(drawn.height() - round(16 * scale), drawn.height())
    assert all(drawn.pixelColor(x, y) == ground for x in range(left, right) for y in rows)


def test_a_sentence_without_figures_stands_at_the_top(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.mouseClick(page.tiles.tiles[1], Qt.MouseButton.LeftButton)
    behind(qtbot, page)
    end_of_tiles = page.tiles.geometry().bottom()
    page.period.last.setFocus()
    page.period.last.selectAll()
    qtbot.keyClicks(page.period.last, "20 oct")
    qtbot.keyClick(page.period.last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.report is None)
    qtbot.waitUntil(lambda: page.note.geometry().bottom() < end_of_tiles)
    assert not page.behind.isVisible()


def test_from_right_to_left_the_plot_is_mirrored_and_so_are_its_keys(
    qtbot: QtBot, page: ReportsPage
) -> None:
    show(qtbot, page, Kind.LOAD)
    page.canvas.grab()
    usual = [spot.room.center().x() for spot in page.canvas.spots]
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.canvas.grab()
    turned = page.canvas.spots
    assert [spot.room.center().x() for spot in turned] == pytest.approx(
        [page.canvas.width() - x for x in usual]
    )
    assert all(page.canvas.rect().toRectF().contains(spot.room) for spot in turned)
    page.canvas.setFocus()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    first = page.canvas.at
    qtbot.keyClick(page.canvas, Qt.Key.Key_Left)
    assert page.canvas.at == first + 1, "the hour after lies at the left"


def test_days_of_another_year_tell_it(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.period.first.text() == "Sun 1 Nov"
    page.period.presets.setCurrentIndex(page.period.presets.findData(Preset.LAST_YEAR.value))
    page.period.changed.emit()
    qtbot.waitUntil(lambda: page.period.first.text() == "Wed 1 Jan 2025")
    line = page.period.last
    assert line.fontMetrics().horizontalAdvance(line.text()) < line.width() - 12
    line.setFocus()
    line.setText("Tue 30 Dec 2025")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.day == date(2025, 12, 30)


def test_the_hours_of_one_person_are_chosen(qtbot: QtBot, page: ReportsPage) -> None:
    show(qtbot, page, Kind.LOAD)
    place = page.who.findText("Gym")
    page.who.setCurrentIndex(place)
    page.who.activated.emit(place)
    qtbot.waitUntil(lambda: _grid_of(page) == "gym")
    grid = page.report.grid if page.report is not None else None
    assert grid is not None
    assert all(cell.taken == 0 for cells in grid.cells for cell in cells)


def _grid_of(page: ReportsPage) -> str | None:
    grid = page.report.grid if page.report is not None else None
    return None if grid is None else grid.resource_id


def test_a_comparison_is_told_on_the_tiles(qtbot: QtBot, page: ReportsPage) -> None:
    page.period.compare.click()
    qtbot.waitUntil(lambda: page.report is not None and bool(page.report.before))
    assert page.tiles.tiles[0].accessibleDescription() == "before: 0"


def test_a_typed_day_makes_a_period_of_ones_own(qtbot: QtBot, page: ReportsPage) -> None:
    page.period.first.setFocus()
    page.period.first.selectAll()
    qtbot.keyClicks(page.period.first, "2026-11-27")
    qtbot.keyClick(page.period.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tile_texts(page)[0] == "Booked: 1")
    assert page.period.presets.currentText() == "From – to"


def test_a_typed_day_without_a_year_is_the_last_one_that_was(
    qtbot: QtBot, page: ReportsPage
) -> None:
    for line, typed in ((page.period.first, "24.12."), (page.period.last, "5 jan")):
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            page.report is not None
            and (page.report.period.first, page.report.period.last)
            == (date(2025, 12, 24), date(2026, 1, 5))
        )
    )
    assert page.period.first.text() == "Wed 24 Dec 2025"


def test_days_in_the_wrong_order_are_said_in_a_sentence(qtbot: QtBot, page: ReportsPage) -> None:
    page.period.first.setFocus()
    page.period.first.selectAll()
    qtbot.keyClicks(page.period.first, "2027-05-01")
    qtbot.keyClick(page.period.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.report is None)
    assert page.note.text()
    assert not page.export.isEnabled()
    assert page.tiles.tiles == []


def test_the_csv_holds_bare_numbers_and_no_formula(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    show(qtbot, page, Kind.CUSTOMERS)
    name = tmp_path / "customers.csv"
    with qtbot.waitSignal(page.told) as told:
        page.files.save_csv(str(name))
    assert told.args is not None
    assert told.args[0] == "success"
    lines = name.read_text(encoding="utf-8-sig").splitlines()
    assert f"'{HOSTILE},1,1,0,0,0,0.00" in lines
    assert lines[0] == "Customers,2026-11-01 – 2026-11-30"


def test_the_pdf_is_one_and_names_the_report(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    show(qtbot, page, Kind.LOAD)
    name = tmp_path / "load.pdf"
    with qtbot.waitSignal(page.told):
        page.files.save_pdf(str(name))
    data = name.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert "Riverside Physiotherapy: Load".encode("utf-16-be") in data


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.told) as told:
        page.files.save_csv(str(tmp_path / "missing" / "visits.csv"))
    assert told.args is not None
    assert told.args[0] == "error"


def sign_in_without(desk: Desk, right: Right) -> None:
    """Somebody without one right sits down."""
    for user, secret in (
        (User(0, "Chief", Role.ADMINISTRATOR), "8531"),
        (User(0, "Kim", Role.ADMINISTRATOR, withheld=frozenset({right})), "7264"),
    ):
        assert isinstance(users.add(desk, user, secret), Done)
        users.sign_in(desk, "8531")
    assert isinstance(users.sign_in(desk, "7264"), Done)


def test_without_the_right_to_export_no_file_is_written(
    qtbot: QtBot, desk: Desk, page: ReportsPage, tmp_path: Path
) -> None:
    sign_in_without(desk, Right.EXPORT)
    with qtbot.waitSignal(page.told) as told:
        page.files.save_csv(str(tmp_path / "visits.csv"))
    assert told.args is not None
    assert told.args[0] == "warning"
    assert list(tmp_path.glob("*.csv")) == []


def test_without_the_right_to_see_prices_income_says_so_and_shows_no_number(
    qtbot: QtBot, desk: Desk, page: ReportsPage
) -> None:
    show(qtbot, page, Kind.INCOME)
    assert [f for f in (page.report.totals if page.report else ()) if f.measure is Measure.MONEY]
    show(qtbot, page, Kind.SERVICES)
    sign_in_without(desk, Right.SEE_PRICES)
    qtbot.mouseClick(page.kinds.button(Kind.INCOME.value), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.report is None)
    assert page.tiles.tiles == []
    assert not page.table.isVisible()
    assert page.note.text()
