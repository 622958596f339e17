"""What was found of a target, written as an assessment: every figure of SPEC §5, the reasons, the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from tracker.calendar import ONE_DAY, WorkCalendar, months
from tracker.model.assessment import Assessment, Decision, Exact, Flag, Forecast, Status, Timeline
from tracker.model.numerals import ratio_factor
from tracker.model.plan import Comparator, Measure, Plan, Thresholds
from tracker.rules import sentences
from tracker.rules.curves import exact
from tracker.rules.flags import can_be_overdue, known_to_be_met
from tracker.rules.fold import Series
from tracker.rules.measures import Figures, Inputs
from tracker.rules.operators import NULL, Scalar, given, plain, quotient
from tracker.rules.sieve import Seen
from tracker.rules.status import Facts, Rule
from tracker.rules.tally import Tally
from tracker.rules.terms import Terms
from tracker.values import NamedTuple


class Scope(NamedTuple):
    """What is judged: a target of a plan, or one org's share of it, with its replayed rows."""

    plan: Plan
    terms: Terms
    seen: Seen
    series: Series
    rows: Timeline
    scope: Literal["plan", "org"]
    org: str
    policy: Thresholds
    calendar: WorkCalendar
    lang: str


class Judged(NamedTuple):
    """What was found of a target: its rows folded, E, its figures, the rule that fired, the flags, where it leads."""

    folded: Tally
    expected: Fraction | None
    numbers: Inputs
    figures: Figures
    undetermined: str
    facts: Facts
    rule: Rule
    flags: tuple[Flag, ...]
    outlook: tuple[Forecast, str]


def assessment(scope: Scope, judged: Judged) -> Assessment:
    """All but the reasons and the sentence, which need the figures."""
    folded, expected, numbers, found, undetermined, facts, rule, raised, outlook = judged
    terms, target, at = scope.terms, scope.terms.target, scope.terms.day
    point = folded.point
    value = point.value if point else None
    status, met = rule.status, known_to_be_met(rule.status)
    margin = given(found.margin) if terms.numeric or target.steps or terms.measure is Measure.GRADED else None
    if margin is not None and numbers.factor > 1:
        margin = plain(Fraction(margin, numbers.factor))
    progress, expected = progress_of(found), expected_of(terms, found, expected)
    counted = terms.numeric and value is not None
    positive = (terms.measure is Measure.COUNT or target.stock) and terms.aim is not None and terms.aim > 0
    overdue = (at - terms.due).days if Flag.OVERDUE in raised else None
    working = scope.calendar.workdays_after(terms.due, at) if overdue is not None else (None, False)
    original = at > terms.original_due and can_be_overdue(terms, status)
    return Assessment(
        plan=scope.plan.id,
        target=target.id,
        text=target.text,
        at=at,
        org=scope.org,
        scope=scope.scope,
        measure=terms.measure,
        comparator=terms.comparator,
        goal=_goal(terms),
        unit=terms.unit,
        baseline=terms.baseline,
        actual=actual_of(terms, folded),
        numerator=point.numerator if point else None,
        denominator=point.denominator if point else None,
        margin=margin,
        shortfall=None if margin is None else -margin if found.margin < 0 else 0,
        shortfall_members=_members_short(terms, folded),
        progress=progress,
        expected=expected,
        schedule_gap=None if progress is None or expected is None else Fraction(100 * found.shift, found.span),
        deviation=given(Scalar.div(found.margin, found.yardstick)),
        lag_days=_lag(terms, progress),
        rate=_rate(terms, value) if counted else None,
        need_rate=_need(terms, value) if counted and progress is not None else None,
        completion=quotient(value, terms.aim) if counted and positive and terms.aim and value is not None else None,
        status=status,
        flags=raised,
        start=terms.start,
        due=terms.due,
        original_due=terms.original_due,
        overdue_days=overdue,
        overdue_days_original=(at - terms.original_due).days if original else None,
        overdue_working_days=working[0],
        working_days_estimated=working[1],
        date_met=folded.date_met if met else None,
        forecast=outlook[0],
        rule=rule.name,
        policy=scope.policy.name,
        sentence="",
        reasons={},
        curve=terms.curve,
        stretch=terms.stretch,
        lead=target.lead or "",
        support=target.support,
        theme=target.theme or "",
        weight=exact(target.weight),
        binding=target.binding,
        measurable=_measurable(terms, undetermined),
        on_schedule=_on_schedule(status, facts, found),
        bound=point.bound if point else "exact",
        as_of=point.day if point else None,
        rows=scope.rows,
        revisions=_revisions(terms),
        expected_value=terms.expected_value(at),
        for_each=target.for_each is not None,
    )


