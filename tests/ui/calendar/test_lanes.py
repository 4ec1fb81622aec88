"""No visit hides another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.span import Span
from frontdesk.ui.calendar.lanes import Lane, pack

SPANS = st.lists(
    st.builds(
        lambda start, length: Span(start, start + length), st.integers(0, 200), st.integers(1, 60)
    ),
    max_size=30,
)


@given(SPANS)
def test_overlapping_spans_never_share_a_place(spans: list[Span]) -> None:
    lanes = pack(spans)
    assert len(lanes) == len(spans)
    for i, (a, lane_a) in enumerate(zip(spans, lanes, strict=True)):
        assert 0 <= lane_a.place < lane_a.of
        for b, lane_b in zip(spans[i + 1 :], lanes[i + 1 :], strict=True):
            if a.start < b.end and b.start < a.end:
                assert lane_a.of == lane_b.of  # so that different places share no x
                assert lane_a.place != lane_b.place


@given(SPANS)
def test_no_more_lanes_than_are_needed_at_once(spans: list[Span]) -> None:
    for span, lane in zip(spans, pack(spans), strict=True):
        if not any(o is not span and o.start < span.end and span.start < o.end for o in spans):
            assert lane == Lane(0, 1)
    busiest = max((sum(o.start <= span.start < o.end for o in spans) for span in spans), default=0)
    assert max((lane.of for lane in pack(spans)), default=0) == busiest


def test_spans_that_touch_stay_whole() -> None:
    assert pack([Span(0, 30), Span(30, 60)]) == [Lane(0, 1), Lane(0, 1)]


def test_a_free_lane_is_used_again() -> None:
    assert pack([Span(0, 60), Span(0, 20), Span(30, 50)]) == [Lane(0, 2), Lane(1, 2), Lane(1, 2)]
