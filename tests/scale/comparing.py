"""One batch of random cases judged twice: by the ordinary engine, and in an engine of tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.scale.chance import Batch
from tracker.model.goalrow import GoalRow
from tracker.model.goals import parse_goal
from tracker.model.plan import Plan
from tracker.plans import plan_from
from tracker.readers import rows_from
from tracker.rules import assess, share_out
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.screening import Screening

ROW = (
    "plan", "target", "org", "as_of", "reported_on", "mode", "value", "numerator", "denominator", "done_on", "step",
    "grade", "member", "unit", "bound", "confirmed", "supersedes", "id", "note",
)  # fmt: skip
GOAL = ("target", "org", "goal", "goal_high", "baseline")
Line = tuple[Any, ...]


class Compared(NamedTuple):
    """The status tables of both engines, by target, unit and scope; `aside`: lines that went the long way."""

    ordinary: dict[Line, Line]
    tables: dict[Line, Line]
    aside: int

    @property
    def different(self) -> list[tuple[Line | None, Line | None]]:
        """The lines in which they differ."""
        keys = sorted(self.ordinary.keys() | self.tables.keys())
        both = [(self.ordinary.get(key), self.tables.get(key)) for key in keys]
        return [pair for pair in both if pair[0] != pair[1]]


def plan_of(batch: Batch) -> Plan:
    """The plan of a batch; a faulty one is the fault of whoever drew it."""
    plan, problems = plan_from(batch.written | ({"policy": batch.policy} if batch.policy else {}))
    wrong = [problem.show() for problem in problems if not problem.advice]
    assert plan is not None, wrong
    assert not wrong, wrong
    return plan


def ordinary(batch: Batch, plan: Plan) -> Iterable[Line]:
    """What the ordinary engine says."""
    rows = [_goal_row(row) for row in batch.goals]
    shares, wrong = share_out([plan], rows)
    assert not wrong, [problem.show() for problem in wrong]
    done = rows_from(batch.rows).achievements
    verdicts = assess([plan], done, as_of=batch.as_of, known_at=batch.known_at, shares=shares)
    return map(published, verdicts.assessments)


def _goal_row(row: Mapping[str, Any]) -> GoalRow:
    goal, high, baseline = [parse_goal(row[name]) if row.get(name) else None for name in GOAL[2:]]
    return GoalRow("", row["target"], row["org"], goal, high, baseline)


def compare(batch: Batch, engine: Any, folder: Path) -> Compared:
    """Judge a batch by both; the files that the engine of tables reads are written to a folder."""
    plan = plan_of(batch)
    rows, goals = folder / "rows.csv", folder / "goals.csv"
    _write(rows, ROW, batch.rows)
    _write(goals, GOAL, batch.goals)
    screening = Screening(
        engine,
        [plan],
        engine.read(rows),
        batch.as_of,
        known_at=batch.known_at,
        goals=engine.read(goals) if batch.goals else None,
    )
    answer = screening.answer(engine.rows)
    aside = engine.rows("select count(*) from others_published_")[0][0]
    return Compared(_by_key(ordinary(batch, plan)), _by_key(map(tuple, answer)), aside)


def _by_key(lines: Iterable[Line]) -> dict[Line, Line]:
    target, org, scope = (list(PUBLISHED).index(name) for name in ("target", "org", "scope"))
    return {(line[target], line[org], line[scope]): line for line in lines}


def _write(path: Path, fields: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
