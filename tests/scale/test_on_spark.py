"""Spark says what the ordinary engine says, line for line; tables are read and written as they lie there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.scale.chance import batch
from tests.scale.comparing import bundled, compare, judged_twice
from tracker.problems import PlanError
from tracker.scale.dialect import text
from tracker.scale.spark import Spark

LARGE = ("20", "40", "60")
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-on-spark.md"


@pytest.fixture
def engine(session: Any) -> Iterator[Spark]:
    engine = Spark(session)
    yield engine
    engine.close()


@pytest.mark.heavy
def test_random_cases_have_the_same_answer(engine: Spark, tmp_path: Path) -> None:
    compared = compare(batch(0), engine, tmp_path)
    assert len(compared.ordinary) > 200
    assert compared.aside < len(compared.ordinary) * 3 / 4
    assert compared.different == []


@pytest.mark.heavy
def test_the_bundled_plans_have_the_same_answer(engine: Spark, tmp_path: Path) -> None:
    compared = judged_twice(bundled(), engine, tmp_path)
    assert len(compared.ordinary) > 100
    assert compared.different == []


@pytest.mark.heavy
def test_plain_targets_are_judged_by_spark(engine: Spark, tmp_path: Path) -> None:
    """Otherwise the test above would compare the ordinary engine with itself."""
    compared = compare(batch(20, 100, kinds=("count", "level"), oddity=0), engine, tmp_path)
    assert compared.different == []
    assert compared.aside < len(compared.ordinary) / 2


@pytest.mark.heavy
def test_numbers_too_large_for_narrow_ones_have_the_same_answer(engine: Spark, tmp_path: Path) -> None:
    drawn = batch(20, 20, kinds=("count",), oddity=0)
    large = [row | {"value": f"{row['value']}0000000"} if row.get("value") in LARGE else row for row in drawn.rows]
    compared = compare(replace(drawn, rows=large), engine, tmp_path)
    assert compared.different == []
    assert compared.aside < len(compared.ordinary) / 2


@pytest.mark.heavy
def test_what_is_written_is_read_again(engine: Spark, tmp_path: Path) -> None:
    engine.table("few", {"org": "varchar", "as_of": "date"}, [('甲"，\n乙', date(2021, 6, 30)), ("丙", None)])
    told = sorted(engine.rows("select org from few"))
    for name in ("few.parquet", "few.csv"):
        engine.write("select * from few", tmp_path / name)
        table = engine.read(tmp_path / name)
        assert list(table.types) == ["org", "as_of"]
        assert sorted(engine.rows(f"select org from {table.relation}")) == told
    frame = engine.session.sql("select 'a' as org, date '2021-06-30' as as_of")
    assert engine.read(frame).types == {"org": "string", "as_of": "date"}
    with pytest.raises(PlanError, match="A133"):
        engine.read(object())


@pytest.mark.heavy
def test_a_session_that_was_given_is_left_as_it_was(session: Any) -> None:
    told = session.conf.get("spark.sql.maxPlanStringLength")
    session.conf.set("spark.sql.ansi.enabled", "false")
    session.sql("select 7 as d").createOrReplaceTempView("left_")
    first, second = Spark(session), Spark(session)
    first.table("left_", {"d": "integer"}, [(1,)])
    second.table("left_", {"d": "integer"}, [(2,)])
    assert [engine.rows("select d from left_") for engine in (first, second)] == [[(1,)], [(2,)]]
    with pytest.raises(first.overflow):
        first.rows("select cast(9223372036854775807 as bigint) + d from left_")
    first.close()
    assert second.rows("select d from left_") == [(2,)]
    second.close()
    assert session.conf.get("spark.sql.ansi.enabled") == "false"
    assert session.conf.get("spark.sql.maxPlanStringLength") == told
    assert [line.d for line in session.table("left_").collect()] == [7]
    session.catalog.dropTempView("left_")
    session.conf.set("spark.sql.ansi.enabled", "true")


@pytest.mark.heavy
@pytest.mark.parametrize("said", ["a\\b", "c\\n", "${x}", "it's", "'", "\\", "left_", "`d`"])
def test_texts_are_what_they_are_whatever_stands_in_them(said: str, engine: Spark) -> None:
    engine.table("left_", {"org": "varchar"}, [(said,), ("b",)])
    assert engine.rows(f"select org, {text(said)} from left_ where org = {text(said)}") == [(said, said)]


@pytest.mark.heavy
def test_the_script_of_the_page_runs(tmp_path: Path) -> None:
    for name in ("clinics.yaml", "rows.csv", "status_on_spark.py"):
        _, _, rest = PAGE.read_text(encoding="utf-8").partition(f'title="{name}"\n')
        (tmp_path / name).write_text(rest.partition("```")[0], encoding="utf-8")
    settings = {**os.environ, "PYTHONPATH": str(PAGE.parents[2])}
    subprocess.run([sys.executable, "status_on_spark.py"], cwd=tmp_path, env=settings, check=True, capture_output=True)
    lines = pq.read_table(tmp_path / "status.parquet").to_pylist()
    assert {(line["target"], line["org"]): line["status"] for line in lines} == {
        ("staff", "甲县"): "ahead",
        ("staff", "乙县"): "far_behind",
        ("staff", "丙县"): "no_data",
    }


def test_without_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(PlanError, match=r"target-tracker\[spark\]"):
        Spark()
