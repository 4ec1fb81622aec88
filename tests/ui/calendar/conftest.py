"""A small day to lay out: three columns of one location in New York."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.desk.views import (
    BlockView,
    ColumnView,
    DaysView,
    DayView,
    OpeningsView,
    VisitView,
)
from frontdesk.engine.clock import instant_of, moment_of
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.geometry import ColumnScale, TimeScale
from frontdesk.ui.calendar.layout import build
from frontdesk.ui.calendar.scene import Frame, Scene
from frontdesk.ui.calendar.wording import Words

ZONE = ZoneInfo("America/New_York")
TUESDAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Maker:
    """Makes the views of one local day."""

    date: date = TUESDAY
    zone: ZoneInfo = ZONE

    def at(self, hour: int, minute: int = 0) -> int:
        """The instant of a wall-clock time of the day; 24 is the next midnight."""
        day, hour = divmod(hour, 24)
        local = datetime(self.date.year, self.date.month, self.date.day + day, hour, minute)
        return instant_of(local.replace(tzinfo=self.zone))

    def moment(self, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """An aware moment of the day."""
        local = datetime(self.date.year, self.date.month, self.date.day, hour, minute, second)
        return local.replace(tzinfo=self.zone)

    @property
    def day(self) -> Span:
        """From midnight to midnight."""
        return Span(self.at(0), self.at(24))

    def visit(
        self,
        start: int,
        minutes: int = 30,
        *,
        id: int = 1,
        resource: str = "ana",
        before: int = 0,
        after: int = 0,
        **more: object,
    ) -> VisitView:
        """A booked follow-up of Dana Fox, unless ``more`` says otherwise."""
        visit = VisitView(
            id=id,
            resource_id=resource,
            start=start,
            end=start + minutes,
            footprint=Span(start - before, start + minutes + after),
            status=Status.BOOKED,
            service_id="follow-up",
            service_name="Follow-up",
            color="#0F766E",
            customer_name="Dana Fox",
            others=("Room 1",),
        )
        return replace(visit, **more)  # type: ignore[arg-type]

    def hold(self, start: int, expires: datetime, **more: object) -> VisitView:
        """A live hold of Desk 1."""
        more = {"status": Status.INITIAL, "desk": "Desk 1", **more}
        return self.visit(start, hold_expires_at=moment_of(expires), **more)  # type: ignore[arg-type]

    def column(
        self,
        resource: str = "ana",
        name: str = "Ana Reyes",
        kind: str = "staff",
        *,
        open: Sequence[tuple[int, int]] | None = None,
        blocks: Sequence[BlockView] = (),
        visits: Sequence[VisitView] = (),
        **more: object,
    ) -> ColumnView:
        """A resource that is open from 8 to 18 o'clock."""
        hours = [(self.at(8), self.at(18))] if open is None else open
        column = ColumnView(
            resource_id=resource,
            name=name,
            kind=kind,
            color="#1D5DB8",
            date=self.date,
            day=self.day,
            open=tuple(Span(*span) for span in hours),
            blocks=tuple(blocks),
            visits=tuple(visits),
        )
        return replace(column, **more)  # type: ignore[arg-type]

    def view(self, *columns: ColumnView) -> DaysView:
        """The day of all columns."""
        day = DayView("main", self.zone.key, self.date, self.day, columns, read_at=0)
        return DaysView((day,))

    def openings(self, starts: dict[str, tuple[int, ...]], minutes: int = 30) -> OpeningsView:
        """Available times with a buffer of 5 minutes after."""
        return OpeningsView("follow-up", minutes, 0, 5, self.date, self.date, starts)

    def scene(
        self,
        *columns: ColumnView,
        now: datetime | None = None,
        openings: OpeningsView | None = None,
        quarter: float = 20,
        room: int = 600,
        color_by: ColorBy = ColorBy.SERVICE,
        mirrored: bool = False,
    ) -> Scene:
        """The columns laid out as Desk 1 sees them; now is 7 o'clock unless given."""
        frame = Frame(
            time=TimeScale(self.day, quarter),
            columns=ColumnScale(len(columns), room, 120, mirrored),
            zone=self.zone,
            words=Words(),
            own_desk="Desk 1",
            color_by=color_by,
        )
        moment = moment_of(now or self.moment(7))
        return build(self.view(*columns), columns, openings, moment, frame)


@pytest.fixture
def make() -> Maker:
    """Tuesday 24 November 2026."""
    return Maker()


@pytest.fixture
def long_day() -> Maker:
    """The Sunday on which New York puts its clocks back: 25 hours."""
    return Maker(date(2026, 11, 1))
