"""What a promise says on a day: goal and due date in force, curve, expected progress (SPEC §2, §4).

Everything here depends on the plan and the day alone, never on what was reported.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tracker.calendar import ONE_DAY, day_along, day_at, months, position
from tracker.model.assessment import Exact, size
from tracker.model.plan import Comparator, Goal, Measure, Plan, Target
from tracker.rules.curves import Schedule, exact, schedules
from tracker.values import NamedTuple

NUMERIC = (Measure.COUNT, Measure.LEVEL)
CurveKind = Literal["linear", "points", "flat", "none"]


@lru_cache(maxsize=4096)
def elapsed(start: date, at: date, due: date) -> Fraction:
    """The share of the months from start to due that has gone by on a day."""
    return months(start, at) / months(start, due)


class Bounds(NamedTuple):
    """The values that satisfy: lo ≤ V ≤ hi, open at None; `strict` excludes the bound itself."""

    lo: Exact | None
    hi: Exact | None
    strict: bool = False


class Terms(NamedTuple):
    """A target on a day: what is promised, by when, and what should be there by now.

    `bounds` are the satisfying values; None where a relative goal has no baseline. `base` and `aim` are B and T of
    the progress formula. `cap`: a count that must not exceed; `ceiling`: the bound that must never be passed, caps
    and counts with an upper bound alike. `goals_on` holds the bounds by the day on which they were decided.
    """

    target: Target
    measure: Measure
    comparator: Comparator
    unit: str
    start: date
    due: date
    original_due: date
    withdrawn: bool
    revised: bool
    extended: bool
    baseline: Exact | None
    bounds: Bounds | None
    base: Exact | None
    aim: Exact | None
    cap: bool
    throughout: bool
    curve: CurveKind
    schedule: Schedule | None
    value_schedule: Schedule | None
    goals_on: tuple[tuple[date, Bounds | None], ...]
    stretch: Exact | None
    day: date

    @property
    def flat(self) -> bool:
        """Judged by satisfaction alone: hold goals, caps, throughout, growth rates."""
        return self.curve == "flat"

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers of its own unit (stepped milestones count weights)."""
        return self.measure in NUMERIC

    def bounds_on(self, day: date) -> Bounds | None:
        """The bounds in force on a day: a breach is judged by the goal of the value's own day."""
        current = self.goals_on[0][1]
        for decided_on, bounds in self.goals_on[1:]:
            if decided_on <= day:
                current = bounds
        return current

    def expected(self, at: date) -> Fraction | None:
        """E(at): 0 before start, 1 after due*, None where the curve expects nothing by a day."""
        if at < self.start:
            return Fraction(0)
        if at > self.due or self.curve == "flat":
            return Fraction(1)
        if self.curve == "linear":
            return elapsed(self.start, at, self.due)
        if self.schedule is None:
            return None
        return Fraction(self.schedule.at(position(at)) or 0)

    def expected_value(self, at: date) -> Exact | None:
        """The value expected by value points where there is no baseline to measure progress from."""
        if self.value_schedule is None or not self.start <= at <= self.due:
            return None
        return self.value_schedule.at(position(at))

    def day_expecting(self, progress: Fraction) -> date | None:
        """E⁻¹(P): the first day on which the plan expected this progress; None unless the curve rises strictly."""
        if self.curve not in ("linear", "points") or (self.schedule is not None and not self.schedule.rises()):
            return None
        if progress <= 0:
            return self.start - ONE_DAY
        if progress >= 1:
            return self.due
        if self.schedule is not None:
            return day_at(self.schedule.place_of(progress))
        (gone, way), (span, whole) = progress.as_integer_ratio(), months(self.start, self.due).as_integer_ratio()
        return day_along(self.start - ONE_DAY, gone * span, way * whole)


class Share(NamedTuple):
    """What one unit is held to: goals, and a baseline, of its own in place of the target's; None leaves the target's.

    An allocated share is a goal of its own, and has no baseline but that.
    """

    org: str
    goals: tuple[Goal, ...] | None = None
    baseline: Goal | None = None


class _InForce(NamedTuple):
    """The decisions in force on a day."""

    due: date
    goals: tuple[tuple[date, tuple[Goal, ...]], ...]
    baseline: Goal | None
    stretch: Goal | None
    withdrawn: bool
    revised: bool
    extended: bool


def _decisions(plan: Plan, target: Target, day: date, known_at: date | None) -> _InForce:
    """Replay the revisions: each counts if it was decided by the day, and by the due date then in force."""
    due = plan.due_of(target)
    baseline = target.baseline.value if target.baseline else None
    stretch = target.stretch
    if not target.revisions:
        return _InForce(due, ((date.min, target.goals),), baseline, stretch, False, False, False)
    goals = [(date.min, target.goals)]
    withdrawn = revised = extended = False
    horizon = day if known_at is None else min(day, known_at)
    for revision in sorted(target.revisions, key=lambda r: r.decided_on):
        if revision.decided_on > horizon:
            break
        if revision.decided_on > due:
            revised = True
            continue
        value = revision.value
        if revision.withdraw:
            withdrawn = True
        elif isinstance(value, date):
            extended = extended or value > due
            revised = revised or value < due
            due = value
        else:
            revised = True
            if revision.field == "baseline" and isinstance(value, Goal):
                baseline = value
            elif revision.field == "stretch" and isinstance(value, Goal):
                stretch = value
            elif isinstance(value, Goal):
                goals.append((revision.decided_on, (value,)))
            elif isinstance(value, tuple):
                goals.append((revision.decided_on, value))
            elif isinstance(value, str):
                goals.append((revision.decided_on, (Goal(Decimal(target.grades.index(value))),)))
    return _InForce(due, tuple(goals), baseline, stretch, withdrawn, revised, extended)


