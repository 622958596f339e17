"""DuckDB is loaded by itself where that can be, with its package where it must be, and its absence is named."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.problems import PlanError
from tracker.scale.duck import Duck


def test_the_engine_alone_is_loaded_for_files() -> None:
    asked = "from tracker.scale.duck import Duck; Duck().close(); import sys; print('duckdb' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert told.stdout == "False\n"


def test_without_a_module_of_its_own_the_package_is_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb  # noqa: F401  # as it would be loaded

    monkeypatch.setitem(sys.modules, "_duckdb", None)
    engine = Duck()
    assert engine.rows("select 1 + 1") == [(2,)]
    engine.close()


def test_without_duckdb_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("_duckdb", "duckdb"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PlanError, match=r"target-tracker\[scale\]"):
        Duck()
