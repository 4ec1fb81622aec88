"""A figure that was opened: which visits are asked for, and what is said above them."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.reports import Cell, Figure, Line, Slice
from frontdesk.ui.reports import wording


@dataclass(frozen=True, slots=True)
class Opened:
    """``words`` tell the figure, ``origin`` where it comes from that is no count of visits."""

    behind: Slice
    words: str
    origin: str = ""


def opened_figure(figure: Figure, line: Line | None = None) -> Opened:
    """A figure of a line, or a total."""
    words = wording.spoken_figure(figure)
    if line is not None:
        words = f"{wording.line_text(line)} · {words}"
    return Opened(figure.behind, words, wording.origin_text(figure.name))


def opened_cell(day: int, hour: int, cell: Cell) -> Opened:
    """One hour of the load, which is told with its open time."""
    return Opened(cell.behind, wording.cell_text(day, hour, cell), wording.origin_text("open"))