def completed(scope: Scope, assessment: Assessment, reasons: Mapping[str, str]) -> Assessment:
    """The assessment with its reasons, and then its sentence, written into it before anyone else holds it."""
    object.__setattr__(assessment, "reasons", reasons)
    object.__setattr__(assessment, "sentence", sentences.sentence(assessment, scope.lang))
    return assessment


def _goal(terms: Terms) -> Any:
    """The goal as people name it: a number, a pair, a date, or a grade."""
    if terms.comparator is Comparator.DONE:
        return terms.due
    bounds = terms.bounds
    if terms.comparator is Comparator.GRADE_AT_LEAST and bounds is not None and bounds.lo is not None:
        return terms.target.grades[int(bounds.lo)]
    if bounds is None:
        return None
    if bounds.lo is not None and bounds.hi is not None:
        return bounds.lo if bounds.lo == bounds.hi else (bounds.lo, bounds.hi)
    return bounds.lo if bounds.lo is not None else bounds.hi


def progress_of(found: Figures) -> Fraction | None:
    """P as a fraction of 1."""
    return None if found.gone is NULL else Fraction(found.gone, found.way)


def expected_of(terms: Terms, found: Figures, expected: Fraction | None) -> Fraction | None:
    """E as a fraction of 1; past the far bound nothing is expected (SPEC §2)."""
    return None if found.past_far and not terms.flat else expected


def actual_of(terms: Terms, folded: Tally) -> Exact | date | str | None:
    """The value of the day: a number, the day of a milestone, or a grade; None if nothing says."""
    point = folded.point
    if point is None or point.value is None:
        return None
    if terms.measure is Measure.GRADED:
        return terms.target.grades[int(point.value)]
    if terms.measure is Measure.MILESTONE and not terms.target.steps:
        return point.day
    return point.value


def _members_short(terms: Terms, folded: Tally) -> int | None:
    """How many members more would meet the goal, where their number is known (SPEC §5)."""
    point, bounds = folded.point, terms.bounds
    if point is None or point.value is None or bounds is None or bounds.lo is None:
        return None
    if terms.target.each is not None:
        return max(0, int(bounds.lo - point.value))
    if terms.comparator is not Comparator.AT_LEAST or point.numerator is None or point.denominator is None:
        return None
    factor = ratio_factor(terms.unit)
    return max(0, -((point.numerator * factor - bounds.lo * point.denominator) // factor))


def _lag(terms: Terms, progress: Fraction | None) -> int | None:
    if progress is None or terms.day < terms.start:
        return None
    day = terms.day_expecting(progress)
    return None if day is None else (terms.day - day).days


def _rate(terms: Terms, value: Exact | None) -> Fraction | None:
    if value is None or terms.base is None or terms.day < terms.start:
        return None
    return quotient(value - terms.base, months(terms.start, terms.day))


def _need(terms: Terms, value: Exact | None) -> Fraction | None:
    """What is needed per month from the day after on; None if no time or nothing is left."""
    if value is None or terms.aim is None or terms.base is None or terms.day >= terms.due:
        return None
    left = terms.aim - value
    if left == 0 or (left > 0) != (terms.aim > terms.base):
        return None
    return quotient(left, months(terms.day + ONE_DAY, terms.due))


def _measurable(terms: Terms, undetermined: str) -> bool:
    """Whether the promise can be measured at all: a number, or a milestone with a date of its own."""
    if undetermined == "no_baseline" or terms.measure is Measure.GRADED:
        return False
    if terms.measure is Measure.MILESTONE:
        return bool(terms.target.due or terms.target.steps)
    return True


def _on_schedule(status: Status, facts: Facts, found: Figures) -> bool | None:
    """Whether a target keeps to its schedule: met, or P ≥ E, or flat and satisfied; None where none can be said."""
    match status:
        case Status.ACHIEVED | Status.ACHIEVED_LATE:
            return True
        case Status.MISSED:
            return False
        case Status.FAR_BEHIND | Status.BEHIND | Status.AHEAD | Status.ON_TRACK:
            return bool(found.shift >= 0) if facts.rising else facts.satisfied
        case _:
            return None


def _revisions(terms: Terms) -> tuple[Decision, ...]:
    """The decisions on a target up to the day judged, in order."""
    if not terms.target.revisions:
        return ()
    decided = sorted(terms.target.revisions, key=lambda r: r.decided_on)
    return tuple(
        Decision(
            revision.decided_on,
            "withdraw" if revision.withdraw else revision.field or "",
            "" if revision.withdraw else str(revision.to),
            revision.reason or "",
            revision.decided_on <= terms.due,
        )
        for revision in decided
        if revision.decided_on <= terms.day
    )
