"""Tables of rows in words: matched in batches as each row is alone, on this machine and on Spark."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.casebook import plan_of
from tracker.lexicon import package
from tracker.matching import RowMatcher, blocks
from tracker.problems import PlanError
from tracker.readers.typed import rows_from
from tracker.scale import matching
from tracker.scale.matching import match_batches, match_frame

PLANS = [
    plan_of(
        {
            "talks": {"text": "举办健康讲座", "at_least": "100场"},
            "beds": {"text": "新增养老床位", "at_least": "3000张"},
            "opened": {"text": "市中医医院东院区建成投用", "done": True},
        },
        plan=name,
        org=org,
    )
    for name, org in (("a", "甲市"), ("b", "乙市"))
]
ROWS: list[dict[str, Any]] = [
    {"text": "举办健康讲座", "org": "甲市", "as_of": date(2021, 6, 30), "value": Decimal("62.00"), "unit": "场"},
    {"text": "新增养老床位（张）", "org": "乙市", "as_of": date(2021, 6, 30), "value": Decimal("1500"), "unit": None},
    {"text": "线上健康讲座", "org": "甲市", "as_of": date(2021, 6, 30), "value": Decimal("20"), "unit": "场"},
    {"text": "淘汰老旧车辆", "org": "甲市", "as_of": date(2021, 6, 30), "value": Decimal("30"), "unit": "辆"},
    {"text": "举办健康讲座", "org": None, "as_of": date(2021, 6, 30), "value": Decimal("62"), "unit": "场"},
    {"text": "举办健康讲座", "org": "甲市", "as_of": None, "value": Decimal("62"), "unit": "场"},
    {"text": None, "org": None, "as_of": None, "value": None, "unit": None},
]
KINDS = pa.schema(
    {"text": pa.string(), "org": pa.string(), "as_of": pa.date32(), "value": pa.decimal128(12, 2), "unit": pa.string()}
)
TOLD = [
    (0, "a", "talks", "credited", Decimal("1.0000")),
    (1, "b", "beds", "credited", Decimal("0.9921")),
    (2, "a", "talks", "review", Decimal("0.9766")),
    (3, None, None, None, None),
    (4, "a", "talks", "review", Decimal("1.0000")),
    (4, "b", "talks", "review", Decimal("1.0000")),
    (5, None, None, None, None),
    (6, None, None, None, None),
]


def batches(rows: list[dict[str, Any]], size: int) -> Iterator[pa.RecordBatch]:
    return (pa.RecordBatch.from_pylist(rows[at : at + size], KINDS) for at in range(0, len(rows), size))


def lines(found: Iterator[pa.RecordBatch]) -> list[tuple[Any, ...]]:
    return [tuple(line.values()) for batch in found for line in batch.to_pylist()]


def test_every_row_is_answered_in_its_place() -> None:
    found = lines(match_batches(PLANS, batches(ROWS, 3)))
    assert [line[:5] for line in found] == TOLD
    assert found[0][5] == ["same_text"]
    assert "other_words" in found[2][5]
    assert found[4][5] == ["several", "same_text"]
    assert found[6][5] == ["A402"]


@pytest.mark.parametrize("processes", [1, 2])
def test_batches_and_processes_change_nothing(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "PIECE", 2)
    many = ROWS * 4
    whole = lines(match_batches(PLANS, batches(many, len(many))))
    assert lines(match_batches(PLANS, batches(many, 5), processes=processes)) == whole
    assert [line[0] for line in whole] == [7 * time + row for time in range(4) for row, *_ in TOLD]


def test_chinese_headers_and_written_numbers_are_read_as_in_any_table() -> None:
    table = pa.RecordBatch.from_pydict(
        {
            "事项": ["举办健康讲座", "举办健康讲座"],
            "单位": ["甲市"] * 2,
            "截至": ["2021年6月", "不知"],
            "数值": ["62场"] * 2,
        }
    )
    found = lines(match_batches(PLANS, [table.rename_columns(["text", "单位", "截至", "数值"])]))
    assert [line[:4] for line in found] == [(0, "a", "talks", "credited"), (1, None, None, None)]
    assert found[1][5]


WORDS = st.sampled_from(["举办健康讲座", "健康讲座", "新增养老床位", "养老床位", "市中医医院东院区已建成", "车辆"])
row = st.fixed_dictionaries(
    {
        "text": st.builds("{}{}".format, st.sampled_from(["", "线上", "省级"]), WORDS),
        "org": st.sampled_from(["甲市", "乙市", "丙市", None]),
        "as_of": st.sampled_from([date(2020, 6, 30), date(2021, 6, 30)]),
        "value": st.sampled_from([None, Decimal("3.00"), Decimal("90000.00")]),
        "unit": st.sampled_from(["场", "张", "%", None]),
    }
)


@settings(deadline=None, max_examples=50)
@given(st.lists(row, max_size=8))
def test_a_row_in_a_table_is_matched_as_it_is_alone(rows: list[dict[str, Any]]) -> None:
    found = lines(match_batches(PLANS, batches(rows, 3)))
    alone: list[tuple[Any, ...]] = []
    for number, written in enumerate(rows):
        (said,) = rows_from([written]).achievements
        told = RowMatcher(blocks(PLANS, package())).match(said)
        alone += [(number, each.plan, each.target, each.decision.value) for each in told] or [
            (number, None, None, None)
        ]
    assert [line[:4] for line in found] == alone


@pytest.mark.parametrize(
    ("module", "ask"),
    [
        ("pyarrow", lambda: list(match_batches(PLANS, []))),
        ("pyspark.sql.types", lambda: match_frame(None, PLANS)),
    ],
)
def test_a_library_that_is_not_there_is_named(
    module: str, ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PlanError, match="pip install"):
        ask()


PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "match-a-report.md"


@pytest.mark.heavy
def test_the_script_of_the_page_runs_on_spark(tmp_path: Path) -> None:
    for name in ("city.yaml", "on_spark.py"):
        _, _, rest = PAGE.read_text(encoding="utf-8").partition(f'title="{name}"\n')
        (tmp_path / name).write_text(rest.partition("```")[0], encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(ROWS, KINDS), tmp_path / "rows.parquet")
    settings = {**os.environ, "PYTHONPATH": str(PAGE.parents[2])}
    subprocess.run([sys.executable, "on_spark.py"], cwd=tmp_path, env=settings, check=True, capture_output=True)
    found = pq.read_table(tmp_path / "matched")
    assert found.num_rows == len(ROWS)
    assert found.column("decision").to_pylist()[:4] == ["credited", "rejected", "review", None]


@pytest.mark.heavy
def test_spark_answers_as_this_machine_does(session: Any) -> None:
    many = [{**each, "at": number} for number, each in enumerate(ROWS * 40)]
    kinds = "text string, org string, as_of date, value decimal(12, 2), unit string, at int"
    frame = session.createDataFrame([tuple(each.values()) for each in many], kinds).repartition(3)
    found = match_frame(frame, PLANS).collect()
    asked = ("at", "matched_plan", "matched_target", "decision", "score", "reasons")
    told = sorted((tuple(each[name] for name in asked) for each in found), key=str)
    here = lines(match_batches(PLANS, batches(ROWS * 40, 100)))
    assert told == sorted(here, key=str)
    assert {each["text"] for each in found} == {each["text"] for each in ROWS}
