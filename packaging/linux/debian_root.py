"""A bare Debian to try a package on, a screen for it, and eyes that look at that screen.

Needs root, debootstrap and Xvfb.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import BUILD, PACKAGING, BuildError, fresh, run, say, tool

DISPLAY = ":77"
USER, HOME = "desk", "/home/desk"
BOOK = f"{HOME}/.local/share/frontdesk/frontdesk.db"
COLORS_OF_A_DAY = 150
"""More than an empty window has; a day of the sample business has some hundreds."""
COLORS_OF_A_SENTENCE = 15
"""More than an empty screen has: a window with words and an icon."""
_PATIENCE = 30.0


def demand_tools() -> None:
    """BuildError where this system cannot make a bare Debian."""
    for name in ("debootstrap", "Xvfb", "unshare"):
        if tool(name) is None:
            raise BuildError(f"the rehearsal needs {name}")
    if os.geteuid() != 0:
        raise BuildError("the rehearsal needs root, for debootstrap and chroot")


@contextmanager
def bare(suite: str) -> Iterator[Path]:
    """A fresh copy of a Debian that has nothing but what debootstrap calls minimal."""
    pristine = BUILD / f"debian-{suite}"
    if not (pristine / "etc/debian_version").exists():
        say(f"making a bare Debian {suite} (a minute) ...")
        run(["debootstrap", "--variant=minbase", suite, fresh(pristine)])
    root = BUILD / f"debian-{suite}-copy"
    run(["rm", "-rf", "--one-file-system", root])
    run(["cp", "-a", pristine, root])
    for kind in ("apt.conf.d", "trusted.gpg.d"):  # a mirror or a proxy that this machine needs
        shutil.copytree(Path("/etc/apt", kind), root / "etc/apt" / kind, dirs_exist_ok=True)
    for unwanted in (root / "etc/apt/apt.conf.d").glob("docker*"):
        unwanted.unlink()
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc", name), root / "etc" / name)
    try:
        yield root
    finally:
        run(["rm", "-rf", "--one-file-system", root])


@contextmanager
def screen() -> Iterator[None]:
    """An X server without a screen, for this rehearsal alone."""
    command = ["Xvfb", DISPLAY, "-screen", "0", "1600x1000x24", "-ac", "-noreset"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        time.sleep(1.5)
        try:
            yield
        finally:
            server.terminate()


class Debian:
    """A root file system, and commands inside of it."""

    def __init__(self, root: Path) -> None:
        """Use the system below ``root``."""
        self.root = root

    def command(self, script: str, user: str = "root", **more: str) -> list[str]:
        """The words that run a shell script inside, as a user, with nearly no environment."""
        home = "/root" if user == "root" else f"/home/{user}"
        environment = {
            "HOME": home,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            **more,
        }
        words = [f"{key}={value}" for key, value in environment.items()]
        switch = [] if user == "root" else [
            "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--"
        ]  # fmt: skip
        # Its own mounts, that go with it.
        mounts = (
            'mount -t proc proc "$0/proc" 2>/dev/null; mount --rbind /dev "$0/dev"; '
            'exec chroot "$0" env -i "$@"'
        )
        return ["unshare", "--mount", "sh", "-c", mounts, str(self.root), *words, *switch,
                "sh", "-c", f"cd; {script}"]  # fmt: skip

    def do(self, script: str, user: str = "root", status: int = 0, **more: str) -> str:
        """Run it; what it printed on both streams. BuildError unless it ends with ``status``."""
        done = subprocess.run(
            self.command(script, user, **more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != status:
            raise BuildError(f"{script!r} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def path(self, inside: str) -> Path:
        """Where a path inside lies for us."""
        return self.root / inside.lstrip("/")

    @contextmanager
    def window(self, words: str = "", user: str = USER) -> Iterator[subprocess.Popen[bytes]]:
        """The program's window on the screen, from its start until it is asked to end."""
        command = self.command(f"exec frontdesk {words}", user, DISPLAY=DISPLAY)
        nothing = subprocess.DEVNULL
        with subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing) as window:
            try:
                yield window
            finally:
                end(window)


def end(window: subprocess.Popen[bytes]) -> None:
    """Close a window as a session's end does; the command became the program itself."""
    window.terminate()
    try:
        window.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        window.kill()
        raise BuildError("the window did not end when asked") from None


def hold_first_time(do: Callable[[str], str]) -> str:
    """Hold the first time that the sample business has free; the hold's number.

    ``do`` runs a command and returns what it printed.
    """
    days = "--from $(date -d +1day +%F) --to $(date -d +10day +%F)"
    first = do(f"frontdesk availability --service follow-up {days}").split()[0]
    held = do(f"frontdesk hold --service follow-up --start {first} --json")
    return str(json.loads(held)["id"])


def expect(held: bool, otherwise: str) -> None:
    """BuildError with ``otherwise`` unless it held."""
    if not held:
        raise BuildError(otherwise)


def sentence(said: str, words: str) -> str:
    """The line with those words; BuildError without one, or where a traceback was shown."""
    lines = [line for line in said.splitlines() if words in line]
    if not lines or "Traceback" in said:
        raise BuildError(f"“{words}” was not said, but:\n{said}")
    return lines[0]


class Look:
    """A look at the screen from before a window is started until something is painted on it."""

    def __init__(self, colors: int = COLORS_OF_A_DAY) -> None:
        """Begin to look for more than so many colours; returns when the eyes are open."""
        command = [*_look(), "wait", str(colors)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        self._line()

    def wait(self) -> tuple[float, int]:
        """The moment at which it was there, on the monotonic clock, and its colours."""
        words = self._line()
        if self._process.wait() != 0:
            raise BuildError(f"nothing was painted: {words}")
        moment, colors = words.split()
        return float(moment), int(colors)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def shoot(file: Path) -> None:
    """Keep a picture of the screen."""
    run([*_look(), str(file)])


def _look() -> list[str]:
    venv = BUILD / "venv" / "bin" / "python"
    return [str(venv), str(PACKAGING / "linux" / "look.py"), DISPLAY]
