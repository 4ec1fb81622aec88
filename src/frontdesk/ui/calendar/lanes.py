"""Packs spans that overlap side by side, so that none hides another. Nothing here is Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from frontdesk.engine.span import Span


class Lane(NamedTuple):
    """One of ``count`` equal parts of a column's width, counted from the left from 0."""

    place: int
    of: int


WHOLE = Lane(0, 1)
"""The whole width."""


def pack(spans: Sequence[Span]) -> list[Lane]:
    """A lane for each span, in the order given: spans that share a minute never share a lane.

    Spans that only touch (half-open) may share one. All spans of a cluster that hangs together
    by overlaps have the same number of lanes, the least that is possible.
    """
    lanes = [WHOLE] * len(spans)
    if all(before[1] <= after[0] and before[0] < before[1] for before, after in pairwise(spans)):
        return lanes  # one after the other, as on most days
    order = sorted(range(len(spans)), key=lambda index: (spans[index][0], -spans[index][1]))
    cluster: list[int] = []
    ends: list[int] = []  # for each lane of the cluster, when its last span ends
    for index in order:
        start, end = spans[index]
        if ends and start >= max(ends):
            _close(cluster, ends, lanes)
        free = next((lane for lane, taken in enumerate(ends) if taken <= start), None)
        if free is None:
            free = len(ends)
            ends.append(end)
        else:
            ends[free] = end
        lanes[index] = Lane(free, 0)
        cluster.append(index)
    _close(cluster, ends, lanes)
    return lanes


def _close(cluster: list[int], ends: list[int], lanes: list[Lane]) -> None:
    """Tell every span of the finished cluster how many lanes there are."""
    for index in cluster:
        lanes[index] = Lane(lanes[index].place, len(ends))
    cluster.clear()
    ends.clear()
