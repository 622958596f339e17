"""The library face: plans, achievements and boards from Python."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pyarrow
import pytest
from rich.console import Console

import tracker
from tracker.board import Board, judgements_named
from tracker.model.achievement import Achievement
from tracker.model.assessment import Flag, Status
from tracker.rules import preset
from tracker.workflow import Achievements, load_achievements, load_plan, load_plans

STAFF = {"id": "staff", "text": "引进人才", "at_least": 170, "unit": "人"}
PLAN = {"plan": "p", "period": 2021, "targets": [STAFF, {"id": "beds", "text": "新增床位", "at_least": 10}]}
ROWS = [{"target": "staff", "as_of": "2021-06-30", "value": 120}, {"target": "beds", "as_of": "2021-06-30", "value": 2}]


@pytest.fixture
def board() -> Board:
    return tracker.assess(tracker.load_plan(PLAN), ROWS, as_of="2021-06-30")


def test_the_example_of_the_readme(workspace: Path) -> None:
    plan = tracker.load_plan("targets/small.yaml")
    done = tracker.load_achievements("seeds/")
    board = tracker.assess(plan, done, as_of="2021-06-30")
    assert board["staff"].status == "on_track"
    assert len(done) == done.rows_in == 11


def test_a_board_is_a_sequence(board: Board) -> None:
    assert len(board) == 2
    assert [a.target for a in board] == ["staff", "beds"]
    assert board[0] is board["staff"] is board["p/staff"]
    assert board[-1].target == "beds"
    assert board[:1] == (board[0],)
    assert board[0] in board
    assert repr(board) == "<Board of 2 assessments as of 2021-06-30>"


def test_a_wrong_id_suggests_the_right_one(board: Board) -> None:
    with pytest.raises(KeyError, match="staff"):
        board["staf"]
    with pytest.raises(KeyError, match="p/staff"):
        board["p/staf"]


def test_the_same_id_in_two_plans_needs_the_plan() -> None:
    plans = [load_plan({**PLAN, "plan": name}) for name in ("a", "b")]
    board = tracker.assess(plans, [], as_of="2021-06-30")
    with pytest.raises(KeyError, match="a/staff、b/staff"):
        board["staff"]
    assert board["b/staff"].plan == "b"


def test_a_board_filters_with_totals_of_its_own(board: Board) -> None:
    ahead = board.filter(only="ahead")
    assert [a.target for a in ahead] == ["staff"]
    assert ahead.totals.counts[Status.AHEAD] == 1
    assert sum(ahead.totals.counts.values()) == 1
    assert len(board.filter(only=[Status.AHEAD, Flag.BELOW_SCHEDULE])) == 2
    with pytest.raises(tracker.PlanError):
        board.filter(only="aheadd")


def test_every_name_of_a_status_and_flag_is_known() -> None:
    from tracker import words

    for status in Status:
        for name in (status.value, words.say(f"status.{status}"), words.say(f"status.{status}", "en")):
            assert judgements_named(name) == [status]
    for flag in Flag:
        key = "name.overdue" if flag is Flag.OVERDUE else f"flag.{flag}"
        for name in (flag.value, words.say(key), words.say(key, "en")):
            assert judgements_named(name) == [flag]


def test_a_board_shows_itself(board: Board) -> None:
    assert "引进人才" in str(board)
    console = Console(width=80, record=True, file=StringIO())
    console.print(board)
    assert "引进人才" in console.export_text()
    assert "引进人才" in board._repr_html_()
    assert board.table(width=60).text().startswith("任务")


def test_a_board_exports_itself(board: Board) -> None:
    first = board.to_dicts()[0]
    assert first["progress"] == Decimal("0.705882")
    assert first["goal"] == 170
    assert board.to_json().startswith('{"schema":1')
    assert board.to_csv().startswith("\ufeff")
    assert board.to_markdown().startswith("| 任务")
    assert pyarrow.table(board).num_rows == 2


def test_a_plan_that_is_wrong_raises_all_its_problems() -> None:
    with pytest.raises(tracker.PlanError) as caught:
        load_plan({"plan": "p", "period": 2021, "targets": [{"id": "a", "text": "b", "at_leest": 1}]})
    assert {problem.code for problem in caught.value.problems} >= {"T102"}
    with pytest.raises(tracker.PlanError):
        load_plan("missing.yaml")


def test_two_plans_of_one_id_are_refused(workspace: Path) -> None:
    text = (workspace / "targets/small.yaml").read_text(encoding="utf-8")
    (workspace / "targets/again.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(tracker.PlanError, match="small 已在"):
        load_plans(["targets"])


def test_a_policy_beside_the_plan_is_read(workspace: Path) -> None:
    text = (workspace / "targets/small.yaml").read_text(encoding="utf-8")
    text = text.replace("period: 2021", "period: 2021\npolicy: strict.yaml")
    (workspace / "targets/own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(tracker.PlanError):
        load_plan("targets/own.yaml")
    (workspace / "targets/strict.yaml").write_text("amber: 1\nred: 2\n", encoding="utf-8")
    plan = load_plan("targets/own.yaml")
    assert tracker.assess(plan, load_achievements("seeds"), "2021-06-30")["staff"].policy == "strict"


def test_a_missing_lexicon_is_told(workspace: Path) -> None:
    text = (workspace / "targets/small.yaml").read_text(encoding="utf-8")
    file = workspace / "targets/small.yaml"
    file.write_text(text.replace("period: 2021", "period: 2021\nlexicon: words.yaml"), encoding="utf-8")
    with pytest.raises(tracker.PlanError, match=r"words\.yaml"):
        load_plan(file)


def test_a_policy_may_be_given_in_every_form(board: Board) -> None:
    plan = load_plan(PLAN)
    for policy in ("xuancheng", preset("xuancheng")):
        assert tracker.assess(plan, ROWS, "2021-06-30", policy=policy).policy == "xuancheng"
    with pytest.raises(tracker.PlanError, match="xuanchen："):
        tracker.assess(plan, ROWS, "2021-06-30", policy="xuanchen")


@pytest.mark.parametrize("day", ["2021-13", "", "now", "明天"])
def test_a_day_must_be_a_day(day: str) -> None:
    with pytest.raises(tracker.PlanError, match="不是日期"):
        tracker.assess(load_plan(PLAN), ROWS, as_of=day)


class Polars:
    """What a polars frame offers of itself."""

    def to_dicts(self) -> list[dict[str, object]]:
        return [dict(row) for row in ROWS]


class Scalar:
    """A number as numpy has it."""

    def item(self) -> int:
        return 120


class Pandas:
    """What a pandas frame offers of itself, with its NaN and its own scalars."""

    columns = ("target", "as_of", "value", "note")

    def to_dict(self, orient: str) -> list[dict[str, object]]:
        assert orient == "records"
        nan = float("nan")
        return [
            {"target": "staff", "as_of": date(2021, 6, 30), "value": Scalar(), "note": nan},
            {"target": "beds", "as_of": "2021-06-30", "value": 2, "note": nan},
        ]


@pytest.mark.parametrize(
    "source",
    [
        ROWS,
        tuple(ROWS),
        iter(ROWS),
        Polars(),
        Pandas(),
        pyarrow.Table.from_pylist(ROWS),
        [Achievement(target="staff", as_of=date(2021, 6, 30), value=Decimal(120), reported_on=date(2021, 6, 30))],
        [[ROWS[0]], Polars()],
        load_achievements(ROWS),
    ],
    ids=["dicts", "tuple", "iterator", "polars", "pandas", "arrow", "rows", "mixed", "achievements"],
)
def test_achievements_come_in_every_form(source: object) -> None:
    board = tracker.assess(load_plan(PLAN), source, "2021-06-30")
    assert board["staff"].actual == 120


def test_rows_are_counted_and_problems_kept() -> None:
    done = load_achievements([*ROWS, {"target": "staff", "as_of": "never", "value": 1}])
    assert (len(done), done.rows_in, done.refused, len(done.problems)) == (2, 3, 1, 1)
    assert done[0].target == "staff"
    assert len(done + done) == 4
    board = tracker.assess(load_plan(PLAN), done, "2021-06-30")
    assert board.problems == done.problems
    assert (board.rows_in, board.refused) == (3, 1)


def test_nothing_is_made_of_what_is_no_source() -> None:
    with pytest.raises(TypeError, match="int"):
        load_achievements(5)
    assert load_achievements([]) == Achievements()


def test_a_folder_gives_its_rows_and_no_plan(workspace: Path) -> None:
    shutil.copy(workspace / "targets/small.yaml", workspace / "seeds/plan.yaml")
    (workspace / "seeds/.hidden.csv").write_text("x", encoding="utf-8")
    (workspace / "seeds/~$rows.xlsx").write_bytes(b"lock")
    (workspace / "seeds/deeper").mkdir()
    row = '{"target": "staff", "as_of": "2021-02-28", "value": 9}\n'
    (workspace / "seeds/deeper/more.jsonl").write_text(row, encoding="utf-8")
    assert load_achievements("seeds").rows_in == 12
    (workspace / "seeds/typo.yaml").write_text("achievments: []\n", encoding="utf-8")
    assert any("typo.yaml" in str(problem.source) for problem in load_achievements("seeds").problems)
