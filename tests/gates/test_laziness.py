"""Nothing heavy is imported before it is used: a status table costs little more than the libraries it stands on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.project import ROOT

REPORT = "import json, sys; json.dump(sorted(sys.modules), sys.stderr)"
COMMAND = f"""
import sys
from tracker.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as leaving:
    assert not leaving.code, leaving.code
{REPORT}
"""


def _modules(program: str, *arguments: str, cache: Path | None = None) -> set[str]:
    """The modules that a program has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "TRACKER_CACHE": str(cache or "off")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_version_needs_no_library_but_click() -> None:
    loaded = _modules(COMMAND, "--version")
    assert loaded.isdisjoint({"pydantic", "yaml", "rich", "pendulum", "openpyxl", "chinese_calendar", "decimal"})


def test_importing_the_library_loads_no_room() -> None:
    loaded = _modules(f"import tracker\n{REPORT}")
    assert not {name for name in loaded if name.startswith("tracker.")}


@pytest.mark.parametrize("heavy", ["pendulum", "openpyxl", "difflib", "rich.table", "rich.progress", "markdown_it"])
def test_a_status_table_needs_no(heavy: str) -> None:
    assert heavy not in _modules(COMMAND, "status", "targets/zibo-2021.yaml", "--as-of", "2021-09-30")


def test_json_needs_no_rich() -> None:
    loaded = _modules(COMMAND, "status", "targets/zibo-2021.yaml", "--as-of", "2021-09-30", "--json")
    assert "rich" not in loaded


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)], ids=["table", "json", "csv"])
def test_a_plan_read_before_needs_nothing_that_reads_plans(form: tuple[str, ...], tmp_path: Path) -> None:
    argv = ("status", "targets/zibo-2021.yaml", "-a", "seeds/zibo-2021-monthly-made-up.csv", "--as-of", "2021-09-30")
    first, second = (_modules(COMMAND, *argv, *form, cache=tmp_path) for _ in range(2))
    heavy = {"pydantic", "yaml", "tracker.plans", "tracker.nodes.read"}
    assert heavy <= first
    light = {"click", "rich", "pendulum", "dataclasses", "inspect", "hashlib", "tempfile", "tracker.words.en.names"}
    assert second.isdisjoint(heavy | light)


def test_the_holiday_tables_are_read_only_when_something_is_overdue() -> None:
    plan = "targets/jiyang-2025.yaml"
    assert "chinese_calendar" not in _modules(COMMAND, "status", plan, "--as-of", "2025-03-31")
