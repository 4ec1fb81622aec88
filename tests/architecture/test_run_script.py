"""The script `run`: what it asks of a machine, what it says where, what a second start skips."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals and exec are POSIX's")
needs_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="packages are installed on Linux only"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout in a folder whose name has a space, an umlaut and a sign that shells read."""
    folder = tmp_path / "Müller & Söhne"
    folder.mkdir()
    shutil.copy(REPOSITORY / "run", folder)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module that believes in that folder, on a screen, with nothing installed."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    loader = importlib.machinery.SourceFileLoader("run_script", str(folder / "run"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class Steps:
    """Stands for the long steps of a set-up, and notes which were taken."""

    def __init__(self, run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.run = run
        self.taken: list[str] = []
        monkeypatch.setattr(run, "install_system_packages", self.install_system_packages)
        monkeypatch.setattr(run, "make_venv", self.make_venv)
        monkeypatch.setattr(run, "install_packages", self.install_packages)
        monkeypatch.setattr(run, "install_test_programs", self.install_test_programs)

    def install_system_packages(self, *, venv: bool, qt: bool) -> None:
        if qt:
            self.taken.append("qt")

    def make_venv(self) -> None:
        self.taken.append("venv")
        self.run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        self.run.PYTHON.touch()

    def install_packages(self, *, dev: bool) -> None:
        self.taken.append("dev packages" if dev else "packages")

    def install_test_programs(self) -> None:
        self.taken.append("test programs")

    def of(self, **wanted: bool) -> list[str]:
        """Set up and return the steps that this took."""
        self.taken.clear()
        self.run.set_up(**wanted)
        return self.taken


@pytest.fixture
def steps(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(run, monkeypatch)


@pytest.fixture
def started(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Start with arguments; return what was set up and what the script would have become."""

    def start(*arguments: str) -> dict[str, Any]:
        seen: dict[str, Any] = {}

        def become(command: list[str]) -> None:
            seen["command"] = command
            raise SystemExit(0)

        monkeypatch.setattr(run, "become", become)
        monkeypatch.setattr(run, "set_up", lambda **wanted: seen.update(wanted))
        monkeypatch.setattr(os, "chdir", lambda folder: None)
        with pytest.raises(SystemExit):
            run.main(list(arguments))
        return seen

    return start


# What is asked for


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ""),
        ("tour pictures", "tour"),
        ("--db tour.sqlite", ""),
        ("--db book.sqlite --now 2026-11-23T09:00-05:00 hold --json", "hold"),
        ("--db=book.sqlite list", "list"),
        ("--help", "--help"),
        ("setup --help", "setup"),
        ("--version", "--version"),
        ("--db", ""),
    ],
)
def test_finds_the_subcommand(run: ModuleType, arguments: str, expected: str) -> None:
    assert run.subcommand(arguments.split()) == expected


@pytest.mark.parametrize("arguments", ["", "tour pictures", "shots pictures", "--db x.sqlite"])
def test_a_window_needs_qt(started: Callable[..., dict[str, Any]], arguments: str) -> None:
    seen = started(*arguments.split())
    assert (seen["qt"], seen["dev"]) == (True, False)
    assert seen["command"] == ["-P", "-m", "frontdesk", *arguments.split()]


@pytest.mark.parametrize("arguments", ["setup dump", "--now 2026-11-23 hold", "--help", "check"])
def test_headless_needs_no_qt(started: Callable[..., dict[str, Any]], arguments: str) -> None:
    seen = started(*arguments.split())
    assert (seen["qt"], seen["dev"]) == (False, False)


@needs_linux
@pytest.mark.parametrize("platform", [None, "offscreen", "minimal"])
def test_without_a_display_the_tour_is_taken(
    started: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    platform: str | None,
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if platform:
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    seen = started("--db", "x.sqlite")
    expected = ["--db", "x.sqlite", "tour", "frontdesk-tour"]
    assert seen["command"] == ["-P", "-m", "frontdesk", *expected]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    said = capsys.readouterr()
    assert "no display" in said.err
    assert said.out == ""


def test_a_screen_named_by_the_person_is_used(
    started: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    assert started()["command"] == ["-P", "-m", "frontdesk"]
    assert os.environ["QT_QPA_PLATFORM"] == "vnc"


# The stamp


def test_the_second_start_does_nothing(steps: Steps) -> None:
    assert steps.of(dev=False, qt=True) == ["qt", "venv", "packages"]
    assert steps.of(dev=False, qt=True) == []
    assert steps.of(dev=False, qt=False) == []


def test_what_is_missing_is_added_and_nothing_taken_away(steps: Steps) -> None:
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]
    assert steps.of(dev=False, qt=True) == ["qt"]
    assert steps.of(dev=True, qt=False) == ["qt", "dev packages", "test programs"]
    assert steps.of(dev=False, qt=True) == []


def test_changed_dependencies_are_installed_into_the_same_venv(
    steps: Steps, run: ModuleType
) -> None:
    steps.of(dev=True, qt=False)
    run.PROJECT.write_text(run.PROJECT.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert steps.of(dev=False, qt=False) == ["dev packages", "test programs"]


def test_a_venv_that_was_moved_is_made_anew(
    steps: Steps, run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps.of(dev=False, qt=False)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]


@needs_posix
def test_a_venv_whose_python_became_another_is_made_anew(
    steps: Steps, run: ModuleType, tmp_path: Path
) -> None:
    steps.of(dev=False, qt=False)
    (tmp_path / "python3.13").touch()
    run.PYTHON.unlink()
    run.PYTHON.symlink_to(tmp_path / "python3.13")
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]


def test_a_venv_whose_python_is_gone_is_made_anew(steps: Steps, run: ModuleType) -> None:
    steps.of(dev=False, qt=False)
    run.PYTHON.unlink()
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]


@pytest.mark.parametrize("damage", ["", "[]", "{"])
def test_an_unreadable_stamp_counts_as_none(steps: Steps, run: ModuleType, damage: str) -> None:
    steps.of(dev=False, qt=False)
    run.STAMP.write_text(damage, encoding="utf-8")
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]


def test_an_interrupted_set_up_heals(
    steps: Steps, run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.of(dev=False, qt=False)

    def interrupted(*, dev: bool) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "install_packages", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.set_up(dev=True, qt=False)
    assert not run.STAMP.exists()
    assert steps.of(dev=False, qt=False) == ["venv", "packages"]


# Two starts at once


@needs_posix
def test_a_second_first_start_waits_and_finds_the_work_done(
    steps: Steps, run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with run.one_at_a_time():
        second = threading.Thread(target=run.set_up, kwargs={"dev": False, "qt": False})
        second.start()
        waiting_until(lambda: "waiting" in capsys.readouterr().err)
        steps.make_venv()
        run.write_stamp(run.wanted_stamp(dev=False, qt=False))
        written = run.STAMP.stat().st_mtime_ns
    second.join(timeout=10)
    assert steps.taken == ["venv"]
    assert run.STAMP.stat().st_mtime_ns == written  # reading it moves only its time of access


@needs_posix
def test_the_lock_lasts_as_long_as_an_orphan_of_a_killed_start(
    run: ModuleType, folder: Path
) -> None:
    program = f"""
import importlib.machinery, importlib.util, sys
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("run_script", {str(folder / "run")!r})
run = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
loader.exec_module(run)
with run.one_at_a_time():
    run.run_quietly(["sh", "-c", "echo $$ > orphan.new; mv orphan.new orphan; exec sleep 60"])
"""
    with subprocess.Popen([sys.executable, "-c", program]) as start:
        waiting_until((folder / "orphan").exists)
        start.kill()
    orphan = int((folder / "orphan").read_text())
    with (folder / ".venv.lock").open("a") as lock:
        assert not run.try_lock(lock.fileno())
        os.kill(orphan, signal.SIGTERM)
        waiting_until(lambda: run.try_lock(lock.fileno()))


def waiting_until(happened: Callable[[], object]) -> None:
    """Return when something has happened; fail after ten seconds."""
    end = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


# Packages of the system


class Shell:
    """Stands for the commands that the script runs, and notes them."""

    def __init__(self, statuses: dict[str, list[int]]) -> None:
        self.statuses = statuses
        self.commands: list[str] = []

    def __call__(self, command: list[str]) -> tuple[int, str]:
        line = " ".join(command)
        self.commands.append(line)
        for words, statuses in self.statuses.items():
            if words in line and statuses:
                return statuses.pop(0), f"output of {words}"
        return 0, ""


def on_debian(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    *,
    user: int,
    programs: tuple[str, ...],
    missing: list[list[str]],
    statuses: dict[str, list[int]] | None = None,
) -> Shell:
    """Let the script see a Debian of this kind; `missing` is what each look for libraries finds."""
    shell = Shell(statuses or {})
    monkeypatch.setattr(run, "run_quietly", shell)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    found = {name: f"/usr/bin/{name}" for name in programs}
    monkeypatch.setattr(shutil, "which", lambda name: found.get(name))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "missing_qt_libraries", lambda: missing.pop(0))
    monkeypatch.setattr(run, "has_interface_font", lambda: True)
    return shell


@needs_linux
@pytest.mark.parametrize(
    ("programs", "line"),
    [
        (("apt-get",), "    su -c 'apt-get install -y --no-install-recommends libegl1 {}'"),
        (("apt-get", "sudo"), "    sudo apt-get install -y --no-install-recommends libegl1 {}"),
    ],
)
def test_who_may_not_install_gets_one_line_to_type(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    programs: tuple[str, ...],
    line: str,
) -> None:
    on_debian(
        run,
        monkeypatch,
        user=1000,
        programs=programs,
        missing=[["libegl1"]],
        statuses={"sudo --non-interactive true": [1]},
    )
    with pytest.raises(SystemExit) as ended:
        run.main([])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == line.format("python3-venv")
    assert "Traceback" not in said.err


@needs_linux
def test_without_apt_the_packages_are_named(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_debian(run, monkeypatch, user=0, programs=(), missing=[["libegl1"]])
    with pytest.raises(run.SetupError, match="what Debian calls libegl1 python3-venv"):
        run.install_system_packages(venv=True, qt=True)


@needs_linux
def test_the_administrator_gets_it_done_even_with_no_package_lists_yet(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = on_debian(
        run,
        monkeypatch,
        user=0,
        programs=("apt-get",),
        missing=[["libegl1"], []],
        statuses={" install ": [100, 0]},
    )
    run.install_system_packages(venv=False, qt=True)
    actions = [line.split("Timeout=120 ")[1] for line in shell.commands]
    install = "install -y --no-install-recommends libegl1"
    assert actions == [install, "update", install]


@needs_linux
def test_sudo_without_a_password_is_used(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = on_debian(
        run,
        monkeypatch,
        user=1000,
        programs=("apt-get", "sudo"),
        missing=[["libegl1"], []],
    )
    run.install_system_packages(venv=False, qt=True)
    assert shell.commands[-1].startswith("sudo --non-interactive env ")


@needs_linux
def test_a_library_that_stays_missing_is_named(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_debian(
        run,
        monkeypatch,
        user=0,
        programs=("apt-get",),
        missing=[["libegl1"], ["libegl1"]],
    )
    with pytest.raises(run.SetupError, match="still does not find libegl1"):
        run.install_system_packages(venv=False, qt=True)


@needs_linux
def test_a_library_is_missing_when_the_loader_does_not_find_it(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    monkeypatch.setattr(run, "QT_LIBRARIES", libraries)
    assert run.missing_qt_libraries() == ["libnowhere9"]


@needs_linux
def test_what_reads_the_window_is_installed_for_the_tests_where_that_is_allowed(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = on_debian(
        run,
        monkeypatch,
        user=0,
        programs=("apt-get", "Xvfb"),
        missing=[],
        statuses={" install ": [100, 0]},
    )
    run.install_test_programs()
    actions = [line.split("Timeout=120 ")[1] for line in shell.commands]
    packages = "dbus at-spi2-core nsis appstream desktop-file-utils"
    install = f"install -y --no-install-recommends {packages}"
    assert actions == [install, "update", install]


@needs_linux
@pytest.mark.parametrize("programs", [("apt-get",), ("apt-get", "sudo"), ()])
def test_who_may_not_install_goes_without_the_programs_of_single_tests(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    shell = on_debian(
        run,
        monkeypatch,
        user=1000,
        programs=programs,
        missing=[],
        statuses={"sudo --non-interactive true": [1]},
    )
    run.install_test_programs()
    assert not any(" install " in line for line in shell.commands)


def test_dejavu_alone_is_no_interface_font(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    (tmp_path / "DejaVuSans.ttf").touch()
    assert not run.has_interface_font()
    (tmp_path / "Inter-Regular.otf").touch()
    assert run.has_interface_font()


# Faults


def test_a_failed_download_is_one_sentence_after_pips_own_words(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "install_system_packages", lambda **wanted: None)
    monkeypatch.setattr(run, "run_quietly", Shell({"pip install": [1]}))
    with pytest.raises(SystemExit) as ended:
        run.main(["check"])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    *_, shown, sentence = said.err.splitlines()
    assert shown == "output of pip install"
    assert "Check the connection to the internet" in sentence
    assert not run.STAMP.exists()


@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (KeyboardInterrupt(), 130, "The next start heals"),
    ],
)
def test_other_faults_are_a_sentence_too(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    status: int,
    sentence: str,
) -> None:
    def fail(**wanted: bool) -> None:
        raise fault

    monkeypatch.setattr(run, "set_up", fail)
    with pytest.raises(SystemExit) as ended:
        run.main(["check"])
    assert ended.value.code == status
    assert sentence in capsys.readouterr().err


def test_an_old_python_is_told_so(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit) as ended:
        run.main([])
    assert ended.value.code == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


# The checks


def test_the_tests_come_after_every_other_check(
    run: ModuleType,
    started: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shell = Shell({})
    monkeypatch.setattr(run, "run_quietly", shell)
    seen = started("test", "--quick", "tests/engine", "-x")
    tools = [Path(line.split(" --no-logo")[0]).name for line in shell.commands]
    assert tools == ["ruff check", "ruff format --check", "lint-imports", "mypy"]
    assert seen["dev"]
    assert seen["command"][:2] == ["-m", "pytest"]
    assert seen["command"][4:] == [
        "-m",
        "not slow",
        "--hypothesis-profile=quick",
        "tests/engine",
        "-x",
    ]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("passed (") == 4


def test_a_failed_check_ends_the_run_and_is_named(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "set_up", lambda **wanted: None)
    monkeypatch.setattr(run, "run_quietly", Shell({"mypy": [2]}))
    with pytest.raises(SystemExit) as ended:
        run.main(["test"])
    assert ended.value.code == 2
    *_, shown, named = capsys.readouterr().err.splitlines()
    assert shown == "output of mypy"
    assert named.startswith("frontdesk: mypy: failed (")


def test_benchmarks_are_a_developers_command(started: Callable[..., dict[str, Any]]) -> None:
    seen = started("bench", "search")
    assert seen == {"dev": True, "qt": True, "command": ["-m", "benchmarks", "search"]}


def test_packages_are_built_by_the_script_that_knows_how(
    started: Callable[..., dict[str, Any]],
) -> None:
    seen = started("package", "deb", "--test")
    script = str(Path("packaging", "build.py"))
    assert seen == {"dev": True, "qt": True, "command": [script, "deb", "--test"]}


@needs_posix
def test_the_checks_of_a_submission_are_the_developers_own() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec ./run test"


# A whole start, with a program that tells what reached it


PROGRAM = """
import json, os, sys, time
if sys.argv[1:] == ["sleep"]:
    print(os.getpid(), flush=True)
    time.sleep(60)
said = {"arguments": sys.argv[1:], "folder": os.getcwd(), "input": sys.stdin.read()}
said["utf8"] = sys.flags.utf8_mode
print(json.dumps(said))
sys.exit(7)
"""


@pytest.fixture
def installed(run: ModuleType, folder: Path) -> Path:
    """That folder after a finished set-up; returns the script."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", run.VENV], check=True)
    (site_packages,) = run.VENV.glob("[lL]ib/**/site-packages")
    package = folder / "src" / "frontdesk"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (site_packages / "_frontdesk.pth").write_text(str(folder / "src"), encoding="utf-8")
    run.write_stamp(run.wanted_stamp(dev=False, qt=True))
    return folder / "run"


def test_arguments_streams_folder_and_status_are_the_programs_own(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "frontdesk.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, installed, "hold", "--customer-name", "Zoë O'Hara & Söhne"],
        cwd=tmp_path,
        input="typed",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 7
    assert json.loads(done.stdout) == {
        "arguments": ["hold", "--customer-name", "Zoë O'Hara & Söhne"],
        "folder": str(tmp_path),
        "input": "typed",
        "utf8": 1,
    }


@needs_posix
def test_a_signal_reaches_the_program_itself(installed: Path) -> None:
    command = [sys.executable, str(installed), "sleep"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) == process.pid
        process.terminate()
        assert process.wait(timeout=10) == -signal.SIGTERM


@pytest.mark.slow
def test_a_second_start_costs_well_under_a_third_of_a_second(installed: Path) -> None:
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, installed, "check"], stdin=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.3
