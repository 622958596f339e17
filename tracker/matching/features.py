"""How much a statement and a target have in common: shares of their grams, and their units, levels and sizes.

Every feature is a whole number of thousandths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from math import isqrt

from tracker.matching.profiles import Asked, Profile, Spoken, Telling
from tracker.matching.wording import Grams

ONE = 1000
FAR = 20
"""Times that a figure may be greater or smaller than what is promised before that speaks against it."""
_LOGARITHM = Context(prec=8)
Features = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much each gram says: the rarer among the targets, the more."""

    weights: Weights
    squared: Weights

    @classmethod
    def of(cls, targets: Iterable[Asked]) -> Rarity:
        """The rarity of grams among targets."""
        counts: Counter[str] = Counter()
        total = 0
        for asked in targets:
            total += 1
            counts.update(frozenset().union(*asked.names))
        by_count = {count: _says(total, count) for count in set(counts.values())}
        weights = Weights({gram: by_count[count] for gram, count in counts.items()}, _says(2 * total, 1))
        return cls(weights, Weights({gram: says**2 for gram, says in weights.items()}, weights.unknown**2))

    def of_all(self, grams: Iterable[str]) -> int:
        """What some grams say together."""
        return sum(map(self.weights.__getitem__, grams))

    def squares(self, grams: Iterable[str]) -> int:
        """The square of the length of some grams as a vector."""
        return sum(map(self.squared.__getitem__, grams))


class Weights(dict[str, int]):
    """A number for each gram; for one that no target has, always the same."""

    def __init__(self, known: Mapping[str, int], unknown: int) -> None:
        super().__init__(known)
        self.unknown = unknown

    def __missing__(self, gram: str) -> int:
        return self.unknown


def _says(total: int, count: int) -> int:
    return int(ONE * _LOGARITHM.ln(1 + Decimal(total) / count))


@dataclass(frozen=True, slots=True)
class Weighed:
    """Grams with what they say together, and their length as a vector."""

    grams: Grams
    sum: int
    squares: int

    @classmethod
    def of(cls, grams: Grams, rarity: Rarity) -> Weighed:
        """The grams weighed."""
        return cls(grams, rarity.of_all(grams), rarity.squares(grams))


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: of the one, of the other, and the cosine between them."""

    of_first: int
    of_second: int
    cosine: int

    @classmethod
    def of(cls, first: Weighed, second: Weighed, rarity: Rarity) -> Overlap:
        """The overlap of two texts."""
        shared = first.grams & second.grams
        if not shared:
            return NOTHING
        said, squares = rarity.of_all(shared), rarity.squares(shared)
        length = isqrt(first.squares * second.squares)
        return cls(ONE * said // first.sum, ONE * said // second.sum, ONE * squares // length)


NOTHING = Overlap(0, 0, 0)


def features(asked: Asked, spoken: Spoken, clause: Overlap, subject: Overlap) -> Features:
    """The features of a candidate; the overlaps are of the target with the clause and with the subject."""
    same_unit = _same_unit(asked, spoken)
    return {
        "bias": ONE,
        "clause": clause.cosine,
        "target_covered": clause.of_first,
        "clause_covered": clause.of_second,
        "subject": subject.cosine,
        "target_in_subject": subject.of_first,
        "subject_covered": subject.of_second,
        "same_unit": ONE * same_unit,
        "other_unit": ONE * (not same_unit and bool(asked.unit and spoken.unit)),
        "same_kind": ONE * (asked.kind == spoken.kind),
        "other_kind": ONE * (asked.kind != spoken.kind),
        "same_level": ONE * (bool(asked.level) and asked.level == spoken.level),
    }


def _same_unit(asked: Asked, spoken: Spoken) -> bool:
    if asked.unit == spoken.unit:
        return True
    return bool(asked.group) and asked.group == spoken.group


def is_far(profile: Profile, telling: Telling) -> bool:
    """Whether a figure is far greater or smaller than what is promised: the feature `magnitude`."""
    value, goal, kind = telling.statement.value, profile.goal, telling.spoken.kind
    if not value or not goal or profile.asked.kind != kind or kind == "ratio":
        return False
    return abs(value) > FAR * abs(goal) or FAR * abs(value) < abs(goal)
