"""The policy of the business about customers and holds: read, changed, and changed back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.setup_file import InvalidValueError, checks
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import FIELD_NAMES
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.store import policy as stored_policy
from frontdesk.store.desk_rows import Command


def read(desk: Desk) -> Policy:
    """The policy in force."""
    with desk.look() as unit:
        return stored_policy.read(unit.connection)


def countries(desk: Desk) -> tuple[str, ...]:
    """The countries that have telephone numbers (ISO 3166, two letters), in their order."""
    from phonenumbers import SUPPORTED_REGIONS  # not needed to start

    return tuple(sorted(SUPPORTED_REGIONS))


def change(desk: Desk, wanted: Policy) -> Done[Policy] | Refused:
    """Make ``wanted`` the policy in force, journaled and undoable.

    Refused with ``no-permission``, and with ``invalid-setup`` where it can't be meant.
    """

    def verb(unit: Unit) -> tuple[Policy, Changes]:
        unit.require(Right.CONFIGURE)
        new = replace(wanted, customer_word=wanted.customer_word.strip())
        before = stored_policy.columns(stored_policy.read(unit.connection))
        changed = _put_in_force(unit, new)
        if changed:
            after = stored_policy.columns(new)
            names = [name for name in after if after[name] != before[name]]
            old, now = ({name: values[name] for name in names} for values in (before, after))
            remember(unit, "policy", [_way(now, old)], {})
        return new, Changes(configuration=changed)

    return desk.attempt(verb)


def run_command(unit: Unit, command: Command) -> Made:
    """Undo or redo a change: refused where the same decisions are others by now."""
    unit.require(Right.CONFIGURE)
    stored = stored_policy.columns(stored_policy.read(unit.connection))
    expected, wanted = command["expected"], command["wanted"]
    if any(stored[name] != expected[name] for name in expected):
        raise refuse(Code.WRONG_STATUS, because="policy-changed")
    columns: dict[str, Any] = stored | wanted
    fields = tuple(columns["required_fields"])
    _put_in_force(unit, Policy(**columns | {"required_fields": fields}))
    return Made(Changes(configuration=True), (_way(wanted, expected),))


def _way(expected: Command, wanted: Command) -> Command:
    return {"verb": "policy", "expected": expected, "wanted": wanted}


def _put_in_force(unit: Unit, wanted: Policy) -> bool:
    _check(wanted)
    return stored_policy.replace(
        unit.connection, wanted, at=unit.moment, who=unit.who, desk=unit.desk_name
    )


def _check(wanted: Policy) -> None:
    try:
        checks.customer_word(wanted.customer_word)
    except InvalidValueError:
        longest = checks.LONGEST_WORD
        raise _invalid(
            Translatable("The word for a customer has 1 to {count} letters.", count=longest)
        ) from None
    names = wanted.required_fields
    if len(set(names)) < len(names):
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise _invalid(Translatable("“{value}” is named twice.", value=twice))
    unknown = [name for name in wanted.required_fields if name not in FIELD_NAMES]
    if unknown:
        raise _invalid(Translatable("A customer has no field “{name}”.", name=unknown[0]))
    if wanted.holds_per_desk is not None and not 1 <= wanted.holds_per_desk <= checks.MOST_HOLDS:
        raise _invalid(
            Translatable(
                "A desk may have 1 to {count} holds, or any number.", count=checks.MOST_HOLDS
            )
        )
    country = wanted.phone_country
    if country:
        from phonenumbers import SUPPORTED_REGIONS  # not needed to start

        if country not in SUPPORTED_REGIONS:
            raise _invalid(
                Translatable("“{code}” is no country with telephone numbers.", code=country)
            )


def _invalid(problem: str) -> Exception:
    return refuse(Code.INVALID_SETUP, problem=problem)
