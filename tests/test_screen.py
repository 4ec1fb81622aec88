"""Where no window can be shown, a sentence says why; Qt alone would end the process."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import frontdesk
from frontdesk import __main__, screen

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere a screen is always there"
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing in the environment says that there is a screen, and nobody has the book open."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_screen_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("frontdesk: There is no screen")
    assert said.err.count("\n") == 1


def test_a_display_that_does_not_answer_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7654")
    monkeypatch.setattr(screen, "_X11_LIBRARIES", {})
    assert "DISPLAY=:7654" in screen.why_no_window()


def test_missing_libraries_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(screen, "_X11_LIBRARIES", {"libc.so.6": "libc6", "libno.so.1": "libno1"})
    said = screen.why_no_window()
    assert "libno.so.1" in said
    assert "libno1" in said
    assert "libc" not in said


def test_unseen_windows_are_left_to_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=1")
    assert screen.why_no_window() == ""


@pytest.fixture
def wayland(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a server that takes whoever comes; its path must not be long."""
    with tempfile.TemporaryDirectory(prefix="way") as folder, socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{folder}/wayland-0")
        door.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield "wayland-0"


def test_wayland_is_left_to_qt_where_it_answers(
    monkeypatch: pytest.MonkeyPatch, wayland: str
) -> None:
    monkeypatch.setattr(screen, "_WAYLAND_LIBRARIES", {"libc.so.6": "libc6"})
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert screen.why_no_window() == ""
    monkeypatch.setenv("WAYLAND_DISPLAY", f"{os.environ['XDG_RUNTIME_DIR']}/{wayland}")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert screen.why_no_window() == ""


@pytest.mark.parametrize("folder", ["", "/nowhere"])
def test_a_name_that_a_desktop_left_behind_is_no_screen(
    monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "no screen" in screen.why_no_window()


def test_what_wayland_needs_is_named_where_there_is_no_x11_to_go_on_to(
    monkeypatch: pytest.MonkeyPatch, wayland: str
) -> None:
    monkeypatch.setattr(screen, "_WAYLAND_LIBRARIES", {"libno.so.1": "libno1"})
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert "libno1" in screen.why_no_window()
    monkeypatch.setenv("DISPLAY", ":7654")
    monkeypatch.setattr(screen, "_X11_LIBRARIES", {})
    assert "libno1" in screen.why_no_window()
    monkeypatch.setattr(screen, "_x11_answers", lambda: True)
    assert screen.why_no_window() == ""


def test_a_broken_copy_is_no_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "frontdesk.app", None)
    monkeypatch.delattr(frontdesk, "app", raising=False)  # where another test has imported it
    with pytest.raises(ImportError):
        __main__.main([])


@pytest.mark.parametrize(
    ("platform", "display", "found", "started"),
    [
        ("linux", ":0", {"xmessage", "notify-send"}, "xmessage"),
        ("linux", ":0", {"notify-send"}, "notify-send"),
        ("linux", ":0", set(), ""),
        ("linux", "", {"zenity"}, ""),
        ("darwin", "", {"osascript"}, "osascript"),
    ],
)
def test_without_a_terminal_whatever_dialog_there_is_tells_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, found: set[str], started: str
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(screen.sys, "platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(screen.shutil, "which", lambda name: name if name in found else None)
    monkeypatch.setattr(
        screen.subprocess, "Popen", lambda command, **_more: commands.append(command)
    )
    screen.tell("<b>Too old</b>")
    assert [(command[0], command[-1]) for command in commands] == (
        [(started, "<b>Too old</b>")] if started else []
    )
