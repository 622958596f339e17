"""What must hold between the values of a plan: every check, in the order in which a reader meets its subject.

A check is a function of one target; the keys beside it say when there is anything to check. What concerns
several targets at once stands in `relations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tracker.plans.checks.case import Case, case
from tracker.plans.checks.decisions import decisions
from tracker.plans.checks.goals import (
    baseline_is_a_number,
    bounds_in_order,
    goals_fit,
    inner_goal,
    stretch_fits,
    tolerance_fits,
    which_comparator,
)
from tracker.plans.checks.measures import (
    attain_fits,
    done_is_true,
    grades_hold_the_goal,
    measure_fits,
    only_for_numbers,
    stock_fits,
)
from tracker.plans.checks.relations import relations
from tracker.plans.checks.rollups import allocation_fits, for_each_alone, rollup_fits, weights_fit
from tracker.plans.checks.schedules import curve_fits, days_in_order, spans_in_order, steps_in_time
from tracker.plans.partial import COMPARATOR_KEYS, DECISIVE, Partial
from tracker.plans.places import Finding, Path

__all__ = ["check"]


class Check(NamedTuple):
    """A check, and the keys one of which must be written for it to have a subject."""

    keys: frozenset[str]
    findings: Callable[[Case], Iterable[Finding]]


def _check(findings: Callable[[Case], Iterable[Finding]], *keys: str) -> Check:
    return Check(frozenset(keys), findings)


NUMERIC_KEYS = COMPARATOR_KEYS[:6]
ALWAYS = (
    _check(days_in_order, "start", "due"),
    _check(done_is_true, "done"),
    _check(spans_in_order, "source"),
)
"""What can be said even of a target whose promise is not known."""
WHEN_SOUND = (
    _check(goals_fit, *NUMERIC_KEYS),
    _check(bounds_in_order, "between"),
    _check(inner_goal, "each"),
    _check(measure_fits, "measure", "steps"),
    _check(stock_fits, "stock"),
    _check(only_for_numbers, "baseline", "stretch", "tolerance"),
    _check(tolerance_fits, "tolerance"),
    _check(baseline_is_a_number, "baseline"),
    _check(stretch_fits, "stretch"),
    _check(attain_fits, "attain"),
    _check(grades_hold_the_goal, "grades", "grade_at_least"),
    _check(steps_in_time, "steps"),
    _check(curve_fits, "curve"),
    _check(allocation_fits, "allocation"),
    _check(weights_fit, "weights"),
    _check(rollup_fits, "rollup", "parts"),
    _check(for_each_alone, "for_each"),
    _check(decisions, "revisions"),
)
EVERY = (*ALWAYS, *WHEN_SOUND)


def check(partial: Partial, meant: Mapping[Path, set[str]]) -> Iterator[Finding]:
    """Everything that does not fit together in a plan.

    Args:
        partial: the plan as far as it could be read.
        meant: by the path of a mapping, the keys that its unknown names were probably meant to be.
    """
    plan = partial.plan
    for target, written, index in zip(plan.targets, partial.written, partial.indices, strict=True):
        path = ("targets", index)
        guessed = meant.get(path, ())
        unclear = which_comparator(written, guessed, partial.empty, path)
        yield from unclear
        if unclear or not DECISIVE.isdisjoint(guessed):
            partial.unsound.add(index)
        subjects = _with_subject(tuple(written), index not in partial.unsound)
        if subjects:
            subject = case(plan, target, written, index)
            for findings in subjects:
                yield from findings(subject)
    yield from relations(partial)


@lru_cache(maxsize=1024)
def _with_subject(keys: tuple[str, ...], sound: bool) -> tuple[Callable[[Case], Iterable[Finding]], ...]:
    """The checks that these keys call for; the targets of a plan are written with few different sets of keys."""
    return tuple(each.findings for each in (EVERY if sound else ALWAYS) if not each.keys.isdisjoint(keys))
