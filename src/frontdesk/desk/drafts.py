"""The form in hand, kept in the book letter for letter: no crash and no power cut loses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.desk.unit import Desk
from frontdesk.store import desk_rows
from frontdesk.store.desk_rows import StoredDraft

Form = Mapping[str, Any]
"""What the form holds, by the window's own names; anything JSON can say."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A half-filled form. ``saved_at`` is a moment.

    ``appointment_id`` is the hold it belongs to, which may have expired or be gone.
    """

    form: Form
    appointment_id: int | None
    saved_at: int


def save(desk: Desk, form: Form, appointment_id: int | None = None) -> None:
    """Keep the form of this desk in the place of the one before; on disk when it returns.

    A form that concerns a known customer names its number under ``customer_id``.
    """
    with desk.unit(quiet=True) as unit:
        new = StoredDraft(unit.desk_name, form, appointment_id, unit.moment)
        desk_rows.save_draft(unit.connection, new)


def load(desk: Desk) -> KeptForm | None:
    """The form that this desk left half filled, if any."""
    with desk.look() as unit:
        found = desk_rows.draft_of(unit.connection, unit.desk_name)
        if found is None:
            return None
        return KeptForm(found.form, found.appointment_id, found.saved_at)


def discard(desk: Desk) -> None:
    """Forget the form of this desk: it was booked, or thrown away on purpose."""
    with desk.unit(quiet=True) as unit:
        desk_rows.drop_draft(unit.connection, unit.desk_name)
