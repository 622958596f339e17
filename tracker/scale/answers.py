"""The columns of a status table, and what the ordinary engine says written into them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tracker.model.assessment import Assessment, Exact, Status

PUBLISHED = {
    "plan": "varchar", "target": "varchar", "org": "varchar", "scope": "varchar", "status": "varchar",
    "rule": "varchar", "reason": "varchar", "flags": "varchar", "unit": "varchar", "goal": "decimal(38,6)",
    "goal_high": "decimal(38,6)", "baseline": "decimal(38,6)", "actual": "decimal(38,6)", "grade": "varchar",
    "margin": "decimal(38,6)", "progress": "decimal(38,6)", "expected": "decimal(38,6)",
    "schedule_gap": "decimal(38,6)", "overdue_days": "integer", "as_of": "date", "date_met": "date",
}  # fmt: skip
"""The columns of a status table, in their order, with their types.

Numbers are in the target's unit, `progress` and `expected` fractions of 1, `schedule_gap` in percentage points, all
rounded half-even to six places; the verdicts are drawn from exact numbers. `grade` is the value of a graded target,
`reason` says why a status is undetermined, `flags` are names with commas between them.
"""
PLACES = 6


def published(a: Assessment) -> tuple[Any, ...]:
    """An assessment as a line of the table."""
    low, high = a.goal if isinstance(a.goal, tuple) else (a.goal, None)
    return (
        a.plan,
        a.target,
        a.org,
        a.scope,
        a.status.value,
        a.rule,
        a.reasons.get("status", "") if a.status is Status.UNDETERMINED else "",
        ",".join(flag.value for flag in a.flags),
        a.unit,
        _number(low),
        _number(high),
        _number(a.baseline),
        _number(a.actual),
        a.actual if isinstance(a.actual, str) else None,
        _number(a.margin),
        _number(a.progress),
        _number(a.expected),
        _number(a.schedule_gap),
        a.overdue_days,
        a.as_of,
        a.date_met,
    )


def _number(value: Exact | date | str | None) -> Decimal | None:
    """A number rounded half-even to six places; None for what is no number."""
    if not isinstance(value, (int, Fraction)):
        return None
    return Decimal(round(Fraction(value) * 10**PLACES)).scaleb(-PLACES)
