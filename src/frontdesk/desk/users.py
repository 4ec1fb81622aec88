"""People who sign in at the desk: adding and changing them, signing in, one act allowed.

A book without users works without signing in. From the first user on, whoever is not signed in
may look and do nothing else. The secrets are PINs or passwords, kept as argon2id hashes (from
libsodium, which the program has anyway); a secret alone says who signs in, so no two are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.engine.rights import EVERY_RIGHT, Right, Role, User
from frontdesk.store import journal, users
from frontdesk.store.desk_rows import Command

LONGEST_NAME = 80
SHORTEST_PIN, LONGEST_PIN = 4, 12
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
TRIES = 5
"""How many times in a row a secret may be wrong before the desk has to wait."""
WAIT = 30
"""Seconds to wait then; twice as long after each further wrong one, an hour at most."""
_LONGEST_WAIT = 3600
OPERATIONS, MEMORY = 2, 19 * 1024 * 1024
"""What argon2id takes to try a secret: some 15 ms, so that ten users are tried in a blink."""
_CONFIGURED = Changes(configuration=True)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at a desk and what they may do; nobody in particular in a book without users."""

    user: User | None = None
    has_users: bool = False
    rights: frozenset[Right] = EVERY_RIGHT

    @property
    def is_locked(self) -> bool:
        """Whether somebody has to sign in before the desk does anything."""
        return self.has_users and self.user is None


def seat(desk: Desk) -> Seat:
    """Who sits at this desk, in one reading."""
    with desk.look() as unit:
        active = _active(users.everyone(unit.connection))
        user = next((user for user in active if user.id == desk.user_id), None)
        return Seat(user, bool(active), unit.rights)


def everyone(desk: Desk) -> tuple[User, ...]:
    """All users, retired ones last; empty where the desk works without signing in."""
    with desk.look() as unit:
        return tuple(sorted(users.everyone(unit.connection), key=lambda user: user.retired))


def signed_in(desk: Desk) -> User | None:
    """Who is signed in; None for nobody, or where nobody has to."""
    return next((user for user in everyone(desk) if user.id == desk.user_id), None)


def is_locked(desk: Desk) -> bool:
    """Whether somebody has to sign in before the desk does anything."""
    active = [user for user in everyone(desk) if not user.retired]
    return bool(active) and all(user.id != desk.user_id for user in active)


def may(desk: Desk, right: Right) -> bool:
    """Whether whoever sits here has a right; the window shows by it what it offers."""
    with desk.look() as unit:
        return right in unit.rights


def add(desk: Desk, wanted: User, secret: str) -> Done[User] | Refused:
    """Add a user (``wanted.id`` is ignored). The first one must be an administrator. Undoable.

    Undone, the user is retired: the trails may name them. Refused with ``no-permission``, or
    ``invalid-setup`` with the problem.
    """

    def verb(unit: Unit) -> tuple[User, Changes]:
        unit.require(Right.USERS)
        known = users.everyone(unit.connection)
        _check_name(wanted, known)
        if not _active(known) and wanted.role is not Role.ADMINISTRATOR:
            raise _invalid(
                Translatable("The first user must be an administrator, who can add the others.")
            )
        hashed = _hashed(unit, secret, None)
        new = replace(wanted, id=0, retired=False)
        number = users.write(unit.connection, new, _by(unit))
        users.set_secret(unit.connection, number, hashed, _by(unit))
        made = replace(new, id=number, has_secret=True)
        remember(unit, "user-add", [_way(made, replace(made, retired=True))], {"name": made.name})
        return made, _CONFIGURED

    answer = desk.attempt(verb)
    if isinstance(answer, Done) and len(_active(everyone(desk))) == 1:
        desk.user_id = answer.value.id  # whoever made the first one is not locked out
    return answer


def edit(desk: Desk, wanted: User) -> Done[User] | Refused:
    """Change name, role, single rights, or retire (and take back). Undoable.

    Refused as ``add`` is, and where no administrator who can sign in would be left.
    """

    def verb(unit: Unit) -> tuple[User, Changes]:
        before = _find(unit, wanted.id)
        after = change(unit, wanted)
        if after != before:
            remember(unit, "user", [_way(after, before)], {"name": after.name})
        return after, _CONFIGURED

    return desk.attempt(verb)


