"""DuckDB says what the ordinary engine says, line for line, of random plans, goals tables and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.scale.chance import Batch, batch, spread
from tests.scale.comparing import bundled, compare, judged_twice
from tracker.model.assessment import Status
from tracker.scale import longway
from tracker.scale.duck import Duck
from tracker.scale.fold import BITS
from tracker.scale.survey import MANY


@pytest.fixture
def engine() -> Iterator[Duck]:
    engine = Duck()
    yield engine
    engine.close()


@pytest.mark.parametrize("seed", range(8))
def test_random_cases_have_the_same_answer(seed: int, engine: Duck, tmp_path: Path) -> None:
    compared = compare(batch(seed), engine, tmp_path)
    assert len(compared.ordinary) > 200
    assert compared.different == []


@pytest.mark.parametrize("seed", range(40, 44))
def test_what_goes_the_long_way_is_the_same_however_little_is_judged_at_a_time(
    seed: int, engine: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longway, "ROWS", 4)
    monkeypatch.setattr(longway, "LINES", 2)
    compared = compare(batch(seed), engine, tmp_path)
    assert compared.aside > 20
    assert compared.different == []


def test_the_units_of_one_target_are_judged_some_at_a_time(
    engine: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longway, "ROWS", 3)
    orgs = [f"第{n}县" for n in range(40)]
    target = {"id": "a", "text": "床位", "at_least": 10, "unit": "个", "for_each": "orgs"}
    rows = [{"target": "a", "org": org, "as_of": "2021-03-31", "value": "5", "bound": "约"} for org in (*orgs, "")]
    plan = {"plan": "p", "period": 2021, "orgs": orgs, "targets": [target]}
    asked = Batch(plan, rows, [], date(2021, 6, 30), None, None)
    compared = compare(asked, engine, tmp_path)
    assert compared.different == []
    assert compared.aside == 40
    tables = [name for (name,) in engine.rows("select distinct table_name from duckdb_tables()")]
    assert len([name for name in tables if re.fullmatch(r"others_[0-9]+_", name)]) > 10


def test_an_id_that_rows_of_two_targets_have_is_seen_however_little_is_judged_at_a_time(
    engine: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longway, "ROWS", 1)
    targets = [{"id": name, "text": name, "at_least": 10, "unit": "个"} for name in ("a", "b", "c")]
    rows = [{"target": name, "as_of": "2021-03-31", "value": "5", "id": "x"} for name in ("a", "b")]
    rows.append({"target": "c", "as_of": "2021-03-31", "value": "5", "id": "y", "bound": "约"})
    plan = {"plan": "p", "period": 2021, "targets": targets}
    compared = compare(Batch(plan, rows, [], date(2021, 6, 30), None, None), engine, tmp_path)
    assert compared.aside == 3
    assert compared.different == []


def test_the_bundled_plans_have_the_same_answer(engine: Duck, tmp_path: Path) -> None:
    compared = judged_twice(bundled(), engine, tmp_path)
    assert len(compared.ordinary) > 100
    assert compared.aside < len(compared.ordinary)
    assert compared.different == []


@pytest.mark.parametrize("seed", range(30, 34))
def test_reports_of_many_different_days_have_the_same_answer(seed: int, engine: Duck, tmp_path: Path) -> None:
    drawn = spread(batch(seed, oddity=0.5))
    assert len({row["as_of"] for row in drawn.rows}) > BITS
    compared = compare(drawn, engine, tmp_path)
    assert compared.aside < len(compared.ordinary) * 3 / 4
    assert compared.different == []


def test_most_plain_targets_are_judged_in_the_engine_and_every_status_is_among_them(
    engine: Duck, tmp_path: Path
) -> None:
    """Otherwise the test above would compare the ordinary engine with itself."""
    seen: set[str] = set()
    for seed in range(20, 24):
        plain = batch(seed, kinds=("count", "level"), oddity=0)
        compared = compare(plain, engine, tmp_path)
        assert compared.different == []
        assert compared.aside < len(compared.ordinary) / 2
        seen |= {line[4] for line in compared.tables.values()}
    assert seen >= {status.value for status in Status} - {"pending", "withdrawn"}


def test_numbers_too_large_for_narrow_ones_have_the_same_answer(engine: Duck, tmp_path: Path) -> None:
    drawn = batch(3, kinds=("count", "level"), oddity=0)
    rows = [
        row | {"value": f"{row['value'].replace('.', '')}0000000"} if (row.get("value") or "0") != "0" else row
        for row in drawn.rows
    ]
    compared = compare(replace(drawn, rows=rows), engine, tmp_path)
    assert compared.different == []
    assert compared.aside < len(compared.ordinary) / 2


def test_an_id_that_two_rows_have_is_seen_even_if_one_of_them_does_not_count(engine: Duck, tmp_path: Path) -> None:
    targets = [{"id": name, "text": name, "at_least": 10, "unit": "个"} for name in ("a", "b")]
    rows = [
        {"target": "a", "as_of": date(2021, 3, 31), "value": "4", "id": "r1"},
        {"target": "b", "as_of": date(2020, 12, 31), "value": "3", "id": "r1"},
        {"target": "b", "as_of": date(2021, 3, 31), "value": "2"},
    ]
    plan = {"plan": "p", "period": 2021, "targets": targets}
    compared = compare(Batch(plan, rows, [], date(2021, 3, 31), None, None), engine, tmp_path)
    assert compared.different == []
    assert compared.tables["p", "a", "", "plan"][4] == "no_data"


def test_a_day_that_is_not_written_plainly_is_read_by_the_ordinary_reader(engine: Duck, tmp_path: Path) -> None:
    targets = [{"id": name, "text": name, "at_least": 10, "unit": "个"} for name in ("a", "b", "c")]
    rows = [
        {"target": "a", "as_of": "2021-03-31", "value": "4"},
        {"target": "a", "as_of": "2021/6/30", "value": "9"},
        {"target": "b", "as_of": "2021-06", "value": "8"},
        {"target": "c", "as_of": "2021-06-30", "value": "7"},
    ]
    plan = {"plan": "p", "period": 2021, "targets": targets}
    compared = compare(Batch(plan, rows, [], date(2021, 6, 30), None, None), engine, tmp_path)
    assert compared.different == []
    assert compared.aside == 2


def test_modes_too_many_to_be_listed_are_told_apart_all_the_same(engine: Duck, tmp_path: Path) -> None:
    targets = [{"id": name, "text": name, "at_least": 10, "unit": "个"} for name in ("a", "b", "c")]
    rows = [{"target": "b", "as_of": date(2021, 3, 31), "mode": f"w{number}", "value": "4"} for number in range(MANY)]
    rows += [{"target": "a", "as_of": date(2021, month, 28), "mode": "新增", "value": "5"} for month in (2, 3)]
    rows.append({"target": "c", "as_of": date(2021, 3, 31), "mode": "", "value": "11"})
    plan = {"plan": "p", "period": 2021, "targets": targets}
    compared = compare(Batch(plan, rows, [], date(2021, 3, 31), None, None), engine, tmp_path)
    assert compared.different == []
    assert compared.aside == 1
