"""People who sign in: what each role may do, verb by verb, and who stands in the trail."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk.desk import (
    blocks,
    booking,
    configuration,
    customer_files,
    customer_import,
    demo,
    effects,
    erasing,
    exports,
    finding,
    merging,
    moves,
    policies,
    records,
    reports,
    setup_edit,
    stranded,
    undo,
    users,
    waiting,
    waiting_matches,
)
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.decisions import Decision
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.store import journal
from tests.books import MONDAY_MORNING, Books

from .conftest import RIVERSIDE
from .words import DANA, at, done

MIA, TOM, IDA, VAL = "2468", "1357", "manager's secret", "9090"
NINE = at("2026-11-24 09:00")


def user(name: str, role: Role, **more: frozenset[Right]) -> User:
    return User(0, name, role, **more)


def added(answer: Done[User] | Refused) -> User:
    assert isinstance(answer, Done), answer
    return answer.value


def said(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return refusal_sentence(answer.refusal)


@pytest.fixture(autouse=True)
def cheap_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing: what is tested here is not how long they take."""
    cheapen(monkeypatch)


def cheapen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "OPERATIONS", 1)
    monkeypatch.setattr(users, "MEMORY", 8192)


Staff = dict[Role, User]


@pytest.fixture
def staff(desk: Desk) -> Staff:
    """Mia the administrator, who is signed in, and one user of every other role."""
    return hire(desk)


def hire(desk: Desk) -> Staff:
    return {
        role: added(users.add(desk, user(name, role), secret))
        for name, role, secret in (
            ("Mia", Role.ADMINISTRATOR, MIA),
            ("Tom", Role.FRONT_DESK, TOM),
            ("Ida", Role.MANAGER, IDA),
            ("Val", Role.VIEW_ONLY, VAL),
        )
    }


def test_a_book_without_users_works_without_signing_in(desk: Desk) -> None:
    assert not users.is_locked(desk)
    assert all(users.may(desk, right) for right in Right)
    done(booking.hold(desk, booking.HoldRequest("phone", NINE)))


def test_the_first_user_is_an_administrator_and_not_locked_out(
    desk: Desk, second_desk: Desk
) -> None:
    assert "must be an administrator" in said(users.add(desk, user("Tom", Role.FRONT_DESK), TOM))
    mia = added(users.add(desk, user("Mia", Role.ADMINISTRATOR), MIA))
    assert users.signed_in(desk) == mia
    assert not users.is_locked(desk)
    assert users.is_locked(second_desk)


def test_a_locked_desk_shows_and_does_nothing_else(desk: Desk, staff: Staff) -> None:
    held = done(booking.hold(desk, booking.HoldRequest("phone", NINE)))
    users.sign_out(desk)
    assert users.is_locked(desk)
    assert booking.show(desk, held.appointment.id).appointment.status is Status.INITIAL
    answer = booking.extend(desk, held.appointment.id)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.NO_PERMISSION
    assert said(answer) == "It takes the right to make and change visits and customers."
    added(users.sign_in(desk, TOM))
    done(booking.extend(desk, held.appointment.id))


def test_a_pin_alone_says_who_it_is(desk: Desk, staff: Staff) -> None:
    assert added(users.sign_in(desk, TOM)).name == "Tom"
    assert added(users.sign_in(desk, IDA)).name == "Ida"
    assert said(users.sign_in(desk, "0000")) == "Nobody has this PIN or password."
    assert users.signed_in(desk) == staff[Role.MANAGER]


def test_wrong_tries_make_the_desk_wait_even_after_a_restart(
    desk: Desk, staff: Staff, book: Path, clock: HandClock
) -> None:
    for _ in range(users.TRIES):
        assert said(users.sign_in(desk, "0000")) == "Nobody has this PIN or password."
    again = Desk.open(book, clock, name=desk.name)
    assert said(users.sign_in(again, TOM)) == (
        "Too many wrong tries. Wait 30 seconds, then try again."
    )
    clock.advance(timedelta(seconds=30))
    assert said(users.sign_in(again, "0000")) == "Nobody has this PIN or password."
    clock.advance(timedelta(seconds=30))
    assert "Wait 30 seconds" in said(users.sign_in(again, TOM))
    clock.advance(timedelta(seconds=30))
    assert added(users.sign_in(again, TOM)).name == "Tom"
    assert said(users.sign_in(again, "0000")) == "Nobody has this PIN or password."
    again.close()


