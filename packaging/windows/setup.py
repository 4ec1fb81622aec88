"""The Windows setup: NSIS packs the bundle; signed where a certificate is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from steps import BUILD, DIST, PACKAGING, BuildError, megabytes, run, say

SCRIPT = PACKAGING / "windows" / "frontdesk.nsi"
_TIME = "http://timestamp.digicert.com"


def build(bundle: Path, _python: Path, version: str) -> Path:
    """Make ``Frontdesk-VERSION-setup.exe``; its path."""
    for program in ("frontdesk.exe", "frontdesk-cli.exe"):
        sign(bundle / program)
    DIST.mkdir(exist_ok=True)
    setup = DIST / f"Frontdesk-{version}-setup.exe"
    compile_setup(bundle, BUILD / "pictures" / "frontdesk.ico", version, setup)
    sign(setup)
    say(f"{setup.name} has {megabytes(setup.stat().st_size)}")
    return setup


def compile_setup(folder: Path, icon: Path, version: str, output: Path) -> None:
    """Let NSIS make the setup of everything in ``folder``; BuildError with its words."""
    numbers = ".".join([*version.split(".")[:3], "0"])
    values = {
        "VERSION": version,
        "NUMBERS": numbers,
        "SOURCE": folder,
        "OUTPUT": output,
        "ICON": icon,
    }
    run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
        + [f"-D{name}={value}" for name, value in values.items()]
        + [str(SCRIPT)]
    )


def sign(file: Path) -> None:
    """Sign a program with the certificate that FRONTDESK_SIGN_THUMBPRINT names; else leave it."""
    thumbprint = os.environ.get("FRONTDESK_SIGN_THUMBPRINT", "")
    if not thumbprint:
        say(f"{file.name} is not signed: FRONTDESK_SIGN_THUMBPRINT is not set")
        return
    if sys.platform != "win32":
        raise BuildError("programs for Windows are signed on Windows")
    run(
        ["signtool", "sign", "/sha1", thumbprint, "/fd", "sha256", "/tr", _TIME, "/td", "sha256",
         file]
    )  # fmt: skip
