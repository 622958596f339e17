"""What people promise: `Plan` and `Target`, frozen, exactly the keys of a plan file (SPEC §2).

A model says what shape a value has. What must hold between values (one comparator, dates in order, ids that
exist) is checked in `tracker.plans`, where every problem can be shown at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from tracker.model.clause import Before, Clause, OneOf
from tracker.model.clauses import (
    INNER,
    NOTHING,
    Baseline,
    Curve,
    Each,
    Hints,
    Origin,
    Reporting,
    Revision,
    Step,
    Thresholds,
    as_list,
    bare_baseline,
    bare_curve,
)
from tracker.model.days import FirstDay, LastDay, PeriodValue
from tracker.model.figures import NUMBER_SCHEMA, Positive, read_positive
from tracker.model.goals import Goal, GoalValue, Relative, parse_goal
from tracker.model.names import ALIASES, CHOICES, POLICIES, REVISABLE
from tracker.model.scalars import (
    Flag,
    Name,
    Names,
    Reads,
    Text,
    Unit,
    choice,
    gather,
    read_named,
    refuse,
)
from tracker.problems import Source

__all__ = [
    "ALIASES",
    "CHOICES",
    "INNER",
    "NUMERIC",
    "POLICIES",
    "REVISABLE",
    "Baseline",
    "Comparator",
    "Curve",
    "Each",
    "Goal",
    "Hints",
    "Measure",
    "Origin",
    "Plan",
    "Relative",
    "Reporting",
    "Revision",
    "Rollup",
    "Step",
    "Target",
    "Thresholds",
    "parse_goal",
]


class Measure(StrEnum):
    """How a target's values behave over time (SPEC §2)."""

    COUNT = "count"
    LEVEL = "level"
    MILESTONE = "milestone"
    GRADED = "graded"


class Comparator(StrEnum):
    """How the value is held against the goal; written as the key itself."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    EQUALS = "equals"
    DONE = "done"
    GRADE_AT_LEAST = "grade_at_least"
    EACH = "each"


COMPARATORS = tuple(Comparator)
NOWHERE = Source()
NUMERIC = COMPARATORS[:6]
Rollup = Literal["sum", "met", "ratio", "weighted", "all", "worst", "none"]


def _read_between(value: object) -> tuple[Goal, Goal]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise refuse("T151")
    low, high = gather(enumerate(value), parse_goal)
    return low, high


_NAMED_GOALS = Reads(read_named(parse_goal), {"type": "object", "additionalProperties": NUMBER_SCHEMA})
_NAMED_WEIGHTS = Reads(read_named(read_positive), {"type": "object", "additionalProperties": NUMBER_SCHEMA})


class Target(Clause):
    """One promise: a measure, a goal, a due date, an owner (SPEC §2)."""

    id: Name
    text: Text
    measure: Annotated[Measure | None, choice("measure", Measure)] = None
    at_least: GoalValue | None = None
    more_than: GoalValue | None = None
    at_most: GoalValue | None = None
    less_than: GoalValue | None = None
    between: Annotated[
        tuple[Goal, Goal] | None,
        Reads(_read_between, {"type": "array", "items": NUMBER_SCHEMA, "minItems": 2, "maxItems": 2}),
    ] = None
    equals: GoalValue | None = None
    tolerance: GoalValue | None = None
    done: Flag | None = None
    grade_at_least: Name | None = None
    each: Each | None = None
    for_each: Annotated[Literal["orgs"] | None, choice("for_each")] = None
    grades: Names = ("未开展", "部分达成", "达成")
    unit: Unit = ""
    of: Name | None = None
    stock: Flag = False
    start: FirstDay | None = None
    due: LastDay | None = None
    baseline: Annotated[Baseline | None, Before(bare_baseline)] = None
    curve: Annotated[Curve | None, Before(bare_curve)] = None
    attain: Annotated[Literal["by_due", "throughout"], choice("attain")] = "by_due"
    steps: tuple[Step, ...] = ()
    lead: Name | None = None
    support: Names = ()
    theme: Name | None = None
    weight: Positive = Decimal(1)
    binding: Flag = True
    stretch: GoalValue | None = None
    parent: Name | None = None
    parts: Names = ()
    allocation: Annotated[Mapping[str, Goal], _NAMED_GOALS] = NOTHING
    weights: Annotated[Mapping[str, Decimal], _NAMED_WEIGHTS] = NOTHING
    rollup: Annotated[Rollup | None, choice("rollup")] = None
    report: Reporting | None = None
    match: Hints | None = None
    revisions: tuple[Revision, ...] = ()
    source: Annotated[tuple[Origin, ...], Before(as_list)] = ()
    note: Text | None = None

    _place = NOWHERE

    @property
    def place(self) -> Source:
        """Where the target stands in the plan file."""
        return self._place

    @property
    def comparator(self) -> Comparator:
        """The comparator that is written (checked on loading: there is exactly one)."""
        given = self.__dict__
        for comparator in COMPARATORS:
            if given.get(comparator) is not None:
                return comparator
        return Comparator.DONE  # a target with steps alone promises that they are done

    @property
    def kind(self) -> Measure:
        """The measure: as declared, else the default of SPEC §2."""
        if self.measure is not None:
            return self.measure
        if self.done or self.steps:
            return Measure.MILESTONE
        if self.grade_at_least is not None:
            return Measure.GRADED
        if self.each is not None:
            return Measure.COUNT
        if self.stock or self.of is not None or self.goal_unit in ("%", "‰"):
            return Measure.LEVEL
        return Measure.COUNT

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goal or goals as first written: one, two for between, none for done and graded."""
        comparator = self.comparator
        if comparator not in NUMERIC:
            return ()
        value = self.__dict__[comparator]
        return value if comparator is Comparator.BETWEEN else (value,)

    @property
    def goal_unit(self) -> str:
        """The unit of the target's values: as declared, else the one written behind the goal or the baseline."""
        if self.unit:
            return self.unit
        if self.each is not None:
            return ""
        goals = self.goals
        for goal in goals:
            if goal.unit:
                return goal.unit
        if self.baseline is not None and self.baseline.value.unit:
            return self.baseline.value.unit
        return "%" if any(goal.relative == "points" for goal in goals) else ""


def _named_or_own(value: object) -> str:
    return "own" if isinstance(value, (Mapping, Thresholds)) else "named"


class Plan(Clause):
    """One YAML file: who promised what for which period (SPEC §1)."""

    plan: Name
    title: Text | None = None
    org: Name | None = None
    period: PeriodValue
    orgs: Names = ()
    policy: Annotated[str | Thresholds, OneOf(_named_or_own, {"named": Name, "own": Thresholds})] | None = None
    report: Reporting | None = None
    lexicon: Name | None = None
    targets: tuple[Target, ...]
    note: Text | None = None

    _file = ""
    _text = ""

    @property
    def id(self) -> str:
        """The plan's id, as rows name it in their `plan` field."""
        return self.plan

    @property
    def file(self) -> str:
        """The file that the plan was read from; empty for a plan made in Python."""
        return self._file

    @cached_property
    def by_id(self) -> Mapping[str, Target]:
        """The targets by their ids."""
        return {target.id: target for target in reversed(self.targets)}

    def __getitem__(self, target_id: str) -> Target:
        return self.by_id[target_id]

    def start_of(self, target: Target) -> date:
        """The target's first day: its own, else the plan's."""
        return target.start or self.period.start

    def due_of(self, target: Target) -> date:
        """The target's original due day: its own, else the plan's last day."""
        return target.due or self.period.end
