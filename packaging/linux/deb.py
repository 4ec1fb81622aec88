"""The Debian package, put together by ``dpkg-deb`` from a tree whose every file is known here."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from steps import BUILD, DIST, BuildError, fresh, megabytes, moment, run, say, size_of

from linux import elf, tree

LARGEST = 40_000_000
"""Bytes that the package may have."""

# The library that a file of the bundle links, and the package that holds it: first as Debian 13
# and Ubuntu 24.04 call it where they renamed it, then as Debian 12 does.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libcrypto.so.3": "libssl3t64 | libssl3",
    "libcups.so.2": "libcups2t64 | libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "liblzma.so.5": "liblzma5",
    "libncursesw.so.6": "libncursesw6",
    "libreadline.so.8": "libreadline8t64 | libreadline8",
    "libssl.so.3": "libssl3t64 | libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libtinfo.so.6": "libtinfo6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# The newest symbols that a release of libstdc++6 has, by the GCC that it comes with.
_LIBSTDCXX = {(3, 4, 25): "8", (3, 4, 26): "9", (3, 4, 28): "10", (3, 4, 29): "11",
              (3, 4, 30): "12"}  # fmt: skip
OPTIONAL_LIBRARIES = {name for name in PACKAGES if name.startswith(("libwayland-", "libcups"))}
"""Those that only plugins link which Qt does without."""
# Started by name or read as data, so that no library tells.
_ALSO = ["tzdata", "fontconfig-config"]
_RECOMMENDED = ["fonts-inter | fonts-noto-core | fonts-dejavu-core", "ca-certificates",
                "xdg-utils", "shared-mime-info", "desktop-file-utils"]  # fmt: skip


def dependencies(needs: elf.Needs) -> tuple[list[str], list[str]]:
    """What the package depends on and what it recommends; BuildError for an unknown library."""
    unknown = (needs.libraries | needs.optional) - PACKAGES.keys()
    if unknown:
        raise BuildError(
            f"nobody knows the package of {', '.join(sorted(unknown))}: add it to "
            "packaging/linux/deb.py, or keep it out in packaging/trim.py"
        )
    needed = {PACKAGES[name] for name in needs.libraries} | set(_ALSO)
    needed.discard("libstdc++6")
    glibc = ".".join(map(str, needs.glibc))
    gcc = next(name for number, name in _LIBSTDCXX.items() if number >= needs.libstdcxx)
    needed |= {f"libc6 (>= {glibc})", f"libstdc++6 (>= {gcc})"}
    optional = {PACKAGES[name] for name in needs.optional} - needed
    return sorted(needed), [*_RECOMMENDED, *sorted(optional)]


def build(
    bundle: Path, python: Path, version: str, target: Path = DIST, *, quickly: bool = False
) -> Path:
    """Make the package in the folder ``target``, ``quickly`` rather than small; its path."""
    needs = elf.needs_of(bundle)
    depends, recommends = dependencies(needs)
    root = fresh(BUILD / "deb")
    tree.stage(bundle, python, version, needs.glibc, root / "usr")
    settings = root / "etc" / "frontdesk" / "frontdesk.ini"
    settings.parent.mkdir(parents=True)
    shutil.copyfile(tree.LINUX / "frontdesk.ini", settings)
    architecture = run(["dpkg", "--print-architecture"]).strip()
    _write_control(root, version, architecture, depends, recommends)
    _settle(root)
    target.mkdir(exist_ok=True)
    package = target / f"frontdesk_{version}_{architecture}.deb"
    say("compressing the Debian package (a minute) ...")
    run(
        [
            "dpkg-deb",
            "--root-owner-group",
            "-Zgzip" if quickly else "-Zxz",
            "-z1" if quickly else "-z9",
            "--build",
            root,
            package,
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment())},
    )
    size = package.stat().st_size
    if quickly:
        return package
    say(f"{package.name} has {megabytes(size)}, at most {megabytes(LARGEST)} are allowed")
    if size > LARGEST:
        raise BuildError(f"{package.name} has {megabytes(size)}")
    return package


def _write_control(
    root: Path, version: str, architecture: str, depends: list[str], recommends: list[str]
) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        "Package: frontdesk\n"
        f"Version: {version}\n"
        f"Architecture: {architecture}\n"
        "Maintainer: The Frontdesk authors <packages@frontdesk.example>\n"
        f"Installed-Size: {size_of(root) // 1024}\n"
        f"Depends: {', '.join(depends)}\n"
        f"Recommends: {', '.join(recommends)}\n"
        "Section: office\n"
        "Priority: optional\n"
        "Homepage: https://frontdesk.example/\n"
        "Description: appointment book for the front desk\n"
        " Books appointments for clinics, salons, studios and repair shops: choose a\n"
        " service, see every time that is really free, hold it with one click while\n"
        " you type, and book. Two people never get the same time.\n",
        encoding="utf-8",
    )
    (control / "conffiles").write_text("/etc/frontdesk/frontdesk.ini\n", encoding="utf-8")
    for name in ("preinst", "postinst", "postrm"):
        target = control / name
        text = (tree.LINUX / "debian" / name).read_text(encoding="utf-8")
        target.write_text(text.replace("@VERSION@", version), encoding="utf-8")
        target.chmod(0o755)
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{file.relative_to(root)}\n"
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink() and file.parts[len(root.parts)] == "usr"
    )
    (control / "md5sums").write_text(sums, encoding="utf-8")


def _settle(root: Path) -> None:
    """Give every file the same time and the modes that Debian expects, however they came here."""
    time = moment()
    for place in sorted(root.rglob("*"), reverse=True):
        if not place.is_symlink():
            runs = place.is_dir() or (place.stat().st_mode & 0o100 and ".so" not in place.name)
            place.chmod(0o755 if runs else 0o644)
        os.utime(place, (time, time), follow_symlinks=False)
