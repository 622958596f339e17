"""Goals: exactly one, in one unit, in words that do not contradict the key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tracker.model.clauses import INNER
from tracker.model.goals import POINT_UNITS, Goal
from tracker.model.numerals import convert
from tracker.model.plan import Comparator, Measure
from tracker.plans.checks.case import Case
from tracker.plans.partial import COMPARATOR_KEYS
from tracker.plans.places import Finding, KeyAt, Path, found


def which_comparator(
    written: Mapping[str, object], guessed: Collection[str], empty: set[Path], path: Path
) -> list[Finding]:
    """Exactly one comparator; steps alone promise that they are done."""
    present = [key for key in COMPARATOR_KEYS if key in written]
    if len(present) == 1:
        if "steps" in written and present[0] != "done":
            return [found((*path, "steps"), "T161", on_key=True, found=KeyAt((*path, present[0])))]
        return []
    if len(present) > 1:
        first = KeyAt((*path, present[0]))
        return [found((*path, key), "T141", on_key=True, first=first) for key in present[1:]]
    if "steps" in written or any(key in COMPARATOR_KEYS for key in guessed):
        return []
    blank = [key for key in COMPARATOR_KEYS if (*path, key) in empty]
    return [found((*path, blank[0]), "T104", on_key=True) if blank else found(path, "T140")]


def goals_fit(case: Case) -> Iterator[Finding]:
    """The goal's own words and unit agree with its key and with `unit`."""
    key = str(case.comparator.value)
    between = case.comparator is Comparator.BETWEEN
    for index, goal in enumerate(case.goals):
        path: Path = (*case.path, key, index) if between else (*case.path, key)
        if goal.comparator is None and not goal.unit and goal.relative is None:
            if goal.value < 0 and case.measure is Measure.COUNT:
                yield Finding(path, "T150", {"found": str(goal)})
            continue
        if between and goal.comparator is not None:
            yield Finding(path, "T146", {"found": str(goal)})
        yield from goal_fits(case, goal, path)


def goal_fits(case: Case, goal: Goal, path: Path) -> Iterator[Finding]:
    """One goal of this target: of the comparator, an allocation, a stretch, a revision."""
    wanted = str(case.comparator.value)
    if goal.comparator not in (None, wanted) and case.comparator is not Comparator.BETWEEN:
        yield Finding(path, "T145", {"found": str(goal), "wanted": case.promise, "suggestion": goal.comparator})
    yield from unit_fits(case, goal, path)
    if goal.value < 0 and goal.relative is None and case.measure is Measure.COUNT:
        yield Finding(path, "T150", {"found": str(goal)})


def unit_fits(case: Case, goal: Goal, path: Path) -> Iterator[Finding]:
    """A unit that is the target's own, or differs from it in a scale only."""
    unit = case.unit
    if goal.relative == "points":
        if unit not in ("%", "‰", "", *POINT_UNITS):
            yield Finding(path, "T155", {"found": str(goal), "unit": unit})
    elif goal.unit and goal.unit != unit and convert(goal.value, goal.unit, unit) is None:
        yield Finding(path, "T147" if unit else "T154", {"found": goal.unit, "unit": unit})


def plain_number(case: Case, goal: Goal, path: Path) -> Iterator[Finding]:
    """A number in the target's unit: neither relative nor with bound words."""
    if goal.relative is not None:
        yield Finding(path, "T149", {"found": str(goal)})
    elif goal.comparator is not None:
        yield Finding(path, "T146", {"found": str(goal)})
    else:
        yield from unit_fits(case, goal, path)


def bounds_in_order(case: Case) -> Iterator[Finding]:
    """The lower bound stands first."""
    if case.comparator is Comparator.BETWEEN:
        low, high = (case.amount(goal) for goal in case.goals)
        if low is not None and high is not None and low > high:
            yield case.finding("between", "T148", low=str(case.goals[0]), high=str(case.goals[1]))


def tolerance_fits(case: Case) -> Iterator[Finding]:
    """A tolerance belongs to `equals`: a number in its unit, or a share of it in per cent."""
    tolerance = case.target.tolerance
    if tolerance is None:
        return
    if "equals" not in case.written:
        yield Finding((*case.path, "tolerance"), "T143", {}, True)
    elif tolerance.value < 0:
        yield case.finding("tolerance", "T212", found=str(tolerance))
    elif tolerance.unit != "%" or tolerance.relative or tolerance.comparator:
        yield from plain_number(case, tolerance, (*case.path, "tolerance"))


def baseline_is_a_number(case: Case) -> Iterator[Finding]:
    """The baseline is what was, in the unit of the goal."""
    baseline = case.target.baseline
    if baseline is not None:
        yield from plain_number(case, baseline.value, (*case.path, "baseline", "value"))


def stretch_fits(case: Case) -> Iterator[Finding]:
    """The stretch goal is held against the value like the goal."""
    if case.target.stretch is not None:
        yield from goal_fits(case, case.target.stretch, (*case.path, "stretch"))


def inner_goal(case: Case) -> Iterator[Finding]:
    """Each member has exactly one comparator, with a plain goal."""
    each, raw = case.target.each, case.written.get("each")
    if each is None or not isinstance(raw, Mapping):
        return
    path: Path = (*case.path, "each")
    present = [key for key in INNER if key in raw]
    if len(present) != 1:
        yield Finding(path, "T142", {"found": "、".join(present), "count": len(present)}, True)
        return
    goal = getattr(each, present[0])
    path = (*path, present[0])
    if goal.relative is not None:
        yield Finding(path, "T149", {"found": str(goal)})
    elif goal.comparator not in (None, present[0]):
        params = {"found": str(goal), "wanted": KeyAt(path), "suggestion": goal.comparator}
        yield Finding(path, "T145", params)
    elif goal.unit and each.unit and convert(goal.value, goal.unit, each.unit) is None:
        yield Finding(path, "T147", {"found": goal.unit, "unit": each.unit})
