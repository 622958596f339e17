"""Which target a row speaks of (SPEC §3).

Rows that name none, or cannot speak of the one they name, are listed or refused with a problem; nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from operator import itemgetter

from tracker.model.achievement import Achievement, row_id
from tracker.model.plan import Plan, Target
from tracker.problems import Problem
from tracker.rules.fitting import Fact, Fitting, Said
from tracker.rules.naming import Key, Names
from tracker.rules.shares import NO_SHARES, Shares, instances
from tracker.values import made, record

Subject = tuple[str, str]
"""A target's id, and the unit that it is judged for where it is one for each; no unit where it is a target as such."""
_Place = tuple[str, str, str]
"""A plan's id, and the subject in it."""


_NAMES: Callable[[Achievement], Key] = itemgetter(slice(0, 2))
"""The plan and the target that a row names."""


@record
class Bound:
    """All rows sorted to the targets of each plan; `unmatched` and `refused` are listed with a reason code."""

    said: dict[str, dict[Subject, Said]] = made(default_factory=dict)
    unmatched: list[tuple[Achievement, str]] = made(default_factory=list)
    refused: list[tuple[Achievement, str]] = made(default_factory=list)
    problems: list[Problem] = made(default_factory=list)


def bind(
    plans: Sequence[Plan],
    rows: Sequence[Achievement],
    at: date,
    known_at: date | None = None,
    shares: Shares = NO_SHARES,
) -> Bound:
    """Sort rows to the targets that they name; what names none or does not fit is listed with the reason.

    Ids are compared among the rows that are visible on the day: a later report changes no earlier verdict.
    """
    names = Names(plans)
    gathered: dict[Key, list[Achievement]] = {key: [] for key in names.targets}
    bound = Bound()
    named = gathered | {("", target): gathered[keys[0]] for target, keys in names.owners.items() if len(keys) == 1}
    for row, said in zip(rows, map(named.get, map(_NAMES, rows)), strict=True):
        if said is None:
            key, reason = names.resolve(row)
            if reason:
                bound.unmatched.append((row, reason))
                if reason != "no_target":
                    bound.problems.append(names.problem(row, reason))
                continue
            said = gathered[key]
        said.append(row)
    admission = _Admission(bound, at, known_at)
    for key, (plan, target) in names.targets.items():
        units = instances(plan, target, shares) if target.for_each else None
        bound.said.setdefault(plan.id, {}).update(admission.admit(plan, target, gathered[key], units))
    admission.admit_identified()
    return bound


class _Admission:
    """The rows of one target after another; those with an id, or that correct one, wait until all are known."""

    def __init__(self, bound: Bound, at: date, known_at: date | None) -> None:
        self.bound = bound
        self.at = at
        self.known_at = known_at
        self.identified: list[tuple[_Place, Fact]] = []
        self.refused: list[tuple[_Place, Achievement]] = []
        self.unnamed: dict[Key, set[str]] = {}

    def admit(
        self, plan: Plan, target: Target, rows: Sequence[Achievement], units: Collection[str] | None
    ) -> dict[Subject, Said]:
        """The rows of a target as facts; those of a target for each unit unit by unit. What does not fit is refused."""
        if units is None:
            return {(target.id, ""): self._facts(Fitting(plan, target), (plan.id, target.id, ""), rows)}
        fitting = Fitting(plan, target, units)
        by_org: dict[str, list[Achievement]] = {org: [] for org in units}
        others: list[Achievement] = []
        for row in rows:
            by_org.get(row.org, others).append(row)
        for row in others:
            if row.org in ("", plan.org):
                self.bound.unmatched.append((row, "no_org"))
                self.unnamed.setdefault((plan.id, target.id), set()).add(row_id(row))
            else:
                self._facts(fitting, (plan.id, target.id, ""), [row])
        return {(target.id, org): self._facts(fitting, (plan.id, target.id, org), said) for org, said in by_org.items()}

    def _facts(self, fitting: Fitting, place: _Place, rows: Sequence[Achievement]) -> Said:
        if not rows:
            return Said([])
        if bare := fitting.bare_facts(rows):
            return Said(bare, bare=True)
        facts: list[Fact] = []
        for row in _distinct_objects(rows):
            fact = fitting.fact(row)
            if isinstance(fact, Problem):
                self.bound.refused.append((row, fact.code))
                self.bound.problems.append(fact)
                self.refused.append((place, row))
            elif (row.id or row.supersedes) and self._visible(row):
                self.identified.append((place, fact))
            else:
                facts.append(fact)
        return Said(facts)

    def _visible(self, row: Achievement) -> bool:
        return row.as_of <= self.at and (self.known_at is None or row.reported_on <= self.known_at)

    def admit_identified(self) -> None:
        """Rows with ids: one id with two contents refuses both; `supersedes` must name a row of the same target."""
        contents: dict[Key, set[tuple[object, ...]]] = defaultdict(set)
        for (plan, _, _), fact in self.identified:
            if fact.row.id:
                contents[plan, fact.row.id].add(fact.row.content)
        accepted: list[tuple[_Place, Fact]] = []
        for place, fact in self.identified:
            if len(contents[place[0], fact.row.id]) > 1:
                self._refuse(fact.row, "R110", found=fact.row.id)
            else:
                accepted.append((place, fact))
        known = self._known_ids(accepted)
        for place, fact in accepted:
            wanted = fact.row.supersedes
            if wanted and (wanted not in known[place] or wanted == row_id(fact.row)):
                self._refuse(fact.row, "R111", found=wanted, target=place[1])
            else:
                self._said_at(place).facts.append(fact)

    def _said_at(self, place: _Place) -> Said:
        return self.bound.said[place[0]][place[1:]]

    def _known_ids(self, accepted: Sequence[tuple[_Place, Fact]]) -> Mapping[_Place, set[str]]:
        """The ids of all rows, the refused and those without a unit too, where a row is corrected."""
        known: dict[_Place, set[str]] = {}
        for place in {place for place, fact in accepted if fact.row.supersedes}:
            known[place] = {row_id(fact.row) for fact in self._said_at(place).facts}
            known[place] |= self.unnamed.get(place[:2], set())
        for place, row in (*((place, fact.row) for place, fact in accepted), *self.refused):
            if place in known:
                known[place].add(row_id(row))
        return known

    def _refuse(self, row: Achievement, code: str, **params: object) -> None:
        self.bound.refused.append((row, code))
        self.bound.problems.append(Problem(row.source, code, params))


def _distinct_objects(rows: Sequence[Achievement]) -> Sequence[Achievement]:
    """The rows, each an object of its own, so that one given twice is told apart from itself."""
    return rows if len(set(map(id, rows))) == len(rows) else [row._replace() for row in rows]
