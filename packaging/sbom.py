"""What is inside the bundle, as CycloneDX 1.6 JSON: for those who look for known weaknesses.

Run by the build's own Python, which has installed what the bundle was made of:
``sbom.py BUNDLE FILE``.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from licences import licence_of
from trim import UNUSED_MODULES

_NAME = re.compile(r"[A-Za-z0-9._-]+")
Component = dict[str, Any]


def document(bundle: Path) -> dict[str, Any]:
    """The whole document; the same bundle gives the same but for the moment."""
    program = distribution("frontdesk")
    parts = {key: _component(found) for key, found in sorted(_needed(program).items())}
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    components = [*parts.values(), *_own_parts(), *_system_parts(bundle)]
    references = sorted({part["bom-ref"] for part in components})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(references))}",
        "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**_component(program), "type": "application"},
        },
        "components": components,
        "dependencies": [{"ref": _component(program)["bom-ref"], "dependsOn": references}],
    }


def _needed(program: Distribution) -> dict[str, Distribution]:
    """Every distribution that the program needs, directly or not, by its name in lower case."""
    found: dict[str, Distribution] = {}
    waiting = _requirements(program)
    while waiting:
        key = waiting.pop().lower().replace("_", "-")
        if key in found:
            continue
        try:
            part = distribution(key)
        except PackageNotFoundError:
            continue  # for another system, or an extra that nobody asked for
        if not _is_left_out(part):
            found[key] = part
            waiting.extend(_requirements(part))
    return found


def _is_left_out(part: Distribution) -> bool:
    """Whether the bundle does without it, though another library would like to have it."""
    sources = [file for file in part.files or [] if file.suffix == ".py"]
    modules = {file.parts[0].removesuffix(".py") for file in sources}
    return bool(modules) and modules <= set(UNUSED_MODULES)


def _requirements(of: Distribution) -> list[str]:
    lines = (line for line in of.requires or [] if "extra ==" not in line)
    return [match[0] for line in lines if (match := _NAME.match(line))]


def _component(found: Distribution) -> Component:
    name, version = found.metadata["Name"], found.version
    url = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    part: Component = {
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "purl": url,
    }
    if words := licence_of(found):
        kind = "expression" if found.metadata.get("License-Expression") else "license"
        value: Any = words if kind == "expression" else {"name": words}
        part["licenses"] = [{kind: value}]
    return part


def _own_parts() -> list[Component]:
    """Python, and what it brings along: no package index knows these."""
    openssl = ssl.OPENSSL_VERSION.split()[1]
    return [
        _generic("python", platform.python_version()),
        _generic("sqlite", sqlite3.sqlite_version),
        *([] if sys.platform.startswith("linux") else [_generic("openssl", openssl)]),
    ]


def _generic(name: str, version: str) -> Component:
    url = f"pkg:generic/{name}@{version}"
    return {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}


def _system_parts(bundle: Path) -> list[Component]:
    """The packages of the building system whose libraries were taken into the bundle."""
    if shutil.which("dpkg-query") is None:
        return []
    names = {file.name for file in (bundle / "_internal").glob("lib*.so*") if not file.is_symlink()}
    parts: dict[str, Component] = {}
    # Python may have been built by hand beside the system's; it is listed anyway.
    for name in sorted(name for name in names if not name.startswith("libpython")):
        owner = _ask("dpkg-query", "--search", f"*/{name}").partition(":")[0].strip()
        if not owner:
            continue
        version = _ask("dpkg-query", "--show", "--showformat=${Version}", owner)
        url = f"pkg:deb/debian/{owner}@{version}"
        parts[owner] = {
            "type": "library", "bom-ref": url, "name": owner, "version": version, "purl": url,
        }  # fmt: skip
    return list(parts.values())


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else ""


if __name__ == "__main__":
    text = json.dumps(document(Path(sys.argv[1])), indent=1, ensure_ascii=False)
    Path(sys.argv[2]).write_text(text + "\n", encoding="utf-8")
