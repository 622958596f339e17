"""Why a figure is missing: every None of an assessment carries a reason code (SPEC §1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter

from tracker.model.assessment import Assessment, Flag, Status
from tracker.model.plan import Comparator, Measure
from tracker.rules.tally import Tally
from tracker.rules.terms import Terms

CODES = (
    "conflict", "flat", "goal_is_baseline", "met", "no_baseline", "no_curve", "no_data", "no_members", "no_number",
    "no_time", "no_value", "no_value_at_due", "not_additive", "not_due", "not_met", "not_numeric",
    "not_overdue", "not_ratio", "not_rising", "nothing_left", "not_started", "not_positive", "one_point", "partial",
    "past_far_bound", "too_early", "unconfirmed", "unproven", "zero_goal", "none_given",
)  # fmt: skip
"""Every reason code that an assessment may carry."""


def explain(a: Assessment, terms: Terms, folded: Tally, undetermined: str, outlook: str) -> Mapping[str, str]:
    """The reason code of every field that is None; of the status too where it is undetermined."""
    values = zip(_REASONS.items(), _EXPLAINED(a), strict=True)
    reasons = {name: reason(a, terms, folded) for (name, reason), value in values if value is None}
    if a.forecast.verdict is None:
        reasons["forecast"] = outlook
    if a.status is Status.UNDETERMINED:
        reasons["status"] = undetermined
    return reasons


def _no_value(folded: Tally) -> str:
    """Why there is no value of the day."""
    if folded.point is not None:
        return "conflict"
    if folded.blocked:
        return folded.blocked
    if folded.unconfirmed:
        return "unconfirmed"
    return "no_number" if folded.visible else "no_data"


def _has_value(folded: Tally) -> bool:
    return folded.point is not None and folded.point.value is not None


def _margin(a: Assessment, terms: Terms, folded: Tally) -> str:
    if terms.measure is Measure.MILESTONE and not terms.target.steps:
        return "not_numeric"
    if terms.bounds is None:
        return "no_baseline"
    return _no_value(folded)


def _progress(a: Assessment, terms: Terms, folded: Tally) -> str:
    if not terms.numeric and not terms.target.steps:
        return "not_numeric"
    if terms.flat:
        return "flat"
    if terms.bounds is None or terms.base is None:
        return "no_baseline"
    if terms.aim == terms.base:
        return "goal_is_baseline"
    return "past_far_bound" if _has_value(folded) else _no_value(folded)


def _expected(a: Assessment, terms: Terms, folded: Tally) -> str:
    if terms.curve == "none":
        return "no_curve"
    return "no_baseline" if terms.value_schedule is not None else "past_far_bound"


def _gap(a: Assessment, terms: Terms, folded: Tally) -> str:
    return _progress(a, terms, folded) if a.progress is None else _expected(a, terms, folded)


def _deviation(a: Assessment, terms: Terms, folded: Tally) -> str:
    if not terms.numeric:
        return "not_numeric"
    if terms.bounds is None:
        return "no_baseline"
    return "zero_goal" if _has_value(folded) else _no_value(folded)


def _lag(a: Assessment, terms: Terms, folded: Tally) -> str:
    if a.progress is None:
        return _progress(a, terms, folded)
    return "not_started" if terms.day < terms.start else "not_rising"


def _rate(a: Assessment, terms: Terms, folded: Tally) -> str:
    if not terms.numeric:
        return "not_numeric"
    if terms.base is None:
        return "no_baseline"
    return "not_started" if _has_value(folded) else _no_value(folded)


def _need(a: Assessment, terms: Terms, folded: Tally) -> str:
    if a.progress is None:
        return _progress(a, terms, folded)
    if not terms.numeric:
        return "not_numeric"
    return "no_time" if terms.day >= terms.due else "nothing_left"


def _completion(a: Assessment, terms: Terms, folded: Tally) -> str:
    if terms.measure is not Measure.COUNT and not terms.target.stock:
        return "not_additive" if terms.numeric else "not_numeric"
    if terms.bounds is None:
        return "no_baseline"
    return "not_positive" if _has_value(folded) else _no_value(folded)


def _members(a: Assessment, terms: Terms, folded: Tally) -> str:
    if not _has_value(folded):
        return _no_value(folded)
    if terms.bounds is None:
        return "no_baseline"
    return "no_members" if terms.comparator in (Comparator.AT_LEAST, Comparator.EACH) else "not_ratio"


def _overdue(a: Assessment, terms: Terms, folded: Tally) -> str:
    return "not_overdue" if Flag.OVERDUE not in a.flags else "not_due"


_REASONS: Mapping[str, Callable[[Assessment, Terms, Tally], str]] = {
    "goal": lambda a, t, f: "no_baseline",
    "baseline": lambda a, t, f: "none_given",
    "actual": lambda a, t, f: _no_value(f),
    "numerator": lambda a, t, f: "not_ratio" if _has_value(f) else _no_value(f),
    "denominator": lambda a, t, f: "not_ratio" if _has_value(f) else _no_value(f),
    "margin": _margin,
    "shortfall": _margin,
    "shortfall_members": _members,
    "progress": _progress,
    "expected": _expected,
    "schedule_gap": _gap,
    "deviation": _deviation,
    "lag_days": _lag,
    "rate": _rate,
    "need_rate": _need,
    "completion": _completion,
    "overdue_days": _overdue,
    "overdue_days_original": _overdue,
    "overdue_working_days": _overdue,
    "date_met": lambda a, t, f: "not_met",
}
"""The fields of an assessment that may be None, each with why."""

_EXPLAINED = attrgetter(*_REASONS)