@pytest.mark.parametrize(
    ("secret", "problem"),
    [
        ("123", "A PIN has 4 to 12 digits."),
        ("1234567890123", "A PIN has 4 to 12 digits."),
        ("short", "A password has 8 to 128 characters; a PIN is made of digits alone."),
        ("", "A password has 8 to 128 characters; a PIN is made of digits alone."),
        ("x" * 129, "A password has 8 to 128 characters; a PIN is made of digits alone."),
        (TOM, "Choose another one: this can't be used."),
    ],
)
def test_secrets_that_will_not_do(desk: Desk, staff: Staff, secret: str, problem: str) -> None:
    assert said(users.set_secret(desk, staff[Role.MANAGER].id, secret)) == problem
    assert added(users.sign_in(desk, IDA)).name == "Ida"


def test_one_changes_ones_own_secret_and_nobody_elses(desk: Desk, staff: Staff) -> None:
    users.sign_in(desk, TOM)
    assert "manage users" in said(users.set_secret(desk, staff[Role.MANAGER].id, "77778888"))
    added(users.set_secret(desk, staff[Role.FRONT_DESK].id, "5544"))
    assert isinstance(users.sign_in(desk, TOM), Refused)
    assert added(users.sign_in(desk, "5544")).name == "Tom"


def test_no_secret_is_readable_in_the_book_or_its_journal(
    desk: Desk, staff: Staff, book: Path
) -> None:
    with desk.look() as unit:
        told = str(journal.setting_changes(unit.connection))
    desk.close()
    stored = b"".join(path.read_bytes() for path in book.parent.glob("book.db*"))
    assert IDA.encode() not in stored
    assert IDA not in told
    assert "argon2" not in told
    assert "changed" in told


def test_somebody_who_manages_users_always_stays(desk: Desk, staff: Staff) -> None:
    mia = staff[Role.ADMINISTRATOR]
    for lesser in (
        User(mia.id, "Mia", Role.MANAGER),
        User(mia.id, "Mia", Role.ADMINISTRATOR, withheld=frozenset({Right.USERS})),
        User(mia.id, "Mia", Role.ADMINISTRATOR, retired=True),
    ):
        assert "Somebody must stay" in said(users.edit(desk, lesser))
    ida = staff[Role.MANAGER]
    added(users.edit(desk, User(ida.id, "Ida", Role.MANAGER, granted=frozenset({Right.USERS}))))
    added(users.edit(desk, User(mia.id, "Mia", Role.ADMINISTRATOR, retired=True)))
    assert users.is_locked(desk)
    assert isinstance(users.sign_in(desk, MIA), Refused)


def test_the_last_user_may_go_and_the_book_works_without_signing_in_again(desk: Desk) -> None:
    mia = added(users.add(desk, user("Mia", Role.ADMINISTRATOR), MIA))
    added(users.edit(desk, User(mia.id, "Mia", Role.ADMINISTRATOR, retired=True)))
    assert not users.is_locked(desk)
    done(booking.hold(desk, booking.HoldRequest("phone", NINE)))


def test_a_change_of_a_user_is_undone_unless_it_was_changed_since(desk: Desk, staff: Staff) -> None:
    tom = staff[Role.FRONT_DESK]
    changed = added(users.edit(desk, User(tom.id, "Thomas", Role.MANAGER)))
    step = undo.next_undo(desk)
    assert step is not None
    assert step_sentence(step.kind, step.facts) == "Change of the user Thomas"
    assert isinstance(undo.undo(desk), Done)
    assert tom in users.everyone(desk)
    assert isinstance(undo.redo(desk), Done)
    assert changed in users.everyone(desk)
    added(users.edit(desk, User(tom.id, "Thomas", Role.VIEW_ONLY)))
    undo.undo(desk)
    assert changed in users.everyone(desk)


def test_names_and_strangers(desk: Desk, staff: Staff) -> None:
    assert "already" in said(users.add(desk, user("TOM", Role.FRONT_DESK), "8642"))
    assert "1 to 80 letters" in said(users.add(desk, user("  ", Role.FRONT_DESK), "8642"))
    assert said(users.edit(desk, User(99, "Nobody", Role.MANAGER))) == "There is no user 99."


Verb = Callable[[Desk, dict[str, int]], object]
FIELDS = CustomerFields("New Person", "new@example.org")
CSV = b"Name,E-mail\nPat Poe,pat@example.org\n"


