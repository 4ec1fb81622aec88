"""Users being edited: rights against the role, drafts that stay, what is in the way of saving."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.rights import RIGHTS_OF, Right, Role, User
from frontdesk.ui.people.state import NEW, UserDraft, UsersState

MIA = User(1, "Mia", Role.ADMINISTRATOR)
TOM = User(2, "Tom", Role.FRONT_DESK)


def state_of(*users: User) -> UsersState:
    state = UsersState()
    state.load(users)
    return state


def test_a_right_beyond_the_role_is_granted_and_one_of_it_withheld() -> None:
    draft = UserDraft(TOM).with_right(Right.EXPORT, True).with_right(Right.SEE_CONTACTS, False)
    assert draft.user.granted == {Right.EXPORT}
    assert draft.user.withheld == {Right.SEE_CONTACTS}
    assert draft.user.rights == {Right.BOOK, Right.SEE_PRICES, Right.EXPORT}


@given(
    st.sampled_from(list(Role)),
    st.lists(st.tuples(st.sampled_from(list(Right)), st.booleans()), max_size=12),
)
def test_what_is_ticked_last_is_what_the_user_may(
    role: Role, ticks: list[tuple[Right, bool]]
) -> None:
    draft = UserDraft(User(2, "Tom", role))
    wanted = set(RIGHTS_OF[role])
    for right, on in ticks:
        draft = draft.with_right(right, on)
        (wanted.add if on else wanted.discard)(right)
    assert draft.user.rights == wanted
    assert not draft.user.granted & RIGHTS_OF[role]
    assert draft.user.withheld <= RIGHTS_OF[role]


def test_another_role_forgets_what_it_settles() -> None:
    draft = UserDraft(TOM).with_right(Right.EXPORT, True).with_right(Right.BOOK, False)
    manager = draft.with_role(Role.MANAGER).user
    assert manager.granted == frozenset()
    assert manager.withheld == {Right.BOOK}
    assert draft.with_role(Role.VIEW_ONLY).user.withheld == frozenset()


def test_what_was_typed_stays_while_others_are_looked_at_and_the_book_changes() -> None:
    state = state_of(MIA, TOM)
    state.take(UserDraft(replace(TOM, name="Tommy"), "1357"))
    state.chosen = MIA.id
    state.load((MIA, TOM, User(3, "Val", Role.VIEW_ONLY)))
    assert state.draft(TOM.id) == UserDraft(replace(TOM, name="Tommy"), "1357")
    assert [state.is_changed(number) for number in (1, 2, 3)] == [False, True, False]
    state.forget(TOM.id)
    assert state.draft(TOM.id) == UserDraft(TOM)


def test_a_draft_that_equals_the_book_is_none() -> None:
    state = state_of(MIA, TOM)
    state.take(UserDraft(replace(TOM, name="Tommy")))
    state.load((MIA, replace(TOM, name="Tommy")))
    assert not state.is_changed(TOM.id)


def test_the_first_user_is_an_administrator_and_the_next_works_at_the_desk() -> None:
    state = state_of()
    assert state.is_first
    state.begin()
    assert state.draft(NEW).user.role is Role.ADMINISTRATOR
    state = state_of(MIA)
    state.begin()
    assert state.draft(NEW).user.role is Role.FRONT_DESK
    assert state.chosen == NEW
    assert [user.id for user in state.rows()] == [1, NEW]


def test_a_new_user_needs_a_name_and_a_secret_and_a_known_one_keeps_theirs() -> None:
    state = state_of(MIA)
    state.begin()
    assert set(state.problems(NEW)) == {"name", "secret"}
    state.take(UserDraft(replace(state.draft(NEW).user, name="Tom"), "12"))
    assert state.problems(NEW) == {"secret": "A PIN has 4 to 12 digits."}
    state.take(UserDraft(state.draft(NEW).user, "1234"))
    assert not state.problems(NEW)
    assert not state.problems(MIA.id)
