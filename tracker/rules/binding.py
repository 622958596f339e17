"""Which target a row speaks of (SPEC §3).

Rows that name none, or cannot speak of the one they name, are listed or refused with a problem; nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from tracker.model.achievement import Achievement, row_id
from tracker.model.plan import Plan, Target
from tracker.problems import Problem
from tracker.rules.fitting import Fact, Fitting, Said, nearest

Key = tuple[str, str]
"""A plan's id and a target's id."""


_NAMES: Callable[[Achievement], Key] = itemgetter(slice(0, 2))
"""The plan and the target that a row names."""


@dataclass(slots=True)
class Bound:
    """All rows sorted to the targets of each plan; `unmatched` and `refused` are listed with a reason code."""

    said: dict[str, dict[str, Said]] = field(default_factory=dict)
    unmatched: list[tuple[Achievement, str]] = field(default_factory=list)
    refused: list[tuple[Achievement, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)


def bind(plans: Sequence[Plan], rows: Sequence[Achievement], at: date, known_at: date | None = None) -> Bound:
    """Sort rows to the targets that they name; what names none or does not fit is listed with the reason.

    Ids are compared among the rows that are visible on the day: a later report changes no earlier verdict.
    """
    gathered: dict[Key, list[Achievement]] = {(plan.id, target.id): [] for plan in plans for target in plan.targets}
    owners: dict[str, list[Key]] = defaultdict(list)
    for key in gathered:
        owners[key[1]].append(key)
    bound = Bound()
    named = gathered | {("", target): gathered[keys[0]] for target, keys in owners.items() if len(keys) == 1}
    for row, said in zip(rows, map(named.get, map(_NAMES, rows)), strict=True):
        if said is None:
            key, reason = _resolve(row, gathered, owners, plans)
            if reason:
                _set_aside(bound, row, reason, plans, owners)
                continue
            said = gathered[key]
        said.append(row)
    admission = _Admission(bound, at, known_at)
    for plan in plans:
        said_of = bound.said.setdefault(plan.id, {})
        for target in plan.targets:
            if target.id not in said_of:
                said_of[target.id] = admission.admit(plan, target, gathered[plan.id, target.id])
    admission.admit_identified()
    return bound


def _resolve(
    row: Achievement, targets: Container[Key], owners: Container[str], plans: Iterable[Plan]
) -> tuple[Key, str]:
    """The target a row names without its plan, or why there is none."""
    if not row.target:
        return ("", ""), "no_target"
    target = row.target
    if not row.plan and "/" in target:
        plan, _, target = target.partition("/")
        return ((plan, target), "") if (plan, target) in targets else (("", ""), "unknown_target")
    if row.plan:
        known = any(plan.id == row.plan for plan in plans)
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


class _Admission:
    """The rows of one target after another; those with an id, or that correct one, wait until all are known."""

    def __init__(self, bound: Bound, at: date, known_at: date | None) -> None:
        self.bound = bound
        self.at = at
        self.known_at = known_at
        self.identified: list[tuple[Key, Fact]] = []
        self.refused: list[tuple[Key, Achievement]] = []

    def admit(self, plan: Plan, target: Target, rows: Sequence[Achievement]) -> Said:
        """The rows of a target as facts; what does not fit is refused."""
        if not rows:
            return Said([])
        fitting = Fitting(plan, target)
        if bare := fitting.bare_facts(rows):
            return Said(bare, bare=True)
        key = plan.id, target.id
        facts: list[Fact] = []
        for row in _distinct_objects(rows):
            fact = fitting.fact(row)
            if isinstance(fact, Problem):
                self.bound.refused.append((row, fact.code))
                self.bound.problems.append(fact)
                self.refused.append((key, row))
            elif (row.id or row.supersedes) and self._visible(row):
                self.identified.append((key, fact))
            else:
                facts.append(fact)
        return Said(facts)

    def _visible(self, row: Achievement) -> bool:
        return row.as_of <= self.at and (self.known_at is None or row.reported_on <= self.known_at)

    def admit_identified(self) -> None:
        """Rows with ids: one id with two contents refuses both; `supersedes` must name a row of the same target."""
        contents: dict[Key, set[tuple[object, ...]]] = defaultdict(set)
        for (plan, _), fact in self.identified:
            if fact.row.id:
                contents[plan, fact.row.id].add(fact.row.content)
        accepted: list[tuple[Key, Fact]] = []
        for key, fact in self.identified:
            if len(contents[key[0], fact.row.id]) > 1:
                self._refuse(fact.row, "R110", found=fact.row.id)
            else:
                accepted.append((key, fact))
        known = self._known_ids(accepted)
        for key, fact in accepted:
            wanted = fact.row.supersedes
            if wanted and (wanted not in known[key] or wanted == row_id(fact.row)):
                self._refuse(fact.row, "R111", found=wanted, target=key[1])
            else:
                self.bound.said[key[0]][key[1]].facts.append(fact)

    def _known_ids(self, accepted: Sequence[tuple[Key, Fact]]) -> Mapping[Key, set[str]]:
        """The ids of all rows, the refused too, of every target of which a row is corrected."""
        known: dict[Key, set[str]] = {}
        for key in {key for key, fact in accepted if fact.row.supersedes}:
            known[key] = {row_id(fact.row) for fact in self.bound.said[key[0]][key[1]].facts}
        for key, row in (*((key, fact.row) for key, fact in accepted), *self.refused):
            if key in known:
                known[key].add(row_id(row))
        return known

    def _refuse(self, row: Achievement, code: str, **params: object) -> None:
        self.bound.refused.append((row, code))
        self.bound.problems.append(Problem(row.source, code, params))


def _distinct_objects(rows: Sequence[Achievement]) -> Sequence[Achievement]:
    """The rows, each an object of its own, so that one given twice is told apart from itself."""
    if len(set(map(id, rows))) == len(rows):
        return rows
    first = {id(row): index for index, row in reversed(list(enumerate(rows)))}
    return [row if first[id(row)] == index else row._replace() for index, row in enumerate(rows)]
