"""One plan on one day: the series of every target, from its own rows, from those of its orgs, or from its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

from tracker.calendar import WorkCalendar
from tracker.model.assessment import Assessment, Glance, Judgement, Timeline
from tracker.model.plan import Measure, Plan, Target, Thresholds
from tracker.rules.binding import Subject
from tracker.rules.fitting import Fact, Said
from tracker.rules.fold import Series, basis, completion_dates, milestone, replay
from tracker.rules.judge import glance, judge
from tracker.rules.rollup import (
    all_reached,
    combined,
    expected_parts,
    met_parts,
    own_disagrees,
    rollup_of,
    step_weights,
)
from tracker.rules.shares import Shares, instances
from tracker.rules.sieve import Seen, look
from tracker.rules.tally import proof
from tracker.rules.terms import Share, Terms, terms
from tracker.rules.written import Scope
from tracker.values import record

T = TypeVar("T")


@record
class _Part:
    """A target as far as replayed: its terms, its rows, its series."""

    terms: Terms
    seen: Seen
    series: Series
    evidence: list[Fact]
    aside: str = "not_rolled_up"


BATCH = 256
"""Targets that are judged together."""


class PlanDay:
    """One plan on one day; holds what has been replayed, since parts are needed by their wholes."""

    def __init__(
        self,
        plan: Plan,
        said: Mapping[Subject, Said],
        shares: Shares,
        at: date,
        known_at: date | None,
        policy: Thresholds,
        calendar: WorkCalendar,
        lang: str,
    ) -> None:
        self.plan = plan
        self.said = said
        self.shares = shares
        self.at = at
        self.known_at = known_at
        self.policy = policy
        self.calendar = calendar
        self.lang = lang
        self.targets = {target.id: target for target in plan.targets}
        self.held: dict[str, Terms] = {}
        self.facts_by_org: dict[str, Mapping[str, list[Fact]]] = {}
        self.parts: dict[str, _Part] = {}
        self.own_names = {"", plan.org or ""}

    def assessments(self) -> list[Assessment]:
        """Every target's assessment, followed by those of its orgs."""
        return self._each(judge)

    def glances(self) -> list[Glance]:
        """Every target's status at a glance, followed by those of its orgs."""
        return self._each(glance)

    def _each(self, look_at: Callable[[Sequence[Scope]], list[T]]) -> list[T]:
        targets = self.plan.targets
        self.held = {t.id: terms(self.plan, t, self.at, self.known_at) for t in targets if not t.for_each}
        parts = [part for target in targets for part in self._judged(target)]
        result: list[T] = []
        for start in range(0, len(parts), BATCH):
            result += look_at([self._scope(*part) for part in parts[start : start + BATCH]])
        return result

    def _judged(self, target: Target) -> Iterator[tuple[_Part, Literal["plan", "org"], str]]:
        """What is judged of a target: itself and the shares of its units, or each unit in its own right."""
        if target.for_each:
            for org, share in instances(self.plan, target, self.shares).items():
                yield self._shared(target, share, self.said[target.id, org]), "plan", org
            return
        yield self.part(target), "plan", self.plan.org or ""
        for org in target.allocation:
            yield self._allocated(target, org), "org", org

    def part(self, target: Target) -> _Part:
        """A target's series on this day, replayed once."""
        known = self.parts.get(target.id)
        if known is None:
            known = self.parts[target.id] = self._replay(target)
        return known

    def _seen(self, said: Said, held: Terms) -> Seen:
        plain_count = held.measure is Measure.COUNT and held.target.each is None
        return look(said, held.start, self.at, self.known_at, stock_only=plain_count)

    def _replay(self, target: Target) -> _Part:
        held = self.held[target.id]
        said = self.said[target.id, ""]
        if target.rollup == "none":
            return self._own_only(held, said.facts)
        seen = self._seen(said, held)
        if seen.counting.keys() <= self.own_names and not target.parts and not (seen.orgs - self.own_names):
            facts = _all_of(seen)
            return _Part(held, seen, self._series(facts, held), facts)
        return self._rolled_up(target, held, seen)

    def _own_only(self, held: Terms, facts: list[Fact]) -> _Part:
        """A target that is not rolled up: rows of its orgs are listed, and say nothing of the whole."""
        own = [fact for fact in facts if fact.row.org in self.own_names]
        seen = self._seen(Said(own), held)
        counting = _all_of(seen)
        for fact in facts:
            if fact.row.org not in self.own_names:
                seen.list(fact.row, "not_rolled_up")
        return _Part(held, seen, self._series(counting, held), counting)

    def _series(self, facts: Sequence[Fact], held: Terms) -> Series:
        if held.measure is Measure.MILESTONE:
            return milestone(facts, step_weights(held.target))
        return replay(facts, held.measure, members=held.target.each is not None)

    def _rolled_up(self, target: Target, held: Terms, seen: Seen) -> _Part:
        own = [fact for org, facts in seen.counting.items() if org in self.own_names for fact in facts]
        by_org = {org: facts for org, facts in seen.counting.items() if org not in self.own_names}
        parts, evidence = self._of_parts(target, held, seen, by_org)
        if not own:
            parts.valued = bool(evidence)
            return _Part(held, seen, parts, evidence)
        series = self._series(own, held)
        by_part = self._series_by_part(target, held, by_org)
        series.conflict = series.conflict or own_disagrees(series, parts, by_part, self._expected(target))
        return _Part(held, seen, series, own, aside="own_figure")

    def _expected(self, target: Target) -> tuple[str, ...]:
        return expected_parts(target, self.plan.orgs)

    def _series_by_part(self, target: Target, held: Terms, by_org: Mapping[str, list[Fact]]) -> dict[str, Series]:
        if target.parts:
            return {name: self.part(self.targets[name]).series for name in target.parts}
        return {org: self._series(facts, held) for org, facts in by_org.items()}

    def _of_parts(
        self, target: Target, held: Terms, seen: Seen, by_org: Mapping[str, list[Fact]]
    ) -> tuple[Series, list[Fact]]:
        """The series of the whole from its parts, and the rows behind it."""
        expected = self._expected(target)
        rollup = rollup_of(target)
        evidence = [fact for facts in by_org.values() for fact in facts]
        if target.parts:
            evidence = [fact for name in target.parts for fact in self.part(self.targets[name]).evidence]
            self._join(seen, target.parts)
        if rollup == "met":
            return self._met(target, expected), evidence
        if rollup == "all":
            return self._all(target, held, seen, by_org, expected), evidence
        return combined(held, self._series_by_part(target, held, by_org), expected), evidence

    def _join(self, seen: Seen, names: Iterable[str]) -> None:
        """A whole has been heard of when any of its parts has."""
        for name in names:
            other = self.part(self.targets[name]).seen
            seen.last = max(filter(None, (seen.last, other.last)), default=None)

    def _met(self, target: Target, expected: Sequence[str]) -> Series:
        """`met`: how many parts have met their own goal, or stand flat and satisfied."""
        met_on: dict[str, date | None] = {}
        reported: dict[str, date] = {}
        for name in expected:
            part = self.part(self.targets[name]) if target.parts else self._allocated(target, name)
            if not _reported(part) or part.seen.latest is None:
                continue
            reported[name] = part.seen.latest
            met_on[name] = self._met_on(part)
        return met_parts(met_on, reported, expected)

    def _met_on(self, part: _Part) -> date | None:
        (assessment,) = judge([self._scope(part, "plan", "")])
        kept = assessment.on_schedule and part.terms.flat
        if not (assessment.date_met or kept):
            return None
        last = part.series.until(self.at)
        return assessment.date_met or (last.day if last and proof(last, part.terms.bounds) else None)

    def _all(
        self, target: Target, held: Terms, seen: Seen, by_org: Mapping[str, list[Fact]], expected: Sequence[str]
    ) -> Series:
        """`all`: a milestone that every org or part must reach."""
        if target.parts:
            parts = {name: self.part(self.targets[name]) for name in target.parts}
            dates: dict[str, tuple[date | None, Mapping[str, date]]] = {
                name: (self._met_on(part), {}) for name, part in parts.items()
            }
            reported = {name for name, part in parts.items() if part.seen.anything}
        else:
            dates = {org: completion_dates(facts) for org, facts in by_org.items()}
            reported = seen.orgs
        return all_reached(held, dates, expected, reported)

    def _allocated(self, target: Target, org: str) -> _Part:
        """One org against its share of the goal."""
        by_org = self.facts_by_org.get(target.id)
        if by_org is None:
            by_org = self.facts_by_org[target.id] = _by_org(self.said[target.id, ""].facts)
        return self._shared(target, Share(org, (target.allocation[org],)), Said(by_org.get(org, [])))

    def _shared(self, target: Target, share: Share, said: Said) -> _Part:
        """One org against what it is held to, by what it said."""
        held = terms(self.plan, target, self.at, self.known_at, share)
        seen = self._seen(said, held)
        facts = seen.counting.get(share.org, [])
        return _Part(held, seen, self._series(facts, held), facts)

    def _scope(self, part: _Part, scope: Literal["plan", "org"], org: str) -> Scope:
        return Scope(
            plan=self.plan,
            terms=part.terms,
            seen=part.seen,
            series=part.series,
            rows=_timeline(part),
            scope=scope,
            org=org,
            policy=self.policy,
            calendar=self.calendar,
            lang=self.lang,
        )


