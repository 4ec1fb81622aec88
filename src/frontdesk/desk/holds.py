"""The live holds of this desk, and how many it may have."""

from __future__ import annotations

from frontdesk.desk.answers import Visit
from frontdesk.desk.privacy import hides_contacts, seen_customer
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.refusals import Code, refuse
from frontdesk.store import visits


def my_holds(desk: Desk) -> tuple[Visit, ...]:
    """The live holds that this desk made, the one that ends first in front."""
    with desk.look() as unit:
        found = visits.holds_of_desk(unit.connection, unit.desk_name, unit.moment)
        return tuple(
            Visit(
                visit,
                seen_customer(unit, customer),
                unit.business.locations[visit.location_id].timezone,
                contacts_hidden=hides_contacts(unit),
            )
            for visit, customer in found
        )


def check_limit(unit: Unit, instead_of: int | None = None) -> None:
    """Refuse (``not-available``) one more hold where the desk has as many as it may."""
    limit = unit.policy.holds_per_desk
    if limit is None:
        return
    held = visits.holds_of_desk(unit.connection, unit.desk_name, unit.moment)
    count = sum(visit.id != instead_of for visit, _customer in held)
    if count >= limit:
        raise refuse(Code.NOT_AVAILABLE, because="hold-limit", count=count, limit=limit)
