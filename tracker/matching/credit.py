"""Credited matches as achievements: rows like any other, with the quoted words as their source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from tracker.matching.decisions import grade_said
from tracker.matching.units import counts_alike
from tracker.model.achievement import Achievement, Mode
from tracker.model.match import Decision, Match, Matches
from tracker.model.numerals import unit_scale
from tracker.model.plan import Measure, Plan, Target
from tracker.model.statement import Kind, Statement
from tracker.problems import Source


def achievements(
    matches: Matches, plans: Iterable[Plan], *, as_of: date, source: Callable[[Statement], Source]
) -> list[Achievement]:
    """The rows of what was credited, in reading order; what is said twice is one row.

    Args:
        matches: as `match` gives them.
        plans: the plans that they name.
        as_of: the day that is judged: no row speaks of a later one.
        source: where a statement stands, with the words quoted.
    """
    by_id = {plan.id: plan for plan in plans}
    rows: dict[tuple[object, ...], Achievement] = {}
    for match in matches.matches:
        if match.decision is Decision.CREDITED:
            row = _row(match, by_id[match.plan], as_of, source(match.statement))
            rows.setdefault((row.plan, row.target, row.org, row.as_of, row.value, row.unit, row.mode, row.step), row)
    return list(rows.values())


def _row(match: Match, plan: Plan, as_of: date, source: Source) -> Achievement:
    statement, target = match.statement, plan[match.target]
    day = as_of if statement.period is None else min(statement.period.end, as_of)
    event = statement.kind is Kind.EVENT
    step = next((step.name for step in target.steps if step.name in statement.clause), "") if event else ""
    return Achievement(
        plan=plan.id,
        target=target.id,
        org=statement.org if target.for_each or statement.org in target.allocation else "",
        as_of=day,
        mode=_mode(statement, plan, target),
        value=statement.value,
        done_on=day if event and target.kind is Measure.MILESTONE else None,
        step=step,
        grade=grade_said(target, statement) if target.kind is Measure.GRADED else "",
        unit="" if event else in_unit_of(target, statement.unit),
        bound=statement.bound,
        text=statement.sentence,
        reported_on=day,
        source=source,
    )


def _mode(statement: Statement, plan: Plan, target: Target) -> Mode:
    """As said; a count of a time that began after the target did adds to what was before."""
    if statement.mode or target.kind is not Measure.COUNT or statement.period is None:
        return statement.mode
    return "increment" if statement.period.start > plan.start_of(target) else ""


def in_unit_of(target: Target, told: str) -> str:
    """The unit told; where the target's own is another word for it (家 for 个), the target's, in the scale told."""
    if not told:
        return target.goal_unit
    said, wanted = (unit_scale(unit)[1] for unit in (told, target.goal_unit))
    return told.removesuffix(said) + wanted if wanted and counts_alike(said, wanted) else told
