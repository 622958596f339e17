"""`screen` over tables of Spark: the same lines, the same account of rows, the same problems as in DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tracker
from tests.workflow.test_screening import DAY, HEADER, PLAN, ROWS, as_csv, judged, lines
from tracker.problems import PlanError
from tracker.scale.answers import PUBLISHED
from tracker.workflow.screening import Screened, screen

pytestmark = pytest.mark.heavy


@pytest.fixture
def frame(session: Any) -> Any:
    return table(session, HEADER, ROWS)


def table(session: Any, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Any:
    return session.createDataFrame(pa.Table.from_pylist([dict(zip(header, row, strict=True)) for row in rows]))


def dated(session: Any, rows: list[tuple[str, ...]]) -> Any:
    """Rows whose days and figures are of other types than texts."""
    return table(session, HEADER, rows).selectExpr(
        "`目标编号`", "`单位`", "date '2021-03-31' as `截至`", "cast(`数值` as int) as `数值`"
    )


def said(screened: Screened) -> tuple[object, ...]:
    """What a status table says besides its lines."""
    problems = sorted((problem.code, str(problem.params.get("found"))) for problem in screened.problems)
    return screened.rows_in, screened.refused, dict(screened.aside), problems


def test_it_says_what_duckdb_and_the_ordinary_engine_say(frame: Any, tmp_path: Path) -> None:
    with screen(PLAN, frame, DAY) as spark, screen(PLAN, as_csv(tmp_path), DAY) as duck:
        assert lines(spark) == lines(duck)
        assert lines(spark) == judged(tracker.assess(PLAN, as_csv(tmp_path), as_of=DAY))
        assert said(spark) == said(duck)
        assert spark.counts == duck.counts
        assert spark.attention() == duck.attention()
        assert spark.counts_by("org") == duck.counts_by("org")
        for names in (["behind"], ["overdue", "conflict"], ["no_data", "regressed"]):
            assert lines(spark.filter(only=names)) == lines(duck.filter(only=names))


def test_days_are_read_however_they_are_written_and_tables_of_other_types_are_one(session: Any, tmp_path: Path) -> None:
    rows = [(*row[:2], way, *row[3:]) for row, way in zip(ROWS, ["2021年3月", "2021-03", "2020/3/31"], strict=False)]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(map(",".join, [HEADER, *rows])), "utf-8")
    with screen(PLAN, table(session, HEADER, rows), DAY) as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, path, as_of=DAY))
        assert screened.long == 1  # the milestone
        with screen(PLAN, [table(session, HEADER, rows[:1]), dated(session, rows[1:])], "2021-03-31") as other:
            assert other.rows_in == 3
            assert other.refused == 0
        assert lines(screened) == judged(tracker.assess(PLAN, path, as_of=DAY))


def test_the_lines_are_written_and_given_away(frame: Any, tmp_path: Path) -> None:
    with screen(PLAN, frame, DAY) as screened:
        screened.filter(org="甲").write(tmp_path / "status.parquet")
        written = pq.read_table(tmp_path / "status.parquet")
        assert written.column_names == list(PUBLISHED)
        assert {line["org"] for line in written.to_pylist()} == {"甲"}
        assert pa.table(screened).num_rows == len(screened)
        (tmp_path / "office").write_text("")
        with pytest.raises(PlanError, match="W107"):
            screened.write(tmp_path / "office" / "status.parquet")


GOALS = [("beds", "乙", "7"), ("beds", "乙 ", "7"), ("beds ", "甲\u200b", "8个"), ("rate", "甲", "95")]
GOAL = ("目标编号", "单位", "目标值")


def test_goals_written_untidily_and_twice_are_understood(session: Any, frame: Any, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("\n".join(map(",".join, [GOAL, *GOALS])), "utf-8")
    with screen(PLAN, frame, DAY, goals=table(session, GOAL, GOALS)) as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, as_csv(tmp_path), as_of=DAY, goals=path))


def test_faulty_goals_are_refused_with_all_that_is_wrong(session: Any, frame: Any) -> None:
    goals = [*GOALS, ("road", "甲", "5"), ("staff", "甲", "5"), ("beds", "乙", "许多"), ("beds", "甲", "9")]
    with pytest.raises(PlanError) as refused:
        screen(PLAN, frame, DAY, goals=table(session, GOAL, goals))
    assert {problem.code for problem in refused.value.problems} == {"R101", "G101", "A301", "G104"}


def test_a_table_without_targets_and_goals_that_are_not_there_are_refused(session: Any, frame: Any) -> None:
    with pytest.raises(PlanError, match="A106"):
        screen(PLAN, table(session, ("甲", "乙"), [("1", "2")]), DAY)
    with pytest.raises(PlanError, match="A132"):
        screen(PLAN, frame, DAY, goals="nowhere.parquet")
