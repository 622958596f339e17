"""One target on one day: the figures, the rule that fires, the flags, and the reason of everything left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from tracker.calendar import ONE_DAY, WorkCalendar, months
from tracker.model.assessment import Assessment, Decision, Exact, Flag, Status, Timeline
from tracker.model.numerals import ratio_factor
from tracker.model.plan import Comparator, Measure, Plan, Thresholds
from tracker.rules import sentences
from tracker.rules.curves import exact
from tracker.rules.flags import can_be_overdue, flags, known_to_be_met
from tracker.rules.fold import Series
from tracker.rules.forecast import forecast
from tracker.rules.measures import Figures, figures, inputs, screens
from tracker.rules.operators import NULL, Scalar, given, plain, quotient
from tracker.rules.reasons import explain
from tracker.rules.sieve import Seen
from tracker.rules.status import Facts, Rule, decide
from tracker.rules.tally import Tally, tally
from tracker.rules.terms import Terms, satisfies


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


class _Judged(NamedTuple):
    """What was found of a target: its rows folded, its figures times `factor`, the rule that fired, the flags."""

    folded: Tally
    expected: Fraction | None
    figures: Figures
    factor: int
    facts: Facts
    rule: Rule
    flags: tuple[Flag, ...]
    undetermined: str


def judge(scope: Scope) -> Assessment:
    """The assessment of a target on the day of its terms (SPEC §5, §6)."""
    terms, policy = scope.terms, scope.policy
    reporting = terms.target.report or scope.plan.report
    folded = tally(terms, scope.seen, scope.series, stale=policy.stale, reporting=reporting)
    value = folded.point.value if folded.point else None
    expected = terms.expected(terms.day)
    numbers = inputs(terms, value, expected)
    found = figures(numbers)
    undetermined = _undetermined(terms, folded)
    facts = _facts(terms, folded, found, policy, undetermined)
    rule = decide(facts)
    raised = flags(terms, folded, found, facts, rule.status, policy)
    return _assessment(scope, _Judged(folded, expected, found, numbers.factor, facts, rule, raised, undetermined))


def _undetermined(terms: Terms, folded: Tally) -> str:
    """The reason code for which nothing can be said; empty where something can."""
    past_due = terms.day > terms.due
    late = folded.date_met is not None and folded.date_met > terms.due
    if terms.bounds is None:
        return "no_baseline"
    if folded.blocked == "not_additive":
        return "not_additive"
    if folded.contradicted and not late:
        return "conflict"
    if not folded.valued and folded.unconfirmed:
        return "unconfirmed"
    if past_due and folded.blocked and folded.valued:
        return folded.blocked
    if folded.outdated and not late:
        return "no_value_at_due"
    if past_due and folded.point is not None and folded.date_met is None and folded.proof is None:
        return "unproven"
    return ""


def _facts(terms: Terms, folded: Tally, found: Figures, policy: Thresholds, undetermined: str) -> Facts:
    due_reached = terms.day >= terms.due
    met = folded.date_met
    point = folded.point
    capped = terms.cap or (terms.measure is Measure.COUNT and not terms.throughout)
    satisfied = (
        point is not None
        and point.value is not None
        and terms.bounds is not None
        and satisfies(point.value, terms.bounds)
    )
    screen = screens(found, policy)
    return Facts(
        withdrawn=terms.withdrawn,
        final_breach=folded.breached and (capped or due_reached),
        undetermined=bool(undetermined),
        begun=terms.day >= terms.start,
        due_reached=due_reached,
        past_due=terms.day > terms.due,
        visible=folded.visible,
        valued=folded.valued,
        met_in_time=met is not None and met <= terms.due,
        met_late=met is not None and met > terms.due,
        flat=found.flat,
        satisfied=satisfied,
        breached=folded.breached,
        rising=found.shift is not NULL,
        below_red=screen.below_red,
        below_amber=screen.below_amber,
        from_ahead=screen.from_ahead,
        deep=screen.deep,
    )


def _assessment(scope: Scope, judged: _Judged) -> Assessment:
    folded, expected, found, factor, facts, rule, raised, undetermined = judged
    terms, target, at = scope.terms, scope.terms.target, scope.terms.day
    point = folded.point
    value = point.value if point else None
    status, met = rule.status, known_to_be_met(rule.status)
    margin = given(found.margin) if terms.numeric or target.steps or terms.measure is Measure.GRADED else None
    if margin is not None and factor > 1:
        margin = plain(Fraction(margin, factor))
    progress = None if found.gone is NULL else Fraction(found.gone, found.way)
    if found.past_far and not terms.flat:
        expected = None
    counted = terms.numeric and value is not None
    positive = (terms.measure is Measure.COUNT or target.stock) and terms.aim is not None and terms.aim > 0
    outlook, outlook_reason = forecast(terms, folded, met=met)
    overdue = (at - terms.due).days if Flag.OVERDUE in raised else None
    working = scope.calendar.workdays_after(terms.due, at) if overdue is not None else (None, False)
    original = at > terms.original_due and can_be_overdue(terms, status)
    assessment = Assessment(
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
        actual=_actual(terms, folded),
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
        forecast=outlook,
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
    )
    return _completed(assessment, explain(assessment, terms, folded, undetermined, outlook_reason), scope.lang)


def _completed(assessment: Assessment, reasons: Mapping[str, str], lang: str) -> Assessment:
    """The assessment with its reasons, and then its sentence, written into it before anyone else holds it."""
    object.__setattr__(assessment, "reasons", reasons)
    object.__setattr__(assessment, "sentence", sentences.sentence(assessment, lang))
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


def _actual(terms: Terms, folded: Tally) -> Exact | date | str | None:
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
