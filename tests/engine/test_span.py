"""Half-open spans against plain sets of minutes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.span import Span, intersect, merge, overlaps

spans = st.builds(Span, st.integers(0, 40), st.integers(0, 40))
many = st.lists(spans, max_size=8)


def minutes(those: Iterable[Span]) -> set[int]:
    return {minute for span in those for minute in range(span.start, span.end)}


def test_spans_that_touch_share_no_minute() -> None:
    assert not overlaps(Span(0, 10), Span(10, 20))
    assert not overlaps(Span(10, 20), Span(0, 10))
    assert overlaps(Span(0, 11), Span(10, 20))
    assert overlaps(Span(0, 30), Span(10, 20))


def test_spans_that_touch_become_one() -> None:
    assert merge([Span(10, 20), Span(0, 10), Span(30, 30)]) == [Span(0, 20)]


@given(many)
def test_merging_keeps_every_minute_and_leaves_gaps_between(those: list[Span]) -> None:
    merged = merge(those)
    assert minutes(merged) == minutes(those)
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert all(span.start < span.end for span in merged)


@given(many, many)
def test_the_intersection_holds_the_minutes_of_both(left: list[Span], right: list[Span]) -> None:
    common = intersect(merge(left), merge(right))
    assert minutes(common) == minutes(left) & minutes(right)
    assert common == merge(common)
