"""A period closed: what was published is kept, and what came later shows as a correction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLAN = """plan: city-2021
title: 示例市2021年卫生健康重点工作
org: 示例市
period: 2021
report: {every: month, day: 5}
targets:
  - {id: nurses, text: 引进护理人才, at_least: 120, unit: 人}
  - {id: beds, text: 新增养老床位, at_least: 3000, unit: 张}
"""
HEADER = "目标编号,截至,数值,记录编号,更正\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A folder whose June is reported and closed on 5 July."""
    monkeypatch.chdir(tmp_path)
    Path("targets").mkdir()
    Path("targets/plan.yaml").write_text(PLAN, encoding="utf-8")
    report(run, "六月.csv", "nurses,2021-06-30,60,n6,\nbeds,2021-06-30,1500,b6,\n", "2021-07-04")
    code, out, _ = run("close", "2021-06", "--on", "2021-07-05", "--who", "小王", "--why", "月报已发")
    assert (code, out) == (0, "2021-06 已结账：2 项目标，按 2021-07-05 及以前报送的数\n")
    return tmp_path


def report(run: Run, name: str, rows: str, on: str) -> None:
    Path(name).write_text(HEADER + rows, encoding="utf-8")
    assert run("import", name, "--on", on).code == 0


def foot(run: Run, *arguments: object) -> list[str]:
    """The foot of a summary."""
    lines = run("summary", *arguments).out.splitlines()
    return [line for line in lines if "结账" in line or "校验值" in line or "上期为" in line]


def test_a_closed_period_says_so_and_that_it_stands_as_it_was_closed(folder: Path, run: Run) -> None:
    said = foot(run, "--period", "2021-06")
    assert said[1].startswith("台账5条，校验值")
    assert said[2] == "本期已于2021年7月5日结账，与结账时相同。"


def test_what_was_reported_since_is_told_and_the_summary_as_it_was_can_be_made_again(folder: Path, run: Run) -> None:
    report(run, "更正.csv", "nurses,2021-06-30,48,,n6\n", "2021-07-20")
    assert foot(run, "--period", "2021-06")[2].startswith("本期已于2021年7月5日结账，现有1项与结账时不同")
    assert foot(run, "--period", "2021-06", "--known-at", "2021-07-05")[2].endswith("与结账时相同。")


def test_the_next_summary_shows_a_later_change_as_a_correction(folder: Path, run: Run) -> None:
    report(run, "更正.csv", "nurses,2021-06-30,48,,n6\n", "2021-07-20")
    report(run, "七月.csv", "nurses,2021-07-31,50,,\nbeds,2021-07-31,1750,,\n", "2021-08-03")
    assert foot(run, "--period", "2021-07")[0] == "上期为截至2021年6月30日、按2021年7月5日已报数据的研判。"
    run("summary", "--period", "2021-07", "-o", "七月.json")
    said = json.loads(Path("七月.json").read_text(encoding="utf-8"))
    causes = {change["target"]: change["causes"] for change in said["changes"]}
    assert "correction" in causes["nurses"]
    assert said["previous"]["known_at"] == "2021-07-05"
    assert said["ledger"]["entries"] == 10


def test_what_the_assumed_day_would_call_new_is_compared_with_the_day_of_closing(folder: Path, run: Run) -> None:
    run("close", "2021-06", "--on", "2021-07-12", "--again")
    assert "按2021年7月12日已报数据" in foot(run, "--period", "2021-07")[0]
    assert "按2021年7月5日已报数据" in foot(run, "--period", "2021-07", "--known-at", "2021-07-10")[0]


def test_a_period_is_closed_once_unless_asked_again(folder: Path, run: Run) -> None:
    code, _, err = run("close", "2021-06", "--on", "2021-07-06")
    assert (code, err.splitlines()[0]) == (2, "ledger.db: B301 2021-06 已经结过账，按 2021-07-05 及以前报送的数")
    assert run("close", "2021-06", "--on", "2021-07-06", "--again").code == 0
    assert run("log").out.count("2021-06 结账") == 2
    assert "经手 小王：月报已发" in run("log").out
    assert run("verify").code == 0


def test_what_was_published_is_the_summary_of_that_day(folder: Path, run: Run) -> None:
    events = json.loads(run("log", "--json").out)["events"]
    published = json.loads(events[-1]["said"]["published"])
    assert [a["actual"] for a in published["assessments"]] == [60, 1500]
    assert (published["as_of"], published["known_at"]) == ("2021-06-30", "2021-07-05")


def test_one_unit_s_share_tells_the_head_alone(folder: Path, run: Run) -> None:
    assert len(foot(run, "--period", "2021-06", "--org", "示例市")) == 2


def test_nothing_is_closed_without_a_ledger(folder: Path, run: Run) -> None:
    code, _, err = run("close", "2021-05", "--ledger", "none.db")
    assert (code, err.splitlines()[0]) == (2, "none.db: B101 没有台账文件 none.db")


def test_who_has_not_reported_for_a_period(folder: Path, run: Run) -> None:
    assert run("due", "--unreported", "2021-06").out == "2021-06 应报的都报了。\n"
    report(run, "七月.csv", "nurses,2021-07-31,70,n7,\n", "2021-08-04")
    code, out, _ = run("due", "--unreported", "2021-07", "--as-of", "2021-08-10")
    assert code == 0
    head, _, row, _, foot = out.splitlines()
    assert head.split() == ["任务", "报送期间", "应报日期", "剩余", "编号"]
    assert row.split() == ["新增养老床位", "2021-07", "2021-08-05", "逾期5天", "beds"]
    assert foot == "2021-07 应报未报 1 项次"
    assert "还有3天" in run("due", "--unreported", "2021-07", "--as-of", "2021-08-02").out
    assert "2021-07 应报未报 2 项次" in run("due", "--unreported", "2021-07", "--known-at", "2021-08-01").out
    assert run("due", "--unreported", "六月份").code == 2


def test_of_a_target_that_is_shared_out_the_units_are_told_that_did_not_report(folder: Path, run: Run) -> None:
    shared = PLAN.replace("report:", "orgs: [东区, 西县]\nreport:").replace(
        "{id: beds,", "{id: beds, lead: 老龄科, allocation: {东区: 1000, 西县: 2000},"
    )
    Path("targets/plan.yaml").write_text(shared, encoding="utf-8")
    Path("七月.csv").write_text("目标编号,单位,截至,数值\nbeds,东区,2021-07-31,300\n", encoding="utf-8")
    run("import", "七月.csv", "--on", "2021-08-04")
    out = run("due", "--unreported", "2021-07", "--as-of", "2021-08-10").out
    assert [line.split()[:2] for line in out.splitlines()[2:4]] == [
        ["引进护理人才", "2021-07"],
        ["西县", "新增养老床位"],
    ]
    assert "应报未报 1 项次" in run("due", "--unreported", "2021-07", "--org", "西县").out
