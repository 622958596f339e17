"""The targets that a statement may tell of, ready to be searched: by the rarer pairs of characters in its clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.lexicon import Lexicon
from tracker.matching.bars import doubts, elsewhere, is_other
from tracker.matching.features import Overlap, Rarity, Weighed, features
from tracker.matching.profiles import Eye, Profile, Telling
from tracker.matching.scoring import score, weights_of
from tracker.matching.wording import Grams
from tracker.model.match import Reason
from tracker.model.plan import Plan
from tracker.model.statement import Statement

CANDIDATES = 12
"""Targets that are looked at closely for a statement."""
RARE = 24
"""Pairs of characters of a clause by which candidates are found, the rarest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that a statement may tell of. `covered` is the share of the target's words found in the clause."""

    profile: Profile
    telling: Telling
    score: Fraction
    covered: Fraction
    elsewhere: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


class Block:
    """The targets of one plan under a lexicon.

    What depends on the plan alone is computed once, so that many documents can be held against it.
    """

    def __init__(self, plan: Plan, lexicon: Lexicon, eye: Eye | None = None) -> None:
        self.plan = plan
        self.eye = eye or Eye.of(lexicon)
        self.profiles = tuple(self.eye.profile(plan, target, n) for n, target in enumerate(plan.targets))
        self.rarity = Rarity.of(self.profiles)
        self.weights = weights_of(lexicon)
        self.specific = lexicon.number("thresholds", "specific")
        self._names = [[Weighed.of(name, self.rarity) for name in profile.names] for profile in self.profiles]
        self._found_by = _postings(self.profiles)

    def candidates(self, statement: Statement, as_of: date) -> list[Candidate]:
        """The targets that a statement may tell of, the likeliest first."""
        telling = self.eye.telling(statement)
        near = self._near(telling)
        if not near:
            return []
        clause, subject = Weighed.of(telling.clause, self.rarity), Weighed.of(telling.subject, self.rarity)
        found = [self._candidate(index, telling, clause, subject, as_of) for index in near]
        return sorted((each for each in found if each is not None), key=lambda each: (-each.score, each.profile.order))

    def _near(self, telling: Telling) -> list[int]:
        """The targets that share most with a clause, for a closer look."""
        known = [gram for gram in telling.clause if gram in self._found_by]
        if len(known) > RARE:
            known = sorted(known, key=lambda gram: (-self.rarity.weights[gram], gram))[:RARE]
        shares: dict[int, int] = defaultdict(int)
        for gram in known:
            weight = self.rarity.weights[gram]
            for index in self._found_by[gram]:
                shares[index] += weight
        if len(shares) <= CANDIDATES:
            return list(shares)
        return sorted(shares, key=lambda index: (-shares[index], index))[:CANDIDATES]

    def _candidate(
        self, index: int, telling: Telling, clause: Weighed, subject: Weighed, as_of: date
    ) -> Candidate | None:
        profile = self.profiles[index]
        if is_other(profile, telling, self.eye):
            return None
        best: tuple[Fraction, int, int] = (Fraction(-1), 0, 0)
        for number, name in enumerate(self._names[index]):
            whole = Overlap.of(name, clause, self.rarity)
            values = features(profile, telling, whole, Overlap.of(name, subject, self.rarity))
            best = max(best, (score(values, self.weights), whole.of_first, -number))
        return Candidate(
            profile,
            telling,
            best[0],
            Fraction(best[1], 1000),
            tuple(elsewhere(profile, telling, as_of)),
            (*doubts(profile, telling), *self._unspecific(profile.specific[-best[2]], telling)),
        )

    def _unspecific(self, asked: Grams, telling: Telling) -> Iterator[Reason]:
        """中央财政安排资金 may be any of a dozen: what the two say of their own must agree both ways."""
        told = telling.specific
        if not asked:
            yield Reason("generic")
        elif self._share(asked, telling.clause) < self.specific:
            yield Reason("lacks_words")
        elif told and self._share(told, asked) < self.specific:
            yield Reason("other_words")

    def _share(self, of: Grams, within: Grams) -> Fraction:
        return Fraction(self.rarity.of_all(of & within), self.rarity.of_all(of))


def _postings(profiles: Sequence[Profile]) -> Mapping[str, list[int]]:
    """By pair of characters, the targets whose names have it."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for gram in frozenset[str]().union(*profile.names):
            if len(gram) == 2:
                postings[gram].append(index)
    return dict(postings)


def blocks(plans: Iterable[Plan], lexicon: Lexicon) -> Iterator[Block]:
    """A block for each plan."""
    eye = Eye.of(lexicon)
    for plan in plans:
        yield Block(plan, lexicon, eye)