BOOKED = "2026-11-24 14:00"
FAR = at("2027-03-02 09:00")
NOVEMBER = reports.Period(date(2026, 11, 1), date(2026, 11, 30))
OTHER_SETUP = RIVERSIDE.read_bytes().replace(b"Riverside Physiotherapy", b"Lakeside")


def wish_of(made: dict[str, int], notes: str = "") -> waiting.Waiting:
    day = date(2026, 11, 26)
    return waiting.Waiting(made["eve"], "phone", "riverside", day, day, notes=notes)


def as_administrator(desk: Desk, act: Callable[[Desk], object]) -> None:
    """Let Mia do something at this desk, whoever sits there."""
    seated, desk.user_id = desk.user_id, 1
    answer = act(desk)
    assert isinstance(answer, Done), answer
    desk.user_id = seated


def undo_of(act: Callable[[Desk], object]) -> Verb:
    """Take back what Mia did at this desk before."""

    def run(desk: Desk, _made: dict[str, int]) -> object:
        as_administrator(desk, act)
        return undo.undo(desk)

    return run


def new_name(desk: Desk) -> object:
    draft = setup_edit.open_draft(desk)
    draft.document["company"]["name"] = "Other"
    return setup_edit.save(desk, draft)


def without_chloe(desk: Desk) -> object:
    draft = setup_edit.open_draft(desk)
    wanted = setup_edit.without(draft.document, "resources", "chloe")
    draft = setup_edit.SetupDraft(draft.base, wanted)
    visits = setup_edit.preview(desk, draft)
    assert isinstance(visits, effects.Effects)
    numbers = [entry.visit.id for entry in visits.stranded]
    return setup_edit.save(desk, draft, dict.fromkeys(numbers, Decision.MOVE))


def keep_a_stranded_visit(desk: Desk, made: dict[str, int]) -> object:
    as_administrator(desk, without_chloe)
    return stranded.decide(desk, made["booked"], Decision.KEEP)


def new_phone(desk: Desk) -> object:
    (row,) = finding.find(desk, "fay").customers
    fields = CustomerFields("Fay Poe", "fay@example.org", "+1 212 555 0188")
    return records.edit(desk, row.id, fields, records.card(desk, row.id).version)


def import_pat(desk: Desk) -> object:
    return customer_import.import_csv(desk, CSV, customer_import.preview(desk, CSV).mapping)


def no_income_without_prices(desk: Desk, _made: dict[str, int]) -> object:
    return reports.report(desk, reports.Kind.INCOME, NOVEMBER)


def visits_behind_income(desk: Desk, _made: dict[str, int]) -> object:
    paid = reports.Slice(NOVEMBER, reports.Outcome.PAID)
    return reports.visits_behind(desk, paid)


def write_a_file(desk: Desk, _made: dict[str, int]) -> object:
    path = Path(str(desk.database.path)).with_name("report.pdf")
    try:
        return exports.write(desk, path, b"%PDF")
    except RefusalError:
        assert not path.exists(), "nothing is written"
        raise


def change_the_setup(desk: Desk, _made: dict[str, int]) -> object:
    draft = setup_edit.open_draft(desk)
    draft.document["company"]["name"] = "Other"
    return setup_edit.save(desk, draft)


