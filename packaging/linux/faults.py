"""What may be wrong with a computer, each tried on a bare Debian: a clear sentence, and no harm."""

from __future__ import annotations

import shlex
import shutil
import time
from pathlib import Path

from steps import BUILD, say

from linux.debian_root import (
    BOOK,
    COLORS_OF_A_SENTENCE,
    DISPLAY,
    HOME,
    USER,
    Debian,
    Look,
    expect,
    hold_first_time,
    sentence,
    shoot,
)


class Faults:
    """Steps on a system that has the package, the users desk and other, and a book of desk."""

    def __init__(self, debian: Debian) -> None:
        """Break things in ``debian``, and mend them again."""
        self._debian = debian

    def no_screen(self) -> str:
        """Without a screen a sentence says so, also where a name of one is left over."""
        do = self._debian.do
        for left in ({}, {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1000"}):
            said = sentence(do("frontdesk", USER, 1, **left), "no screen")
        return said

    def missing_library(self) -> str:
        """Without a library of the system a sentence names it, for Qt and for its X11 plugin."""
        do = self._debian.do
        said = []
        for name in ("libxcb-cursor.so.0", "libEGL.so.1"):
            folder = "/usr/lib/x86_64-linux-gnu"
            do(f"cd {folder} && mkdir -p /gone && mv {name}* /gone/")
            try:
                words = do("frontdesk", USER, 1, DISPLAY=DISPLAY)
                said.append(sentence(words, name))
            finally:
                do(f"mv /gone/* {folder}/")
        return " | ".join(said)

    def no_permission(self) -> str:
        """A folder or a book that cannot be written gives a sentence, and nothing is harmed."""
        do = self._debian.do
        do("mkdir -p /home/other/.local/share/frontdesk && chown -R root /home/other/.local")
        words = do("frontdesk demo", "other", 1)
        sentence(do("frontdesk --db /root/book.db demo", "other", 1), "permission")
        self.show_window("other", "no-permission")
        expect(not do("ls -A /home/other/.local/share/frontdesk"), "something was written")
        do(f"cd /srv && cp {BOOK} books.db && chmod 444 books.db && sha256sum books.db >sum")
        sentence(do("frontdesk --db /srv/books.db demo", "other", 1), "/srv/books.db")
        do("cd /srv && sha256sum --check sum && rm books.db")
        return sentence(words, "permission")

    def bad_settings(self) -> str:
        """A file of the administrator that is not understood stops the program with a sentence."""
        do = self._debian.do
        file = "/etc/frontdesk/frontdesk.ini"
        do(f"cp {file} /srv/kept.ini && echo 'datadirs = /srv' >>{file}")
        said = [
            sentence(do(f"frontdesk {words}", USER, 1, **more), "datadirs")
            for words, more in (("check", {}), ("", {"DISPLAY": DISPLAY}))
        ]
        do(f"cp /srv/kept.ini {file}")
        return said[0]

    def several_users(self) -> str:
        """A folder that a group may write to gives its members one book; others get a sentence."""
        do, file, folder = self._debian.do, "/etc/frontdesk/frontdesk.ini", "/srv/Bücher & mehr"
        do(f"groupadd book && usermod -aG book {USER} && usermod -aG book other")
        do(f"useradd --create-home stranger && install -d -m 2770 -g book '{folder}'")
        do(f"cp {file} /srv/kept.ini && printf '[frontdesk]\\ndatadir = {folder}\\n' >{file}")
        try:
            self._as_member(USER, "frontdesk demo")
            number = hold_first_time(lambda words: self._as_member("other", words))
            expect(" IN " in self._as_member(USER, f"frontdesk show {number}"), "it is not seen")
            self._as_member(USER, "frontdesk check")
            refused = sentence(do("frontdesk check", "stranger", 1), "permission")
        finally:
            do(f"cp /srv/kept.ini {file}")
        return f"one writes what the other made; {refused}"

    def _as_member(self, user: str, script: str) -> str:
        """What a command prints for a user with all their groups, which files go to."""
        return self._debian.do(f"runuser -l {user} -c {shlex.quote(f'umask 007; {script}')}")

    def show_window(self, user: str, name: str) -> None:
        """The window of a program that cannot open its book shows words; a picture is kept."""
        look = Look(COLORS_OF_A_SENTENCE)
        with self._debian.window(user=user) as window:
            look.wait()
            time.sleep(0.5)
            expect(window.poll() is None, "the window with the sentence went away")
            shoot(BUILD / f"rehearsal-{name}.png")


def try_old_system(root: Path, tarball: Path) -> None:
    """On a Debian with an older glibc the archive says so, and installs nothing."""
    debian = Debian(root)
    shutil.copyfile(tarball, root / "srv" / tarball.name)
    debian.do("apt-get update && apt-get install -y --no-install-recommends xz-utils")
    debian.do(f"useradd --create-home {USER}")
    folder = tarball.name.removesuffix(".tar.xz")
    debian.do(f"cd /tmp && tar xf /srv/{tarball.name}", USER)
    words = debian.do(f"cd /tmp/{folder} && ./install.sh", USER, 1)
    left = debian.do(f"find {HOME}/.local -name '*frontdesk*' 2>/dev/null || true")
    expect(not left.strip(), left)
    say(f"  ok  old glibc: {sentence(words, 'too old')}")
