"""The scripts of the archive for other distributions, run on a stand-in for what it holds."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("bash") is None,
    reason="the archive is for Linux, and bash stands in for the program",
)


class Archive:
    """An unpacked archive whose program is a shell: it runs for as long as it is wanted."""

    def __init__(self, folder: Path, version: str) -> None:
        """Lay ``version`` out in ``folder``."""
        self.folder = folder
        tree = folder / "tree"
        library = tree / "lib" / "frontdesk"
        (library / version).mkdir(parents=True)
        shutil.copy(shutil.which("bash") or "/bin/bash", library / version / "frontdesk")
        (library / "launch").write_text("#!/bin/sh\n", encoding="utf-8")
        (library / "launch").chmod(0o755)
        (tree / "bin").mkdir()
        (tree / "bin" / "frontdesk").symlink_to("../lib/frontdesk/launch")
        (tree / "share" / "applications").mkdir(parents=True)
        for name in ("frontdesk.desktop", "frontdesk-backup.desktop"):
            shutil.copy(LINUX / name, tree / "share" / "applications")
        for name in ("install.sh", "uninstall.sh"):
            shutil.copy(LINUX / name, folder)

    def install(self, prefix: str, cwd: Path) -> None:
        """Run the script with a prefix, from the folder ``cwd``."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PREFIX": prefix}
        script = self.folder / "install.sh"
        subprocess.run(["sh", script], env=environment, cwd=cwd, check=True, capture_output=True)


def commands(prefix: Path) -> list[str]:
    """What the menu starts, as it stands in the files."""
    found = []
    for name in ("frontdesk.desktop", "frontdesk-backup.desktop"):
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(prefix / "share" / "applications" / name, encoding="utf-8")
        found += [section["exec"] for section in parser.values() if "exec" in section]
    return found


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Größe 1", "Größe 1"),
        ("Müller & Söhne", "Müller & Söhne"),
        ("a|b", "a|b"),
        ("100 %", "100 %%"),
        ("$HOME", r"\\$HOME"),
        ('5" `x`', r"5\\" + '"' + r" \\`x\\`"),
        ("back\\slash", r"back\\\\slash"),
    ],
)
def test_the_menu_starts_what_was_installed_wherever_that_is(
    tmp_path: Path, name: str, written: str
) -> None:
    # As the Desktop Entry Specification has it: quoted arguments, then strings, and "%%" for "%".
    archive = Archive(tmp_path / "archive", "1.0.0")
    archive.install(str(tmp_path / name), tmp_path)
    program = f'"{tmp_path}/{written}/bin/frontdesk"'
    assert commands(tmp_path / name) == [
        program, f"{program} --new-window", f"{program} --open-backup %f",
    ]  # fmt: skip


def test_a_prefix_that_is_no_whole_path_is_one_in_the_menu(tmp_path: Path) -> None:
    Archive(tmp_path / "archive", "1.0.0").install("there", tmp_path)
    assert commands(tmp_path / "there")[0] == f'"{tmp_path}/there/bin/frontdesk"'


def test_a_window_that_is_open_keeps_its_program(tmp_path: Path) -> None:
    prefix = tmp_path / "home"
    library = prefix / "lib" / "frontdesk"
    Archive(tmp_path / "first", "1.0.0").install(str(prefix), tmp_path)
    program = library / "1.0.0" / "frontdesk"
    with subprocess.Popen([program, "-c", "read line"], stdin=subprocess.PIPE) as window:
        # The same version once more, as to mend it, and then the next one.
        running = os.stat(f"/proc/{window.pid}/exe").st_ino
        Archive(tmp_path / "again", "1.0.0").install(str(prefix), tmp_path)
        assert program.stat().st_ino != running
        second = Archive(tmp_path / "second", "1.1.0")
        second.install(str(prefix), tmp_path)
        assert window.poll() is None
        assert program.exists()
    second.install(str(prefix), tmp_path)
    assert [place.name for place in library.iterdir() if place.is_dir()] == ["1.1.0"]