VERBS: dict[str, tuple[Right, Verb]] = {
    "hold": (Right.BOOK, lambda desk, _: booking.hold(desk, booking.HoldRequest("phone", NINE))),
    "book": (Right.BOOK, lambda desk, made: booking.book(desk, made["held"], DANA)),
    "reserve": (Right.BOOK, lambda desk, made: booking.reserve(desk, made["held"])),
    "extend": (Right.BOOK, lambda desk, made: booking.extend(desk, made["held"])),
    "release": (Right.BOOK, lambda desk, made: booking.release(desk, made["held"])),
    "cancel": (Right.BOOK, lambda desk, made: booking.cancel(desk, made["booked"])),
    "no-show": (Right.BOOK, lambda desk, made: booking.no_show(desk, made["booked"])),
    "arrive": (Right.BOOK, lambda desk, made: booking.arrive(desk, made["booked"])),
    "reschedule": (
        Right.BOOK,
        lambda desk, made: booking.reschedule(desk, made["booked"], NINE + 120),
    ),
    "start": (Right.BOOK, lambda desk, made: booking.start(desk, made["booked"])),
    "complete": (Right.BOOK, lambda desk, made: booking.complete(desk, made["booked"])),
    "unarrive": (Right.BOOK, lambda desk, made: booking.unarrive(desk, made["arrived"])),
    "unstart": (Right.BOOK, lambda desk, made: booking.unstart(desk, made["started"])),
    "uncomplete": (Right.BOOK, lambda desk, made: booking.uncomplete(desk, made["completed"])),
    "pay": (Right.BOOK, lambda desk, made: booking.pay(desk, made["owing"])),
    "unpay": (Right.BOOK, lambda desk, made: booking.unpay(desk, made["paid"])),
    "undo a no-show": (Right.BOOK, lambda desk, made: booking.undo_no_show(desk, made["missed"])),
    "move": (
        Right.BOOK,
        lambda desk, made: moves.move(desk, moves.Move(made["booked"], NINE + 30)),
    ),
    "copy": (
        Right.BOOK,
        lambda desk, made: moves.copy(desk, moves.Move(made["booked"], NINE + 30)),
    ),
    "wait": (Right.BOOK, lambda desk, made: waiting.add(desk, wish_of(made))),
    "wait otherwise": (
        Right.BOOK,
        lambda desk, made: waiting.edit(desk, made["waits"], wish_of(made, notes="Mornings")),
    ),
    "wait no more": (Right.BOOK, lambda desk, made: waiting.remove(desk, made["waits"])),
    "redo": (Right.BOOK, lambda desk, _: undo.redo(desk)),
    "unlink customers": (
        Right.BOOK,
        lambda desk, made: records.unlink(desk, made["dana"], made["fay"], "family"),
    ),
    "overbook": (
        Right.OVERBOOK,
        lambda desk, _: booking.hold(
            desk, booking.HoldRequest("phone", at(BOOKED), ("chloe",), because="In pain")
        ),
    ),
    "book outside hours": (
        Right.OUTSIDE_HOURS,
        lambda desk, _: booking.hold(
            desk, booking.HoldRequest("phone", at("2026-11-24 20:00"), ("chloe",), because="Asked")
        ),
    ),
    "take time off": (
        Right.CONFIGURE,
        lambda desk, _: blocks.add(desk, blocks.NewBlock(FAR, FAR + 60, "Away", "ana")),
    ),
    "read the setup to edit it": (Right.CONFIGURE, lambda desk, _: setup_edit.open_draft(desk)),
    "save the setup as a file": (Right.EXPORT, lambda desk, _: configuration.dump_setup(desk)),
    "add a customer": (Right.BOOK, lambda desk, _: records.add(desk, FIELDS)),
    "edit a customer": (
        Right.BOOK,
        lambda desk, made: records.edit(
            desk, made["dana"], FIELDS, records.card(desk, made["dana"]).version
        ),
    ),
    "link customers": (
        Right.BOOK,
        lambda desk, made: records.link(desk, made["dana"], made["eve"], "family"),
    ),
    "merge": (Right.BOOK, lambda desk, made: merging.merge(desk, made["dana"], made["eve"])),
    "un-merge": (Right.BOOK, lambda desk, made: merging.unmerge(desk, made["gus"])),
    "undo": (Right.BOOK, lambda desk, _: undo.undo(desk)),
    "erase": (Right.CONFIGURE, lambda desk, made: erasing.erase(desk, made["eve"])),
    "import": (
        Right.CONFIGURE,
        lambda desk, _: customer_import.import_csv(
            desk, CSV, customer_import.preview(desk, CSV).mapping
        ),
    ),
    "export as CSV": (Right.EXPORT, lambda desk, _: customer_files.export_csv(desk)),
    "export as vCard": (Right.EXPORT, lambda desk, _: customer_files.export_vcard(desk)),
    "change the setup": (Right.CONFIGURE, change_the_setup),
    "load a setup": (
        Right.CONFIGURE,
        lambda desk, _: configuration.load_setup(desk, RIVERSIDE.read_bytes()),
    ),
    "change the policy": (
        Right.CONFIGURE,
        lambda desk, _: policies.change(desk, Policy(customer_word="patient")),
    ),
    "add a user": (
        Right.USERS,
        lambda desk, _: users.add(desk, user("Uma", Role.VIEW_ONLY), "86428642"),
    ),
    "edit a user": (
        Right.USERS,
        lambda desk, made: users.edit(desk, User(made["tom"], "Tommy", Role.FRONT_DESK)),
    ),
    "give a user another PIN": (
        Right.USERS,
        lambda desk, made: users.set_secret(desk, made["stranger"], "86428642"),
    ),
    "keep a stranded visit": (Right.CONFIGURE, keep_a_stranded_visit),
    "look at a file of customers": (
        Right.CONFIGURE,
        lambda desk, _: customer_import.preview(desk, CSV),
    ),
    "write a report or a day sheet to a file": (Right.EXPORT, write_a_file),
    "see the income": (Right.SEE_PRICES, no_income_without_prices),
    "see the visits behind the income": (Right.SEE_PRICES, visits_behind_income),
    "undo a change of the setup": (Right.CONFIGURE, undo_of(new_name)),
    "undo a setup file": (
        Right.CONFIGURE,
        undo_of(lambda desk: configuration.load_setup(desk, OTHER_SETUP)),
    ),
    "undo a policy": (
        Right.CONFIGURE,
        undo_of(lambda desk: policies.change(desk, Policy(customer_word="patient"))),
    ),
    "undo an import": (Right.CONFIGURE, undo_of(import_pat)),
    "undo a change of contact data": (Right.SEE_CONTACTS, undo_of(new_phone)),
    "undo a change of a user": (
        Right.USERS,
        undo_of(lambda desk: users.edit(desk, User(2, "Tommy", Role.FRONT_DESK))),
    ),
    "undo an added user": (
        Right.USERS,
        undo_of(lambda desk: users.add(desk, user("Uma", Role.VIEW_ONLY), "86428642")),
    ),
    "undo somebody else's new PIN": (
        Right.USERS,
        undo_of(lambda desk: users.set_secret(desk, 5, "86428642")),
    ),
}


