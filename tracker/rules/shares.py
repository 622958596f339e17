"""Who is held to a target that is one for each unit, and to what: the plan's units, or those of a goals table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from operator import ge, le
from types import MappingProxyType

from tracker.model.goalrow import GoalRow
from tracker.model.goals import Goal
from tracker.model.numerals import convert
from tracker.model.plan import NUMERIC, Measure, Plan, Target
from tracker.problems import Problem, in_reading_order
from tracker.rules.naming import Key, Names
from tracker.rules.terms import Share, Terms, terms
from tracker.values import replace

Shares = Mapping[Key, Mapping[str, Share]]
"""The units of targets that a goals table speaks of, each with its share."""
NO_SHARES: Shares = MappingProxyType({})
"""No goals table: the units of a target for each are those of its plan."""


def instances(plan: Plan, target: Target, shares: Shares) -> Mapping[str, Share]:
    """Every unit that is held to a target for each: those of the goals table, else those of the plan."""
    given = shares.get((plan.id, target.id))
    return {org: Share(org) for org in plan.orgs} if given is None else given


def share_of(plan: Plan, target: Target, org: str, shares: Shares) -> Share | None:
    """What a target asks of one unit, of a goals table or an allocation; None for the target as a whole."""
    if target.for_each:
        given = shares.get((plan.id, target.id))
        return Share(org) if given is None else given[org]
    return Share(org, (target.allocation[org],)) if org in target.allocation else None


def among(plans: Sequence[Plan], rows: Iterable[GoalRow]) -> list[GoalRow]:
    """The rows of a goals table that speak of these plans: the others may be of plans that were not asked for."""
    names = Names(plans)
    return [row for row in rows if not names.resolve(row)[1]]


def share_out(plans: Sequence[Plan], rows: Iterable[GoalRow]) -> tuple[Shares, list[Problem]]:
    """The shares that a goals table gives, in its order; and what is wrong with it, or with plans that need one."""
    names = Names(plans)
    shares: dict[Key, dict[str, Share]] = {}
    first: dict[tuple[Key, str], GoalRow] = {}
    problems: list[Problem] = []
    for row in rows:
        key, reason = names.resolve(row)
        if reason:
            problems.append(names.problem(row, reason))
            continue
        plan, target = names.targets[key]
        earlier = first.setdefault((key, row.org), row)
        if earlier is not row:
            if earlier.content != row.content:
                problems.append(_problem(row, "G104", target=key[1], org=row.org, first=earlier.source.line))
            continue
        if (fault := _fault(plan, target, row)) is not None:
            problems.append(fault)
        else:
            shares.setdefault(key, {})[row.org] = _share(target, row)
    spoken_of = {key for key, _ in first}
    problems.extend(
        Problem(target.place, "G108", {"target": target.id})
        for key, (plan, target) in names.targets.items()
        if target.for_each and not plan.orgs and key not in spoken_of
    )
    return shares, in_reading_order(problems)


def _share(target: Target, row: GoalRow) -> Share:
    goals = tuple(map(partial(_own, target), target.goals, row.goals)) if row.goals else None
    return Share(row.org, goals, None if row.baseline is None else _in_unit(row.baseline, target.goal_unit))


def _own(target: Target, old: Goal, new: Goal) -> Goal:
    """The template's goal with another number: +5pp stays an addition, x2 a multiple."""
    if old.relative is not None:
        return replace(old, value=new.value, text="")
    return _in_unit(new, target.goal_unit) or new


def _in_unit(goal: Goal, unit: str) -> Goal | None:
    """A number in the unit of the target; None if it cannot be."""
    value = convert(goal.value, goal.unit, unit) if goal.unit else goal.value
    return None if value is None else Goal(value, unit)


def _fault(plan: Plan, target: Target, row: GoalRow) -> Problem | None:
    """What keeps a row of a goals table from being used."""
    if not target.for_each:
        return _problem(row, "G101", target=target.id)
    numbers = [*row.goals, *([] if row.baseline is None else [row.baseline])]
    if numbers and target.comparator not in NUMERIC:
        return _problem(row, "G102", target=target.id)
    for number in numbers:
        wanted = target.goal_unit if number is row.baseline else _wanted(target)
        if number.unit and (wanted != target.goal_unit or _in_unit(number, wanted) is None):
            return _problem(row, "G103", found=number.unit, unit=wanted, target=target.id)
    if row.goals and (row.goal is None or len(row.goals) != len(target.goals)):
        return _problem(row, "G105", target=target.id, count=len(target.goals))
    own = list(map(partial(_own, target), target.goals, row.goals))
    if len(own) > 1 and own[0].value > own[1].value:
        return _problem(row, "G106", low=own[0].value, high=own[1].value)
    if target.kind is Measure.COUNT and any(goal.value < 0 and goal.relative is None for goal in own):
        return _problem(row, "G107", found=min(goal.value for goal in own))
    for old, new in zip(target.goals, own, strict=False):
        if old.relative is not None and (old.value < 0) != (new.value < 0):
            return _problem(row, "G109", found=new.value, goal=str(old))
    if target.curve is not None and not _rises(terms(plan, target, plan.start_of(target), None, _share(target, row))):
        return _problem(row, "G110", target=target.id)
    return None


def _rises(held: Terms) -> bool:
    """Whether the points of a curve lead towards the goal that is held, and not beyond it."""
    if held.schedule is not None:
        return all(map(le, held.schedule.expected, held.schedule.expected[1:]))
    if held.value_schedule is not None:
        values = held.value_schedule.expected
        down = held.bounds is not None and held.bounds.lo is None
        return all(map(ge if down else le, values, values[1:]))
    return True


def _wanted(target: Target) -> str:
    """What a number of a goal counts in; of one relative to the baseline, the table says only how much: +5pp."""
    return next((str(goal) for goal in target.goals if goal.relative is not None), target.goal_unit)


def _problem(row: GoalRow, code: str, /, **params: object) -> Problem:
    return Problem(row.source, code, params)
