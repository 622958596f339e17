"""Whether two answers over a ministry's data are the same, row for row; and the answer of the ordinary engine.

    python benchmarks/scale_check.py ANSWER OTHER
    python benchmarks/scale_check.py --ordinary FOLDER OTHER

Says how many rows of either are not in the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from ministry import Size

COLUMNS = (
    "plan", "target", "org", "scope", "status", "rule", "reason", "flags", "unit", "goal", "goal_high", "baseline",
    "actual", "grade", "margin", "progress", "expected", "schedule_gap", "overdue_days", "as_of", "date_met",
)  # fmt: skip
MEASURED = ("goal", "baseline", "actual", "margin", "progress", "expected", "schedule_gap")
NUMBERS = ("goal_high", *MEASURED)
ALIKE = ", ".join(f"CAST({name} AS DECIMAL(38, 6)) AS {name}" if name in NUMBERS else name for name in COLUMNS)


def different(one: Path, other: Path) -> int:
    """How many rows of two answers in Parquet are not in the other."""
    import duckdb

    sides = [f"SELECT {ALIKE} FROM '{path}'" for path in (one, other)]
    with duckdb.connect() as base:
        (count,) = base.execute(
            f"SELECT count(*) FROM (({sides[0]} EXCEPT ALL {sides[1]}) UNION ALL ({sides[1]} EXCEPT ALL {sides[0]}))"
        ).fetchall()[0]
    return int(count)


def write_ordinary(folder: Path, out: Path) -> Path:
    """Judge by the ordinary engine, a target at a time, and write the answer as Parquet."""
    import duckdb

    text = ", ".join(f"{name} VARCHAR" for name in COLUMNS)
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE answer ({text})")
        base.executemany(f"INSERT INTO answer VALUES ({','.join('?' * len(COLUMNS))})", list(ordinary(folder)))
        typed = ALIKE.replace("overdue_days", "overdue_days::BIGINT AS overdue_days")
        for day in ("as_of", "date_met"):
            typed = typed.replace(day, f"{day}::DATE AS {day}")
        base.execute(f"COPY (SELECT {typed} FROM answer) TO '{out}' (FORMAT parquet)")
    return out


def ordinary(folder: Path) -> Iterator[tuple[object, ...]]:
    """What the ordinary engine says of every target of every county, rounded as the answers are."""
    import duckdb

    from tracker import load_plan
    from tracker.model.achievement import Achievement
    from tracker.model.assessment import Status
    from tracker.model.goalrow import GoalRow
    from tracker.model.goals import Goal
    from tracker.rules import assess, share_out

    def table(name: str) -> list[tuple[Any, ...]]:
        return duckdb.sql(f"SELECT * FROM '{folder}/{name}.parquet'").fetchall()

    def goal(value: Decimal | None) -> Goal | None:
        return None if value is None else Goal(value)

    plan = load_plan(folder / "plan.yaml")
    held = [GoalRow("", target, org, goal(aim), None, goal(base)) for target, org, aim, base in table("goals")]
    shares, problems = share_out([plan], held)
    rows = [
        Achievement("", target, org, as_of, mode, value, part, whole, reported_on=reported_on)
        for target, org, as_of, reported_on, mode, value, part, whole in table("achievements")
    ]
    verdicts = assess([plan], rows, as_of=Size.of(folder).as_of, shares=shares)
    if problems or verdicts.problems or verdicts.listed:
        raise AssertionError([*problems, *verdicts.problems, *verdicts.listed][:3])
    for said in verdicts.assessments:
        flags = ",".join(flag.value for flag in said.flags)
        reason = said.reasons["status"] if said.status is Status.UNDETERMINED else ""
        goal, baseline, actual, *numbers = [millionths(getattr(said, name)) for name in MEASURED]
        yield (
            said.plan, said.target, said.org, said.scope, said.status.value, said.rule, reason, flags, said.unit, goal,
            None, baseline, actual, None, *numbers, said.overdue_days, said.as_of, said.date_met,
        )  # fmt: skip


def millionths(value: Fraction | int | None) -> Decimal | None:
    """A number with six places, half to even.

    >>> millionths(Fraction(5, 2_000_000)), millionths(Fraction(1, 3))
    (Decimal('0.000002'), Decimal('0.333333'))
    """
    return None if value is None else Decimal(round(Fraction(value) * 10**6)).scaleb(-6)


def main() -> None:
    """Print how many rows differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answer", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--ordinary", action="store_true", help="the first is the folder of the data")
    chosen = parser.parse_args()
    answer = write_ordinary(chosen.answer, chosen.answer / "ordinary.parquet") if chosen.ordinary else chosen.answer
    print(different(answer, chosen.other))


if __name__ == "__main__":
    main()
