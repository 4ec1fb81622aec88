"""The macOS disk image: the app beside a link to Applications; signed and notarized with keys."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from steps import BUILD, DIST, PACKAGING, fresh, megabytes, run, say

ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"


def build(_bundle: Path, _python: Path, version: str) -> Path:
    """Make ``Frontdesk-VERSION-MACHINE.dmg``; its path."""
    folder = fresh(BUILD / "dmg")
    app = folder / "Frontdesk.app"
    shutil.copytree(BUILD / "bundle" / "Frontdesk.app", app, symlinks=True)
    identity = os.environ.get("FRONTDESK_CODESIGN_IDENTITY", "")
    sign(app, identity)
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


def sign(app: Path, identity: str) -> None:
    """Sign the app with the hardened runtime; without an identity only for this Mac ("-")."""
    # Apple's time stamp needs a real identity.
    run(
        ["codesign", "--force", "--deep", "--options", "runtime", "--entitlements", ENTITLEMENTS,
         "--sign", identity or "-", *(["--timestamp"] if identity else []), app]
    )  # fmt: skip
    run(["codesign", "--verify", "--deep", "--strict", app])
    if not identity:
        say("the app is signed for this Mac only: FRONTDESK_CODESIGN_IDENTITY is not set")


def notarize(image: Path) -> None:
    """Have Apple look through the image, where FRONTDESK_NOTARY_PROFILE names the credentials."""
    profile = os.environ.get("FRONTDESK_NOTARY_PROFILE", "")
    if not profile:
        say("the image is not notarized: FRONTDESK_NOTARY_PROFILE is not set")
        return
    run(["xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait"])
    run(["xcrun", "stapler", "staple", image])
