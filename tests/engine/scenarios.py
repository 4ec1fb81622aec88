"""Businesses that hypothesis makes up: odd zones, weeks of clock changes, crowded books.

Sizes are kept small and values are drawn from few, so that things meet: a start, the end of
another visit's buffer, a closing time and a clock change often fall on the same minute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from frontdesk.engine.booking import Appointment
from frontdesk.engine.plan import Request
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    DurationRule,
    HolidayRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    RoundRobin,
    Service,
    Status,
    Window,
)

from .oracle import minute_of_wall

CHANGES = {
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/St_Johns": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),  # at midnight
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),  # by half an hour
    "Pacific/Auckland": (date(2026, 4, 5), date(2026, 9, 27)),
    "Asia/Kolkata": (date(2026, 6, 1),),
    "UTC": (date(2026, 2, 28),),
}
"""Zones with a date around which to ask: that of a clock change, where there is one."""

WINDOWS: tuple[tuple[Window, ...], ...] = (
    (),
    ((540, 1020),),
    ((540, 720), (780, 1020)),
    ((540, 720), (720, 1020)),  # they touch
    ((540, 780), (720, 900)),  # they overlap
    ((1320, 120),),  # over midnight
    ((1320, 1440), (0, 240)),
    ((0, 1440),),
    ((0, 0),),
    ((60, 210),),  # the hours that clock changes bend
    ((90, 150), (150, 180)),
    ((0, 90), (1350, 1440)),
    ((547, 1003),),
)
OPEN_WINDOWS = tuple(own for own in WINDOWS if own)
DAYTIME = WINDOWS[1:5]
windows = st.sampled_from(WINDOWS)
usual_windows = st.sampled_from((*OPEN_WINDOWS, *DAYTIME))
unusual_days = st.dictionaries(st.integers(0, 6), windows, max_size=1)
buffers = st.sampled_from((0, 0, 0, 5, 10, 30, 90))
how_many_named = st.sampled_from((0, 0, 0, 1, 2))
rarely = st.sampled_from((False, False, True))
holiday_rules = st.sampled_from((None, None, HolidayRule("X"), HolidayRule("X", None, ("A",))))
near_overrides = st.dictionaries(st.integers(-1, 2), windows, max_size=2)
own_zones = st.sampled_from((None, None, *CHANGES))
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=DAILY;COUNT=9",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=SA,SU,MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE",
    "FREQ=MONTHLY;BYDAY=1SU",
    "FREQ=HOURLY;INTERVAL=7",
)


@dataclass(frozen=True)
class Scenario:
    """One question to one business with its book."""

    business: Business
    visits: tuple[Appointment, ...]
    request: Request
    now: datetime
    holidays: Mapping[date, str]


@st.composite
def week_hours(draw: st.DrawFn) -> dict[int, tuple[Window, ...]]:
    week = dict.fromkeys(range(7), draw(usual_windows))
    week.update(draw(unusual_days))
    return {day: own for day, own in week.items() if own}


own_hours = st.one_of(st.none(), st.just({}), week_hours())
service_hours = st.one_of(st.none(), st.none(), st.none(), week_hours())


@st.composite
def blocks(draw: st.DrawFn, around: date) -> Block:
    rule = draw(st.sampled_from((None, *RULES)))
    back = draw(st.integers(-2, 2)) if rule is None else draw(st.sampled_from((1, 3, 20, 800)))
    start = datetime.combine(around, time()) - timedelta(days=back)
    start += timedelta(minutes=draw(st.sampled_from((0, 60, 105, 150, 555, 720, 1380))))
    length = timedelta(minutes=draw(st.sampled_from((15, 60, 95, 180, 1440))))
    if rule is not None and "COUNT" not in rule and draw(st.booleans()):
        until = datetime.combine(around, time()) + timedelta(days=draw(st.integers(-1, 1)))
        form = draw(st.sampled_from(("%Y%m%d", "%Y%m%dT093000", "%Y%m%dT160000Z")))
        rule += f";UNTIL={until:{form}}"
    return Block(start, start + length, rrule=rule)


@st.composite
def locations(draw: st.DrawFn, zone: str, around: date) -> Location:
    closures = [around + timedelta(days=draw(st.integers(-1, 2)))] if draw(rarely) else []
    return Location(
        "here",
        "Here",
        zone,
        primary=True,
        hours=draw(week_hours()),
        closures=tuple(
            Closure(day, day + timedelta(days=draw(st.integers(0, 1))), "shut") for day in closures
        ),
        holidays=draw(holiday_rules),
        blocks=(draw(blocks(around)),) if draw(rarely) else (),
    )


@st.composite
def resources(draw: st.DrawFn, name: str, around: date) -> Resource:
    if not draw(rarely):
        return Resource(name, name.title(), "here")
    return Resource(
        name,
        name.title(),
        "here",
        timezone=draw(own_zones),
        hours=draw(own_hours),
        ignore_location_hours=draw(st.booleans()),
        overrides={
            around + timedelta(days=near): own for near, own in draw(near_overrides).items()
        },
        blocks=(draw(blocks(around)),) if draw(rarely) else (),
    )


@st.composite
def services(draw: st.DrawFn, names: list[str]) -> Service:
    duration = draw(st.sampled_from((5, 20, 30, 45, 60, 150)))
    requires = None
    if len(names) > 1 and draw(st.integers(0, 2)) == 0:
        some = st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)
        role = st.one_of(some.map(lambda own: Role("r", own)), st.just(Role("g", None, "all")))
        requires = tuple(draw(st.lists(role, min_size=2, max_size=3)))
    return Service(
        "visit",
        "Visit",
        DurationRule(duration, duration, duration + 60, 15),
        start_interval=draw(st.sampled_from((5, 7, 15, 20, 30, 45, 60, 100))),
        start_grid=draw(st.sampled_from(("clock", "opening"))),
        start_times=draw(st.sampled_from((None, None, None, (0, 90, 150, 555, 1410), (600, 720)))),
        fill_gaps=draw(st.booleans()),
        buffer_before=draw(buffers),
        buffer_after=draw(buffers),
        notice=draw(st.sampled_from((0, 0, 0, 0, 1, 90, 1800))),
        horizon_days=draw(st.sampled_from((None, None, None, None, 1, 2, 3))),
        daily_limit=draw(st.sampled_from((None, None, None, 1, 2, 4))),
        capacity=draw(st.sampled_from((1, 1, 2, 3))),
        round_robin=draw(st.sampled_from(RoundRobin)),
        resource_ids=draw(
            st.one_of(
                st.none(), st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)
            )
        ),
        requires=requires,
        hours=draw(service_hours),
    )


statuses = st.sampled_from((*Status, *[Status.BOOKED] * 4, *[Status.INITIAL] * 2))


@st.composite
def appointments(
    draw: st.DrawFn, service: Service, names: list[str], day: date, zone: str, now: datetime
) -> list[Appointment]:
    """Visits of this service and another; those of one class share start, length and buffers."""
    midnight = minute_of_wall(datetime.combine(day, time()), zone)
    made: list[Appointment] = []
    teams: dict[int, list[str]] = {}
    for _ in range(draw(st.integers(0, 6))):
        ours = draw(st.booleans())
        if ours and draw(st.booleans()):
            start = midnight + 540 + draw(st.integers(0, 6)) * service.start_interval
        else:
            start = midnight + draw(st.integers(-16, 140)) * 15 + draw(st.sampled_from((0, 0, 5)))
        length = service.duration.default if ours else draw(st.sampled_from((10, 30, 60, 200)))
        if ours and service.capacity > 1:
            before, after = service.buffer_before, service.buffer_after
            copies = draw(st.integers(1, service.capacity))
        else:
            before, after, copies = draw(buffers), draw(buffers), 1
        team = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        if ours and service.capacity > 1:
            # The database lets nobody join a part of a class: one start, one team.
            team = teams.setdefault(start, team)
        for _ in range(copies):
            status = draw(statuses)
            expires = int(now.timestamp()) + draw(st.sampled_from((-60, 0, 1, 600)))
            visit = Appointment(
                id=len(made) + 1,
                status=status,
                location_id="here",
                service_id=service.id if ours else "other",
                resource_ids=tuple(team),
                start=start,
                duration=length,
                buffer_before=before,
                buffer_after=after,
                created_at=draw(st.integers(0, 5)),
                hold_expires_at=expires if status is Status.INITIAL else None,
            )
            made.append(visit)
    return made


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    zone = draw(st.sampled_from(sorted(CHANGES)))
    around = draw(st.sampled_from(CHANGES[zone]))
    first = around + timedelta(days=draw(st.integers(-1, 1)))
    last = first + timedelta(days=draw(st.integers(0, 1)))
    names = ["ann", "bob", "cid", "dot"][: draw(st.integers(1, 4))]
    location = draw(locations(zone, around))
    service = draw(services(names))
    business = Business.of(
        "Made up",
        [location],
        [draw(resources(name, around)) for name in names],
        [ResourceGroup("all", "All", tuple(reversed(names)))],
        [service],
    )
    now = datetime.combine(first, time(), UTC) + timedelta(
        minutes=draw(st.sampled_from((*[-30 * 60] * 6, -24 * 60, 7 * 60, 11 * 60 + 1))),
        microseconds=draw(st.sampled_from((0, 0, 1, 30_000_000))),
    )
    offered = sorted(_offered(service, names))
    named = st.lists(st.sampled_from(offered), max_size=draw(how_many_named), unique=True)
    request = Request(
        service.id,
        first,
        last,
        resource_ids=tuple(draw(named))[: len(service.requires or offered)] if offered else (),
        duration=draw(st.sampled_from((None, None, service.duration.minimum + 15))),
    )
    visits = tuple(draw(appointments(service, names, first, zone, now)))
    holidays = draw(st.dictionaries(st.just(around), st.sampled_from(("A", "B"))))
    return Scenario(business, visits, request, now, holidays)


def _offered(service: Service, names: list[str]) -> set[str]:
    if service.requires is None:
        return set(names if service.resource_ids is None else service.resource_ids)
    return {
        name
        for role in service.requires
        for name in (names if role.resource_ids is None else role.resource_ids)
    }
