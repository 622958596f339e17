"""One target under examination, with what every check asks of it worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.model.goals import Goal
from tracker.model.numerals import convert
from tracker.model.plan import Comparator, Measure, Plan, Target
from tracker.plans.places import Finding, KeyAt, Path


class Case(NamedTuple):
    """A target, its place in the plan and what it promises; `written` has the keys that stand in the file."""

    plan: Plan
    target: Target
    written: Mapping[str, object]
    path: Path
    comparator: Comparator
    measure: Measure
    unit: str
    goals: tuple[Goal, ...]
    start: date
    due: date

    def finding(self, key: str, code: str, /, **params: object) -> Finding:
        """A finding at what stands behind `key`."""
        return Finding((*self.path, key), code, params)

    @property
    def promise(self) -> KeyAt:
        """The comparator, to be shown as it was written."""
        return KeyAt((*self.path, str(self.comparator.value)))

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers of its own unit."""
        return self.measure is Measure.COUNT or self.measure is Measure.LEVEL

    @property
    def cap(self) -> bool:
        """A count that must not be exceeded."""
        return self.measure is Measure.COUNT and self.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)

    def amount(self, goal: Goal) -> Decimal | None:
        """A goal in the target's unit, relative ones against the baseline; None where that cannot be said."""
        if goal.relative is not None:
            baseline = self.baseline
            return None if baseline is None else goal.against(baseline)
        return convert(goal.value, goal.unit, self.unit) if goal.unit else goal.value

    @property
    def baseline(self) -> Decimal | None:
        """The baseline in the target's unit."""
        baseline = self.target.baseline
        if baseline is None or baseline.value.relative is not None:
            return None
        value = baseline.value
        return convert(value.value, value.unit, self.unit) if value.unit else value.value


def case(plan: Plan, target: Target, written: Mapping[str, object], index: int) -> Case:
    """The case of one target."""
    comparator = target.comparator
    return Case(
        plan,
        target,
        written,
        ("targets", index),
        comparator,
        target.kind,
        target.goal_unit,
        target.goals,
        target.start or plan.period.start,
        target.due or plan.period.end,
    )
