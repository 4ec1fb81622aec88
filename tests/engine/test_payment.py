"""Which visits are to be paid for, and from when on they should have been."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from frontdesk.engine.payment import is_due, price_of, takes_payment
from frontdesk.engine.values import DurationRule, Service, Status

CUT = Service("cut", "Haircut", DurationRule(30, 30, 30, 15), price="45.00", currency="USD")
NINE = 29_000_000
"""An instant; a visit begins there."""


@pytest.mark.parametrize(
    ("price", "worth"), [("45.00", Decimal(45)), ("0.00", Decimal()), (None, None), ("ask", None)]
)
def test_only_what_costs_something_is_paid_for(price: str | None, worth: Decimal | None) -> None:
    service = replace(CUT, price=price)
    assert price_of(service) == worth
    assert takes_payment(Status.BOOKED, service) is (price == "45.00")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.BOOKED])
def test_only_a_booked_visit_is_paid_for(status: Status) -> None:
    assert not takes_payment(status, CUT)


def test_a_visit_is_due_from_the_second_it_starts() -> None:
    assert not is_due(NINE, NINE * 60 - 1, has_begun=False)
    assert is_due(NINE, NINE * 60, has_begun=False)


def test_a_visit_that_began_early_is_due_at_once() -> None:
    assert is_due(NINE, NINE * 60 - 600, has_begun=True)
