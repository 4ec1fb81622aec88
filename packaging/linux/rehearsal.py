"""The Debian package's whole life on a bare Debian: what a person and an administrator would do.

Takes some minutes. A second package is built from a copy of the source with one more migration, so
that upgrade and downgrade are real ones; and one of an earlier commit, where one is named. Each
check prints a line; the first that fails ends the rehearsal.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from steps import BUILD, DIST, BuildError, say, version_of

from linux import deb, starting, upgrades
from linux.debian_root import (
    BOOK,
    DISPLAY,
    HOME,
    USER,
    Debian,
    Look,
    bare,
    demand_tools,
    expect,
    hold_first_time,
    screen,
    sentence,
    shoot,
)
from linux.faults import Faults, try_old_system

_SUITE, _OLD_SUITE = "bookworm", "bullseye"
_LOG = f"{HOME}/.local/state/frontdesk/log"
# Whatever day it is: one on which the sample business is open.
_TUESDAY = "--now $(date -d 'next tuesday' +%FT10:42:00+00:00)"


def rehearse(earlier: str = "") -> None:
    """Take every step; BuildError where one fails.

    ``earlier`` is a commit or a tag whose package is upgraded from, too.
    """
    demand_tools()
    version = version_of()
    package = next(DIST.glob(f"frontdesk_{version}_*.deb"), None)
    tarball = next(DIST.glob(f"frontdesk-{version}-linux-*.tar.xz"), None)
    if package is None or tarball is None:
        raise BuildError("the rehearsal needs the package and the archive: build deb and archive")
    older = upgrades.build_older(earlier) if earlier else None
    newer = upgrades.build_newer(version)
    with screen():
        with bare(_SUITE) as root:
            Rehearsal(root, version, package, newer, tarball).run()
        if older is not None:
            with bare(_SUITE) as root:
                upgrades.try_upgrade(root, older, package)
    with bare(_OLD_SUITE) as root:
        try_old_system(root, tarball)
    say("the rehearsal passed")


class Rehearsal:
    """The steps on one system, in their order; each builds on those before."""

    def __init__(self, root: Path, version: str, package: Path, newer: Path, tarball: Path) -> None:
        """``newer`` is the package of the version after ``version``."""
        self._debian = Debian(root)
        self._faults = Faults(self._debian)
        self._version = version
        self._newer_version = newer.name.split("_")[1]
        self._tarball = tarball
        for source, name in ((package, "old.deb"), (newer, "new.deb"), (tarball, tarball.name)):
            shutil.copyfile(source, root / "srv" / name)

    def run(self) -> None:
        """Take every step."""
        for step in (
            self.install,
            self.start,
            self.book,
            self._faults.no_screen,
            self._faults.missing_library,
            self._faults.no_permission,
            self._faults.bad_settings,
            self._faults.several_users,
            self.open_window,
            self.measure_start,
            self.upgrade_under_a_window,
            self.downgrade,
            self.two_versions,
            self.remove_and_purge,
        ):
            began = time.monotonic()
            found = step()
            name = step.__name__.replace("_", " ")
            say(f"  ok  {name}: {found} ({time.monotonic() - began:.1f} s)")

    # Installing and the command line

    def install(self) -> str:
        """It installs with apt, and what it depends on is enough."""
        do = self._debian.do
        do(f"useradd --create-home {USER} && useradd --create-home other")
        do("apt-get update")
        began = time.monotonic()
        do("apt-get install -y --no-install-recommends /srv/old.deb")
        seconds = time.monotonic() - began
        # As its starter does, which finds the libraries that it brings along in one folder.
        missing = do(
            f"cd /usr/lib/frontdesk/{self._version}/_internal && find . -name '*.so*' -type f"
            " -exec env LD_LIBRARY_PATH=$PWD ldd {} + 2>/dev/null | grep 'not found' || true"
        )
        count = do("dpkg-query --show | wc -l").strip()
        optional = {line.split()[0] for line in missing.splitlines()}
        for name in optional - deb.OPTIONAL_LIBRARIES:
            raise BuildError(f"{name} is needed and not installed")
        return f"{seconds:.0f} s with what it needs, {count} packages in all"

    def start(self) -> str:
        """It says its version and passes its own test, for a user and from a foreign folder."""
        words = self._debian.do("cd / && frontdesk --version", USER)
        expect(words.strip() == f"Frontdesk {self._version}", words)
        tested = self._debian.do("cd /tmp && frontdesk --selftest", USER)
        expect("The self-test passed." in tested, tested)
        self._debian.do("man -w frontdesk >/dev/null 2>&1 || ls /usr/share/man/man1/frontdesk.1.gz")
        return words.strip()

    def book(self) -> str:
        """A book is made, a time held and booked, and a backup written and read back."""
        do = self._debian.do
        began = time.monotonic()
        do("frontdesk demo", USER)
        self._visit = hold_first_time(lambda words: do(words, USER))
        do(f"frontdesk book {self._visit} --customer-name 'Dana Fox' --phone 2125550148", USER)
        seconds = time.monotonic() - began
        do("frontdesk backup Sicherung.frontdesk", USER)
        do("frontdesk --db again.db restore Sicherung.frontdesk", USER)
        do("frontdesk --db again.db check", USER)
        shown = do(f"frontdesk --db again.db show {self._visit}", USER)
        expect("Dana Fox" in shown, shown)
        return f"visit {self._visit} booked {seconds:.1f} s after the empty book"

    # The window

    def open_window(self) -> str:
        """The window opens and paints the day; a second start raises it and ends."""
        look = Look()
        with self._debian.window(_TUESDAY) as window:
            _moment, colors = look.wait()
            shoot(BUILD / "rehearsal.png")
            again = self._debian.do("frontdesk", USER, DISPLAY=DISPLAY)
            expect("raised" in again, again)
            expect(window.poll() is None, "the window went away")
            with self._debian.window(f"--new-window {_TUESDAY}") as other:
                time.sleep(3)
                expect(other.poll() is None, "--new-window opened none")
        return f"{colors} colours, a second start raised it, --new-window opened another"

    def measure_start(self) -> str:
        """From the process to the painted day, on a machine that has started it before."""
        return starting.judged(starting.measured(lambda: self._debian.window(_TUESDAY)))

    def upgrade_under_a_window(self) -> str:
        """An upgrade leaves an open window whole; the new program migrates the book."""
        do = self._debian.do
        old, new = self._version, self._newer_version
        look = Look()
        with self._debian.window(_TUESDAY) as window:
            look.wait()
            do("apt-get install -y --no-install-recommends /srv/new.deb")
            expect(window.poll() is None, "the open window did not survive the upgrade")
            expect(self._debian.path(f"/usr/lib/frontdesk/{old}/frontdesk").exists(), "pulled")
            shown = do(f"frontdesk show {self._visit}", USER)
            expect("Dana Fox" in shown, shown)
            time.sleep(3)
            expect(window.poll() is None, "the open window did not survive the migration")
            shoot(BUILD / "rehearsal-upgraded.png")
        kept = do(f"ls {BOOK}.before-*.bak", USER).split()
        expect(len(kept) == 1, str(kept))
        do("frontdesk check", USER)
        words = do("frontdesk --version").strip()
        expect(words == f"Frontdesk {new}", words)
        log = self._debian.path(f"{_LOG}/frontdesk.log")
        bugs = log.read_text(encoding="utf-8") if log.exists() else ""
        expect("this is a bug" not in bugs, bugs[-2000:])
        do("apt-get install -y --reinstall --no-install-recommends /srv/new.deb")
        expect(not self._debian.path(f"/usr/lib/frontdesk/{old}").exists(), "the old one stays")
        return f"{old} to {new}; backup {Path(kept[0]).name}"

    def downgrade(self) -> str:
        """The older program leaves a book of the newer one alone, and says so."""
        do = self._debian.do
        do("apt-get install -y --allow-downgrades --no-install-recommends /srv/old.deb")
        before = do(f"sha256sum {BOOK}")
        words = do(f"frontdesk show {self._visit}", USER, 1)
        self._faults.show_window(USER, "downgraded")
        expect(do(f"sha256sum {BOOK}") == before, "the book was touched")
        return sentence(words, "newer version")

    def two_versions(self) -> str:
        """A second copy from the archive, in a folder with a space and umlauts, lives beside."""
        do = self._debian.do
        do("apt-get install -y --no-install-recommends /srv/new.deb xz-utils")
        prefix = f"{HOME}/Größe 1 & mehr"
        do(f"cd /tmp && tar xf '/srv/{self._tarball.name}'", USER)
        folder = self._tarball.name.removesuffix(".tar.xz")
        do(f"cd /tmp/{folder} && ./install.sh", USER, PREFIX=prefix)
        program = f"'{prefix}/bin/frontdesk'"
        words = do(f"{program} --version && frontdesk --version", USER)
        both = [f"Frontdesk {self._version}", f"Frontdesk {self._newer_version}"]
        expect(words.splitlines() == both, words)
        expect("passed" in do(f"{program} --selftest", USER), "its own test failed")
        sentence(do(f"{program} show {self._visit}", USER, 1), "newer version")
        do(f"frontdesk show {self._visit}", USER)
        do(f"'{prefix}/lib/frontdesk/uninstall.sh'", USER)
        left = do(f"find '{prefix}' -type f -o -type l", USER)
        expect(not left, left)
        return " beside ".join(both)

    def remove_and_purge(self) -> str:
        """Removing takes the program, purging the settings file; the user's data stays."""
        do = self._debian.do
        before = do(f"sha256sum {BOOK}")
        do("apt-get remove -y frontdesk")
        expect(not self._debian.path("/usr/lib/frontdesk").exists(), "the program stays")
        expect(self._debian.path("/etc/frontdesk/frontdesk.ini").exists(), "settings went early")
        do("apt-get purge -y frontdesk")
        expect(not self._debian.path("/etc/frontdesk").exists(), "the settings stay")
        left = do("find / -xdev -iname '*frontdesk*' -not -path '/home/*' -not -path '/srv/*'"
                  " -not -path '/proc/*' -not -path '/tmp/*' -not -path '/var/*'")  # fmt: skip
        expect(not left.strip(), f"left behind: {left}")
        expect(do(f"sha256sum {BOOK}") == before, "the book was touched")
        return "nothing left but the user's data"