@pytest.fixture
def made(desk: Desk, staff: Staff) -> dict[str, int]:
    """Visits in every state, customers, an entry of the waiting list, and Tom, by number."""
    return make(desk, staff)


@pytest.fixture(scope="module")
def used_book(
    books: Books, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Staff, dict[str, int]]:
    """A book in which all of that is, made once for the many tests that begin with it."""
    path = tmp_path_factory.mktemp("used") / "book.db"
    books.lay(path, RIVERSIDE.read_text(encoding="utf-8"))
    desk = Desk.open(path, HandClock(MONDAY_MORNING), name="Desk 1")
    with pytest.MonkeyPatch.context() as patch:
        cheapen(patch)
        staff = hire(desk)
    made = make(desk, staff)
    desk.close()
    return path, staff, made


def make(desk: Desk, staff: Staff) -> dict[str, int]:
    people = {}
    stranger = added(users.add(desk, user("Ute", Role.VIEW_ONLY), "70707070"))
    for name in ("Dana Fox", "Eve Stone", "Fay Poe", "Gus Low"):
        short = name.split()[0].casefold()
        added_one = records.add(desk, CustomerFields(name, f"{short}@example.org"))
        assert isinstance(added_one, Done)
        people[short] = added_one.value.row.id
    assert isinstance(records.link(desk, people["dana"], people["fay"], "family"), Done)
    assert isinstance(merging.merge(desk, people["fay"], people["gus"]), Done)
    assert isinstance(policies.change(desk, Policy(payments_noted=True)), Done)
    visits = {
        "booked": booked_at(desk, BOOKED),
        "arrived": booked_at(desk, "2026-11-24 14:30"),
        "started": booked_at(desk, "2026-11-24 15:00"),
        "completed": booked_at(desk, "2026-11-24 15:30"),
        "missed": booked_at(desk, "2026-11-24 16:00"),
        "owing": booked_at(desk, "2026-11-24 11:00", "follow-up", ("ben", "room1")),
        "paid": booked_at(desk, "2026-11-24 16:00", "follow-up", ("ben", "room1")),
    }
    done(booking.pay(desk, visits["paid"]))
    done(booking.arrive(desk, visits["arrived"]))
    done(booking.start(desk, visits["started"]))
    done(booking.complete(desk, visits["completed"]))
    done(booking.no_show(desk, visits["missed"]))
    waits = waiting.add(desk, wish_of(people, notes="Any time"))
    assert isinstance(waits, Done)
    held = done(booking.hold(desk, booking.HoldRequest("phone", NINE + 60))).appointment.id
    done(booking.hold(desk, booking.HoldRequest("phone", NINE + 180)))
    assert isinstance(undo.undo(desk), Done)  # so that there is something to do again
    return {
        **people,
        **visits,
        "waits": waits.value.id,
        "held": held,
        "tom": staff[Role.FRONT_DESK].id,
        "stranger": stranger.id,
    }


