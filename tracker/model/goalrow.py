"""What a goals table says of one unit: a goal and a baseline of its own under a target that is one for each unit."""

from __future__ import annotations

from tracker.model.goals import Goal
from tracker.problems import Source
from tracker.values import NamedTuple


class GoalRow(NamedTuple):
    """A row of a goals table; what is None is the target's own. `goal_high` is the upper goal of `between`."""

    plan: str = ""
    target: str = ""
    org: str = ""
    goal: Goal | None = None
    goal_high: Goal | None = None
    baseline: Goal | None = None
    source: Source = Source()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goal or goals that are given, the lower one first."""
        return tuple(goal for goal in (self.goal, self.goal_high) if goal is not None)

    @property
    def content(self) -> tuple[object, ...]:
        """What two rows of the same unit must agree in."""
        return self.goal, self.goal_high, self.baseline
