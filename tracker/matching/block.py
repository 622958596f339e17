"""The targets that a statement may tell of, ready to be searched: by the rarer pairs of characters in its clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.lexicon import Lexicon
from tracker.matching.bars import doubts, elsewhere, is_other
from tracker.matching.features import ONE, Overlap, Rarity, Weighed, features
from tracker.matching.profiles import Eye, Profile, Telling
from tracker.matching.scoring import WHOLE, score, weights_of
from tracker.matching.wording import Grams
from tracker.model.match import Reason
from tracker.model.plan import Plan
from tracker.model.statement import Kind, Statement

CANDIDATES = 12
"""Targets that are looked at closely for a statement."""
RARE = 24
"""Pairs of characters of a clause by which candidates are found, the rarest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that a statement may tell of.

    `score` is in ten-thousandths, `covered` the share of the target's words found in the clause, in thousandths.
    `agrees` says that the words of their own, not the generic ones, are the same; `is_general` that they share none.
    """

    profile: Profile
    telling: Telling
    score: int
    covered: int
    elsewhere: tuple[Reason, ...]
    doubts: tuple[Reason, ...]
    agrees: bool
    is_general: bool


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
        self.least = int(WHOLE * lexicon.number("thresholds", "review"))
        self.recognised = int(WHOLE * lexicon.number("thresholds", "recognised"))
        self.specific = int(ONE * lexicon.number("thresholds", "specific"))
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
        name, covered, found = max(
            (self._scored(index, number, telling, clause, subject) for number in range(len(profile.names))),
            key=lambda each: each[2],
        )
        if found < (self.least if profile.is_numeric or telling.statement.kind is Kind.EVENT else self.recognised):
            return None
        unspecific = self._unspecific(profile.specific[name], telling)
        return Candidate(
            profile,
            telling,
            found,
            covered,
            tuple(elsewhere(profile, telling, as_of)),
            (*doubts(profile, telling, as_of), *unspecific),
            agrees=not unspecific,
            is_general=not profile.specific[name] & telling.clause,
        )

    def _scored(
        self, index: int, number: int, telling: Telling, clause: Weighed, subject: Weighed
    ) -> tuple[int, int, int]:
        """A name of a target, how much of it the clause has, and the score by it."""
        profile, name = self.profiles[index], self._names[index][number]
        whole = Overlap.of(name, clause, self.rarity)
        asked = profile.specific[number]
        own = {
            "specific_covered": self._share(asked, telling.clause),
            "specific_told": self._share(telling.specific, asked),
        }
        values = features(profile, telling, whole, Overlap.of(name, subject, self.rarity))
        return number, whole.of_first, score({**values, **own}, self.weights)

    def _unspecific(self, asked: Grams, telling: Telling) -> tuple[Reason, ...]:
        """中央财政安排资金 may be any of a dozen: what the two say of their own must agree both ways."""
        least = self.specific
        if not asked:
            return (Reason("generic"),)
        if self._share(asked, telling.clause) < least:
            return (Reason("lacks_words"),)
        if telling.specific and self._share(telling.specific, asked) < least:
            return (Reason("other_words"),)
        if telling.own and self._share(telling.own, asked) < least:
            return (Reason("other_words"),)
        return ()

    def _share(self, of: Grams, within: Grams) -> int:
        """The share of some grams found within others, in thousandths; of none, nothing."""
        return ONE * self.rarity.of_all(of & within) // self.rarity.of_all(of) if of else 0


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
