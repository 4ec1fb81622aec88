"""Who is to pay for a visit, and when the desk says that nobody has. Pure functions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from frontdesk.engine.values import Service, Status


def price_of(service: Service) -> Decimal | None:
    """A service's price for one visit or seat; None where it has none."""
    if not service.price:
        return None
    try:
        return Decimal(service.price)
    except InvalidOperation:
        return None


def takes_payment(status: Status, service: Service) -> bool:
    """Whether a payment of the visit can be noted: it is booked (BK), and costs something.

    A hold or a reserved visit is not promised to anybody yet; what was cancelled, moved or missed
    keeps what was noted before, and takes no more.
    """
    return status is Status.BOOKED and bool(price_of(service))


def is_due(start: int, now: int, *, has_begun: bool) -> bool:
    """Whether a visit that nobody has paid for should have been, at the moment ``now`` (seconds).

    From its ``start`` (an instant) on, or as soon as it was noted as started or done; not before,
    or the whole future would be called unpaid.
    """
    return has_begun or start * 60 <= now
