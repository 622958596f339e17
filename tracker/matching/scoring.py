"""Features into a probability, by the weights of a lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from tracker.lexicon import Lexicon
from tracker.matching.features import ONE, Features

STEP = 10
"""Thousandths of a log-odds: finer steps change no third decimal of a probability."""
_ROOM = Context(prec=12)


def weights_of(lexicon: Lexicon) -> Mapping[str, int]:
    """The weights in thousandths."""
    return {name: int(ONE * weight) for name, weight in lexicon.numbers.get("weights", {}).items()}


def score(features: Features, weights: Mapping[str, int]) -> Fraction:
    """The probability that a statement tells of a target, as the logistic function of the weighted features.

    >>> score({"bias": 1000}, {"bias": 0})
    Fraction(1, 2)
    """
    odds = sum(value * weights.get(name, 0) for name, value in features.items())
    return logistic(odds // (ONE * STEP))


@lru_cache(maxsize=4096)
def logistic(steps: int) -> Fraction:
    """1 / (1 + e^-x) to four decimals; x is in hundredths.

    >>> logistic(0), logistic(-5000)
    (Fraction(1, 2), Fraction(0, 1))
    """
    power = _ROOM.exp(Decimal(-steps) / 100)
    return Fraction(_ROOM.divide(Decimal(1), 1 + power).quantize(Decimal("0.0001")))
