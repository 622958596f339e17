"""One target for each unit, with a goals table: in the library and in every command that judges."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow
import pytest

import tracker
from tests.cli.conftest import Run
from tracker.board import Board

PLAN = """plan: care
title: 示例市2021年养老服务
org: 示例市
period: 2021
orgs: [甲县, 乙县, 丙县]
targets:
  - id: beds
    text: 新增养老床位
    at_least: 100
    unit: 张
    lead: 民政科
    for_each: orgs
  - id: rate
    text: 护理员持证率
    at_least: 80%
    of: 护理员
    baseline: 60%
    for_each: orgs
  - id: centre
    text: 建成市级中心
    at_least: 4
    unit: 个
"""
GOALS = """目标编号,单位,目标值,基期值
rate,甲县,90%,70%
rate,乙县,,50%
"""
ROWS = """目标编号,单位,截至,报送日期,数值,分子,分母
beds,甲县,2021-06-30,2021-07-05,60,,
beds,乙县,2021-06-30,2021-07-05,10,,
beds,,2021-06-30,2021-07-05,5,,
rate,甲县,2021-06-30,2021-07-05,,75,100
rate,乙县,2021-06-30,2021-07-05,,75,100
centre,,2021-06-30,2021-07-05,1,,
"""


@pytest.fixture
def care(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, rows, and a goals table among them."""
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "targets" / "care.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "seeds" / "rows.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "seeds" / "goals.csv").write_text(GOALS, encoding="utf-8")
    (tmp_path / ".tracker.yaml").write_text("goals: seeds/goals.csv\nas_of: 2021-06-30\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(**goals: object) -> Board:
    return tracker.assess(tracker.load_plan("targets/care.yaml"), "seeds/rows.csv", "2021-06-30", **goals)  # type: ignore[arg-type]


def of(board: Board) -> list[tuple[str, str, object, str]]:
    return [(a.target, a.org, a.goal, a.status.value) for a in board]


WITH_GOALS = [
    ("beds", "甲县", 100, "ahead"),
    ("beds", "乙县", 100, "far_behind"),
    ("beds", "丙县", 100, "no_data"),
    ("rate", "甲县", 90, "behind"),
    ("rate", "乙县", 80, "ahead"),
    ("centre", "示例市", 4, "behind"),
]


def test_a_goals_table_comes_from_a_file_from_records_from_a_frame_or_read_before(care: Path) -> None:
    records = [
        {"target": "rate", "org": "甲县", "goal": 90, "baseline": 70},
        {"target": "rate", "org": "乙县", "baseline": 50},
    ]
    for goals in (
        "seeds/goals.csv",
        records,
        pyarrow.Table.from_pylist(records),
        tracker.load_goals("seeds/goals.csv"),
    ):
        assert of(judged(goals=goals)) == WITH_GOALS
    assert len(tracker.load_goals(["seeds/goals.csv", records])) == 4


def test_without_one_the_units_are_those_of_the_plan(care: Path) -> None:
    board = judged()
    assert [a.org for a in board if a.target == "rate"] == ["甲县", "乙县", "丙县"]
    assert sum(board.totals.counts.values()) == 7


def test_a_table_with_a_mistake_is_refused_whole_and_every_mistake_is_named(care: Path) -> None:
    (care / "bad.csv").write_text("目标编号,单位,目标值\nrate,甲县,约90%\nbeds,,5\n", encoding="utf-8")
    with pytest.raises(tracker.PlanError) as error:
        tracker.load_goals("bad.csv")
    assert [(str(problem.source), problem.code) for problem in error.value.problems] == [
        ("bad.csv:2:9", "G112"),
        ("bad.csv:3:6", "G111"),
    ]
    with pytest.raises(tracker.PlanError) as error:
        judged(goals=[{"target": "centre", "org": "甲县", "goal": 1}, {"target": "bed", "org": "甲县"}])
    assert [problem.code for problem in error.value.problems] == ["G101", "R101"]
    with pytest.raises(TypeError, match="no goals"):
        tracker.load_goals(5)


def test_a_plan_that_knows_no_units_needs_a_table(care: Path) -> None:
    plan = tracker.load_plan({**_target(), "plan": "p", "period": 2021})
    with pytest.raises(tracker.PlanError) as error:
        tracker.assess(plan, [], "2021-06-30")
    assert [problem.code for problem in error.value.problems] == ["G108"]
    board = tracker.assess(plan, [], "2021-06-30", goals=[{"target": "t", "org": "甲县"}])
    assert [a.org for a in board] == ["甲县"]


def _target() -> dict[str, object]:
    return {"targets": [{"id": "t", "text": "床位", "at_least": 5, "for_each": "orgs"}]}


def test_a_unit_is_asked_for_by_name(care: Path) -> None:
    board = judged(goals="seeds/goals.csv")
    assert board["beds", "甲县"].actual == 60
    assert board["care/beds", "甲县"] is board.find("beds", "甲县")
    with pytest.raises(KeyError, match="甲县、乙县、丙县"):
        board["beds"]
    with pytest.raises(KeyError, match="甲县、乙县"):
        board["rate", "丙县"]
    assert board["centre"].org == "示例市"


def test_a_board_can_be_filtered_by_status_and_by_unit(care: Path) -> None:
    board = judged(goals="seeds/goals.csv")
    assert [(a.target, a.org) for a in board.filter(only="far_behind")] == [("beds", "乙县")]
    assert [(a.target, a.org) for a in board.filter(org="甲县")] == [("beds", "甲县"), ("rate", "甲县")]


def test_every_form_of_a_board_names_the_unit(care: Path) -> None:
    board = judged(goals="seeds/goals.csv")
    for shown in (board.table(width=200).text(), board.to_markdown(), board._repr_html_()):
        assert "新增养老床位（甲县）" in shown
    assert {a["org"] for a in board.to_dicts() if a["target"] == "beds"} == {"甲县", "乙县", "丙县"}
    assert board.to_csv().count("beds") == 3
    assert board.to_arrow().num_rows == 6


def test_status_reads_the_table_of_the_workspace_and_not_as_rows(care: Path, run: Run) -> None:
    code, out, err = run("status", "--json")
    assert code == 0
    assert [(a["target"], a["org"], a["goal"], a["status"]) for a in json.loads(out)["assessments"]] == WITH_GOALS
    assert err.splitlines() == [
        "读入 6 行 = 采用 6 行 + 退回 0 行",
        "采用的行里有 1 行没有计入：没有写明是哪个单位 1",
    ]


def test_another_table_can_be_named(care: Path, run: Run) -> None:
    (care / "other.yaml").write_text("goals: [{target: rate, org: 丙县, goal: 70}]\n", encoding="utf-8")
    told = json.loads(run("status", "--goals", "other.yaml", "--json").out)
    assert [(a["org"], a["goal"]) for a in told["assessments"] if a["target"] == "rate"] == [("丙县", 70)]


def test_the_rows_of_a_table_for_plans_that_were_not_asked_for_are_left_alone(care: Path, run: Run) -> None:
    other = PLAN.replace("plan: care", "plan: other").replace("id: rate", "id: share")
    (care / "targets" / "other.yaml").write_text(other, encoding="utf-8")
    assert run("status", "targets/other.yaml", "--json").code == 0
    both = run("status")
    assert both.code == 0, both.err


def test_why_asks_for_the_unit(care: Path, run: Run) -> None:
    code, _, err = run("why", "beds")
    assert code == 2
    assert "甲县、乙县、丙县" in err
    code, out, _ = run("why", "beds", "--org", "乙县")
    assert code == 0
    assert out.startswith("新增养老床位（乙县）（beds）")
    assert run("why", "持证率", "--org", "乙县").out.startswith("护理员持证率（乙县）")


def test_each_unit_counts_where_a_status_is_to_fail(care: Path, run: Run) -> None:
    assert run("status", "--fail-on", "far_behind").code == 1
    assert run("status", "--fail-on", "far_behind", "--org", "甲县").code == 0


def test_due_policies_and_summary_show_each_unit(care: Path, run: Run) -> None:
    due = run("due", "--within", "1y").out
    assert due.count("新增养老床位（") == 3
    targets = json.loads(run("policies", "--json").out)["targets"]
    assert [each["org"] for each in targets if each["target"] == "rate"] == ["甲县", "乙县"]
    code, _, err = run("summary", "--period", "2021-06", "-o", "a.json", "-o", "a.html")
    assert code == 0, err
    said = json.loads((care / "a.json").read_text(encoding="utf-8"))
    assert [(each["target"], each["org"]) for each in said["below_schedule"]] == [
        ("beds", "乙县"), ("rate", "甲县"), ("centre", "示例市"),
    ]  # fmt: skip
    assert {unit["name"]: unit["targets"] for unit in said["units"]} == {"甲县": 2, "乙县": 2, "丙县": 1}
    assert len(said["courses"]) == 6
    page = (care / "a.html").read_text(encoding="utf-8")
    assert all(f"新增养老床位（{org}）" in page for org in ("甲县", "乙县", "丙县"))


def test_the_summary_of_one_unit_is_of_its_own(care: Path, run: Run) -> None:
    code, out, _ = run("summary", "--period", "2021-06", "--org", "丙县")
    assert code == 0
    assert "1项目标" in out
    assert run("summary", "--period", "2021-06", "--org", "丁县").code == 2


def test_check_holds_the_table_against_the_plans(care: Path, run: Run) -> None:
    assert run("check").code == 0
    with (care / "seeds" / "goals.csv").open("a", encoding="utf-8") as file:
        file.write("rate,丙县,x%,\ncentre,丙县,5,\n")
    code, out, _ = run("check")
    assert code == 1
    assert "seeds/goals.csv:4:9: A301" in out
    assert "seeds/goals.csv:5: G101" in out
    assert run("status").code == 2


def test_check_advises_where_no_units_are_known(care: Path, run: Run) -> None:
    (care / "targets" / "care.yaml").write_text(PLAN.replace("orgs: [甲县, 乙县, 丙县]\n", ""), encoding="utf-8")
    code, out, _ = run("check", "targets/care.yaml")
    assert code == 0
    assert "G108" in out
    assert "beds" in out


def test_a_ledger_takes_the_rows_of_units_that_the_table_names(care: Path, run: Run) -> None:
    plan = PLAN.replace("orgs: [甲县, 乙县, 丙县]\n", "").replace("    for_each: orgs\n", "", 1)
    (care / "targets" / "care.yaml").write_text(plan, encoding="utf-8")
    code, out, err = run("import", "seeds/rows.csv", "--on", "2021-07-05", "--who", "甲")
    assert code == 0, (out, err)
    told = json.loads(run("status", "--json").out)
    assert [(a["org"], a["actual"]) for a in told["assessments"] if a["target"] == "rate"] == [
        ("甲县", 75),
        ("乙县", 75),
    ]


def test_a_blank_form_has_the_unit_beside_its_own_target(care: Path, run: Run) -> None:
    from openpyxl import load_workbook

    assert run("form", "--org", "甲县", "-o", "form.xlsx").code == 0
    sheet = load_workbook("form.xlsx").active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row for row in values if "beds" in row and "甲县" in row]


def test_a_report_that_names_a_unit_counts_for_it(care: Path) -> None:
    (care / "六月.txt").write_text("甲县2021年上半年工作总结\n\n截至6月底，新增养老床位70张。\n", encoding="utf-8")
    matched = tracker.match(tracker.load_plan("targets/care.yaml"), "六月.txt", as_of="2021-06-30")
    assert [(row.target, row.org, row.value) for row in matched.achievements] == [("beds", "甲县", 70)]
