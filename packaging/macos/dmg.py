"""The macOS disk image: the app beside a link to Applications; signed and notarized with keys."""

from __future__ import annotations

import os
from pathlib import Path

import selftest
from steps import BUILD, DIST, BuildError, fresh, megabytes, run, say


def build(_bundle: Path, _python: Path, version: str) -> Path:
    """Make ``Frontdesk-VERSION-MACHINE.dmg``; its path."""
    folder = fresh(BUILD / "dmg")
    app = folder / "Frontdesk.app"
    # PyInstaller has signed it, part by part: see the recipe. `ditto` alone keeps that as it is.
    run(["ditto", BUILD / "bundle" / "Frontdesk.app", app])
    identity = os.environ.get("FRONTDESK_CODESIGN_IDENTITY", "")
    verify(app, identity)
    selftest.try_bundle(app, "Contents/MacOS/frontdesk")
    (folder / "Applications").symlink_to("/Applications")
    DIST.mkdir(exist_ok=True)
    image = DIST / f"Frontdesk-{version}-{os.uname().machine}.dmg"
    run(
        ["hdiutil", "create", "-volname", "Frontdesk", "-srcfolder", folder, "-ov", "-format",
         "ULFO", image]
    )  # fmt: skip
    if identity:
        run(["codesign", "--sign", identity, "--timestamp", image])
    notarize(image)
    say(f"{image.name} has {megabytes(image.stat().st_size)}")
    return image


def verify(app: Path, identity: str) -> None:
    """Check the signature of every part, and with an ``identity`` that the runtime is hardened.

    Without one PyInstaller signs for this Mac alone and leaves the runtime as it is: hardened, it
    would load only libraries of the same signer, and there is none.
    """
    run(["codesign", "--verify", "--deep", "--strict", app])
    if not identity:
        say("the app is signed for this Mac only: FRONTDESK_CODESIGN_IDENTITY is not set")
    elif "runtime" not in run(["codesign", "--display", "--verbose", app]):
        raise BuildError(f"{app.name} is signed without the hardened runtime")


def notarize(image: Path) -> None:
    """Have Apple look through the image, where FRONTDESK_NOTARY_PROFILE names the credentials.

    FRONTDESK_NOTARY_KEYCHAIN is the file they lie in, where that is not the user's own keychain.
    """
    profile = os.environ.get("FRONTDESK_NOTARY_PROFILE", "")
    if not profile:
        say("the image is not notarized: FRONTDESK_NOTARY_PROFILE is not set")
        return
    keychain = os.environ.get("FRONTDESK_NOTARY_KEYCHAIN", "")
    where = ["--keychain", keychain] if keychain else []
    run(["xcrun", "notarytool", "submit", image, "--keychain-profile", profile, *where, "--wait"])
    run(["xcrun", "stapler", "staple", image])
