"""The table of the three grades, rule by rule, and what a place is graded by."""

from __future__ import annotations

import pytest

from frontdesk.engine.exceptions import RULES, Grade, decisive, rule_for
from frontdesk.engine.refusals import Fact, Reason, Why
from frontdesk.engine.rights import Right

TABLE = {
    "past": (Grade.REFUSED, None),
    "notice": (Grade.NOTE, None),
    "horizon": (Grade.NOTE, None),
    "not-offered": (Grade.REFUSED, None),
    "closed": (Grade.EXCEPTION, "outside-hours"),
    "holiday": (Grade.EXCEPTION, "outside-hours"),
    "outside-hours": (Grade.EXCEPTION, "outside-hours"),
    "blocked": (Grade.EXCEPTION, "outside-hours"),
    "booked": (Grade.EXCEPTION, "overbook"),
    "held": (Grade.REFUSED, None),
    "buffer": (Grade.EXCEPTION, "overbook"),
    "daily-limit": (Grade.EXCEPTION, "overbook"),
    "off-grid": (Grade.NOTE, None),
}


@pytest.mark.parametrize("why", list(Why))
def test_every_rule_has_its_grade(why: Why) -> None:
    rule = RULES[why]
    assert (rule.grade, rule.right) == TABLE[why.value]


def test_the_table_is_about_every_reason() -> None:
    assert [why.value for why in Why] == list(TABLE)


@pytest.mark.parametrize(
    ("why", "facts", "is_class", "grade", "right"),
    [
        # Only the buffers would run into a block: a matter of hours.
        (Why.BUFFER, {"name": "Leave"}, False, Grade.EXCEPTION, Right.OUTSIDE_HOURS),
        (Why.BUFFER, {"name": "Leave"}, True, Grade.EXCEPTION, Right.OUTSIDE_HOURS),
        (Why.BUFFER, {"appointment": 3, "status": "BK"}, False, Grade.EXCEPTION, Right.OVERBOOK),
        (Why.BUFFER, {"appointment": 3, "status": "IN"}, False, Grade.REFUSED, None),
        (Why.BOOKED, {"appointment": 3, "status": "BK"}, True, Grade.REFUSED, None),
        (Why.BUFFER, {"appointment": 3, "status": "BK"}, True, Grade.REFUSED, None),
    ],
)
def test_facts_that_change_the_grade(
    why: Why, facts: dict[str, Fact], is_class: bool, grade: Grade, right: Right | None
) -> None:
    rule = rule_for(Reason(why, facts), is_class=is_class)
    assert (rule.grade, rule.right) == (grade, right)


def test_the_gravest_reason_decides_and_every_right_is_needed() -> None:
    booked = Reason(Why.BOOKED, {"appointment": 3, "status": "BK"})
    late, early = Reason(Why.OUTSIDE_HOURS), Reason(Why.NOTICE)
    both = frozenset({Right.OVERBOOK, Right.OUTSIDE_HOURS})
    assert decisive([early, late, booked]) == (Grade.EXCEPTION, late, both)
    held = Reason(Why.HELD)
    assert decisive([early, late, booked, held]) == (Grade.REFUSED, held, both)
    assert decisive([early]) == (Grade.NOTE, early, frozenset())
    assert decisive([]) == (Grade.FREE, None, frozenset())
