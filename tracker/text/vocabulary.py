"""The words that reading needs, from the lexicon, made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tracker.lexicon import Lexicon, Unit, package

__all__ = ["Unit", "Vocabulary", "alternation", "vocabulary"]


@dataclass(frozen=True)
class Vocabulary:
    """A lexicon, and the patterns made of its words."""

    lexicon: Lexicon

    def pattern(self, key: str) -> str:
        """An alternation of a list's words, the longest first."""
        return alternation(self.lexicon.listed(key))

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit right behind a number, with what it is per: 吨, 元/平方米, 微克/立方米."""
        names = alternation(self.lexicon.units)
        per = rf"(?:/(?:{names}|千人|万人|10万|十万|人))?"
        aside = r"(?:\((?:套|间|个|张|件|户|次|处|家|所|项)\))?"
        return re.compile(rf"\s{{0,2}}(?!{self.pattern('not_units')})((?:{names}){per}){aside}(?![A-Za-z])")

    def known(self, unit: str) -> Unit:
        """What is known of a unit, of the first half of 元/平方米."""
        units = self.lexicon.units
        return units.get(unit) or units.get(unit.partition("/")[0]) or Unit()


def alternation(words: Iterable[str]) -> str:
    """The words as one pattern, the longest first; a pattern that matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The package's own words."""
    return Vocabulary(package())
