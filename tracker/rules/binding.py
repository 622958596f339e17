"""Which target a row speaks of, and whether it can speak of it: unit, measure, names (SPEC §3).

Rows that cannot are refused with a problem; nothing is dropped. A row that fits becomes a `Fact`: its figure in
the target's unit, ready to be replayed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.model.achievement import Achievement, row_id
from tracker.model.assessment import Exact
from tracker.model.numerals import convert, ratio_factor
from tracker.model.plan import Comparator, Measure, Plan, Target
from tracker.problems import Problem
from tracker.rules.curves import exact
from tracker.rules.operators import plain, quotient
from tracker.rules.terms import Bounds, satisfies

Key = tuple[str, str]
"""A plan's id and a target's id."""


class Fact(NamedTuple):
    """A row in the target's own terms. Made with all four fields given: defaults cost as much again as the rest.

    `value` is in the target's unit: a count, a level, a grade's index, or 1 for a member that holds and 0 for one
    that does not. None: the row says nothing that counts (稳步推进).
    """

    row: Achievement
    value: Exact | None
    numerator: Exact | None
    denominator: Exact | None


@dataclass(slots=True)
class Bound:
    """All rows sorted to their targets; `unmatched` and `refused` are listed with a reason code."""

    facts: Mapping[Key, list[Fact]]
    unmatched: list[tuple[Achievement, str]] = field(default_factory=list)
    refused: list[tuple[Achievement, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)


def bind(plans: Sequence[Plan], rows: Iterable[Achievement], at: date, known_at: date | None = None) -> Bound:
    """Sort rows to the targets that they name; what names none or does not fit is listed with the reason.

    Ids are compared among the rows that are visible on the day: a later report changes no earlier verdict.
    """
    targets = {(plan.id, target.id): _Fitting(plan, target) for plan in plans for target in plan.targets}
    owners: dict[str, list[Key]] = defaultdict(list)
    for key in targets:
        owners[key[1]].append(key)
    facts: dict[Key, list[Fact]] = {key: [] for key in targets}
    bound = Bound(facts)
    identified: list[tuple[Key, Fact]] = []
    refused: list[tuple[Key, Achievement]] = []
    named = {key: (key, fitting, facts[key]) for key, fitting in targets.items()}
    named |= {("", target): named[keys[0]] for target, keys in owners.items() if len(keys) == 1}
    for row in rows:  # of which the first two fields are the plan and the target
        found = named.get(row[:2])
        if found is None:
            key, reason = _resolve(row, targets, owners)
            if reason:
                _set_aside(bound, row, reason, plans, owners)
                continue
            found = named[key]
        key, fitting, gathered = found
        fact = fitting.fact(row)
        if isinstance(fact, Problem):
            bound.refused.append((row, fact.code))
            bound.problems.append(fact)
            refused.append((key, row))
        elif (row.id or row.supersedes) and row.as_of <= at and (known_at is None or row.reported_on <= known_at):
            identified.append((key, fact))
        else:
            gathered.append(fact)
    if identified:
        _admit_identified(bound, facts, identified, refused)
    return bound


def _resolve(row: Achievement, targets: Mapping[Key, _Fitting], owners: Mapping[str, list[Key]]) -> tuple[Key, str]:
    """The target a row names without its plan, or why there is none."""
    if not row.target:
        return ("", ""), "no_target"
    target = row.target
    if not row.plan and "/" in target:
        plan, _, target = target.partition("/")
        return ((plan, target), "") if (plan, target) in targets else (("", ""), "unknown_target")
    if row.plan:
        known = any(key[0] == row.plan for key in targets)
        return ("", ""), "unknown_target" if known else "unknown_plan"
    return ("", ""), "ambiguous_target" if target in owners else "unknown_target"


def _set_aside(
    bound: Bound, row: Achievement, reason: str, plans: Sequence[Plan], owners: Mapping[str, list[Key]]
) -> None:
    bound.unmatched.append((row, reason))
    if reason == "no_target":
        return
    if reason == "unknown_plan":
        names: Iterable[str] = (plan.id for plan in plans)
        found, code = row.plan, "R102"
    elif reason == "ambiguous_target":
        bound.problems.append(
            Problem(row.source, "R103", {"found": row.target, "plans": "、".join(k[0] for k in owners[row.target])})
        )
        return
    else:
        names, found, code = owners, row.target, "R101"
    if found not in bound.suggestions and len(bound.suggestions) < SUGGESTION_LIMIT:
        bound.suggestions[found] = nearest(found, names)
    suggestion = bound.suggestions.get(found, "")
    bound.problems.append(Problem(row.source, code, {"found": found, "suggestion": suggestion}))


SUGGESTION_LIMIT = 50
"""Names for which the nearest known one is looked for: a file of strangers is not one slip after another."""


def nearest(found: str, names: Iterable[str]) -> str:
    """The known name most like the one found, or nothing."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(found, list(names), 1, 0.6)), "")


