"""`tracker status` over tables: the same status table as for small files, and every row accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tracker.__main__ import main
from tracker.cli import screening
from tracker.cli.plain import Sources

PLAN = """
plan: p
period: 2021
orgs: [甲, 乙]
targets:
  - {id: beds, text: 新增床位, at_least: 10, unit: 个, for_each: orgs}
"""
ROWS = "目标编号,单位,截至,数值\nbeds,甲,2021-06-30,9\nbeds,乙,2021-06-30,1\nroad,乙,2021-06-30,1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets").mkdir()
    Path("targets/p.yaml").write_text(PLAN, "utf-8")
    Path("rows.csv").write_text(ROWS, "utf-8")
    duckdb.read_csv("rows.csv", all_varchar=True).write_parquet("rows.parquet")
    return tmp_path


def lines(path: str) -> list[tuple[object, ...]]:
    return sorted(duckdb.sql(f"select * from '{path}'").fetchall(), key=lambda line: line[1:3])


def test_small_files_and_tables_give_the_same_status_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["status", "--as-of", "2021-06-30", "--verbose"]
    assert main([*asked, "-a", "rows.csv", "-o", "small.parquet"]) == 0
    assert "DuckDB" not in capsys.readouterr().err
    assert main([*asked, "-a", "rows.parquet", "-o", "large.parquet"]) == 0
    assert "DuckDB" in capsys.readouterr().err
    assert lines("small.parquet") == lines("large.parquet")


def test_without_a_file_totals_and_the_worst_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "-a", "rows.parquet", "--as-of", "2021-06-30", "--fail-on", "far_behind"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "研判 2 个目标",
        "  严重滞后  1",
        "  超序时    1",
        "",
        "状态      进度差  实际  目标  单位  任务",
        "严重滞后  -40.0   1个   10个  乙    p/beds",
    ]
    assert err.splitlines() == [
        "rows.parquet:3: R101 road：没有这个目标编号",
        "   = 请核对计划里的 id",
        "读入 3 行 = 采用 2 行 + 退回 1 行",
    ]


def test_why_takes_the_rows_of_one_target_out_of_a_table_and_says_what_it_says_of_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for rows in ("rows.csv", "rows.parquet"):
        assert main(["why", "beds", "--org", "乙", "-a", rows, "--as-of", "2021-06-30", "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    small, large = told
    assert [len(said["rows"]) for said in told] == [1, 1]
    assert small["assessment"].pop("evidence")[0]["file"] == "rows.csv"
    assert large["assessment"].pop("evidence")[0]["file"] == "rows.parquet"
    assert small["assessment"] == large["assessment"]


def test_only_and_org_choose_lines(folder: Path) -> None:
    asked = ["status", "-a", "rows.parquet", "--as-of", "2021-06-30"]
    assert main([*asked, "--only", "超序时", "-o", "ahead.csv"]) == 0
    assert [line[2] for line in lines("ahead.csv")] == ["甲"]
    assert main([*asked, "--org", "乙", "-o", "own.parquet", "--fail-on", "ahead"]) == 0
    assert [line[2] for line in lines("own.parquet")] == ["乙"]


def test_the_summary_of_a_month_is_made_of_the_table_and_compared_with_the_month_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["summary", "-a", "rows.parquet", "--period", "2021-06"]
    assert main(asked) == 0
    out, err = capsys.readouterr()
    assert "2021年6月进展月报" in out
    assert "逾期未完成、严重滞后和滞后的共1项" in out
    assert "由0项变为1项" in out
    assert "退回 1 行" in err
    files = ("s.html", "s.docx", "s.md", "s.txt")
    assert main([*asked, *(word for file in files for word in ("-o", file))]) == 0
    assert all(Path(file).stat().st_size > 500 for file in files)
    assert Path("s.txt").read_text("utf-8") in out
    assert main([*asked, "-o", "s.xlsx"]) == 2
    assert main([*asked, "--lead", "医政科"]) == 2
    assert "W143 --lead" in capsys.readouterr().err


def test_a_summary_of_tables_is_about_the_plans_of_its_period_by_the_goals_of_the_workspace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("targets/q.yaml").write_text(PLAN.replace("plan: p", "plan: q").replace("2021", "2019"), "utf-8")
    Path("rows.csv").write_text(
        "计划,目标编号,单位,截至,数值\np,beds,甲,2021-06-30,9\nq,beds,乙,2019-06-30,1\n", "utf-8"
    )
    duckdb.read_csv("rows.csv", all_varchar=True).write_parquet("rows.parquet")
    Path("goals.csv").write_text("计划,目标编号,单位,目标值\np,beds,甲,9\nq,beds,甲,5\n", "utf-8")
    Path(".tracker.yaml").write_text("goals: goals.csv\n", "utf-8")
    told = []
    for rows in ("rows.csv", "rows.parquet"):
        assert main(["summary", "-a", rows, "--period", "2021-06"]) == 0
        out, err = capsys.readouterr()
        assert "未列入" in err
        told.append(next(line for line in out.splitlines() if "列入督查的" in line).partition("。")[0])
    assert told[0] == told[1]
    assert "已完成1项" in told[0]


def test_of_a_period_that_no_plan_is_about_there_is_a_summary_that_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summary", "-a", "rows.parquet", "--period", "2031-06"]) == 0
    assert "没有列入督查的目标" in capsys.readouterr().out


def test_what_needs_the_whole_board_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "-a", "rows.parquet", "--json"]) == 2
    assert "W143 --json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "output", "expected"), [(10, "a.parquet", False), (90_000, "a.parquet", True), (90_000, "a.csv", False)]
)
def test_large_text_is_a_table_only_where_a_table_comes_out(
    rows: int, output: str, expected: bool, folder: Path, write_rows: Callable[[int], Path]
) -> None:
    sources = Sources(achievements=(write_rows(rows),))
    assert screening.is_asked(sources, Path(output)) is expected
    assert screening.is_asked(sources, None) is False


@pytest.fixture
def write_rows(folder: Path) -> Callable[[int], Path]:
    def write(rows: int) -> Path:
        path = folder / "many.csv"
        path.write_text("目标编号,单位,截至,数值\n" + "beds,甲,2021-06-30,9.0000000000\n" * rows, "utf-8")
        return path

    return write
