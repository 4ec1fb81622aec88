"""What the card shows, as a value; nothing here is Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from frontdesk.desk.people import CustomerCard, VisitGlance
from frontdesk.desk.privacy import CONTACTS
from frontdesk.desk.record_trail import RecordChange
from frontdesk.desk.records import Duplicate
from frontdesk.engine.customers import FIELD_NAMES, CustomerFields, differing

_BLANK: Mapping[str, Any] = dict.fromkeys(CONTACTS, "")


class Busy(Enum):
    """Which write is under way."""

    NO = auto()
    SAVING = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class CardState:
    """A customer's card and what was typed over it.

    ``card`` is the record as it was read, None for one that is being added. ``newer`` is the
    record as another desk left it meanwhile, where something typed here is not saved yet;
    ``theirs`` says by field what the book has now where both changed it.
    """

    card: CustomerCard | None = None
    draft: CustomerFields = field(default_factory=CustomerFields)
    history: tuple[VisitGlance, ...] = ()
    trail: tuple[RecordChange, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    duplicates: tuple[Duplicate, ...] = ()
    newer: CustomerCard | None = None
    busy: Busy = Busy.NO
    tried: bool = False
    """Saving was tried: from now on empty fields that are needed are called so."""
    aside: Mapping[str, str] = field(default_factory=dict)
    """Contact data that was typed, by field, while whoever sits here may not see such."""

    @property
    def customer_id(self) -> int | None:
        """The number of the record; None for a new one."""
        return None if self.card is None else self.card.row.id

    @property
    def base(self) -> CustomerFields:
        """The fields as they were read."""
        return CustomerFields() if self.card is None else self.card.fields

    @property
    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return bool(self.aside or differing(self.base, self.draft))

    @property
    def is_erased(self) -> bool:
        """Whether there is nothing left to change."""
        return self.card is not None and self.card.erased_at is not None

    @property
    def contacts_hidden(self) -> bool:
        """Whether the book keeps from whoever sits here how the customer is reached."""
        return self.card is not None and self.card.row.contacts_hidden

    @property
    def can_save(self) -> bool:
        """Whether Save has something to do and may do it."""
        typed = bool(differing(self.base, self.draft))
        return typed and self.busy is Busy.NO and not self.is_erased


def opened(card: CustomerCard, history: tuple[VisitGlance, ...]) -> CardState:
    """The card of a record with nothing typed yet."""
    return CardState(card, card.fields, history)


def seen(state: CardState, card: CustomerCard) -> CardState:
    """The card for somebody else who sits here now: with contact data or without, as ``card`` is.

    What was typed of it is put aside until somebody may see it again; nothing typed is lost.
    """
    if state.card is None:
        return state
    contacts: dict[str, Any] = {name: getattr(card.fields, name) for name in CONTACTS}
    base = replace(state.card, row=card.row, fields=replace(state.card.fields, **contacts))
    if card.row.contacts_hidden:
        away = replace(_put_aside(state), card=base)
        return replace(away, problems={}, hint="", duplicates=(), newer=None)
    draft = replace(state.draft, **{**contacts, **state.aside})
    return replace(state, card=base, draft=draft, aside={}, newer=None)


def as_seen(state: CardState) -> CardState:
    """The card without contact data that was typed, where whoever sits here may not see such."""
    return _put_aside(state) if state.contacts_hidden else state


def _put_aside(state: CardState) -> CardState:
    typed = {name: str(getattr(state.draft, name)) for name in _typed_contacts(state)}
    told = {name: words for name, words in state.theirs.items() if name not in CONTACTS}
    return replace(state, draft=replace(state.draft, **_BLANK), aside=typed, theirs=told)


def _typed_contacts(state: CardState) -> tuple[str, ...]:
    return tuple(name for name in CONTACTS if name in differing(state.base, state.draft))


def reread(state: CardState, card: CustomerCard, history: tuple[VisitGlance, ...]) -> CardState:
    """The same card after the book changed: what is not saved stays as it was typed.

    Where nothing was typed, or the fields are the same as before, the new record simply takes
    its place; otherwise it waits in ``newer`` until the user asks for it. Contact data follows
    whoever sits here now.
    """
    if card.row.contacts_hidden is not state.contacts_hidden:
        state = seen(state, card)
    if not state.is_changed:
        return replace(state, card=card, draft=card.fields, history=history, newer=None, theirs={})
    if not differing(state.base, card.fields):
        return replace(state, card=card, history=history, newer=None)
    return replace(state, history=history, newer=card)


def reloaded(state: CardState) -> CardState:
    """Go on from the newer record: fields typed here stay, all others take the book's values."""
    if state.newer is None:
        return state
    draft, theirs = rebased(state.base, state.draft, state.newer.fields)
    return replace(state, card=state.newer, draft=draft, theirs=theirs, newer=None)


def carried_over(
    before: CardState, card: CustomerCard, history: tuple[VisitGlance, ...]
) -> CardState:
    """The card of another record, with what was typed on the one that was merged into it."""
    draft, theirs = rebased(before.base, before.draft, card.fields)
    return CardState(card, draft, history, theirs=theirs)


def rebased(
    base: CustomerFields, draft: CustomerFields, now: CustomerFields
) -> tuple[CustomerFields, Mapping[str, str]]:
    """``draft``, typed over ``base``, carried over to ``now``; and what ``now`` has for fields
    that both changed."""
    typed = differing(base, draft)
    taken: dict[str, Any] = {name: getattr(now, name) for name in FIELD_NAMES if name not in typed}
    both = [name for name in typed if name in differing(base, now)]
    clashes = [name for name in both if getattr(now, name) != getattr(draft, name)]
    return replace(draft, **taken), {name: shown(getattr(now, name)) for name in clashes}


def shown(value: str | tuple[str, ...]) -> str:
    """A field's value as the form shows it; tags with commas between them."""
    return value if isinstance(value, str) else ", ".join(value)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags typed with commas between them, each once."""
    return tuple(dict.fromkeys(tag.strip() for tag in text.split(",") if tag.strip()))
