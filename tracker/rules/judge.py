"""One target on one day: the figures, the rule that fires, the flags, and the reason of everything left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tracker.model.assessment import Assessment, Flag, Forecast, Glance
from tracker.model.plan import Measure
from tracker.rules.flags import flags, known_to_be_met
from tracker.rules.forecast import forecast
from tracker.rules.measures import Figures, Inputs, figures, inputs, screens
from tracker.rules.operators import NULL
from tracker.rules.reasons import explain
from tracker.rules.status import Facts, Rule, decide
from tracker.rules.tally import Tally, tally
from tracker.rules.terms import satisfies
from tracker.rules.written import Judged, Scope, actual_of, assessment, completed, expected_of, progress_of


def judge(scopes: Sequence[Scope]) -> list[Assessment]:
    """The assessments of targets, each on the day of its terms (SPEC §5, §6).

    A step is taken for all of them before the next one: a processor is quickest at what it has just done.
    """
    folded, expected, numbers, found, undetermined, facts, rules = _decided(scopes)
    raised = list(map(_flags, scopes, folded, found, facts, rules))
    outlooks = list(map(_outlook, scopes, folded, rules))
    judged = list(map(Judged, folded, expected, numbers, found, undetermined, facts, rules, raised, outlooks))
    assessments = list(map(assessment, scopes, judged))
    reasons = list(map(_reasons, scopes, judged, assessments))
    return list(map(completed, scopes, assessments, reasons))


class _Decided(NamedTuple):
    """What decides the statuses of targets, a step for all of them before the next."""

    folded: list[Tally]
    expected: list[Fraction | None]
    numbers: list[Inputs]
    found: list[Figures]
    undetermined: list[str]
    facts: list[Facts]
    rules: list[Rule]


def _decided(scopes: Sequence[Scope]) -> _Decided:
    folded = list(map(_folded, scopes))
    expected = [scope.terms.expected(scope.terms.day) for scope in scopes]
    numbers = list(map(_numbers, scopes, folded, expected))
    found = list(map(figures, numbers))
    undetermined = list(map(_undetermined, scopes, folded))
    facts = list(map(_facts, scopes, folded, found, undetermined))
    return _Decided(folded, expected, numbers, found, undetermined, facts, list(map(decide, facts)))


def glance(scopes: Sequence[Scope]) -> list[Glance]:
    """The statuses of targets without all that explains them; they are those of `judge`."""
    decided = _decided(scopes)
    return list(map(_glance, scopes, decided.folded, decided.expected, decided.found, decided.rules))


def _glance(scope: Scope, folded: Tally, expected: Fraction | None, found: Figures, rule: Rule) -> Glance:
    terms = scope.terms
    return Glance(
        scope.plan.id,
        terms.target.id,
        scope.org,
        terms.day,
        rule.status,
        actual_of(terms, folded),
        progress_of(found),
        expected_of(terms, found, expected),
    )


def _folded(scope: Scope) -> Tally:
    reporting = scope.terms.target.report or scope.plan.report
    return tally(scope.terms, scope.seen, scope.series, stale=scope.policy.stale, reporting=reporting)


def _numbers(scope: Scope, folded: Tally, expected: Fraction | None) -> Inputs:
    return inputs(scope.terms, folded.point.value if folded.point else None, expected)


def _flags(scope: Scope, folded: Tally, found: Figures, facts: Facts, rule: Rule) -> tuple[Flag, ...]:
    return flags(scope.terms, folded, found, facts, rule.status, scope.policy)


def _outlook(scope: Scope, folded: Tally, rule: Rule) -> tuple[Forecast, str]:
    return forecast(scope.terms, folded, met=known_to_be_met(rule.status))


def _reasons(scope: Scope, judged: Judged, assessment: Assessment) -> Mapping[str, str]:
    return explain(assessment, scope.terms, judged.folded, judged.undetermined, judged.outlook[1])


def _undetermined(scope: Scope, folded: Tally) -> str:
    """The reason code for which nothing can be said; empty where something can."""
    terms = scope.terms
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


def _facts(scope: Scope, folded: Tally, found: Figures, undetermined: str) -> Facts:
    terms = scope.terms
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
    screen = screens(found, scope.policy)
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
