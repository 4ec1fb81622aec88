"""What a report says, in words: shown, spoken, in files and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from frontdesk.desk.reports import Cell, Figure, Kind, Line, Measure, Preset, Report, VisitBehind
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.text import translate as tr

_LONG_LEAD = 2 * 1440
"""Minutes from which on people think of days."""


def kind_text(kind: Kind) -> str:
    """The name of a report."""
    return {
        Kind.VISITS: tr("Visits"),
        Kind.LOAD: tr("Load"),
        Kind.SERVICES: tr("Services"),
        Kind.PEOPLE: tr("People"),
        Kind.CUSTOMERS: tr("Customers"),
        Kind.NEWCOMERS: tr("New"),
        Kind.LEAD: tr("Lead time"),
        Kind.HOLDS: tr("Holds"),
        Kind.INCOME: tr("Income"),
    }[kind]


def note_text(kind: Kind) -> str:
    """How the figures of a report are meant, in a sentence or two."""
    went = tr("A visit that was moved counts once. Late is less than 24 hours before the start.")
    return {
        Kind.VISITS: went,
        Kind.LOAD: tr(
            "The share of the open time that visits take with their buffers. Open time is that of "
            "today's setup, for past days too."
        ),
        Kind.SERVICES: went,
        Kind.PEOPLE: tr("A visit of several people and rooms counts for each of them."),
        Kind.CUSTOMERS: tr("Those with most visits come first."),
        Kind.NEWCOMERS: tr("New is who kept no visit before the period, at any location."),
        Kind.LEAD: tr(
            "How long before its start a visit was made. One that was moved counts from its move."
        ),
        Kind.HOLDS: tr(
            "Holds by the day they were placed. Lost: expired, and taken by somebody else."
        ),
        Kind.INCOME: tr(
            "Booked visits times today's price of their service, no-shows left out. A class "
            "counts each seat."
        ),
    }[kind]


def preset_text(preset: Preset) -> str:
    """The name of a period."""
    return {
        Preset.TODAY: tr("Today"),
        Preset.THIS_WEEK: tr("This week"),
        Preset.LAST_WEEK: tr("Last week"),
        Preset.THIS_MONTH: tr("This month"),
        Preset.LAST_MONTH: tr("Last month"),
        Preset.LAST_12_MONTHS: tr("Last 12 months"),
        Preset.THIS_YEAR: tr("This year"),
        Preset.LAST_YEAR: tr("Last year"),
        Preset.TEN_YEARS: tr("Ten years"),
    }[preset]


def figure_text(name: str) -> str:
    """What a figure is about, as the head of its column or tile."""
    return {
        "booked": tr("Booked"),
        "kept": tr("Kept"),
        "cancelled": tr("Cancelled"),
        "late": tr("Cancelled late"),
        "missed": tr("No-shows"),
        "missed-share": tr("No-show rate"),
        "load": tr("Load"),
        "taken": tr("Taken"),
        "open": tr("Open", "hours of work"),
        "people": tr("Customers"),
        "people-share": tr("Share"),
        "visits-of-known": tr("Visits"),
        "visits-each": tr("Visits each"),
        "visits-share": tr("Share"),
        "new": tr("New"),
        "returning": tr("Returning"),
        "new-share": tr("New, share"),
        "lead-mean": tr("Mean lead time"),
        "within-a-day": tr("Within a day"),
        "placed": tr("Placed"),
        "hold-booked": tr("Booked"),
        "released": tr("Let go"),
        "expired": tr("Expired"),
        "lost": tr("Lost"),
        "live": tr("Running"),
        "holds": tr("Holds"),
        "holds-share": tr("Share"),
        "paid": tr("Booked visits"),
        "price": tr("Price"),
        "income": tr("Income"),
    }[name]


def line_text(line: Line) -> str:
    """What a row is about."""
    if line.days is not None:
        return days_text(*line.days)
    if line.name:
        return line.name
    return {
        "erased": tr("Erased"),
        "new": tr("New customers"),
        "returning": tr("Returning customers"),
        "lead-0": tr("Less than an hour"),
        "lead-1": tr("1 to 24 hours"),
        "lead-2": tr("1 to 3 days"),
        "lead-3": tr("3 to 7 days"),
        "lead-4": tr("1 to 2 weeks"),
        "lead-5": tr("2 to 4 weeks"),
        "lead-6": tr("1 to 3 months"),
        "lead-7": tr("More than 3 months"),
        "hold-booked": tr("Booked or reserved"),
        "released": tr("Let go by hand"),
        "expired": tr("Expired"),
        "lost": tr("Lost (of those expired)"),
        "live": tr("Still running"),
    }[line.code]


def days_text(first: date, last: date) -> str:
    """The days of a row: "Mon 23 Nov", "November 2026", "23 Nov – 29 Nov", "2026"."""
    if first == last:
        return text.day_text(first)
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and last.day > 27:
        return text.month_text(first)
    return tr("{first} – {last}").format(
        first=text.short_day_text(first, last), last=text.short_day_text(last, last)
    )


def value_text(figure: Figure) -> str:
    """A value with its unit; a dash where there is none."""
    value = figure.value
    if value is None:
        return "–"
    if figure.measure is Measure.SHARE:
        return tr("{number} %").format(number=text.number_text(float(value) * 100, 1))
    if figure.measure is Measure.MINUTES:
        if figure.name == "lead-mean" and value >= _LONG_LEAD:
            return tr("{number} days").format(number=text.number_text(float(value) / 1440, 1))
        return length_text(round(value))
    if figure.measure is Measure.MONEY:
        return text.money_text(str(value), figure.currency)
    return text.number_text(float(value), 0 if isinstance(value, int) else 1)


def length_text(minutes: int) -> str:
    """A long time: "45 min", "13.5 h", "2,410 h"."""
    if minutes < 60:
        return tr("{minutes} min").format(minutes=minutes)
    hours = minutes / 60
    return tr("{hours} h").format(hours=text.number_text(hours, 1 if hours < 100 else 0))


def change_text(figure: Figure, before: Figure) -> str:
    """How a total compares with the period before: "before: 120 (+8 %)"."""
    words = tr("before: {value}").format(value=value_text(before))
    new, old = figure.value, before.value
    if new is None or not old or figure.measure is Measure.SHARE:
        return words
    change = (float(new) / float(old) - 1) * 100
    return f"{words} ({change:+.0f} %)"


def spoken_figure(figure: Figure) -> str:
    """ "Cancelled: 12"."""
    return f"{figure_text(figure.name)}: {value_text(figure)}"


def origin_text(name: str) -> str:
    """Where a figure comes from that is no count of visits; empty for one that is."""
    if name == "open":
        return tr(
            "Open time comes from the hours in the setup: locations, people and rooms, closures "
            "and leave. It opens to the visits that take it."
        )
    if name == "price":
        return tr(
            "Today's price of the service, from the setup. It opens to the visits that it is "
            "asked for."
        )
    return ""


def cell_text(day: int, hour: int, cell: Cell) -> str:
    """One hour of the load as it is told: "Monday 9:00, load 45 %, 3.5 h taken of 8 h"."""
    load = cell.load
    percent = (
        tr("closed") if load is None else tr("load {number} %").format(number=round(load * 100))
    )
    times = tr("{taken} taken of {open}").format(
        taken=length_text(cell.taken), open=length_text(cell.open)
    )
    return f"{weekday_text(day)} {text.time_text(hour)}, {percent}, {times}"


def weekday_text(day: int) -> str:
    """The short name of a weekday, Monday is 0."""
    return text.day_text(date(2024, 1, 1 + day)).split()[0]


def heads(report: Report) -> list[str]:
    """The heads of a report's table."""
    figures = report.lines[0].figures if report.lines else ()
    return [subject_text(report.kind), *(figure_text(figure.name) for figure in figures)]


