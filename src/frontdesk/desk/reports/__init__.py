"""Reports over any period: figures, and the visits behind each of them."""

from frontdesk.desk.reports.behind import STEPS, visits_behind
from frontdesk.desk.reports.making import LEADS, report
from frontdesk.desk.reports.periods import Period, Preset, days_of
from frontdesk.desk.reports.values import (
    Behind,
    Cell,
    Figure,
    Grid,
    HoldOutcome,
    Kind,
    Line,
    Measure,
    Outcome,
    Report,
    Slice,
    VisitBehind,
)

__all__ = [
    "LEADS",
    "STEPS",
    "Behind",
    "Cell",
    "Figure",
    "Grid",
    "HoldOutcome",
    "Kind",
    "Line",
    "Measure",
    "Outcome",
    "Period",
    "Preset",
    "Report",
    "Slice",
    "VisitBehind",
    "days_of",
    "report",
    "visits_behind",
]
