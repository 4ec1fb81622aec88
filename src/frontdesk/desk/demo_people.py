"""The invented customers of the sample business."""

from __future__ import annotations

import random
from typing import NamedTuple

from frontdesk.store.names import name_key

_GIVEN = """
Dana Ruth Marta Ola Luis Greta Jack Hana Samuel Amara Peter Noor Ivy Elif Ines Omar Tomás Yusuf
Clara Mei Zoë Anders Priya Kofi Lena Marek Sofia Hugo Aisha Felix Rosa Emil
""".split()  # noqa: SIM905 - a list of names reads better as prose
_FAMILY = """
Fox Klein Okoye Nowak Brandt Lind Murphy Suzuki Adeyemi Diallo Rahimi Chen Demir Costa Haddad Ruiz
Kaya Bianchi Tan Sørensen O'Brien Iyer Mensah Weiß Kowalski Marin Petit Sandoval
""".split()  # noqa: SIM905
NOTES = (
    "Knee, week 6 after surgery",
    "Prefers mornings",
    "Bring the MRI report",
    "Left shoulder, overhead athlete",
    "Ring the bell, no lift",
    "Referral from Dr. Stein",
)
HOW_MANY = 140


class Person(NamedTuple):
    """An invented customer; the phone numbers are reserved for fiction."""

    name: str
    email: str
    phone: str


def people(generator: random.Random) -> list[Person]:
    """The customers of the sample business, each with a name of their own."""
    names = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    return [
        Person(name, _address(name), f"(212) 555-01{number % 100:02}")
        for number, name in enumerate(generator.sample(names, HOW_MANY))
    ]


def _address(name: str) -> str:
    given, _, family = name_key(name).partition(" ")
    letters = "".join(
        character for character in family if character.isascii() and character.isalpha()
    )
    return f"{given[0]}.{letters}@example.org"