def subject_text(kind: Kind) -> str:
    """What the rows of a report are."""
    return {
        Kind.VISITS: tr("When"),
        Kind.LOAD: tr("Person or room"),
        Kind.SERVICES: tr("Service"),
        Kind.PEOPLE: tr("Person or room"),
        Kind.CUSTOMERS: tr("Customer"),
        Kind.NEWCOMERS: tr("Customers"),
        Kind.LEAD: tr("Made before the start"),
        Kind.HOLDS: tr("What became of them"),
        Kind.INCOME: tr("Service"),
    }[kind]


def rows(report: Report) -> list[tuple[str, ...]]:
    """The rows of a report's table."""
    return [
        (line_text(line), *(value_text(figure) for figure in line.figures)) for line in report.lines
    ]


def table_for_file(report: Report) -> list[list[str]]:
    """Everything a report says as rows of bare numbers, for a spreadsheet."""
    period = f"{report.period.first.isoformat()} – {report.period.last.isoformat()}"
    table = [[kind_text(report.kind), period], []]
    table += [[_head(figure), _bare(figure)] for figure in report.totals]
    if report.lines:
        figures = report.lines[0].figures
        table += [[], [subject_text(report.kind), *(_head(figure) for figure in figures)]]
        table += [[line_text(line), *map(_bare, line.figures)] for line in report.lines]
    if report.grid is not None:
        table += [[], [tr("Load by hour (%)"), *(f"{hour}:00" for hour in range(24))]]
        for day, cells in enumerate(report.grid.cells):
            loads = ["" if c.load is None else f"{c.load * 100:.1f}" for c in cells]
            table.append([weekday_text(day), *loads])
    return table


def _head(figure: Figure) -> str:
    units = {Measure.SHARE: "%", Measure.MINUTES: tr("minutes"), Measure.MONEY: figure.currency}
    unit = units.get(figure.measure, "")
    return figure_text(figure.name) + (f" ({unit})" if unit else "")


def _bare(figure: Figure) -> str:
    value = figure.value
    if value is None:
        return ""
    if figure.measure is Measure.SHARE:
        return f"{float(value) * 100:.2f}"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def state_text(visit: VisitBehind) -> str:
    """The status of a visit, or what became of a hold."""
    return {
        "IN": tr("Hold"),
        "RS": tr("Reserved"),
        "BK": tr("Booked"),
        "CN": tr("Cancelled"),
        "NS": tr("No-show"),
    }.get(visit.state) or figure_text(visit.state)


def visit_row(visit: VisitBehind) -> tuple[str, ...]:
    """Date, time, customer, service, with whom, and status."""
    day = local_date(visit.start, visit.timezone)
    return (
        f"{text.dated_day_text(day)}, {text.clock_text(visit.start, visit.timezone)}",
        visit.customer_name or "–",
        visit.service_name,
        " · ".join(visit.resource_names),
        state_text(visit),
    )


def summary(report: Report, shown: Sequence[Figure] | None = None) -> str:
    """The totals in one sentence, for screen readers."""
    figures = report.totals if shown is None else shown
    return f"{kind_text(report.kind)}. " + ", ".join(spoken_figure(f) for f in figures)
