"""Which verbs a visit is offered, as it stands."""

from __future__ import annotations

import pytest

from frontdesk.engine.values import Status
from frontdesk.ui.visit_verbs import VisitVerb, offered
from tests.ui.calendar.conftest import Maker

make = Maker()
OTHERS = {VisitVerb.ARRIVED, VisitVerb.STARTED, VisitVerb.DONE}


@pytest.mark.parametrize("completed", [False, True])
@pytest.mark.parametrize(
    ("facts", "verbs"),
    [
        ({"owes": True}, {VisitVerb.PAID}),
        ({"paid": True}, {VisitVerb.NOT_PAID}),
        ({}, set()),
        ({"paid": True, "status": Status.NO_SHOW}, set()),
        ({"paid": True, "status": Status.CANCELLED}, set()),
        ({"owes": True, "capacity": 8}, set()),
    ],
)
def test_payment_is_noted_before_a_visit_and_long_after_it(
    facts: dict[str, object], verbs: set[VisitVerb], completed: bool
) -> None:
    visit = make.visit(make.at(9), completed=completed, **facts)  # type: ignore[arg-type]
    assert set(offered(visit)) & {VisitVerb.PAID, VisitVerb.NOT_PAID} == verbs


def test_payment_takes_no_other_verb_away() -> None:
    plain, owing = (offered(make.visit(make.at(9), owes=owes)) for owes in (False, True))
    assert [verb for verb in owing if verb is not VisitVerb.PAID] == list(plain)
    assert set(plain) >= OTHERS
    assert owing[-1] is VisitVerb.CANCEL
