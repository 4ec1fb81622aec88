"""Hunt the mutants: ``python tests/mutants/hunt.py [WORD ...]``; words choose by rule or file.

Works on a copy, so that nothing in the project is touched. Exit status 1 when one survives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]
CAUGHT = 1
"""What pytest's exit status is when a test failed."""


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests that guard the place still pass with the lie in it."""
    file = copy / mutant.file
    truth = file.read_text(encoding="utf-8")
    assert truth.count(mutant.old) == 1, f"{mutant.file}: not there exactly once: {mutant.old}"
    file.write_text(truth.replace(mutant.old, mutant.new), encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*words, "-m", "not slow", *mutant.tests],
            cwd=copy,
            # The copy's own source comes before the one that is installed.
            env=os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=300,
        )
    except subprocess.TimeoutExpired:
        return False  # a lie that makes the tests run forever is found out, too
    finally:
        file.write_text(truth, encoding="utf-8")
    assert done.returncode in (0, CAUGHT), f"pytest itself failed: {done.returncode}"
    return done.returncode == 0


def hunt(words: list[str]) -> int:
    """Try every mutant that fits the words; the number of survivors."""
    chosen = [m for m in MUTANTS if all(word in f"{m.file} {m.rule}" for word in words)]
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("src", "tests", "resources"):
            shutil.copytree(ROOT / part, copy / part)
        for file in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / file, copy / file)
        for mutant in chosen:
            alive = survives(mutant, copy)
            survivors += alive
            print(
                f"{'SURVIVED' if alive else 'caught  '}  {mutant.file}: {mutant.rule}", flush=True
            )
    print(f"{len(chosen)} mutants, {survivors} survived")
    return survivors


if __name__ == "__main__":
    sys.exit(1 if hunt(sys.argv[1:]) else 0)
