"""What a person at the desk may do: single rights, and the roles that bundle them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """A single right. The desk's verbs ask for it; a book without users grants them all."""

    BOOK = "book"  # make and change visits and customers
    OVERBOOK = "overbook"  # over another visit, or inside its buffer
    OUTSIDE_HOURS = "outside-hours"  # in closed time, or over a block
    SEE_PRICES = "see-prices"
    SEE_CONTACTS = "see-contacts"  # telephone numbers, e-mail and postal addresses
    EXPORT = "export"
    CONFIGURE = "configure"  # the setup, policies, imports, erasing a person
    USERS = "users"


EVERY_RIGHT = frozenset(Right)


class Role(StrEnum):
    """What a user is; each role holds the rights of the ones above it."""

    VIEW_ONLY = "view-only"
    FRONT_DESK = "front-desk"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


_FRONT_DESK = frozenset({Right.BOOK, Right.SEE_PRICES, Right.SEE_CONTACTS})

RIGHTS_OF: Mapping[Role, frozenset[Right]] = {
    Role.VIEW_ONLY: frozenset(),
    Role.FRONT_DESK: _FRONT_DESK,
    Role.MANAGER: EVERY_RIGHT - {Right.USERS},
    Role.ADMINISTRATOR: EVERY_RIGHT,
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who signs in. ``granted`` and ``withheld`` bend the rights of the role.

    ``has_secret`` says whether a PIN or password is set; without one nobody can sign in as them.
    """

    id: int
    name: str
    role: Role
    granted: frozenset[Right] = frozenset()
    withheld: frozenset[Right] = frozenset()
    has_secret: bool = True
    retired: bool = False

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do; nothing once they are retired."""
        if self.retired:
            return frozenset()
        return (RIGHTS_OF[self.role] | self.granted) - self.withheld
