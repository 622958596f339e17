"""The plan linter: what is not wrong and yet worth mending, each with a code, one function a subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from tracker import nodes
from tracker.model.goals import Goal
from tracker.model.numerals import parse_number
from tracker.model.plan import Comparator, Measure, Plan, Target
from tracker.nodes import Document
from tracker.plans.checks.case import Case, case
from tracker.plans.checks.rollups import fitting_rollups
from tracker.plans.places import Finding, LineOf, found, problem
from tracker.problems import Problem, Source, in_reading_order

UPWARD = (Comparator.AT_LEAST, Comparator.MORE_THAN)
DOWNWARD = (Comparator.AT_MOST, Comparator.LESS_THAN)
HOPES = ("力争", "争取", "力求")


def advice(plan: Plan) -> list[Problem]:
    """All advice on a plan, in reading order; at its lines, if the plan was read from a file."""
    document = nodes.load(plan._text, plan.file) if plan._text else Document(plan.file, "")
    cases = [case(plan, target, {}, index) for index, target in enumerate(plan.targets)]
    findings = [finding for each in cases for check in OF_ONE for finding in check(each)]
    findings.extend(finding for check in OF_ALL for finding in check(plan, cases))
    problems = [problem(document, finding, advice=True) for finding in findings]
    if document.root is None:
        return [_placed(plan, finding, each) for finding, each in zip(findings, problems, strict=True)]
    return in_reading_order(problems)


def _placed(plan: Plan, finding: Finding, each: Problem) -> Problem:
    """Advice on a plan without a file stands at the target's id."""
    path = finding.path
    if len(path) > 1 and isinstance(path[1], int):
        place = Source(plan.file, cell=f"targets[{plan.targets[path[1]].id}]")
        return Problem(place, each.code, each.params, advice=True)
    return each


def _owner(case: Case) -> Iterator[Finding]:
    if case.target.lead is None:
        yield found((*case.path, "id"), "L101", found=case.target.id)


def _milestone_without_due(case: Case) -> Iterator[Finding]:
    target = case.target
    if case.measure is Measure.MILESTONE and target.due is None and not target.steps:
        yield found((*case.path, "id"), "L103", found=target.id, due=case.due)


def _level_without_base(case: Case) -> Iterator[Finding]:
    target = case.target
    if case.measure is not Measure.LEVEL or target.attain == "throughout":
        return
    flat = target.curve is not None and target.curve.kind == "flat"
    held = case.comparator in (Comparator.BETWEEN, Comparator.EQUALS)
    relative = any(goal.relative is not None for goal in case.goals)
    if target.baseline is None and not flat and not held and not relative:
        yield found((*case.path, "id"), "L104", found=target.id)
    if case.unit == "%" and target.of is None and not flat:
        yield found((*case.path, "id"), "L105", found=target.id)


def _shares(case: Case) -> Iterator[Finding]:
    target = case.target
    if not target.allocation:
        return
    absent = [org for org in case.plan.orgs if org not in target.allocation]
    if absent:
        yield found((*case.path, "allocation"), "L121", on_key=True, found="、".join(absent))
    rollup = target.rollup or fitting_rollups(case)[0]
    amounts = [case.amount(goal) for goal in target.allocation.values()]
    goal = case.amount(case.goals[0]) if len(case.goals) == 1 else None
    if rollup == "sum" and goal is not None and not absent and None not in amounts:
        total = sum((amount for amount in amounts if amount is not None), Decimal(0))
        if total != goal:
            params = {"sum": _shown(total), "goal": _shown(goal), "gap": _shown(abs(total - goal))}
            yield Finding((*case.path, "allocation"), "L106", params, True)


def _shown(value: Decimal) -> str:
    return format(value, "f")


def _hope(case: Case) -> Iterator[Finding]:
    target = case.target
    word = next((word for word in HOPES if word in target.text), "")
    if word and case.numeric and target.stretch is None and target.binding:
        yield found((*case.path, "text"), "L108", found=target.id, word=word)


def _relative(case: Case) -> Iterator[Finding]:
    for goal in case.goals:
        if goal.relative is None:
            continue
        key = str(case.comparator.value)
        if case.target.baseline is None:
            yield case.finding(key, "L109", found=str(goal))
        elif case.baseline == 0 and goal.relative != "points":
            yield case.finding(key, "L118", found=str(goal))


def _count_with_baseline(case: Case) -> Iterator[Finding]:
    target = case.target
    if target.baseline is None or case.measure is not Measure.COUNT:
        return
    if not any(goal.relative is not None for goal in case.goals):
        yield found((*case.path, "baseline"), "L110", on_key=True)


FIGURE = r"(?<![\d.])\d[\d,]*(?:\.\d+)?[余多]?(?:万亿|亿|千万|百万|十万|万)?[余多]?"


def _text_and_goal(case: Case) -> Iterator[Finding]:
    """A number of the goal's unit in the text that is none of the goals."""
    if not case.unit or not case.numeric or any(goal.relative is not None for goal in case.goals):
        return
    amounts = {case.amount(goal) for goal in _numbers(case.target)}
    written = re.findall(rf"({FIGURE})\s*{re.escape(case.unit)}", case.target.text.replace("％", "%"))
    values = {text: _value(text) for text in written}
    if values and not amounts.intersection(values.values()):
        goal = "、".join(str(goal) for goal in case.goals)
        first = next(iter(values)) + case.unit
        yield found((*case.path, "text"), "L111", found=first, goal=goal)


