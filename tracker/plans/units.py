"""Every number of a target in the target's own unit: 700万元 of a target in 元 is 7,000,000."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from tracker.model.goals import Goal
from tracker.model.numerals import convert
from tracker.model.plan import Comparator, Plan, Target

K = TypeVar("K")


def in_own_units(plan: Plan) -> Plan:
    """The plan with every goal, baseline, point and share converted; the plan itself if there is nothing to convert."""
    targets = tuple(_converted(target) for target in plan.targets)
    if all(new is old for new, old in zip(targets, plan.targets, strict=True)):
        return plan
    return plan.changed(targets=targets)


def _converted(target: Target) -> Target:
    update: dict[str, object] = {}
    unit = target.goal_unit
    if any(goal.unit != unit and goal.unit for goal in _numbers(target)):
        update = _converted_goals(target, unit)
    each = target.each
    if each is not None and each.unit:
        comparator, goal = each.inner
        own = _own(goal, each.unit)
        if own is not goal:
            update["each"] = each.changed(**{comparator: own})
    return target.changed(**update) if update else target


def _numbers(target: Target) -> list[Goal]:
    numbers = [*target.goals, *target.allocation.values()]
    numbers.extend(goal for goal in (target.stretch, target.tolerance) if goal is not None)
    if target.baseline is not None:
        numbers.append(target.baseline.value)
    if target.curve is not None:
        numbers.extend(target.curve.points.values())
    return numbers


def _converted_goals(target: Target, unit: str) -> dict[str, object]:
    update: dict[str, object] = {}
    goals = tuple(_own(goal, unit) for goal in target.goals)
    if _differ(goals, target.goals):
        key = str(target.comparator.value)
        update[key] = goals if target.comparator is Comparator.BETWEEN else goals[0]
    for key in ("stretch", "tolerance"):
        goal = getattr(target, key)
        if goal is not None and _own(goal, unit) is not goal:
            update[key] = _own(goal, unit)
    baseline = target.baseline
    if baseline is not None and _own(baseline.value, unit) is not baseline.value:
        update["baseline"] = baseline.changed(value=_own(baseline.value, unit))
    shares = _named(target.allocation, unit)
    if shares is not None:
        update["allocation"] = shares
    points = _named(target.curve.points, unit) if target.curve is not None else None
    if points is not None and target.curve is not None:
        update["curve"] = target.curve.changed(points=points)
    return update


def _named(goals: Mapping[K, Goal], unit: str) -> dict[K, Goal] | None:
    own = {name: _own(goal, unit) for name, goal in goals.items()}
    return own if _differ(tuple(own.values()), tuple(goals.values())) else None


def _differ(new: tuple[Goal, ...], old: tuple[Goal, ...]) -> bool:
    return any(one is not other for one, other in zip(new, old, strict=True))


def _own(goal: Goal, unit: str) -> Goal:
    if not goal.unit or goal.unit == unit or goal.relative is not None:
        return goal
    amount = convert(goal.value, goal.unit, unit)
    return goal if amount is None else replace(goal, value=amount, unit=unit)
