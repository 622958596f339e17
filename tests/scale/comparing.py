"""One batch of random cases judged twice: by the ordinary engine, and in an engine of tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.scale.chance import Batch
from tracker import load_plan
from tracker.model.goalrow import GoalRow
from tracker.model.goals import parse_goal
from tracker.model.plan import Plan
from tracker.plans import plan_from
from tracker.readers import rows_from
from tracker.readers.fields import ROW as vocabulary
from tracker.rules import assess, share_out
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.screening import Screening

ROW = (
    "plan", "target", "org", "as_of", "reported_on", "mode", "value", "numerator", "denominator", "done_on", "step",
    "grade", "member", "unit", "bound", "confirmed", "supersedes", "id", "note", "text",
)  # fmt: skip
ROOT = Path(__file__).parents[2]
GOAL = ("target", "org", "goal", "goal_high", "baseline")
Line = tuple[Any, ...]


class Asked(NamedTuple):
    """Plans, and the rows and goals for them, as texts and days."""

    plans: Sequence[Plan]
    rows: Sequence[Mapping[str, Any]]
    goals: Sequence[Mapping[str, Any]]
    as_of: date
    known_at: date | None


class Compared(NamedTuple):
    """The status tables of both engines, by plan, target, unit and scope; `aside`: lines that went the long way."""

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


def ordinary(asked: Asked) -> Iterable[Line]:
    """What the ordinary engine says."""
    shares, wrong = share_out(asked.plans, [_goal_row(row) for row in asked.goals])
    assert not wrong, [problem.show() for problem in wrong]
    done = rows_from(asked.rows).achievements
    verdicts = assess(asked.plans, done, as_of=asked.as_of, known_at=asked.known_at, shares=shares)
    return map(published, verdicts.assessments)


def _goal_row(row: Mapping[str, Any]) -> GoalRow:
    goal, high, baseline = [parse_goal(row[name]) if row.get(name) else None for name in GOAL[2:]]
    return GoalRow("", row["target"], row["org"], goal, high, baseline)


def compare(batch: Batch, engine: Any, folder: Path) -> Compared:
    """Judge a batch by both."""
    asked = Asked([plan_of(batch)], batch.rows, batch.goals, batch.as_of, batch.known_at)
    return judged_twice(asked, engine, folder)


def judged_twice(asked: Asked, engine: Any, folder: Path) -> Compared:
    """The answers of both engines; the files that the engine of tables reads are written to a folder."""
    rows, goals = folder / "rows.csv", folder / "goals.csv"
    _write(rows, ROW, asked.rows)
    _write(goals, GOAL, asked.goals)
    screening = Screening(
        engine,
        asked.plans,
        engine.read(rows),
        asked.as_of,
        known_at=asked.known_at,
        goals=engine.read(goals) if asked.goals else None,
    )
    answer = screening.answer(engine.rows)
    aside = engine.rows("select count(*) from others_published_")[0][0]
    return Compared(_by_key(ordinary(asked)), _by_key(map(tuple, answer)), aside)


def bundled() -> Asked:
    """The plans and rows that come with the project, on the day for which they are made."""
    plans = [load_plan(path) for path in sorted((ROOT / "targets").glob("*.yaml"))]
    rows: list[dict[str, Any]] = []
    for path in sorted((ROOT / "seeds").glob("*.*")):
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".csv":
            rows += [{_field(name): cell for name, cell in row.items()} for row in csv.DictReader(text.splitlines())]
        else:
            rows += yaml.safe_load(text)["achievements"]
    told = [{name: "" if row.get(name) is None else str(row[name]) for name in ROW} for row in rows]
    return Asked(plans, told, [], date(2021, 9, 30), None)


def _field(header: str) -> str:
    field = vocabulary.column(header).field
    return field.name if field is not None else header


def _by_key(lines: Iterable[Line]) -> dict[Line, Line]:
    plan, target, org, scope = (list(PUBLISHED).index(name) for name in ("plan", "target", "org", "scope"))
    return {(line[plan], line[target], line[org], line[scope]): line for line in lines}


def _write(path: Path, fields: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
