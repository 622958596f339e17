"""From plans and rows to assessments: a pure function of (plans, rows, day, known_at, policy)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.calendar import WorkCalendar
from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Glance, Judgement, Verdicts, in_order
from tracker.model.plan import Plan, Thresholds
from tracker.problems import in_reading_order
from tracker.rules.binding import bind
from tracker.rules.planday import PlanDay
from tracker.rules.policy import DEFAULT, policy_of
from tracker.rules.shares import NO_SHARES, Shares
from tracker.rules.totals import totals


def assess(
    plans: Sequence[Plan],
    rows: Iterable[Achievement],
    *,
    as_of: date,
    known_at: date | None = None,
    policy: Thresholds | None = None,
    calendar: WorkCalendar | None = None,
    lang: str = "zh",
    shares: Shares = NO_SHARES,
) -> Verdicts:
    """Judge every target of `plans` on the day `as_of`.

    Args:
        plans: checked plans, as `tracker.plans` gives them.
        rows: every achievement known; those after `as_of`, or reported after `known_at`, are invisible.
        policy: overrides the plans' own; a plan without one is judged by `yinchuan`.
        calendar: working days; by default those published for mainland China.
        lang: of the sentences.
        shares: the units and numbers of a goals table, as `share_out` gives them.

    Returns:
        One assessment per target, each followed by those of its allocation, or of a target for each unit one per
        unit; and what became of every row.
    """
    rows = tuple(rows)
    bound = bind(plans, rows, as_of, known_at, shares)
    held = {plan.id: policy or policy_of(plan) for plan in plans}
    names = {thresholds.name for thresholds in held.values()}
    days = [
        PlanDay(plan, bound.said[plan.id], shares, as_of, known_at, held[plan.id], calendar or WorkCalendar(), lang)
        for plan in plans
    ]
    assessments = [assessment for day in days for assessment in day.assessments()]
    return Verdicts(
        as_of=as_of,
        known_at=known_at,
        policy="、".join(sorted(names)) or DEFAULT,
        assessments=tuple(assessments),
        totals=totals(assessments),
        rows=len(rows),
        listed=_listed(assessments, (*bound.unmatched, *bound.refused)),
        problems=tuple(in_reading_order(bound.problems)),
    )


def glances(
    plans: Sequence[Plan],
    rows: Iterable[Achievement],
    *,
    as_of: date,
    known_at: date | None = None,
    policy: Thresholds | None = None,
    shares: Shares = NO_SHARES,
) -> list[Glance]:
    """The statuses and progress that `assess` would give on a day, in its order, without all that explains them.

    For charts over many days: it costs about half as much.
    """
    bound = bind(plans, tuple(rows), as_of, known_at, shares)
    return [
        glance
        for plan in plans
        for glance in PlanDay(
            plan, bound.said[plan.id], shares, as_of, known_at, policy or policy_of(plan), WorkCalendar(), "zh"
        ).glances()
    ]


def _listed(assessments: Sequence[Assessment], aside: Iterable[tuple[Achievement, str]]) -> tuple[Judgement, ...]:
    """The rows that no assessment counts, each once, with the reason."""
    timelines = [assessment.timeline for assessment in assessments]
    left: dict[int, Judgement] = {}
    for judged in [judged for timeline in timelines for judged in timeline.listed]:
        left.setdefault(id(judged.row), judged)
    if left:
        for row in [row for timeline in timelines for row in timeline.counted]:
            left.pop(id(row), None)
    return in_order([*left.values(), *(Judgement(row, False, reason) for row, reason in aside)])
