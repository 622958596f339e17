"""Imports go strictly down, and a room that nobody planned fails the build."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.gates.project import PACKAGE, ROOT, run

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def test_imports_go_strictly_down() -> None:
    done = run("-c", LINT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_room_that_nobody_planned_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tracker" / "utils.py").write_text('"""Odds and ends."""\n', encoding="utf-8")
    done = run("-c", LINT, cwd=tmp_path)
    assert done.returncode != 0
    assert "utils" in done.stdout


def test_an_import_upward_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "tracker" / "calendar.py").open("a", encoding="utf-8") as calendar:
        calendar.write("\nfrom tracker.rules import assess\n")
    done = run("-c", LINT, cwd=tmp_path)
    assert done.returncode != 0
    assert "tracker.calendar" in done.stdout
