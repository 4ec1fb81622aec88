"""What a finished write changed, so that each page knows whether it is stale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Which parts of the book are no longer what they were.

    ``everything`` is what another process's write looks like: it does not say what it touched.
    """

    appointment_ids: frozenset[int] = frozenset()
    location_ids: frozenset[str] = frozenset()
    customers: bool = False
    configuration: bool = False
    everything: bool = False
