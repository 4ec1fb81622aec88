"""A figure that was opened: which visits are asked for, and what is said above them."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.reports import Cell, Figure, Line, Measure, Report, Slice
from frontdesk.ui.reports import wording

LineName = tuple[object, ...]
"""Tells a line from the others of its report, also once its figures are others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a report something was opened: a total, a figure or the bar of a line, an hour."""

    figure: tuple[str, str] = ("", "")
    line: LineName | None = None
    is_bar: bool = False
    hour: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """``words`` tell the figure, ``origin`` where it comes from that is no count of visits."""

    place: Place
    behind: Slice
    words: str
    origin: str = ""

    def again(self, report: Report) -> Opened | None:
        """The same as ``report`` tells it; None where it has it no more."""
        place = self.place
        if place.hour is not None:
            day, hour = place.hour
            grid = report.grid
            return None if grid is None else opened_cell(day, hour, grid.cells[day][hour])
        line = next((one for one in report.lines if _name_of_line(one) == place.line), None)
        if line is None and place.line is not None:
            return None
        figures = report.totals if line is None else line.figures
        figure = next((one for one in figures if _name_of_figure(one) == place.figure), None)
        if figure is None:
            return None
        return opened_bar(line, figure) if line and place.is_bar else opened_figure(figure, line)


def opened_figure(figure: Figure, line: Line | None = None) -> Opened:
    """A figure of a line, or a total."""
    words = wording.spoken_figure(figure)
    if line is not None:
        words = f"{wording.line_text(line)} · {words}"
    place = Place(_name_of_figure(figure), None if line is None else _name_of_line(line))
    return Opened(place, figure.behind, words, wording.origin_text(figure.name))


def opened_bar(line: Line, figure: Figure) -> Opened:
    """The bar of a line in the plot, which shows ``figure`` and tells the others, too."""
    figures = [f for f in line.figures if f.measure is not Measure.SHARE or f.value]
    words = f"{wording.line_text(line)}: " + ", ".join(map(wording.spoken_figure, figures))
    place = Place(_name_of_figure(figure), _name_of_line(line), is_bar=True)
    return Opened(place, figure.behind, words)


def opened_cell(day: int, hour: int, cell: Cell) -> Opened:
    """One hour of the load, which is told with its open time."""
    words = wording.cell_text(day, hour, cell)
    return Opened(Place(hour=(day, hour)), cell.behind, words, wording.origin_text("open"))


def _name_of_line(line: Line) -> LineName:
    return (line.key or line.name, line.code, line.days)


def _name_of_figure(figure: Figure) -> tuple[str, str]:
    return (figure.name, figure.currency)
