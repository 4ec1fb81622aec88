"""Hours as they are typed: what is understood, what is not, and nothing changed on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_file.checks import end_minute, start_minute
from frontdesk.ui.widgets.hours_text import (
    HoursFault,
    Why,
    from_file,
    hours_text,
    parse_hours,
    to_file,
)

NINE, NOON, ONE, FIVE = 540, 720, 780, 1020


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("09:00–12:00, 13:00–17:00", [(NINE, NOON), (ONE, FIVE)]),
        ("9-12,13-17", [(NINE, NOON), (ONE, FIVE)]),
        ("9 to 12 and 1pm–5pm", [(NINE, NOON), (ONE, FIVE)]),
        ("13.00 - 17h00; 9am-12 pm", [(NINE, NOON), (ONE, FIVE)]),
        ("12am-12pm", [(0, NOON)]),
        ("00:00–24:00", [(0, 1440)]),
        ("22–2", [(1320, 1560)]),
        ("9-9", [(540, 540 + 1440)]),
        ("09:00-12:00, 12:00-17:00", [(NINE, NOON), (NOON, FIVE)]),
        ("9-12, ", [(NINE, NOON)]),
        ("9-12 13-17", [(NINE, NOON), (ONE, FIVE)]),
        ("0900 - 1200  1300 - 1700", [(NINE, NOON), (ONE, FIVE)]),
        ("9am-12 1pm-5pm", [(NINE, NOON), (ONE, FIVE)]),
        ("", []),
        ("  Closed ", []),
    ],
)
def test_understands_what_people_write(typed: str, windows: list[tuple[int, int]]) -> None:
    assert parse_hours(typed).windows == tuple(windows)
    assert parse_hours(typed).faults == ()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("9", HoursFault(Why.UNREADABLE, "9")),
        ("9-12, soon", HoursFault(Why.UNREADABLE, "soon")),
        ("9-12 soon", HoursFault(Why.UNREADABLE, "9-12 soon")),
        ("9-12-13", HoursFault(Why.UNREADABLE, "9-12-13")),
        ("9-12 11-13", HoursFault(Why.OVERLAPS, "11:00–13:00", "09:00–12:00")),
        (",9-12", HoursFault(Why.UNREADABLE, "")),
        ("9-25", HoursFault(Why.NO_SUCH_TIME, "9-25")),
        ("9:60-12", HoursFault(Why.NO_SUCH_TIME, "9:60-12")),
        ("13pm-17", HoursFault(Why.NO_SUCH_TIME, "13pm-17")),
        ("24:00-01:00", HoursFault(Why.NO_SUCH_TIME, "24:00-01:00")),
        ("9-12, 11-13", HoursFault(Why.OVERLAPS, "11:00–13:00", "09:00–12:00")),
        ("1-2, 22-2, 23-24", HoursFault(Why.OVERLAPS, "23:00–24:00", "22:00–02:00")),
    ],
)
def test_says_what_it_does_not_understand(typed: str, fault: HoursFault) -> None:
    assert parse_hours(typed).faults == (fault,)


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Sorted windows that do not overlap; the last may run past midnight."""
    marks = draw(st.lists(st.integers(0, 1439), unique=True, max_size=8).map(sorted))
    windows = [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        first = windows[0][0] if windows else marks[-1]
        late = draw(st.integers(marks[-1] + 1, min(marks[-1] + 1440, first + 1440)))
        windows.append((marks[-1], late))
    return tuple(windows)


@given(days())
def test_written_hours_are_read_back_from_a_line_and_from_the_file(
    windows: tuple[tuple[int, int], ...],
) -> None:
    assert parse_hours(hours_text(windows)).windows == windows
    assert from_file(to_file(windows)) == windows
    for start, end in to_file(windows):  # the setup file's own checks take them
        start_minute(start)
        end_minute(end)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it_or_is_passed_over(typed: str) -> None:
    found = parse_hours(typed)
    assert list(found.windows) == sorted(found.windows)
    assert all(0 <= start < 1440 and start < end <= start + 1440 for start, end in found.windows)
    if not found.windows and not found.faults:
        assert typed.strip().casefold() in {"", "closed", "-", "–"}


@pytest.mark.parametrize("bad", [[["9", "10:00"]], [["24:00", "24:00"]], [["09:00"]], [[9, 10]]])
def test_what_is_not_hours_in_the_file_is_refused(bad: list[list[str]]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_file(bad)
