"""The workflow of the public CI service: sound YAML whose steps are those that were promised."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".github" / "workflows" / "packages.yml"


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The jobs by their names."""
    jobs: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]
    return jobs


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job, each with either an action or a command."""
    for step in job["steps"]:
        assert ("uses" in step) != ("run" in step), step
    found: list[dict[str, Any]] = job["steps"]
    return found


def commands(job: dict[str, Any]) -> str:
    """Everything that a job runs."""
    return "\n".join(step["run"] for step in steps(job) if "run" in step)


def test_nothing_is_published_that_was_not_built_and_nothing_is_built_untested(
    jobs: dict[str, Any],
) -> None:
    assert jobs["build"]["needs"] == "test"
    assert jobs["publish"]["needs"] == "build"
    assert "./run test" in commands(jobs["test"])
    assert "run package" in commands(jobs["build"])
    assert jobs["publish"]["if"] == "startsWith(github.ref, 'refs/tags/v')"


def test_all_three_systems_build_and_the_setups_are_rehearsed(jobs: dict[str, Any]) -> None:
    matrix = jobs["build"]["strategy"]["matrix"]["include"]
    assert {entry["system"] for entry in matrix} == {"linux", "windows", "macos"}
    run = commands(jobs["build"])
    assert "packaging/build.py --test-only" in run
    script = re.search(r"\./(packaging/windows/\S+\.ps1)", run)
    assert script is not None
    assert (ROOT / script[1]).exists()


def test_every_file_of_ours_that_a_command_names_is_there(jobs: dict[str, Any]) -> None:
    named = set(re.findall(r"packaging/[\w/.]+\w", "\n".join(map(commands, jobs.values()))))
    assert {"packaging/build.py", "packaging/qt_notices.py"} <= named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_a_release_has_the_notices_of_qt_before_it_is_built(jobs: dict[str, Any]) -> None:
    names = [step.get("name", "") for step in steps(jobs["build"])]
    assert names.index("Notices of Qt") < names.index("Build")
    (step,) = [step for step in steps(jobs["build"]) if step.get("name") == "Notices of Qt"]
    assert "FRONTDESK_QT_SOURCE=" in step["run"]
    assert "refs/tags/v" in step["if"]


def test_only_publishing_may_write_and_the_keys_reach_only_the_steps_that_sign(
    jobs: dict[str, Any],
) -> None:
    workflow = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    for job in jobs.values():
        for step in steps(job):
            if "secrets." in str(step.get("env", "")):
                assert "github.event_name == 'push'" in step["if"], step["name"]
            assert "secrets." not in step.get("run", "")  # it would be pasted into the script


def test_the_sums_are_checked_before_everything_is_attached(jobs: dict[str, Any]) -> None:
    run = commands(jobs["publish"])
    assert run.index("sha256sum --check") < run.index("gh release create")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_commands_are_sound_shell(jobs: dict[str, Any], tmp_path: Path) -> None:
    for job in jobs.values():
        for step in steps(job):
            if "run" not in step or step.get("shell") == "pwsh":
                continue
            script = tmp_path / "step.sh"
            # The service fills these in before a shell sees them.
            script.write_text(re.sub(r"\$\{\{.*?\}\}", "filled-in", step["run"]), encoding="utf-8")
            done = subprocess.run(["bash", "-n", script], capture_output=True, check=False)
            assert done.returncode == 0, (step["run"], done.stderr)


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
def test_the_sums_of_three_systems_become_one_list(jobs: dict[str, Any], tmp_path: Path) -> None:
    import build

    (tmp_path / "dist").mkdir()
    for system in ("linux", "win32", "darwin"):
        file = tmp_path / "dist" / f"frontdesk-{system}"
        file.write_text(system, encoding="utf-8")
        build.write_checksums([file], tmp_path / "dist" / f"SHA256SUMS-{system}")
    step = next(step for step in steps(jobs["publish"]) if "sha256sum" in step.get("run", ""))
    command = ["bash", "-e", "-c", step["run"]]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    left = sorted(file.name for file in (tmp_path / "dist").iterdir())
    assert left == ["SHA256SUMS", "frontdesk-darwin", "frontdesk-linux", "frontdesk-win32"]
    assert len((tmp_path / "dist" / "SHA256SUMS").read_text("utf-8").splitlines()) == 3
