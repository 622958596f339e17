"""Measures: what kind of value a target has, and which keys that kind can use."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model.plan import Comparator, Measure
from tracker.plans.checks.case import Case
from tracker.plans.keys import nearest
from tracker.plans.places import Finding, found

NUMBERS = (Measure.COUNT, Measure.LEVEL)
FITTING = {
    Comparator.DONE: (Measure.MILESTONE,),
    Comparator.GRADE_AT_LEAST: (Measure.GRADED,),
    Comparator.EACH: (Measure.COUNT,),
}


def measure_fits(case: Case) -> Iterator[Finding]:
    """A declared measure agrees with the comparator: what is done is a milestone, what is counted is not."""
    declared = case.target.measure
    fitting = FITTING.get(case.comparator, NUMBERS)
    if declared is not None and declared not in fitting:
        allowed = "、".join(str(measure.value) for measure in fitting)
        yield case.finding("measure", "T160", found=declared.value, comparator=case.promise, allowed=allowed)


def done_is_true(case: Case) -> Iterator[Finding]:
    """`done: false` promises nothing."""
    if case.target.done is False:
        yield case.finding("done", "T144")


def stock_fits(case: Case) -> Iterator[Finding]:
    """A stock is a number that stands at a day."""
    target = case.target
    if not target.stock:
        return
    if target.measure is Measure.COUNT:
        yield found((*case.path, "stock"), "T162", on_key=True, found="measure: count")
    elif not case.numeric or target.each is not None:
        yield found((*case.path, "stock"), "T162", on_key=True, found=case.promise)


def only_for_numbers(case: Case) -> Iterator[Finding]:
    """Baselines and stretch goals are numbers: milestones and grades have none."""
    if case.numeric:
        return
    for key in ("baseline", "stretch", "tolerance"):
        if key in case.written:
            yield found((*case.path, key), "T152", on_key=True, found=case.promise)


def attain_fits(case: Case) -> Iterator[Finding]:
    """Only a number can hold throughout."""
    if case.target.attain == "throughout" and not case.numeric:
        yield case.finding("attain", "T163", found=case.promise)


def grades_hold_the_goal(case: Case) -> Iterator[Finding]:
    """At least two grades, and the promised one among them."""
    target = case.target
    if target.grade_at_least is None:
        yield found((*case.path, "grades"), "T173", on_key=True)
    elif len(target.grades) < 2:
        yield case.finding("grades", "T175")
    elif target.grade_at_least not in target.grades:
        like = nearest(target.grade_at_least, target.grades)
        allowed = "、".join(target.grades)
        yield case.finding("grade_at_least", "T174", found=target.grade_at_least, suggestion=like, allowed=allowed)
