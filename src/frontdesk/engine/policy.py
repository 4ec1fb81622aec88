"""What a business decides about its customers and holds, and what a location decides for itself."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.engine.values import Location


@dataclass(frozen=True, slots=True)
class Policy:
    """The decisions in force; a new book has these.

    ``customer_word`` is what customers are called here (patient, client, guest).
    ``required_fields`` name fields of ``CustomerFields`` that a record must have, beyond what a
    booking always needs. ``typing_renews``: typing in the panel extends a hold about to end.
    ``holds_per_desk`` is how many live holds one desk may have at once; None for any number.
    ``phone_country`` (ISO 3166, two letters) is where numbers without a country code belong;
    empty to tell it from the primary location's zone. ``payments_noted``: the desk notes who has
    paid, and is told of visits that nobody has paid for; elsewhere none of that is shown.
    """

    customer_word: str = "customer"
    required_fields: tuple[str, ...] = ()
    typing_renews: bool = True
    holds_per_desk: int | None = None
    phone_country: str = ""
    payments_noted: bool = False

    def word_at(self, location: Location | None) -> str:
        """What customers are called at a location: its own word, or the business's."""
        own = None if location is None else location.customer_word
        return self.customer_word if own is None else own

    def required_at(self, location: Location | None) -> tuple[str, ...]:
        """The fields that a booking at a location asks for; None is the business at large."""
        own = None if location is None else location.required_fields
        return self.required_fields if own is None else own