def _admit_identified(
    bound: Bound,
    facts: dict[Key, list[Fact]],
    identified: list[tuple[Key, Fact]],
    refused: list[tuple[Key, Achievement]],
) -> None:
    """Rows with ids: one id with two contents refuses both; `supersedes` must name a row of the same target."""
    contents: dict[Key, set[tuple[object, ...]]] = defaultdict(set)
    for (plan, _), fact in identified:
        if fact.row.id:
            contents[plan, fact.row.id].add(fact.row.content)
    accepted: list[tuple[Key, Fact]] = []
    for key, fact in identified:
        if len(contents[key[0], fact.row.id]) > 1:
            _refuse(bound, fact.row, "R110", found=fact.row.id)
        else:
            accepted.append((key, fact))
    known: dict[Key, set[str]] = {}
    for key in {key for key, fact in accepted if fact.row.supersedes}:
        known[key] = {row_id(fact.row) for fact in facts[key]}
    for key, row in (*((key, fact.row) for key, fact in accepted), *refused):
        if key in known:
            known[key].add(row_id(row))
    for key, fact in accepted:
        wanted = fact.row.supersedes
        if wanted and (wanted not in known[key] or wanted == row_id(fact.row)):
            _refuse(bound, fact.row, "R111", found=wanted, target=key[1])
        else:
            facts[key].append(fact)


def _refuse(bound: Bound, row: Achievement, code: str, **params: object) -> None:
    bound.refused.append((row, code))
    bound.problems.append(Problem(row.source, code, params))


class _Fitting:
    """What a target accepts, worked out once for all its rows."""

    __slots__ = ("factor", "grades", "inner", "level", "members", "numeric", "orgs", "steps", "target", "unit")

    def __init__(self, plan: Plan, target: Target) -> None:
        self.target = target
        kind = target.kind
        self.level = kind is Measure.LEVEL
        self.numeric = self.level or kind is Measure.COUNT
        self.unit = target.goal_unit
        named = {*plan.orgs, *target.allocation, *(() if target.parts else target.weights)}
        self.orgs = {"", *named, *((plan.org,) if plan.org else ())} if named else None
        each = target.each
        self.members = set(each.members) if each is not None and not isinstance(each.members, int) else None
        self.inner = each
        self.grades = {name: index for index, name in enumerate(target.grades)}
        self.steps = {step.name for step in target.steps}
        self.factor = ratio_factor(self.unit)

    def fact(self, row: Achievement) -> Fact | Problem:
        """The row in this target's terms, or why it does not fit."""
        if self.orgs is not None and row.org and row.org not in self.orgs:
            return self._problem(row, "R104", found=row.org, suggestion=nearest(row.org, self.orgs))
        if not self.numeric:
            return self._graded(row) if self.target.kind is Measure.GRADED else self._milestone(row)
        if row.member:
            return self._member(row)
        if row.done_on is not None or row.step or row.grade:
            return self._problem(row, "R106", measure=self.target.kind)
        if row.denominator is not None and row.numerator is not None:
            return self._ratio(row)
        value = row.value
        if value is None:
            return Fact(row, None, None, None)
        if self.level and row.mode == "increment":
            return self._problem(row, "R108")
        if row.unit and row.unit != self.unit and self.inner is None:
            converted = convert(value, row.unit, self.unit)
            if converted is None:
                return self._problem(row, "R105", found=row.unit, wanted=self.unit or "—")
            value = converted
        return Fact(row, exact(value), None, None)

    def _ratio(self, row: Achievement) -> Fact | Problem:
        assert row.numerator is not None
        assert row.denominator is not None
        if row.unit and row.unit != self.unit:
            return self._problem(row, "R105", found=row.unit, wanted=self.unit or "—")
        numerator, denominator = exact(row.numerator), exact(row.denominator)
        if self.inner is not None:
            return Fact(row, numerator, numerator, denominator)
        if not self.level or row.mode == "increment":
            return self._problem(row, "R108" if self.level else "R107")
        return Fact(row, plain(quotient(numerator * self.factor, denominator)), numerator, denominator)

    def _member(self, row: Achievement) -> Fact | Problem:
        each = self.inner
        if each is None:
            return self._problem(row, "R109", found=row.member)
        if self.members is not None and row.member not in self.members:
            return self._problem(row, "R112", found=row.member, suggestion=nearest(row.member, self.members))
        if row.value is None:
            return Fact(row, 1, None, None)
        comparator, goal = each.inner
        value: Decimal | None = row.value
        if row.unit and each.unit and row.unit != each.unit:
            value = convert(row.value, row.unit, each.unit)
        if value is None:
            return self._problem(row, "R105", found=row.unit, wanted=each.unit)
        limit = exact(goal.value)
        upper = comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
        strict = comparator in (Comparator.MORE_THAN, Comparator.LESS_THAN)
        bounds = Bounds(None, limit, strict) if upper else Bounds(limit, None, strict)
        return Fact(row, int(satisfies(exact(value), bounds)), None, None)

    def _milestone(self, row: Achievement) -> Fact | Problem:
        if row.value is not None or row.denominator is not None or row.grade or row.member:
            return self._problem(row, "R113")
        if row.step and row.step not in self.steps:
            return self._problem(row, "R114", found=row.step, suggestion=nearest(row.step, self.steps))
        return Fact(row, 1 if row.done_on is not None or row.step else None, None, None)

    def _graded(self, row: Achievement) -> Fact | Problem:
        if row.value is not None or row.denominator is not None or row.done_on or row.step or row.member:
            return self._problem(row, "R115")
        if not row.grade:
            return Fact(row, None, None, None)
        if row.grade not in self.grades:
            wanted = "、".join(self.grades)
            return self._problem(row, "R116", found=row.grade, wanted=wanted)
        return Fact(row, self.grades[row.grade], None, None)

    def _problem(self, row: Achievement, code: str, /, **params: object) -> Problem:
        return Problem(row.source, code, {"target": self.target.id, **params})
