"""What a figure measures, by the words before it: where something stands, how much it changed, an average."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tracker.lexicon import Lexicon

Change = Literal["", "up", "down"]
"""Whether a figure says how much something changed, and which way; "" where it says where something stands."""

_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Measures:
    """The words of a lexicon that tell what is measured, as patterns."""

    changes: re.Pattern[str]
    averages: re.Pattern[str]
    comparisons: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Measures:
        """The patterns of a lexicon."""
        changes = lexicon.group("changes")
        up, down = _any(changes.get("up", ())), _any(changes.get("down", ()))
        return cls(
            re.compile(f"(?:(?P<up>{up})|(?P<down>{down}))(?!率?了?(?:到|至|为|成))"),
            re.compile(_any(lexicon.listed("averages"))),
            re.compile(_any(lexicon.listed("comparisons"))),
        )

    def change(self, text: str) -> Change:
        """The last change that a text speaks of: 增长8% is one, 提高到65% is where something stands.

        >>> from tracker.lexicon import package
        >>> measures = Measures.of(package())
        >>> measures.change("国内生产总值增长"), measures.change("覆盖率提高到"), measures.change("单位能耗降低")
        ('up', '', 'down')
        """
        found: Change = ""
        for each in self.changes.finditer(text):
            found = "up" if each["up"] else "down"
        return found

    def is_average(self, text: str) -> bool:
        """Whether a text speaks of an average or of every year, not of one time."""
        return self.averages.search(text) is not None

    def is_compared(self, text: str) -> bool:
        """Whether a text sets a figure beside that of another time (比上年)."""
        return self.comparisons.search(text) is not None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or _NEVER
