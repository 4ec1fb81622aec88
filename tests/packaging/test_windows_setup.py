"""The Windows setup: it compiles, and does what its switches say where there is a Windows or Wine.

A stand-in takes the place of the program: the real one is built on Windows only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk import installation

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = b"MZ" + bytes(100)
WINE = shutil.which("wine")
Setup = Callable[..., int]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("makensis") is None,
        reason="makensis is not installed (Debian's package nsis): the setup is not compiled",
    ),
]
needs_wine = pytest.mark.skipif(
    WINE is None or not sys.platform.startswith("linux"),
    reason="wine is not installed (Debian's wine64): the setup is compiled and not tried",
)


def compiled(folder: Path, version: str, *more: str) -> Path:
    """Compile the setup of a stand-in in ``folder``."""
    import pictures
    from windows import setup

    standin = folder / f"bundle {version}"
    (standin / "_internal" / "Ä b").mkdir(parents=True)
    (standin / "_internal" / f"{version}.dll").write_bytes(PROGRAM)
    for name in ("frontdesk.exe", "frontdesk-cli.exe", "_internal/Ä b/x.dll"):
        (standin / name).write_bytes(PROGRAM)
    pictures.draw(ROOT / "resources" / "frontdesk.svg", folder, "frontdesk")
    made = folder / f"Frontdesk-{version}-setup.exe"
    setup.compile_setup(standin, folder / "frontdesk.ico", version, made, *more)
    return made


def test_it_compiles_and_says_what_it_is(tmp_path: Path, qapp: object) -> None:
    content = compiled(tmp_path, "9.9.9").read_bytes()
    assert content.startswith(b"MZ")
    for words in ("ProductVersion", "9.9.9", "Frontdesk setup"):  # the version resource
        assert words.encode("utf-16-le") in content


class Windows:
    """A Windows of Wine's with one user, and a setup of each of two versions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefix = folder / "wine"
        # Wine without 32 bits starts only a setup of 64, which NSIS for Windows does not make.
        for version in ("1.0.0", "2.0.0"):
            compiled(folder, version, "-XTarget amd64-unicode")
        self.run("wineboot", "--init")
        self.run("winecfg", "-v", "win10")
        (home,) = (self._prefix / "drive_c" / "users").glob(os.environ.get("USER") or "root")
        self.program = home / "AppData" / "Local" / "Programs" / "Frontdesk"

    def run(self, *words: str) -> int:
        """The exit code of a program."""
        assert WINE is not None
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self._folder), "LANG": "C.UTF-8",
            "USER": os.environ.get("USER") or "root",
            "WINEPREFIX": str(self._prefix), "WINEDEBUG": "-all",
        }  # fmt: skip
        return subprocess.run(
            [WINE, *words], cwd=self._folder, env=environment, timeout=120, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ).returncode  # fmt: skip

    def install(self, *words: str, version: str = "1.0.0") -> int:
        """The exit code of a silent setup."""
        return self.run(f"Frontdesk-{version}-setup.exe", "/S", *words)

    def settings(self) -> installation.Installation:
        """What the program would read of the file that the setup wrote."""
        return installation.read(self.program / "frontdesk.ini")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Windows:
    """One for all tests: to make it takes longest."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        return Windows(tmp_path_factory.mktemp("windows"))
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture
def windows(machine: Windows) -> Windows:
    """Nothing of Frontdesk is on it."""
    shutil.rmtree(machine.program, ignore_errors=True)
    return machine


@needs_wine
@pytest.mark.parametrize(
    ("words", "datadir", "dburl"),
    [
        (("DATADIR=/srv/Dd D",), "/srv/Dd D", None),
        (("datadir=/srv/book", "UPDATES=off"), "/srv/book", None),
        (("DATADIR=/srv/Bücher und 本", "UPDATES=off", "DBURL=/srv/U/D.db"),
         "/srv/Bücher und 本", "/srv/U/D.db"),
        (("DBURL=postgresql://desk@host/book",), None, "postgresql://desk@host/book"),
    ],
)  # fmt: skip
def test_the_program_reads_what_the_switches_say(
    windows: Windows, words: tuple[str, ...], datadir: str | None, dburl: str | None
) -> None:
    assert windows.install(*words) == 0
    found = windows.settings()
    assert found.data_folder == (None if datadir is None else Path(datadir))
    assert found.database == dburl
    assert found.allows_updates is not any("UPDATES" in word for word in words)


@needs_wine
def test_a_wrong_switch_installs_nothing(windows: Windows) -> None:
    assert windows.install("UPDATES=perhaps") == 3
    assert not windows.program.exists()


@needs_wine
def test_an_upgrade_keeps_the_settings_and_takes_the_place_of_the_old_version(
    windows: Windows,
) -> None:
    assert windows.install("UPDATES=off") == 0
    assert (windows.program / "_internal" / "1.0.0.dll").exists()
    assert windows.install("DATADIR=/srv/b", version="2.0.0") == 0
    assert not (windows.program / "_internal" / "1.0.0.dll").exists()
    assert (windows.program / "_internal" / "2.0.0.dll").exists()
    assert not windows.settings().allows_updates
    assert windows.settings().data_folder == Path("/srv/b")
    assert not list(windows.program.rglob("*.old"))


@needs_wine
def test_an_upgrade_that_fails_leaves_the_old_version_whole(windows: Windows) -> None:
    assert windows.install() == 0
    (windows.program / "uninstall.exe").unlink()
    (windows.program / "uninstall.exe").mkdir()  # so that not all can be written
    before = sorted(windows.program.rglob("*"))
    assert windows.install(version="2.0.0") == 2
    assert sorted(windows.program.rglob("*")) == before


@needs_wine
def test_the_uninstaller_takes_the_program_and_leaves_what_others_laid_beside_it(
    windows: Windows,
) -> None:
    assert windows.install("UPDATES=off") == 0
    (windows.program / "notes.txt").write_text("mine", encoding="utf-8")
    # With this word it works where it is, and not from a copy that nobody waits for.
    place = "C:" + str(windows.program).partition("drive_c")[2].replace("/", "\\")
    assert windows.run(str(windows.program / "uninstall.exe"), "/S", f"_?={place}") == 0
    left = {file.name for file in windows.program.rglob("*") if file.is_file()}
    assert left == {"notes.txt", "uninstall.exe"}
