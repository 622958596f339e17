"""Features into a probability, by the weights of a lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from tracker.lexicon import Lexicon
from tracker.matching.features import ONE, Features

WHOLE = 10_000
"""Scores are compared in ten-thousandths; only what is shown is a fraction."""
STEP = 10
"""Thousandths of a log-odds: finer steps change no third decimal of a probability."""
_ROOM = Context(prec=12)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on something is credited or reviewed; `margin` to the next, `covered` of the target's words.

    `recognised` is the score from which a target is said to be the same indicator though it does not count, `specific`
    the share of the words of their own that must agree. Scores are in ten-thousandths, shares in thousandths.
    """

    credited: int
    margin: int
    covered: int
    review: int
    recognised: int
    specific: int

    @classmethod
    def of(cls, lexicon: Lexicon) -> Thresholds:
        """The thresholds of a lexicon."""
        said = {name: lexicon.number("thresholds", name) for name in cls.__slots__}
        return cls(**{name: int(each * (ONE if name in SHARES else WHOLE)) for name, each in said.items()})


SHARES = ("covered", "specific")
"""Thresholds that are no scores."""


def weights_of(lexicon: Lexicon) -> Mapping[str, int]:
    """The weights in thousandths."""
    return {name: int(ONE * weight) for name, weight in lexicon.numbers.get("weights", {}).items()}


def odds(features: Features, weights: Mapping[str, int]) -> int:
    """The log-odds that a statement tells of a target, in millionths: the weighted features together."""
    return sum(value * weights.get(name, 0) for name, value in features.items())


def probability(odds: int) -> int:
    """The logistic function of log-odds, in `WHOLE`.

    >>> probability(0), probability(odds({"bias": 1000}, {"bias": 2200}))
    (5000, 9002)
    """
    return logistic(odds // (ONE * STEP))


@lru_cache(maxsize=4096)
def logistic(steps: int) -> int:
    """1 / (1 + e^-x) in ten-thousandths; x is in hundredths.

    >>> logistic(0), logistic(-5000)
    (5000, 0)
    """
    power = _ROOM.exp(Decimal(-steps) / 100)
    return round(_ROOM.divide(Decimal(WHOLE), 1 + power))