def _numbers(target: Target) -> Iterator[Goal]:
    yield from target.goals
    if target.stretch is not None:
        yield target.stretch
    if target.baseline is not None:
        yield target.baseline.value


def _value(text: str) -> Decimal | None:
    try:
        return parse_number(text).value
    except ValueError:
        return None


def _share_of(case: Case) -> Iterator[Finding]:
    target = case.target
    if target.of is None or case.measure is not Measure.LEVEL or case.comparator not in (*UPWARD, *DOWNWARD):
        return
    key, goal = str(case.comparator.value), case.goals[0]
    if not case.unit and 0 < goal.value <= 1 and goal.relative is None:
        yield case.finding(key, "L115", found=str(goal), percent=_shown((goal.value * 100).normalize()))
    amount = case.amount(goal)
    if case.unit == "%" and amount is not None and amount > 100:
        yield case.finding(key, "L120", found=str(goal), of=target.of)


def _outside_the_period(case: Case) -> Iterator[Finding]:
    period = case.plan.period
    if case.target.due is not None and not period.start <= case.target.due <= period.end:
        params = {"found": case.target.due, "start": period.start, "end": period.end}
        yield Finding((*case.path, "due"), "L116", params)


def _late_decisions(case: Case) -> Iterator[Finding]:
    due = case.due
    order = sorted(enumerate(case.target.revisions), key=lambda pair: pair[1].decided_on)
    for index, revision in order:
        if revision.decided_on > due:
            day = revision.decided_on
            yield found((*case.path, "revisions", index, "decided_on"), "L117", found=day, due=due)
        elif revision.field == "due" and revision.value is not None:
            due = revision.value  # type: ignore[assignment]


def _lowest_grade(case: Case) -> Iterator[Finding]:
    target = case.target
    if target.grade_at_least is not None and target.grade_at_least == target.grades[0]:
        yield case.finding("grade_at_least", "L119", found=target.grade_at_least)


def _unit(case: Case) -> Iterator[Finding]:
    if case.numeric and case.goals and not case.unit and not any(goal.relative for goal in case.goals):
        yield found((*case.path, "id"), "L122", found=case.target.id)


def _stretch(case: Case) -> Iterator[Finding]:
    stretch = case.target.stretch
    if stretch is None or len(case.goals) != 1:
        return
    further, goal = case.amount(stretch), case.amount(case.goals[0])
    if further is None or goal is None:
        return
    if (case.comparator in UPWARD and further <= goal) or (case.comparator in DOWNWARD and further >= goal):
        yield case.finding("stretch", "L123", found=str(stretch), goal=str(case.goals[0]))


def _no_due(plan: Plan, cases: Iterable[Case]) -> Iterator[Finding]:
    """Once for the plan: most plans of a year mean the end of the year."""
    without = [
        each.target.id
        for each in cases
        if each.target.due is None and each.measure in (Measure.COUNT, Measure.LEVEL, Measure.GRADED)
    ]
    if without:
        names = "、".join(without[:5]) + ("…" if len(without) > 5 else "")
        yield found(("period",), "L102", count=len(without), due=plan.period.end, found=names)


def _twice(plan: Plan, cases: Iterable[Case]) -> Iterator[Finding]:
    first: dict[object, Case] = {}
    for each in cases:
        target = each.target
        text = re.sub(r"[\s，。、；：,.;:“”\"（）()]", "", target.text)
        promise = (text, each.comparator, tuple(each.amount(goal) or goal for goal in each.goals), each.unit, each.due)
        earlier = first.setdefault(promise, each)
        if earlier is not each and target.each == earlier.target.each:
            yield found((*each.path, "id"), "L107", found=target.id, first=LineOf((*earlier.path, "id")))


def _some_weights(plan: Plan, cases: Iterable[Case]) -> Iterator[Finding]:
    given = [each for each in cases if "weight" in each.target.given]
    rest = len(plan.targets) - len(given)
    if given and rest:
        yield found((*given[0].path, "weight"), "L112", on_key=True, count=len(given), rest=rest)


def _shared_terms(plan: Plan, cases: Iterable[Case]) -> Iterator[Finding]:
    first: dict[tuple[str, str | None, tuple[str, ...]], Case] = {}
    for each in cases:
        hints = each.target.match
        for index, term in enumerate(hints.terms if hints is not None else ()):
            assert hints is not None
            earlier = first.setdefault((term, hints.level, hints.exclude), each)
            if earlier is not each:
                path = (*each.path, "match", "terms", index)
                yield found(path, "L114", found=term, first=LineOf((*earlier.path, "match")))


OF_ONE: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _owner,
    _milestone_without_due,
    _level_without_base,
    _shares,
    _hope,
    _relative,
    _count_with_baseline,
    _text_and_goal,
    _share_of,
    _outside_the_period,
    _late_decisions,
    _lowest_grade,
    _unit,
    _stretch,
)
OF_ALL: tuple[Callable[[Plan, Iterable[Case]], Iterator[Finding]], ...] = (
    _no_due,
    _twice,
    _some_weights,
    _shared_terms,
)
