"""How alike a statement and the targets of a plan are, by their words alone: the same for every number and month.

A report says the same every month, and one template promises to three thousand counties. What is said in the same words
of the same unit is scored once, for all plans that ask for the same in the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from tracker.lexicon import Lexicon
from tracker.matching.bars import is_other
from tracker.matching.features import ONE, Overlap, Rarity, Weighed, features
from tracker.matching.profiles import Asked, Eye, Heard, Spoken
from tracker.matching.scoring import Thresholds, odds, probability, weights_of
from tracker.matching.wording import ROOM, Grams
from tracker.model.match import Reason

CANDIDATES = 12
"""Targets that are looked at closely for a statement."""
RARE = 24
"""Pairs of characters of a clause by which candidates are found, the rarest first."""


class Alike(NamedTuple):
    """How like a statement a target is, by that of its names which fits best.

    `score` is in ten-thousandths, `covered` the share of the target's words found in the clause, in thousandths.
    `unspecific` says why the words of their own, not the generic ones, do not agree; `general` that they share none.
    """

    score: int
    covered: int
    unspecific: tuple[Reason, ...]
    general: bool


class Near(NamedTuple):
    """A target near a statement, by its place in the plan: how alike they are, and how if the sizes are far apart."""

    order: int
    alike: Alike
    far: Alike


class Wanted:
    """All that a plan asks for, in words; it serves every plan that asks for the same."""

    def __init__(self, asked: Sequence[Asked], memory: Memory) -> None:
        self.asked = asked
        self.eye = memory.eye
        self.weights = memory.weights
        self.thresholds = memory.thresholds
        self.rarity = Rarity.of(asked)
        self._names = [[Weighed.of(name, self.rarity) for name in each.names] for each in asked]
        self._found_by = _postings(asked)

    def near(self, spoken: Spoken) -> tuple[Near, ...]:
        """The targets that may be meant, in no order."""
        heard = self.eye.heard(spoken)
        found = self._sharing(heard)
        if not found:
            return ()
        clause, subject = Weighed.of(heard.clause, self.rarity), Weighed.of(heard.subject, self.rarity)
        each = (self._near(index, heard, clause, subject) for index in found)
        return tuple(near for near in each if near is not None)

    def _sharing(self, heard: Heard) -> list[int]:
        """The targets that share most with a clause, for a closer look."""
        known = [gram for gram in heard.clause if gram in self._found_by]
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

    def _near(self, index: int, heard: Heard, clause: Weighed, subject: Weighed) -> Near | None:
        asked = self.asked[index]
        if is_other(asked, heard, self.eye):
            return None
        scored = [self._scored(index, number, heard, clause, subject) for number in range(len(asked.names))]
        farther = ONE * self.weights.get("magnitude", 0)
        near = Near(index, *(self._best(asked, scored, heard, more) for more in (0, farther)))
        return near if max(near.alike.score, near.far.score) >= self.least(asked, heard.spoken) else None

    def least(self, asked: Asked, spoken: Spoken) -> int:
        """The score from which on a target is a candidate; a figure of what asks for none must be alike."""
        return self.thresholds.review if asked.numeric or spoken.event else self.thresholds.recognised

    def _scored(self, index: int, number: int, heard: Heard, clause: Weighed, subject: Weighed) -> tuple[int, int]:
        """How much of a name of a target the clause has, and the odds by it."""
        asked, name = self.asked[index], self._names[index][number]
        whole = Overlap.of(name, clause, self.rarity)
        specific = asked.specific[number]
        own = {
            "specific_covered": self._share(specific, heard.clause),
            "specific_told": self._share(heard.specific, specific),
        }
        values = features(asked, heard.spoken, whole, Overlap.of(name, subject, self.rarity))
        return whole.of_first, odds({**values, **own}, self.weights)

    def _best(self, asked: Asked, scored: Sequence[tuple[int, int]], heard: Heard, more: int) -> Alike:
        """By the likeliest name, the first of equals."""
        scores = [probability(found + more) for _, found in scored]
        number = scores.index(max(scores))
        specific = asked.specific[number]
        unspecific = self._unspecific(specific, heard)
        return Alike(scores[number], scored[number][0], unspecific, not specific & heard.clause)

    def _unspecific(self, asked: Grams, heard: Heard) -> tuple[Reason, ...]:
        """中央财政安排资金 may be any of a dozen: what the two say of their own must agree both ways."""
        least = self.thresholds.specific
        if not asked:
            return (Reason("generic"),)
        if self._share(asked, heard.clause) < least:
            return (Reason("lacks_words"),)
        if heard.specific and self._share(heard.specific, asked) < least:
            return (Reason("other_words"),)
        if heard.own and self._share(heard.own, asked) < least:
            return (Reason("other_words"),)
        return ()

    def _share(self, of: Grams, within: Grams) -> int:
        """The share of some grams found within others, in thousandths; of none, nothing."""
        return ONE * self.rarity.of_all(of & within) // self.rarity.of_all(of) if of else 0


def _postings(asked: Sequence[Asked]) -> Mapping[str, list[int]]:
    """By pair of characters, the targets whose names have it."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(asked):
        for gram in frozenset[str]().union(*each.names):
            if len(gram) == 2:
                postings[gram].append(index)
    return dict(postings)


class Memory:
    """What was seen and worked out under a lexicon, for all plans matched by it: each likeness once.

    It holds at most `ROOM` answers, so that a million statements take no more memory than twenty thousand.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.eye = Eye(lexicon)
        self.weights = weights_of(lexicon)
        self.thresholds = Thresholds.of(lexicon)
        self.wanted = lru_cache(PLANS)(partial(Wanted, memory=self))
        self.near = lru_cache(ROOM)(Wanted.near)


PLANS = 64
"""Plans that ask for different things, kept for the next that asks for the same."""