def change(unit: Unit, wanted: User) -> User:
    """Store a user's change in the unit, checked."""
    unit.require(Right.USERS)
    known = users.everyone(unit.connection)
    before = _find(unit, wanted.id)
    _check_name(wanted, known)
    others = [user for user in _active(known) if user.id != wanted.id]
    left = [*others, *([] if wanted.retired else [wanted])]
    if left and not any(Right.USERS in user.rights and user.has_secret for user in left):
        raise _invalid(Translatable("Somebody must stay who may manage users and can sign in."))
    after = replace(wanted, has_secret=before.has_secret)
    users.write(unit.connection, after, _by(unit))
    return after


def _turn_back(unit: Unit, command: Command) -> Made:
    """Run the inverse of an edit, for undo: refused where the user was changed since."""
    expected, wanted = command["expected"], command["wanted"]
    if as_command(_find(unit, expected["id"])) != expected:
        raise refuse(Code.WRONG_STATUS, because="setup-changed", name=str(expected["name"]))
    change(unit, _from_command(wanted))
    return Made(_CONFIGURED, ({**command, "expected": wanted, "wanted": expected},))


def set_secret(desk: Desk, user_id: int, secret: str) -> Done[User] | Refused:
    """Give a user another PIN or password; one's own, or with the right to manage users.

    A PIN has 4 to 12 digits, a password 8 characters or more. Undoable, until anybody's secret is
    another one: the old one may be somebody else's by then, which hashes do not tell.
    """

    def verb(unit: Unit) -> tuple[User, Changes]:
        if user_id != unit.user_id:
            unit.require(Right.USERS)
        found = _find(unit, user_id)
        hashed = _hashed(unit, secret, user_id)
        back = _give_secret(unit, user_id, hashed)
        if back is not None:
            remember(unit, "secret", [back], {"name": found.name})
        return replace(found, has_secret=True), _CONFIGURED

    return desk.attempt(verb)


def _give_secret(unit: Unit, user_id: int, hashed: str) -> Command | None:
    """Store a hash; the command that leads back to the one before, None for the first one."""
    before = users.secrets(unit.connection, with_retired=True).get(user_id)
    users.set_secret(unit.connection, user_id, hashed, _by(unit))
    if before is None:
        return None
    known = _fingerprint(unit)
    return {"verb": "secret", "user": user_id, "known": known, "hash": before}


def _put_secret_back(unit: Unit, command: Command) -> Made:
    user_id = int(command["user"])
    if user_id != unit.user_id:
        unit.require(Right.USERS)
    found = _find(unit, user_id)
    if _fingerprint(unit) != command["known"]:
        raise refuse(Code.WRONG_STATUS, because="secrets-changed", name=found.name)
    back = _give_secret(unit, user_id, command["hash"])
    return Made(_CONFIGURED, () if back is None else (back,))


def _fingerprint(unit: Unit) -> str:
    """Tells whether anybody's secret is another one, without any of them."""
    hashes = users.secrets(unit.connection, with_retired=True)
    return sha256(repr(sorted(hashes.items())).encode()).hexdigest()


def sign_in(desk: Desk, secret: str) -> Done[User] | Refused:
    """Let whoever has ``secret`` act here from now on, in place of anyone before.

    Refused with ``no-permission`` because ``wrong-secret``, or ``too-many-tries`` (``seconds``).
    """
    answer = _recognize(desk, secret)
    if isinstance(answer, Done):
        desk.user_id = answer.value.id
    return answer


def sign_out(desk: Desk) -> None:
    """Lock the desk. Holds and drafts stay as they are."""
    desk.user_id = None


def allow(desk: Desk, secret: str, right: Right) -> Done[Desk] | Refused:
    """The desk to run one refused act with, allowed by whoever has ``secret`` and ``right``.

    Refused as ``sign_in`` is, and where that person does not have the right either, which the
    journal tells.
    """
    answer = _recognize(desk, secret)
    if isinstance(answer, Refused):
        return answer
    if right not in answer.value.rights:
        with desk.unit() as unit:
            told = {"right": right.value, "act": "allow", "by": answer.value.name}
            journal.append_refusal(unit.connection, *_by(unit), told)
        return Refused(refuse(Code.NO_PERMISSION, right=right.value).refusal)
    return Done(desk.allowed_by(answer.value), answer.changes)


