"""Parts, allocations and weights: what adds up, and over whom."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model.plan import Comparator, Measure
from tracker.plans.checks.case import Case
from tracker.plans.checks.goals import goal_fits
from tracker.plans.keys import nearest
from tracker.plans.places import Finding, Path, found


def _known_orgs(case: Case, key: str, names: Iterator[str]) -> Iterator[Finding]:
    orgs = case.plan.orgs
    if not orgs:
        return
    for name in names:
        if name not in orgs:
            params = {"found": name, "suggestion": nearest(name, orgs)}
            yield Finding((*case.path, key, name), "T180", params, True)


def allocation_fits(case: Case) -> Iterator[Finding]:
    """Only a numeric goal with one bound can be shared out; every share is in its unit."""
    path: Path = (*case.path, "allocation")
    if not case.numeric or case.comparator in (Comparator.EACH, Comparator.BETWEEN):
        yield found(path, "T181", on_key=True, found=case.promise)
        return
    if case.target.parts:
        yield found(path, "T191", on_key=True)
    yield from _known_orgs(case, "allocation", iter(case.target.allocation))
    for org, goal in case.target.allocation.items():
        if goal.relative is not None:
            yield Finding((*path, org), "T149", {"found": str(goal)})
        else:
            yield from goal_fits(case, goal, (*path, org))


def weights_fit(case: Case) -> Iterator[Finding]:
    """Weights make one rate of several: of units, or of parts."""
    path: Path = (*case.path, "weights")
    target = case.target
    if case.measure is not Measure.LEVEL or target.stock:
        yield found(path, "T182", on_key=True, found=str(case.measure.value))
    elif target.parts:
        for name in target.weights:
            if name not in target.parts:
                params = {"found": name, "suggestion": nearest(name, target.parts)}
                yield Finding((*path, name), "T185", params, True)
    else:
        yield from _known_orgs(case, "weights", iter(target.weights))


def fitting_rollups(case: Case) -> tuple[str, ...]:
    """The ways of adding up that this kind of value allows, the default first."""
    if case.measure is Measure.MILESTONE:
        return ("all", "none")
    if case.measure is Measure.GRADED:
        return ("worst", "none")
    if case.measure is Measure.LEVEL:
        return ("sum", "none") if case.target.stock else ("ratio", "weighted", "worst", "none")
    return ("sum", "none") if case.target.each is not None else ("sum", "met", "none")


def rollup_fits(case: Case) -> Iterator[Finding]:
    """Counts add up, percentages never do; what must be met or weighted must be there."""
    target = case.target
    rollup = target.rollup
    if rollup is None:
        return
    fitting = fitting_rollups(case)
    allowed = "、".join(fitting)
    if rollup == "sum" and case.measure is Measure.LEVEL and not target.stock:
        yield case.finding("rollup", "T193", allowed=allowed)
    elif rollup not in fitting:
        yield case.finding("rollup", "T183", found=rollup, measure=str(case.measure.value), allowed=allowed)
    elif rollup == "met" and "parts" not in case.written and "allocation" not in case.written:
        yield case.finding("rollup", "T189", found=rollup, wanted="parts、allocation")
    elif rollup == "weighted" and "weights" not in case.written:
        yield case.finding("rollup", "T189", found=rollup, wanted="weights")


def for_each_alone(case: Case) -> Iterator[Finding]:
    """What is one target for each unit has no whole that could be made up of parts, or be shared out."""
    for key in ("parts", "allocation", "weights", "rollup"):
        if case.target.for_each and key in case.written:
            yield found((*case.path, key), "T194", on_key=True)