def terms(plan: Plan, target: Target, day: date, known_at: date | None = None, share: Share | None = None) -> Terms:
    """What `target` promises on `day`; with `share`, what it asks of that unit."""
    force = _decisions(plan, target, day, known_at)
    comparator, measure, unit = target.comparator, target.kind, target.goal_unit
    own = _baseline(target, force, share)
    raw_baseline = None if own is None else own.value
    baseline = exact(raw_baseline) if raw_baseline is not None else None
    goals = force.goals if share is None or share.goals is None else ((date.min, share.goals),)
    goals_on = tuple([(on, _bounds(target, comparator, given, raw_baseline, unit)) for on, given in goals])
    bounds = goals_on[-1][1]
    base: Exact | None = baseline if measure is Measure.LEVEL else 0
    aim = _aim(bounds, base)
    cap = measure is Measure.COUNT and comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    throughout = cap or target.attain == "throughout"
    start = plan.start_of(target)
    curve = _curve(target, measure, comparator, bounds, baseline, throughout)
    schedule, value_schedule = schedules(plan, target, curve, start, force.due, base, aim, unit)
    return Terms(
        target=target,
        measure=measure,
        comparator=comparator,
        unit=unit,
        start=start,
        due=force.due,
        original_due=plan.due_of(target),
        withdrawn=force.withdrawn,
        revised=force.revised,
        extended=force.extended,
        baseline=baseline,
        bounds=bounds,
        base=base,
        aim=aim,
        cap=cap,
        throughout=throughout,
        curve=curve,
        schedule=schedule,
        value_schedule=value_schedule,
        goals_on=goals_on,
        stretch=None if force.stretch is None else _amount(force.stretch, raw_baseline),
        day=day,
    )


def _baseline(target: Target, force: _InForce, share: Share | None) -> Goal | None:
    if share is None:
        return force.baseline
    return share.baseline or (force.baseline if target.for_each else None)


def _amount(goal: Goal, baseline: Decimal | None) -> Exact | None:
    """The number of a goal, in the target's unit as all numbers of a plan."""
    value = goal.against(baseline)
    return None if value is None else exact(value)


def _bounds(
    target: Target, comparator: Comparator, goals: tuple[Goal, ...], baseline: Decimal | None, unit: str
) -> Bounds | None:
    """The satisfying values; None where a relative goal has no baseline."""
    if comparator is Comparator.DONE:
        return Bounds(sum(exact(step.weight) for step in target.steps) or 1, None)
    if comparator is Comparator.GRADE_AT_LEAST:
        revised = int(goals[0].value) if goals else None
        return Bounds(target.grades.index(target.grade_at_least or "") if revised is None else revised, None)
    if comparator is Comparator.EACH and target.each is not None:
        needed = exact(target.each.share) * target.each.count
        return Bounds(-((-needed) // 100), None)
    values = [_amount(goal, baseline) for goal in goals]
    first = values[0]
    if first is None or None in values:
        return None
    match comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return Bounds(first, None, comparator is Comparator.MORE_THAN)
        case Comparator.AT_MOST | Comparator.LESS_THAN:
            return Bounds(None, first, comparator is Comparator.LESS_THAN)
        case Comparator.BETWEEN:
            return Bounds(first, values[1])
        case _:
            width = _tolerance(target, first, unit)
            return Bounds(first - width, first + width)


def _tolerance(target: Target, goal: Exact, unit: str) -> Exact:
    if target.tolerance is None:
        return 0
    if target.tolerance.unit == "%" and unit != "%":
        return size(goal) * exact(target.tolerance.value) / Fraction(100)
    return exact(target.tolerance.value)


def _aim(bounds: Bounds | None, base: Exact | None) -> Exact | None:
    """T of the progress formula: the goal, of two bounds the one nearer to the baseline."""
    if bounds is None:
        return None
    lo, hi = bounds.lo, bounds.hi
    if lo is not None and hi is not None:
        return hi if base is not None and base > hi else lo
    return lo if lo is not None else hi


def satisfies(value: Exact, bounds: Bounds) -> bool:
    """Whether a number satisfies the goal."""
    lo, hi, strict = bounds
    if strict:
        return (lo is None or value > lo) and (hi is None or value < hi)
    return (lo is None or value >= lo) and (hi is None or value <= hi)


def _curve(
    target: Target,
    measure: Measure,
    comparator: Comparator,
    bounds: Bounds | None,
    baseline: Exact | None,
    throughout: bool,
) -> CurveKind:
    """The curve declared, else the default of SPEC §4; holds, caps and throughout are flat whatever is declared."""
    if throughout:
        return "flat"
    if measure is Measure.LEVEL and bounds is not None and _holds(comparator, bounds, baseline):
        return "flat"
    if measure is Measure.GRADED:
        return "none"
    if measure is Measure.MILESTONE:
        return "points" if target.steps else "none"
    if target.curve is not None:
        return target.curve.kind
    if measure is Measure.COUNT or baseline is not None:
        return "linear"
    return "none"


def _holds(comparator: Comparator, bounds: Bounds, baseline: Exact | None) -> bool:
    """A level that is already there, or a band with nowhere to start from: nothing to do but keep it."""
    if baseline is None:
        return comparator in (Comparator.BETWEEN, Comparator.EQUALS)
    return satisfies(baseline, bounds)