def _all_of(seen: Seen) -> list[Fact]:
    """The rows that count, of every org."""
    return [fact for group in seen.counting.values() for fact in group]


def _by_org(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """The facts of each org, in one pass over all of them."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.row.org, []).append(fact)
    return groups


def _reported(part: _Part) -> bool:
    """Whether a part has said where it stands; for a milestone not yet reached, words are all there is to say."""
    return bool(part.seen.counting) or (part.terms.measure is Measure.MILESTONE and part.seen.anything)


def _timeline(part: _Part) -> Timeline:
    """What became of each row of a target: counted as the value's basis, counted as history, or listed."""
    counting, evidence, listed = part.seen.counting, part.evidence, part.seen.judged
    groups = [evidence] if len(counting) < 2 and not part.terms.target.parts else _by_source(evidence)
    members = part.terms.target.each is not None
    resting = [fact.row for group in groups for fact in basis(group, part.terms.measure, members=members)]
    if part.terms.target.parts or sum(map(len, counting.values())) > len(evidence):
        counted = set(map(id, evidence))
        others = [fact for facts in counting.values() for fact in facts if id(fact) not in counted]
        listed = [*listed, *(Judgement(fact.row, False, part.aside) for fact in others)]
    return Timeline(resting, [fact.row for fact in evidence], listed)


def _by_source(evidence: Iterable[Fact]) -> Iterable[list[Fact]]:
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in evidence:
        groups.setdefault((fact.row.target, fact.row.org), []).append(fact)
    return groups.values()
