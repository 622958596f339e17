"""The dot file of a workspace, and the convention where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.problems import PlanError
from tracker.workflow import assess, find_workspace, load_achievements, load_plans


def said(folder: Path, text: str) -> list[tuple[str, int, int]]:
    (folder / ".tracker.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        find_workspace(folder)
    return [(problem.code, problem.source.line, problem.source.column) for problem in caught.value.problems]


def test_everything_can_be_said(workspace: Path) -> None:
    (workspace / "days.yaml").write_text("放假: [2021-05-06..2021-05-07]\n调休上班: [2021-05-08]\n", encoding="utf-8")
    (workspace / "mine.yaml").write_text("amber: 5\n", encoding="utf-8")
    (workspace / ".tracker.yaml").write_text(
        "plans: targets/*.yaml\nrows: [seeds/rows.csv]\nledger: book.db\nlanguage: en\npolicy: mine.yaml\n"
        "time_zone: Europe/Berlin\nas_of: 2021-06\nholidays: days.yaml\n",
        encoding="utf-8",
    )
    found = find_workspace(workspace)
    assert found.plans == (workspace / "targets/small.yaml",)
    assert found.rows == (workspace / "seeds/rows.csv",)
    assert found.ledger == workspace / "book.db"
    assert (found.language, found.time_zone, found.as_of) == ("en", "Europe/Berlin", date(2021, 6, 30))
    assert found.policy == str(workspace / "mine.yaml")
    assert found.calendar.holidays == {date(2021, 5, 6), date(2021, 5, 7)}
    assert found.calendar.is_workday(date(2021, 5, 8)) == (True, False)


def test_own_holidays_change_the_working_days_overdue(workspace: Path) -> None:
    plans, rows = load_plans(["targets"]), load_achievements("seeds")
    plain = assess(plans, rows, "2021-06-30")["training"].overdue_working_days
    (workspace / "days.yaml").write_text("holidays: [2021-06-02, 2021-06-03]\n", encoding="utf-8")
    (workspace / ".tracker.yaml").write_text("holidays: days.yaml\n", encoding="utf-8")
    calendar = find_workspace(".").calendar
    own = assess(plans, rows, "2021-06-30", calendar=calendar)["training"].overdue_working_days
    assert plain is not None
    assert own == plain - 2


def test_without_a_dot_file_there_is_a_convention(workspace: Path) -> None:
    (workspace / ".tracker.yaml").unlink()
    (workspace / "targets/rows.yaml").write_text("achievements: []\n", encoding="utf-8")
    found = find_workspace(workspace)
    assert found.plans == (workspace / "targets/small.yaml",)
    assert found.rows == (workspace / "seeds",)
    assert found.as_of is None


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    found = find_workspace(tmp_path)
    assert (found.plans, found.rows) == ((), ())
    (tmp_path / ".tracker.yaml").write_text("", encoding="utf-8")
    assert find_workspace(tmp_path).plans == ()


def test_every_mistake_is_told_at_its_place(workspace: Path) -> None:
    text = (
        "plnas: targets\nplans: [targets, missing]\nlanguage: fr\ntime_zone: Mars/Olympus\nas_of: 2021-02-30\n"
        "policy: []\nholidays: none.yaml\n"
    )
    assert said(workspace, text) == [
        ("W120", 1, 1),
        ("W123", 2, 18),
        ("W125", 3, 11),
        ("W126", 4, 12),
        ("W124", 5, 8),
        ("W122", 6, 9),
        ("W123", 7, 11),
    ]


@pytest.mark.parametrize(
    ("text", "codes"), [("[a]", ["W121"]), ("just words", ["W121"]), ("plans: a\nplans: b", ["Y110", "W123", "W123"])]
)
def test_a_dot_file_is_a_mapping(workspace: Path, text: str, codes: list[str]) -> None:
    assert sorted(code for code, _, _ in said(workspace, text)) == sorted(codes)


def test_holidays_are_days(workspace: Path) -> None:
    (workspace / "days.yaml").write_text("放假: [soon]\n加班: [2021-05-08]\n", encoding="utf-8")
    assert [code for code, _, _ in said(workspace, "holidays: days.yaml\n")] == ["W124", "W127"]


def test_a_policy_of_the_workspace_is_for_plans_without_one(workspace: Path) -> None:
    from tracker.cli.gather import gather
    from tracker.cli.plain import Sources

    with (workspace / ".tracker.yaml").open("a", encoding="utf-8") as file:
        file.write("policy: xuancheng\n")
    assert gather(Sources(), "zh").board().policy == "xuancheng"
    plan = workspace / "targets/small.yaml"
    text = plan.read_text(encoding="utf-8").replace("period: 2021", "period: 2021\npolicy: cascade")
    plan.write_text(text, encoding="utf-8")
    assert gather(Sources(), "zh").board().policy == "cascade"
