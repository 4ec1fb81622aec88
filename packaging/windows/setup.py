"""The Windows setup: NSIS packs the bundle; signed where a certificate is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from steps import BUILD, DIST, PACKAGING, BuildError, megabytes, run, say, tool

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


def compile_setup(folder: Path, icon: Path, version: str, output: Path, *more: str) -> None:
    """Let NSIS make the setup of everything in ``folder``; BuildError with its words.

    ``more`` are further words for its command line.
    """
    numbers = ".".join([*version.split(".")[:3], "0"])
    values = {
        "VERSION": version,
        "NUMBERS": numbers,
        "FILES": folder / "*",
        "OUTPUT": output,
        "ICON": icon,
    }
    run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
        + [f"-D{name}={value}" for name, value in values.items()]
        + [*more]
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
        [signtool(), "sign", "/sha1", thumbprint, "/fd", "sha256", "/tr", _TIME, "/td", "sha256",
         file]
    )  # fmt: skip


def signtool() -> str:
    """Where Windows' own tool for signatures lies: its kit puts it on nobody's path."""
    kits = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Windows Kits", "10", "bin")
    found = sorted(kits.glob("10.*/x64/signtool.exe"), key=_numbers)
    if on_path := tool("signtool"):
        return on_path
    if not found:
        raise BuildError(f"there is no signtool on the path, and none below {kits}")
    return str(found[-1])


def _numbers(file: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in file.parts[-3].split("."))
