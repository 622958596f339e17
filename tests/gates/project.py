"""The files of the project, as the gates read them: ours alone, never a virtual environment or a cache."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tracker"
ROOMS = ("tracker", "targets", "seeds", "tests", "docs", "benchmarks", ".ci")
BY_MACHINES = {"__pycache__", ".hypothesis"}


def files() -> Iterator[Path]:
    """Every file that a person wrote."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and BY_MACHINES.isdisjoint(path.parts):
                yield path


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every file that is text; some test inputs are bytes on purpose and are left out."""
    for path in files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> Iterator[tuple[str, str]]:
    """Name and source of every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A Python command in a process of its own."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
