"""What is shown of payments, where the business has them noted: nothing at all elsewhere."""

from __future__ import annotations

from frontdesk.desk.answers import Payment
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.payment import is_due, takes_payment
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Status


def payment_of(unit: Unit, visit: Appointment) -> Payment | None:
    """What is noted about the payment of a visit; None where there is nothing to note.

    That a visit is paid is told in any status: who cancels may want the money back.
    """
    service = unit.business.services[visit.service_id]
    is_paid = visit.paid_at is not None
    if not unit.policy.payments_noted or not (is_paid or takes_payment(visit.status, service)):
        return None
    has_begun = (visit.started_at, visit.completed_at) != (None, None)
    sees = Right.SEE_PRICES in unit.rights
    return Payment(
        visit.paid_at,
        not is_paid and is_due(visit.start, unit.moment, has_begun=has_begun),
        visit.status is Status.BOOKED,
        service.price if sees else None,
        service.currency if sees else None,
    )


def priced_services(unit: Unit) -> frozenset[str]:
    """The services whose visits are to be paid for and noted; none where payments are not."""
    if not unit.policy.payments_noted:
        return frozenset()
    services = unit.business.services.values()
    return frozenset(entry.id for entry in services if takes_payment(Status.BOOKED, entry))
