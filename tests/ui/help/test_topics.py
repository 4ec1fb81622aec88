"""The pages of the help: whole, findable, and never naming a key that nothing has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from frontdesk.ui.help.topics import Kind, Run, out_of_date, parse, read_topics, search

ROOT = Path(__file__).parents[3]
TOPICS = read_topics(ROOT / "resources" / "help")
KEYS_PAGE = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
WORDS_OF_HELP = {"+6w", "next tue", "24.12.", "Ctrl", "Alt", "Alt+1", "Up", "Down"}
"""What stands out in a page and is no key of the table: examples, and keys that go with a mouse."""


def test_a_page_is_cut_into_its_parts():
    topic = parse(
        "holds",
        "# Holds\n\nOne `F8`\nline.\n\n## More\n\n- a\n- b `c`\n  d\n\n1. first\n2. second\n",
    )
    assert topic.title == "Holds"
    assert [(part.kind, part.text) for part in topic.parts] == [
        (Kind.PARAGRAPH, "One F8 line."),
        (Kind.HEADING, "More"),
        (Kind.ITEM, "a"),
        (Kind.ITEM, "b c d"),
        (Kind.STEP, "first"),
        (Kind.STEP, "second"),
    ]
    assert topic.parts[0].runs == (Run("One "), Run("F8", is_key=True), Run(" line."))


def test_every_page_that_ships_has_a_title_and_words():
    assert len(TOPICS) > 10
    assert len({topic.id for topic in TOPICS}) == len(TOPICS)
    for topic in TOPICS:
        assert topic.title, topic.id
        assert topic.parts, topic.id


def test_a_search_finds_every_word_and_puts_titles_in_front():
    found = [topic.id for topic in search(TOPICS, "MONTH")]
    assert found[0] == "month"
    assert "first-day" in found
    assert [topic.id for topic in search(TOPICS, "merge doubles")] == ["customers"]
    assert search(TOPICS, "zeppelin") == ()
    assert search(TOPICS, "") == TOPICS


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_the_keys_that_a_page_names_are_on_the_page_of_keys(topic):
    table = set(re.findall(r"[^\s|,]+", KEYS_PAGE))
    for part in topic.parts:
        for run in part.runs:
            if run.is_key and run.text not in WORDS_OF_HELP and " " not in run.text:
                known = run.text in table or run.text.startswith(".")
                assert known, f"{topic.id}: {run.text}"
                assert run.text.startswith(".") or not QKeySequence(run.text).isEmpty()


def test_a_page_in_another_language_stands_for_its_own_while_it_has_the_same_parts(
    tmp_path: Path,
) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "10-a.md").write_text("# A\n\nPress `F1`.\n\n- one\n- two\n")
    (tmp_path / "20-b.md").write_text("# B\n\nText.\n\nMore.\n")
    (tmp_path / "30-c.md").write_text("# C\n\nText.\n")
    (tmp_path / "de" / "10-a.md").write_text("# AA\n\n`F1` drücken.\n\n- eins\n- zwei\n")
    (tmp_path / "de" / "20-b.md").write_text("# BB\n\nText.\n")  # before there was more
    assert [topic.title for topic in read_topics(tmp_path, "de")] == ["AA", "B", "C"]
    assert [topic.title for topic in read_topics(tmp_path, "xx")] == ["A", "B", "C"]
    assert out_of_date(tmp_path, "de") == ["20-b.md", "30-c.md"]
