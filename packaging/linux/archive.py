"""The archive for other distributions: unpack it, run ``install.sh``."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from steps import BUILD, DIST, fresh, megabytes, moment, run, say

from linux import elf, tree


def build(bundle: Path, python: Path, version: str) -> Path:
    """Make ``frontdesk-VERSION-linux-MACHINE.tar.xz``; its path."""
    name = f"frontdesk-{version}-linux-{os.uname().machine}"
    top = fresh(BUILD / "archive") / name
    top.mkdir()
    tree.stage(bundle, python, version, elf.needs_of(bundle).glibc, top / "tree")
    # Debian's zsh alone looks into the folder of its packages.
    zsh = top / "tree" / "share" / "zsh"
    (zsh / "vendor-completions").rename(zsh / "site-functions")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copyfile(tree.LINUX / script, top / script)
        (top / script).chmod(0o755)
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{name}.tar.xz"
    say("compressing the archive (a minute) ...")
    run(
        ["tar", "--create", "--file", archive, "--directory", top.parent, "--sort=name",
         f"--mtime=@{moment()}", "--owner=0", "--group=0", "--numeric-owner",
         "--use-compress-program=xz -6 -T2", name],
    )  # fmt: skip
    say(f"{archive.name} has {megabytes(archive.stat().st_size)}")
    return archive
