"""Files of rows in words, matched into files."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run, run  # noqa: F401
from tests.scale.test_matching import KINDS, PLANS, ROWS, TOLD
from tracker.problems import PlanError
from tracker.workflow.tables import Counts, batches_of, match_table

LINES = [[str(part) if part is not None else "" for part in line] for line in TOLD]
SHEET = "事项,单位,截至,数值,备注\n举办健康讲座,甲市,2021年6月,62场,好\n淘汰老旧车辆,甲市,2021年6月,30辆,\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """The rows as Parquet."""
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS, KINDS), path, row_group_size=3)
    return path


@pytest.mark.parametrize("processes", [1, 2])
def test_parquet_into_parquet(rows: Path, processes: int) -> None:
    into = rows.with_name("matched.parquet")
    assert match_table(PLANS, rows, into, processes=processes) == Counts(7, 2, 2, 0)
    found = [tuple(line.values())[:5] for line in pq.read_table(into).to_pylist()]
    assert found == TOLD
    assert {path.name for path in rows.parent.iterdir()} == {"rows.parquet", "matched.parquet"}


def test_parquet_into_csv(rows: Path) -> None:
    into = rows.with_name("matched.csv")
    assert match_table(PLANS, rows, into).left == 3
    with into.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == ["row", "plan", "target", "decision", "score", "reasons"]
    assert [line[:5] for line in lines] == LINES
    assert lines[4][5] == "several same_text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_cells_of_csv_are_read_as_they_are_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(SHEET, encoding=encoding)
    counts = match_table(PLANS, path, tmp_path / "out.csv", encoding=None if encoding != "gb18030" else encoding)
    assert counts == Counts(2, 1, 0, 0)


BROKEN = {"a.parquet": b"no parquet", "a.csv": b"\xff\xfe\xff", "b.csv": b""}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    with pytest.raises(PlanError, match="W104"):
        list(batches_of(path))
    with pytest.raises(PlanError, match="W101"):
        match_table(PLANS, tmp_path / "none.csv", tmp_path / "out.csv")


def test_the_command(run: Run, rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.chdir(rows.parent)
    Path("plan.yaml").write_text(
        "plan: a\norg: 甲市\nperiod: 2021\ntargets:\n  - {id: talks, text: 举办健康讲座, at_least: 100场}\n",
        encoding="utf-8",
    )
    code, out, err = run("match", "plan.yaml", "rows.parquet", "-o", "matched.csv")
    assert (code, out) == (0, "")
    assert err == "matched.csv：7 行；计入 2，待核对 1，认出但不计 0，没有对应目标 4\n"
    for wrong in (("rows.parquet",), ("rows.parquet", "-o", "a.txt"), ("rows.parquet", "rows.parquet", "-o", "a.csv")):
        code, _, err = run("match", "plan.yaml", *wrong)
        assert code == 2
        assert "-o" in err
