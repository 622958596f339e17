"""A goals table from every kind of file, with the problems of each at its place."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from tracker.model.goalrow import GoalRow
from tracker.model.goals import Goal
from tracker.readers.goals import goals_from, read_goals

CSV = """目标编号,单位,目标值,目标上限,基期值
beds,甲县,50,,
rate,甲县,85%,95%,0.5%
beds,乙县,,,
"""


def said(rows: list[GoalRow]) -> list[tuple[object, ...]]:
    """What the rows say, without their places."""
    return [row[:-1] for row in rows]


WANTED = [
    ("", "beds", "甲县", Goal(Decimal(50)), None, None),
    ("", "rate", "甲县", Goal(Decimal(85), "%"), Goal(Decimal(95), "%"), Goal(Decimal("0.5"), "%")),
    ("", "beds", "乙县", None, None, None),
]


def test_a_csv_under_chinese_headers() -> None:
    rows, problems = read_goals(CSV.encode(), "目标.csv")
    assert problems == ()
    assert said(rows) == WANTED
    assert [str(row.source) for row in rows] == ["目标.csv:2", "目标.csv:3", "目标.csv:4"]


def test_a_csv_in_another_encoding_with_tabs_and_english_headers() -> None:
    text = "target\torg\tgoal\tgoal_high\tbaseline\n" + CSV.partition("\n")[2].replace(",", "\t")
    rows, problems = read_goals(text.encode("gb18030"), "goals.csv")
    assert (said(rows), problems) == (WANTED, ())


@pytest.mark.parametrize("key", ["goals", "目标表"])
def test_a_yaml_list(key: str) -> None:
    text = f"""{key}:
  - {{target: beds, org: 甲县, goal: 50}}
  - {{目标编号: rate, 单位: 甲县, 目标值: 85%, 目标上限: 95%, 基期值: 0.5%}}
  - {{target: beds, org: 乙县}}
"""
    rows, problems = read_goals(text.encode(), "目标.yaml")
    assert (said(rows), problems) == (WANTED, ())
    assert str(rows[1].source) == "目标.yaml:3"


def test_json_lines() -> None:
    text = """{"target": "beds", "org": "甲县", "goal": 50}
{"target": "rate", "org": "甲县", "goal": "85%", "goal_high": "95%", "baseline": "0.5%"}
{"target": "beds", "org": "乙县"}
"""
    rows, problems = read_goals(text.encode(), "目标.jsonl")
    assert (said(rows), problems) == (WANTED, ())


def test_a_workbook_with_per_cents_and_a_merged_target() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["各单位目标"],
        ["目标编号", "单位", "目标值", "基期值"],
        ["rate", "甲县", 0.85],
        [None, "乙县", 0.9, 0.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    for cell in ("C3", "C4", "D4"):
        sheet[cell].number_format = "0%"
    raw = io.BytesIO()
    book.save(raw)
    rows, problems = read_goals(raw.getvalue(), "目标.xlsx")
    assert problems == ()
    assert [(row.target, row.org, row.goals, row.baseline) for row in rows] == [
        ("rate", "甲县", (Goal(Decimal(85), "%"),), None),
        ("rate", "乙县", (Goal(Decimal(90), "%"),), Goal(Decimal(50), "%")),
    ]
    assert rows[1].source.cell == "Sheet!C4"


def test_records_of_python() -> None:
    made = GoalRow(target="beds", org="丙县")
    rows, problems = goals_from([{"target": "beds", "org": "甲县", "goal": Decimal("7.50")}, made])
    assert problems == ()
    assert [row.goals for row in rows] == [(Goal(Decimal("7.5")),), ()]
    assert rows[1] is made


@pytest.mark.parametrize(
    "text",
    [
        "目标编号,单位,目标值（万元）\nt,甲县,5\n",
        "target,org,goal,unit\nt,甲县,5,万元\n",
        "target,org,goal\nt,甲县,5万元\n",
    ],
)
def test_the_unit_stands_in_the_header_in_a_column_or_behind_the_number(text: str) -> None:
    (row,), problems = read_goals(text.encode(), "a.csv")
    assert problems == ()
    assert row.goals in ((Goal(Decimal(5), "万元"),), (Goal(Decimal(50000), "元"),))


FAULTS = """目标编号,单位,目标值,基期值,说啥
,甲县,50,,
t,,50,,
t,甲县,约50,,
t,乙县,五六十,,
t,丙县,50,4-5,x
合计,丁县,1,,
"""


def test_each_fault_is_told_at_its_place() -> None:
    rows, problems = read_goals(FAULTS.encode(), "目标.csv")
    assert rows == []
    assert [(problem.source.line, problem.source.column, problem.code) for problem in problems] == [
        (1, 17, "A108"),
        (2, 1, "G111"),
        (3, 3, "G111"),
        (4, 6, "G112"),
        (5, 6, "A302"),
        (6, 9, "A301"),
        (7, 1, "A409"),
    ]
    assert all(problem.message("en") and problem.message() for problem in problems)


@pytest.mark.parametrize(
    ("raw", "name", "code", "hint"),
    [
        ("", "目标.csv", "A105", "目标值"),
        ("甲,乙\n1,2\n", "目标.csv", "A106", "目标值"),
        ("achievements: []\n", "目标.yaml", "A111", "goals"),
        ("goals: [5]\n", "目标.yaml", "A114", "goal"),
        ("goals: 5\n", "目标.yaml", "A113", "列表"),
        ("5\n", "目标.jsonl", "A207", "基期值"),
        ("x", "目标.doc", "A101", ""),
    ],
)
def test_a_file_that_is_no_goals_table_is_told_what_one_looks_like(raw: str, name: str, code: str, hint: str) -> None:
    rows, problems = read_goals(raw.encode(), name)
    assert rows == []
    told = next(problem for problem in problems if problem.code == code)
    assert hint in told.hint()
