"""DuckDB says what the ordinary engine says, line for line, of random plans, goals tables and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.scale.chance import Batch, batch, spread
from tests.scale.comparing import bundled, compare, judged_twice
from tracker.model.assessment import Status
from tracker.scale import longway
from tracker.scale.answers import PUBLISHED
from tracker.scale.duck import Duck
from tracker.scale.fold import BITS
from tracker.scale.survey import MANY


@pytest.fixture
def engine() -> Iterator[Duck]:
    engine = Duck()
    yield engine
    engine.close()


@pytest.mark.parametrize("seed", range(4))
def test_random_cases_have_the_same_answer(seed: int, engine: Duck, tmp_path: Path) -> None:
    compared = compare(batch(seed), engine, tmp_path)
    assert len(compared.ordinary) > 200
    assert compared.different == []


@pytest.mark.parametrize("seed", range(40, 42))
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


@pytest.mark.parametrize("seed", range(30, 32))
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


ORGS = ("甲", "乙", "丙")


def rolled(rows: Sequence[Mapping[str, Any]], *, orgs: Sequence[str] = ORGS, **target: Any) -> Batch:
    """One target of a plan with units, and reports of it."""
    targets = [{"id": "a", "text": "床位", **target}]
    plan = {"plan": "p", "period": 2021, "org": "市", "orgs": list(orgs), "targets": targets}
    return Batch(plan, [{"target": "a", **row} for row in rows], [], date(2021, 9, 30), None, None)


def reports(org: str, *said: tuple[int, str], **more: str) -> list[dict[str, Any]]:
    """Reports of a unit, each of the 28th of a month: a value, or n/d."""
    rows: list[dict[str, Any]] = []
    for month, figure in said:
        value, _, whole = figure.partition("/")
        told = {"numerator": value, "denominator": whole} if whole else {"value": value}
        rows.append({"org": org, "as_of": date(2021, month, 28), **told, **more})
    return rows


@pytest.mark.parametrize("orgs", [ORGS, ()], ids=["those of the plan", "whoever reports"])
def test_units_are_added_up_in_the_engine(orgs: Sequence[str], engine: Duck, tmp_path: Path) -> None:
    """60 on the day when the second unit rises; the first rises, the third adds."""
    rows = [*reports("甲", (3, "10"), (6, "30")), *reports("乙", (3, "5"), (7, "20"))]
    rows += reports("丙", (4, "4"), (5, "6"), mode="新增")
    compared = compare(rolled(rows, orgs=orgs, at_least=60, unit="个"), engine, tmp_path)
    assert compared.aside == 0
    assert compared.different == []
    (line,) = compared.tables.values()
    assert line[list(PUBLISHED).index("actual")] == 60
    assert line[list(PUBLISHED).index("date_met")] == date(2021, 7, 28)


def test_numerators_and_denominators_are_added_up_in_the_engine(engine: Duck, tmp_path: Path) -> None:
    rows = [*reports("甲", (3, "1/3"), (6, "2/3")), *reports("乙", (4, "7/9"))]
    compared = compare(rolled(rows, measure="level", at_least=75, unit="%"), engine, tmp_path)
    assert compared.aside == 0
    assert compared.different == []
    (line,) = compared.tables.values()
    assert line[list(PUBLISHED).index("actual")] == 75
    assert line[list(PUBLISHED).index("flags")] == "partial,provisional"


def test_a_sum_too_large_for_narrow_numbers_is_the_same(engine: Duck, tmp_path: Path) -> None:
    rows = [row for org in ORGS for row in reports(org, (3, "99999999999"), (6, "99999999999.5"))]
    compared = compare(rolled(rows, at_least=60, unit="个"), engine, tmp_path)
    assert compared.different == []


@pytest.mark.parametrize(
    "odd",
    [
        reports("", (6, "33")),
        reports("市", (6, "33")),
        reports("丁", (6, "33")),
        reports("甲", (6, "33"), bound="约"),
        reports("甲", (3, "33")),
        reports("甲", (6, "3"), mode="新增"),
    ],
    ids=["its own figure", "its own figure, by name", "a unit unknown", "a bound", "two of a day", "two ways"],
)
def test_a_whole_is_judged_the_long_way_where_a_row_is_more_than_a_number_of_a_unit(
    odd: list[dict[str, Any]], engine: Duck, tmp_path: Path
) -> None:
    rows = [*reports("甲", (3, "10")), *reports("乙", (3, "5"), (7, "20")), *odd]
    compared = compare(rolled(rows, at_least=60, unit="个"), engine, tmp_path)
    assert compared.aside == 1
    assert compared.different == []
