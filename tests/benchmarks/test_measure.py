"""The arithmetic behind the figures of the benchmarks, and what their table says of an aim."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.measure import Aim, Table, Timing, ratio_text, timings


def test_the_median_the_best_and_the_99th_percentile():
    timing = Timing(tuple(float(n) for n in range(200, 0, -1)))
    assert timing.median == 100.5
    assert timing.best == 1.0
    assert timing.p99 == 198.0


def test_of_few_samples_the_99th_percentile_is_the_longest():
    assert Timing((3.0, 1.0, 2.0)).p99 == 3.0


def test_calls_are_timed_equally_often_after_one_round_that_does_not_count():
    called: Counter[str] = Counter()
    calls = {name: (lambda name=name: called.update([name])) for name in ("a", "b", "c")}
    found = timings(calls, seconds=60, most=7)
    assert called == {"a": 8, "b": 8, "c": 8}
    assert [len(found[name].samples) for name in "abc"] == [7, 7, 7]


def test_there_are_five_rounds_at_least():
    assert len(timings({"a": lambda: None}, seconds=0)["a"].samples) == 5


@pytest.mark.parametrize(
    ("ratio", "text"), [(2.0, "2.00 ×"), (0.5, "0.50 ×"), (0.05, "1/20"), (143.6, "143.60 ×")]
)
def test_a_ratio_is_said_as_people_say_it(ratio, text):
    assert ratio_text(ratio) == text


@pytest.mark.parametrize(
    ("aim", "seconds", "against", "verdict"),
    [
        (Aim(milliseconds=5), 0.005, 0.1, "met"),
        (Aim(milliseconds=5), 0.0051, 0.1, "MISSED"),
        (Aim(times=3), 0.3, 0.1, "met"),
        (Aim(times=1 / 20), 0.006, 0.1, "MISSED"),
    ],
)
def test_the_table_says_whether_an_aim_is_met(aim, seconds, against, verdict):
    table = Table("Figures")
    table.add("this", Timing((seconds,)), ("that", against), aim)
    assert table.text().splitlines()[2].endswith(verdict)
