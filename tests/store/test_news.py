"""What other desks are told of: every line of a trail, and what is counted by itself."""

from __future__ import annotations

import pytest

from frontdesk.engine.values import Status
from frontdesk.store import appointments, desk_rows, journal, news


def append(connection):
    entry = journal.AuditEntry(0, "", "Desk 1", 1, None, Status.INITIAL, {})
    journal.append(connection, entry)


def append_customer(connection):
    journal.append_customer(connection, journal.CustomerEntry(0, "", "Desk 1", 1, "added", {}))


def append_setting_change(connection):
    journal.append_setting_change(connection, journal.SettingChange(0, "", "Desk 1", {}, {}))


@pytest.mark.parametrize("write", [append, append_customer, append_setting_change, news.add])
def test_each_trail_and_each_change_without_one_is_news(book, write):
    counts = []
    for _ in range(3):
        with book.write() as connection:
            write(connection)
            counts.append(news.counts(connection))
    told, quiet = zip(*counts, strict=True)
    assert told == tuple(sorted(set(told)))
    assert quiet == (0, 0, 0)


def test_a_kept_form_a_step_to_undo_and_tidying_are_no_news(book, visit):
    with book.write() as connection:
        hold = visit(0, status=Status.INITIAL, hold_expires_at=100)
        appointments.insert(connection, hold)
        before = news.counts(connection)
        desk_rows.save_draft(connection, desk_rows.StoredDraft("Desk 1", {"name": "D"}, None, 0))
        desk_rows.drop_draft(connection, "Desk 1")
        desk_rows.remember(connection, "Desk 1", "2026-11-22", 0, "edit", None, {}, [])
        assert appointments.sweep(connection, 200) == 1
        assert news.counts(connection) == before
        news.add_quiet(connection)
        assert news.counts(connection) == (before[0], before[1] + 1)
