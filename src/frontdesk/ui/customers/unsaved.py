"""What was typed on a card and not saved, in a form that the book can keep over a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from frontdesk.desk.people import CustomerCard, VisitGlance
from frontdesk.engine.customers import FIELD_NAMES, CustomerFields
from frontdesk.ui.customers.state import CardState, as_seen, opened, rebased


@dataclass(frozen=True, slots=True)
class Unsaved:
    """``draft`` was typed over ``base``, the fields of a record as they were at ``version``.

    ``customer_id`` is None for a new record.
    """

    customer_id: int | None
    version: int
    base: CustomerFields
    draft: CustomerFields

    @property
    def name(self) -> str:
        """Whose card it is, as far as that is known."""
        return self.base.name or self.draft.name


def unsaved_of(state: CardState) -> Unsaved:
    """What is typed on a card now, and what is put aside."""
    version = state.card.version if state.card is not None else 0
    typed: dict[str, Any] = dict(state.aside)
    return Unsaved(state.customer_id, version, state.base, replace(state.draft, **typed))


def restored(unsaved: Unsaved, card: CustomerCard, history: tuple[VisitGlance, ...]) -> CardState:
    """The card with what was typed on it before; fields changed since take the book's values."""
    draft, theirs = rebased(unsaved.base, unsaved.draft, card.fields)
    return as_seen(replace(opened(card, history), draft=draft, theirs=theirs))


def form_of(unsaved: Unsaved) -> dict[str, Any]:
    """What the book keeps of it."""
    return {
        "customer": unsaved.customer_id,
        "version": unsaved.version,
        "base": asdict(unsaved.base),
        "draft": asdict(unsaved.draft),
    }


def read_form(form: Any) -> tuple[Unsaved, ...]:
    """The cards that were kept; whatever is none counts as never made."""
    entries = form if isinstance(form, list) else []
    found = (_read(entry) for entry in entries if isinstance(entry, Mapping))
    return tuple(entry for entry in found if entry is not None)


def _read(entry: Mapping[str, Any]) -> Unsaved | None:
    number, version = entry.get("customer"), entry.get("version")
    base, draft = _fields(entry.get("base")), _fields(entry.get("draft"))
    if base is None or draft is None or not isinstance(version, int):
        return None
    return Unsaved(number if isinstance(number, int) else None, version, base, draft)


def _fields(stored: Any) -> CustomerFields | None:
    if not isinstance(stored, Mapping):
        return None
    texts = {n: stored[n] for n in FIELD_NAMES if n != "tags" and isinstance(stored.get(n), str)}
    tags = stored.get("tags")
    words = tags if isinstance(tags, list | tuple) else ()
    return CustomerFields(**texts, tags=tuple(tag for tag in words if isinstance(tag, str)))
