"""Users as they are being edited: what was typed about each, kept until saved. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontdesk.desk.translatable import Translatable
from frontdesk.desk.users import secret_problem
from frontdesk.engine.rights import RIGHTS_OF, Right, Role, User

NEW = 0
"""The number of the user who is being added."""


@dataclass(frozen=True, slots=True)
class UserDraft:
    """A user as the form shows them, and the PIN or password typed for them."""

    user: User
    secret: str = ""

    def has(self, right: Right) -> bool:
        """Whether the user would have ``right``."""
        user = self.user
        return right in (RIGHTS_OF[user.role] | user.granted) - user.withheld

    def with_right(self, right: Right, wanted: bool) -> UserDraft:
        """Give or take one right; what the role says anyway is neither granted nor withheld."""
        user, by_role = self.user, right in RIGHTS_OF[self.user.role]
        granted, withheld = user.granted - {right}, user.withheld - {right}
        if wanted and not by_role:
            granted |= {right}
        elif by_role and not wanted:
            withheld |= {right}
        return replace(self, user=replace(user, granted=granted, withheld=withheld))

    def with_role(self, role: Role) -> UserDraft:
        """Give another role; single rights that it settles anyway are forgotten."""
        user, by_role = self.user, RIGHTS_OF[role]
        bent = replace(
            user, role=role, granted=user.granted - by_role, withheld=user.withheld & by_role
        )
        return replace(self, user=bent)


class UsersState:
    """The users of the book, and what was typed about them and is not saved."""

    def __init__(self) -> None:
        """Know of nobody."""
        self.users: tuple[User, ...] = ()
        self.chosen: int | None = None
        self._drafts: dict[int, UserDraft] = {}

    @property
    def is_first(self) -> bool:
        """Whether nobody has to sign in yet: the next user is the first."""
        return all(user.retired for user in self.users)

    def load(self, users: Sequence[User]) -> None:
        """Take what the book has now; what is typed stays."""
        self.users = tuple(users)
        for user in users:
            draft = self._drafts.get(user.id)
            if draft is not None and draft == UserDraft(user):
                del self._drafts[user.id]
        known = [user.id for user in users] + ([NEW] if NEW in self._drafts else [])
        if self.chosen not in known:
            self.chosen = known[0] if known else None

    def rows(self) -> list[User]:
        """Everyone as edited, whoever is being added last."""
        return [self.draft(user.id).user for user in self.users] + (
            [self._drafts[NEW].user] if NEW in self._drafts else []
        )

    def draft(self, number: int) -> UserDraft:
        """What the form shows of a user."""
        if number in self._drafts:
            return self._drafts[number]
        return UserDraft(next(user for user in self.users if user.id == number))

    def take(self, draft: UserDraft) -> None:
        """Keep what was typed."""
        self._drafts[draft.user.id] = draft

    def begin(self) -> None:
        """Add a user, or go on adding the one that was begun."""
        role = Role.ADMINISTRATOR if self.is_first else Role.FRONT_DESK
        new = User(NEW, "", role, has_secret=False)
        self._drafts.setdefault(NEW, UserDraft(new))
        self.chosen = NEW

    def forget(self, number: int) -> None:
        """Throw away what was typed about a user."""
        self._drafts.pop(number, None)
        self.load(self.users)

    def is_changed(self, number: int) -> bool:
        """Whether something about a user is not saved."""
        return number in self._drafts and (
            number == NEW or self._drafts[number] != UserDraft(self._stored(number))
        )

    def problems(self, number: int) -> dict[str, str]:
        """What keeps a draft from being saved: a sentence for ``name`` and ``secret``."""
        draft = self.draft(number)
        found: dict[str, str] = {}
        if not draft.user.name.strip():
            found["name"] = Translatable("A user needs a name.")
        if draft.secret or not draft.user.has_secret:
            problem = secret_problem(draft.secret)
            if problem:
                found["secret"] = problem
        return found

    def _stored(self, number: int) -> User:
        return next(user for user in self.users if user.id == number)
