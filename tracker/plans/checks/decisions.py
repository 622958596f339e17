"""Revisions: each names what it changes, and the new value is read as that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.model.clauses import Revision
from tracker.model.days import read_last_day
from tracker.model.goals import Goal, parse_goal
from tracker.model.plan import NUMERIC, Comparator, Target
from tracker.model.scalars import Refused, gather
from tracker.plans.checks.case import Case
from tracker.plans.checks.goals import goal_fits, plain_number
from tracker.plans.explain import refused
from tracker.plans.keys import nearest
from tracker.plans.places import Finding, Path, found


def decisions(case: Case) -> Iterator[Finding]:
    """Every revision says one thing, and no two of a day contradict each other."""
    seen: dict[tuple[date, str], int] = {}
    for index, revision in enumerate(case.target.revisions):
        path: Path = (*case.path, "revisions", index)
        if revision.withdraw:
            if revision.field is not None or revision.to is not None:
                yield found((*path, "field" if revision.field is not None else "to"), "T200", on_key=True)
            continue
        if revision.field is None or revision.to is None:
            both = revision.field is None and revision.to is None
            yield found(path, "T201" if both else "T202", missing="field" if revision.field is None else "to")
            continue
        subject = "goal" if revision.field == case.comparator.value else revision.field
        if seen.setdefault((revision.decided_on, subject), index) != index:
            yield found((*path, "field"), "T207", found=revision.field, day=revision.decided_on)
        yield from _changed(case, revision, subject, path)


def revisable(target: Target) -> tuple[str, ...]:
    """What a decision may change of a target."""
    comparator = target.comparator
    if comparator is Comparator.GRADE_AT_LEAST:
        return ("due", "goal", str(comparator.value))
    return ("due", "goal", "baseline", "stretch", str(comparator.value)) if comparator in NUMERIC else ("due",)


def _changed(case: Case, revision: Revision, subject: str, path: Path) -> Iterator[Finding]:
    field = str(revision.field)
    allowed = revisable(case.target)
    if subject not in allowed:
        other = field in {str(comparator.value) for comparator in Comparator}
        if other and len(allowed) > 1:
            yield found((*path, "field"), "T204", found=field, wanted=case.promise)
        else:
            like = nearest(field, allowed)
            yield found((*path, "field"), "T203", found=field, suggestion=like, allowed="、".join(allowed))
        return
    to: Path = (*path, "to")
    try:
        if subject == "due":
            day = read_last_day(revision.to)
            yield from _due_moved(case, revision, day, to)
            revision._value = day
        elif case.comparator is Comparator.GRADE_AT_LEAST:
            yield from _grade(case, revision, to)
        elif subject == "goal" and case.comparator is Comparator.BETWEEN:
            yield from _bounds(case, revision, to)
        else:
            yield from _goal(case, revision, subject, to)
    except Refused as error:
        yield from refused(to, error.code, error.context)


def _due_moved(case: Case, revision: Revision, day: date, path: Path) -> Iterator[Finding]:
    if day < case.start:
        yield found(path, "T205", found=day, start=case.start)
    elif day < revision.decided_on:
        yield found(path, "T206", found=day, decided_on=revision.decided_on)


def _grade(case: Case, revision: Revision, path: Path) -> Iterator[Finding]:
    grade = str(revision.to).strip()
    if grade not in case.target.grades:
        like = nearest(grade, case.target.grades)
        yield found(path, "T174", found=grade, suggestion=like, allowed="、".join(case.target.grades))
        return
    revision._value = grade


def _goal(case: Case, revision: Revision, subject: str, path: Path) -> Iterator[Finding]:
    goal = parse_goal(revision.to)
    yield from (plain_number if subject == "baseline" else goal_fits)(case, goal, path)
    revision._value = _own_unit(case, goal)


def _bounds(case: Case, revision: Revision, path: Path) -> Iterator[Finding]:
    if not isinstance(revision.to, (list, tuple)) or len(revision.to) != 2:
        yield Finding(path, "T151", {})
        return
    low, high = gather(enumerate(revision.to), parse_goal)
    for index, goal in enumerate((low, high)):
        yield from goal_fits(case, goal, (*path, index))
    least, most = case.amount(low), case.amount(high)
    if least is not None and most is not None and least > most:
        yield Finding(path, "T148", {"low": str(low), "high": str(high)})
    revision._value = (_own_unit(case, low), _own_unit(case, high))


def _own_unit(case: Case, goal: Goal) -> Goal:
    if goal.relative is not None or not goal.unit or goal.unit == case.unit:
        return goal
    amount = case.amount(goal)
    return goal if amount is None else replace(goal, value=amount, unit=case.unit)
