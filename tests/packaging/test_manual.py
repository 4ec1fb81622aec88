"""Man page and completions are made from the command line itself and work in their shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from frontdesk.cli.parser import parser


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    import manual

    manual.write(tmp_path, "9.9.9")
    return tmp_path


def bash_answers(pages: Path, words: list[str]) -> set[str]:
    """What bash offers after these words, the last of which is not finished."""
    quoted = " ".join(f"'{word}'" for word in words)
    script = (
        f"source '{pages}/frontdesk.bash'; COMP_WORDS=({quoted}); "
        f"COMP_CWORD={len(words) - 1}; _frontdesk 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    return set(done.stdout.split())


def test_the_man_page_tells_every_subcommand(pages: Path) -> None:
    import manual

    text = (pages / "frontdesk.1").read_text(encoding="utf-8").replace("\\-", "-")
    assert "Frontdesk 9.9.9" in text
    for name, _child in manual.subcommands(parser()):
        assert f"\n.B {name} " in text or f"\n.B {name}\n" in text


def test_every_subcommand_and_every_option_says_what_it_is(pages: Path) -> None:
    import manual

    words = manual.helps(parser())
    for name, child in manual.subcommands(parser()):
        assert words[name], name
        assert [entry.option_strings for entry in manual.options(child) if not entry.help] == []
    entries = (pages / "frontdesk.fish").read_text(encoding="utf-8").splitlines()[1:]
    assert [entry for entry in entries if entry.endswith("-d ''")] == []


def test_the_man_page_explains_the_options_and_keeps_the_letters_of_the_usage(pages: Path) -> None:
    text = (pages / "frontdesk.1").read_text(encoding="utf-8").replace("\\-", "-")
    option = "\\fB--customer-field\\fR \\fIFIELD=VALUE\\fR\n"
    assert text.count(option) == 3  # of hold, book and reserve
    assert "birthDate=1980-12-24" in text
    assert "\\fB--complete\\fR \\fIBK|RS\\fR" in text
    assert "Write a checked copy of the book to FILE." in text


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_the_man_page_is_sound_troff(pages: Path) -> None:
    done = subprocess.run(
        ["man", "--warnings", "--encoding=utf8", "-l", pages / "frontdesk.1"],
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "100", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "EXIT STATUS" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_subcommands_their_options_and_their_choices(pages: Path) -> None:
    assert {"hold", "book", "setup"} <= bash_answers(pages, ["frontdesk", ""])
    assert bash_answers(pages, ["frontdesk", "ava"]) == {"availability"}
    assert bash_answers(pages, ["frontdesk", "setup", "l"]) == {"load"}
    assert "--tz-offset" in bash_answers(pages, ["frontdesk", "availability", "--"])
    assert "--customer-name" not in bash_answers(pages, ["frontdesk", "availability", "--"])
    assert {"BK", "CN"} <= bash_answers(pages, ["frontdesk", "--db", "x", "list", ""])


@pytest.mark.parametrize(("shell", "file"), [("fish", "frontdesk.fish"), ("zsh", "_frontdesk")])
def test_the_other_shells_can_read_theirs(pages: Path, shell: str, file: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n", pages / file], check=True)