def booked_at(
    desk: Desk, time: str, service: str = "phone", team: tuple[str, ...] = ("chloe",)
) -> int:
    request = booking.HoldRequest(service, at(time), team, customer=DANA, complete=Status.BOOKED)
    return done(booking.hold(desk, request)).appointment.id


def outcome(run: Verb, desk: Desk, made: dict[str, int]) -> object:
    try:
        return run(desk, made)
    except RefusalError as error:
        return Refused(error.refusal)


MAY = {
    Role.VIEW_ONLY: (),
    Role.FRONT_DESK: (Right.BOOK, Right.SEE_PRICES, Right.SEE_CONTACTS),
    Role.MANAGER: (
        Right.BOOK,
        Right.SEE_PRICES,
        Right.SEE_CONTACTS,
        Right.OVERBOOK,
        Right.OUTSIDE_HOURS,
        Right.EXPORT,
        Right.CONFIGURE,
    ),
    Role.ADMINISTRATOR: tuple(Right),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", VERBS)
def test_each_verb_with_each_role(
    used_book: tuple[Path, Staff, dict[str, int]],
    book: Path,
    clock: HandClock,
    name: str,
    role: Role,
) -> None:
    right, run = VERBS[name]
    path, staff, made = used_book
    shutil.copyfile(path, book)
    desk = Desk.open(book, clock, name="Desk 1")
    desk.user_id = staff[role].id
    answer = outcome(run, desk, made)
    desk.close()
    if right in MAY[role]:
        assert not isinstance(answer, Refused), answer
    else:
        assert isinstance(answer, Refused)
        assert answer.refusal.code is Code.NO_PERMISSION
        assert answer.refusal.facts["right"] == right.value


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", [demo.fill, demo.remove])
def test_sample_data_takes_the_right_to_configure(
    desk: Desk, staff: dict[Role, User], act: Callable[[Desk], object], role: Role
) -> None:
    """Asked before anything else: this book is neither empty nor a sample."""
    desk.user_id = staff[role].id
    answer = act(desk)
    assert isinstance(answer, Refused)
    may = Right.CONFIGURE in MAY[role]
    assert answer.refusal.code is (Code.INVALID_SETUP if may else Code.NO_PERMISSION)


def test_every_permitted_exception_stands_in_the_journal(
    desk: Desk, staff: dict[Role, User], made: dict[str, int]
) -> None:
    users.sign_in(desk, TOM)
    for right, read in (
        (Right.EXPORT, customer_files.export_csv),
        (Right.EXPORT, lambda desk: write_a_file(desk, made)),
        (Right.CONFIGURE, setup_edit.open_draft),
    ):
        allowed = users.allow(desk, IDA, right)
        assert isinstance(allowed, Done)
        read(allowed.value)
        with desk.look() as unit:
            (line,) = journal.setting_changes(unit.connection, limit=1)
        assert (line.who, line.after) == ("Tom (Ida)", {"allowed": {"right": right.value}})
    allowed = users.allow(desk, IDA, Right.OVERBOOK)
    assert isinstance(allowed, Done)
    over = booking.HoldRequest("phone", at(BOOKED), ("chloe",), because="In pain")
    done(booking.hold(allowed.value, over))
    with desk.look() as unit:
        (line,) = journal.setting_changes(unit.connection, limit=1)
    assert (line.who, line.after) == ("Tom (Ida)", {"allowed": {"right": "overbook"}})


def test_what_follows_from_an_allowed_act_needs_no_leave_of_its_own(
    desk: Desk, staff: dict[Role, User], made: dict[str, int]
) -> None:
    day = date(2026, 11, 25)
    wish = waiting.Waiting(made["eve"], "phone", "riverside", day, day)
    assert isinstance(waiting.edit(desk, made["waits"], wish), Done)
    users.sign_in(desk, VAL)
    allowed = users.allow(desk, TOM, Right.BOOK)
    assert isinstance(allowed, Done)
    request = booking.HoldRequest(
        "phone", at("2026-11-25 12:00"), customer_id=made["eve"], complete=Status.BOOKED
    )
    visit = done(booking.hold(allowed.value, request)).appointment.id
    settled = waiting_matches.settle(desk, [visit])
    assert isinstance(settled, Done), settled
    assert [entry.customer_name for entry in settled.value.met] == ["Eve Stone"]


def test_what_ones_own_rights_allow_leaves_no_line(desk: Desk, staff: dict[Role, User]) -> None:
    users.sign_in(desk, IDA)
    allowed = users.allow(desk, MIA, Right.EXPORT)
    assert isinstance(allowed, Done)
    with desk.look() as unit:
        before = journal.setting_changes(unit.connection)
    customer_files.export_csv(allowed.value)
    with desk.look() as unit:
        assert journal.setting_changes(unit.connection) == before


def test_wrong_secrets_stand_in_the_journal(desk: Desk, staff: dict[Role, User]) -> None:
    users.sign_in(desk, TOM)
    users.sign_in(desk, "0000")
    users.allow(desk, VAL, Right.CONFIGURE)
    with desk.look() as unit:
        second, first = journal.setting_changes(unit.connection, limit=2)
    assert first.after["refused"] == {"act": "sign in", "because": "wrong-secret", "count": 1}
    assert second.after["refused"] == {"right": "configure", "act": "allow", "by": "Val"}
    assert "0000" not in str((first, second))


def test_every_refusal_for_a_missing_right_stands_in_the_journal(
    desk: Desk, staff: Staff, made: dict[str, int]
) -> None:
    users.sign_in(desk, TOM)
    assert isinstance(erasing.erase(desk, made["eve"]), Refused)
    with pytest.raises(RefusalError):
        customer_files.export_csv(desk)
    with pytest.raises(RefusalError):
        configuration.load_setup(desk, RIVERSIDE.read_bytes())
    users.sign_out(desk)
    booking.cancel(desk, made["booked"])
    with desk.look() as unit:
        latest = journal.setting_changes(unit.connection, limit=4)
    assert [(entry.who, entry.after["refused"]) for entry in latest] == [
        ("", {"right": "book", "act": "leave"}),
        ("Tom", {"right": "configure", "act": ""}),
        ("Tom", {"right": "export", "act": ""}),
        ("Tom", {"right": "configure", "act": "erase"}),
    ]


def test_other_refusals_leave_no_line(desk: Desk, staff: Staff) -> None:
    with desk.look() as unit:
        before = len(journal.setting_changes(unit.connection))
    assert isinstance(booking.cancel(desk, 4711), Refused)
    with desk.look() as unit:
        assert len(journal.setting_changes(unit.connection)) == before


def test_single_rights_bend_the_role(desk: Desk, staff: Staff) -> None:
    tom = staff[Role.FRONT_DESK]
    bent = User(
        tom.id,
        "Tom",
        Role.FRONT_DESK,
        granted=frozenset({Right.EXPORT}),
        withheld=frozenset({Right.BOOK}),
    )
    added(users.edit(desk, bent))
    users.sign_in(desk, TOM)
    assert customer_files.export_csv(desk)
    assert isinstance(booking.hold(desk, booking.HoldRequest("phone", NINE)), Refused)


def test_a_manager_allows_one_refused_act_and_both_stand_in_the_trail(
    desk: Desk, staff: Staff, made: dict[str, int]
) -> None:
    users.sign_in(desk, TOM)
    assert isinstance(erasing.erase(desk, made["eve"]), Refused)
    assert "Nobody has this" in said(users.allow(desk, "0000", Right.CONFIGURE))
    assert "change the setup" in said(users.allow(desk, VAL, Right.CONFIGURE))
    allowed = users.allow(desk, IDA, Right.CONFIGURE)
    assert isinstance(allowed, Done)
    assert isinstance(erasing.erase(allowed.value, made["eve"]), Done)
    with desk.look() as unit:
        last = journal.customer_trail(unit.connection, made["eve"])[-1]
    assert (last.verb, last.who) == ("erased", "Tom (Ida)")
    assert users.signed_in(desk) == staff[Role.FRONT_DESK]
    assert isinstance(customer_import.import_csv(desk, CSV, {"name": 0}), Refused)


def test_the_trail_names_who_was_signed_in(desk: Desk, staff: Staff, made: dict[str, int]) -> None:
    users.sign_in(desk, TOM)
    done(booking.extend(desk, made["held"]))
    users.sign_in(desk, IDA)
    done(booking.book(desk, made["held"], DANA))
    with desk.look() as unit:
        trail = journal.trail(unit.connection, made["held"])
    assert [entry.who for entry in trail] == ["Mia", "Tom", "Ida"]