def _recognize(desk: Desk, secret: str) -> Done[User] | Refused:
    """Whose secret it is.

    Wrong ones are counted in the book, so that a restart forgets none, and stand in the journal.
    """
    try:
        with desk.look() as unit:
            hashes = users.secrets(unit.connection)
            count, last_at = users.failures(unit.connection, unit.desk_name)
            _check_patience(count, last_at, unit.moment)
    except RefusalError as error:
        return Refused(error.refusal)
    # Outside of any transaction: trying takes its time on purpose.
    number = next((known for known, hashed in hashes.items() if _fits(hashed, secret)), None)

    if number is not None and not count:
        with desk.look() as unit:
            return Done(_find(unit, number), Changes())
    with desk.unit() as unit:
        if number is not None:
            users.forgive(unit.connection, unit.desk_name)
            return Done(_find(unit, number), Changes())
        users.note_failure(unit.connection, unit.desk_name, count + 1, unit.moment)
        told = {"act": "sign in", "because": "wrong-secret", "count": count + 1}
        journal.append_refusal(unit.connection, *_by(unit), told)
    return Refused(refuse(Code.NO_PERMISSION, because="wrong-secret").refusal)


def _check_patience(count: int, last_at: int, now: int) -> None:
    if count < TRIES:
        return
    seconds = last_at + min(WAIT * 2 ** (count - TRIES), _LONGEST_WAIT) - now
    if seconds > 0:
        raise refuse(Code.NO_PERMISSION, because="too-many-tries", seconds=seconds)


def secret_problem(secret: str) -> str | None:
    """What is wrong with a new PIN or password by itself; None for nothing."""
    if secret.isdecimal() and secret.isascii():
        if SHORTEST_PIN <= len(secret) <= LONGEST_PIN:
            return None
        return Translatable(
            "A PIN has {shortest} to {longest} digits.", shortest=SHORTEST_PIN, longest=LONGEST_PIN
        )
    if SHORTEST_PASSWORD <= len(secret) <= LONGEST_PASSWORD:
        return None
    return Translatable(
        "A password has {shortest} to {longest} characters; a PIN is made of digits alone.",
        shortest=SHORTEST_PASSWORD,
        longest=LONGEST_PASSWORD,
    )


def _hashed(unit: Unit, secret: str, of: int | None) -> str:
    """The hash of a new secret; refused where it is too easy, or somebody else's."""
    from nacl.pwhash import argon2id  # not needed to start

    problem = secret_problem(secret)
    if problem is not None:
        raise _invalid(problem)
    # Also of those who are retired: somebody may take them back.
    hashes = users.secrets(unit.connection, with_retired=True)
    if any(_fits(hashed, secret) for number, hashed in hashes.items() if number != of):
        raise _invalid(Translatable("Choose another one: this can't be used."))
    made = argon2id.str(secret.encode(), opslimit=OPERATIONS, memlimit=MEMORY)
    return made.decode()


def _fits(hashed: str, secret: str) -> bool:
    from nacl.exceptions import InvalidkeyError  # not needed to start
    from nacl.pwhash import verify

    try:
        return verify(hashed.encode(), secret.encode())
    except InvalidkeyError:
        return False


def _find(unit: Unit, user_id: int) -> User:
    found = next((user for user in users.everyone(unit.connection) if user.id == user_id), None)
    if found is None:
        raise refuse(Code.UNKNOWN_ID, kind="user", id=str(user_id))
    return found


def _check_name(wanted: User, known: tuple[User, ...]) -> None:
    name = wanted.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise _invalid(Translatable("A user's name has 1 to {count} letters.", count=LONGEST_NAME))
    same = [user for user in _active(known) if user.name.casefold() == name.casefold()]
    if any(user.id != wanted.id for user in same):
        raise _invalid(Translatable("There is a user “{name}” already.", name=name))


def _active(known: tuple[User, ...]) -> list[User]:
    return [user for user in known if not user.retired]


def _by(unit: Unit) -> users.Author:
    return users.Author(unit.moment, unit.who, unit.desk_name)


def _way(expected: User, wanted: User) -> Command:
    return {"verb": "user", "expected": as_command(expected), "wanted": as_command(wanted)}


def as_command(user: User) -> Command:
    """A user as the undo log keeps it."""
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role.value,
        "granted": sorted(user.granted),
        "withheld": sorted(user.withheld),
        "has_secret": user.has_secret,
        "retired": user.retired,
    }


def _from_command(stored: Command) -> User:
    return User(
        stored["id"],
        stored["name"],
        Role(stored["role"]),
        frozenset(map(Right, stored["granted"])),
        frozenset(map(Right, stored["withheld"])),
        stored["has_secret"],
        stored["retired"],
    )


def _invalid(problem: str) -> RefusalError:
    return refuse(Code.INVALID_SETUP, problem=problem)


RUN: Mapping[str, Callable[[Unit, Command], Made]] = {
    "user": _turn_back,
    "secret": _put_secret_back,
}
"""What each command of the undo log does."""
