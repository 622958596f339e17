"""One target on one day: the figures, the rule that fires, the flags, and the reason of everything left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tracker.model.assessment import Assessment, Flag, Forecast, Glance
from tracker.rules.flags import conditions, flags, known_to_be_met
from tracker.rules.forecast import forecast
from tracker.rules.measures import Figures, Inputs, figures, inputs, screens
from tracker.rules.reasons import explain
from tracker.rules.standing import Standing, standing, undetermined
from tracker.rules.status import Facts, Rule, decide, facts
from tracker.rules.tally import Tally, tally
from tracker.rules.written import Judged, Scope, actual_of, assessment, completed, expected_of, progress_of
from tracker.values import NamedTuple


def judge(scopes: Sequence[Scope]) -> list[Assessment]:
    """The assessments of targets, each on the day of its terms (SPEC §5, §6).

    A step is taken for all of them before the next one: a processor is quickest at what it has just done.
    """
    folded, expected, numbers, found, stands, unsaid, known, rules = _decided(scopes)
    raised = list(map(_flags, scopes, stands, found, known, rules))
    outlooks = list(map(_outlook, scopes, folded, rules))
    judged = list(map(Judged, folded, expected, numbers, found, unsaid, known, rules, raised, outlooks))
    assessments = list(map(assessment, scopes, judged))
    reasons = list(map(_reasons, scopes, judged, assessments))
    return list(map(completed, scopes, assessments, reasons))


class _Decided(NamedTuple):
    """What decides the statuses of targets, a step for all of them before the next."""

    folded: list[Tally]
    expected: list[Fraction | None]
    numbers: list[Inputs]
    found: list[Figures]
    standing: list[Standing]
    undetermined: list[str]
    facts: list[Facts]
    rules: list[Rule]


def _decided(scopes: Sequence[Scope]) -> _Decided:
    folded = list(map(_folded, scopes))
    expected = [scope.terms.expected(scope.terms.day) for scope in scopes]
    numbers = list(map(_numbers, scopes, folded, expected))
    found = list(map(figures, numbers))
    stands = [standing(scope.terms, each) for scope, each in zip(scopes, folded, strict=True)]
    unsaid = list(map(undetermined, stands))
    screened = [screens(each, scope.policy) for scope, each in zip(scopes, found, strict=True)]
    known = list(map(facts, stands, found, screened, map(bool, unsaid)))
    return _Decided(folded, expected, numbers, found, stands, unsaid, known, list(map(decide, known)))


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


def _flags(scope: Scope, stands: Standing, found: Figures, known: Facts, rule: Rule) -> tuple[Flag, ...]:
    return flags(conditions(stands, found, known, rule.status, scope.policy))


def _outlook(scope: Scope, folded: Tally, rule: Rule) -> tuple[Forecast, str]:
    return forecast(scope.terms, folded, met=known_to_be_met(rule.status))


def _reasons(scope: Scope, judged: Judged, assessment: Assessment) -> Mapping[str, str]:
    return explain(assessment, scope.terms, judged.folded, judged.undetermined, judged.outlook[1])
