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

    rates: re.Pattern[str]
    changes: re.Pattern[str]
    averages: re.Pattern[str]
    comparisons: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Measures:
        """The patterns of a lexicon."""
        changes = lexicon.group("changes")
        of = {name: _any(changes.get(name, ())) for name in ("up", "down", "rate_up", "rate_down")}
        return cls(
            re.compile(f"(?P<up>{of['rate_up']})|(?P<down>{of['rate_down']})"),
            re.compile(f"(?:(?P<up>{of['up']})|(?P<down>{of['down']}))(?:率|幅度|速度)?(?= |$)"),
            re.compile(_any(lexicon.listed("averages"))),
            re.compile(_any(lexicon.listed("comparisons"))),
        )

    def change(self, content: str) -> Change:
        """The change that a text names as a rate (涨幅), or the last that it ends a word with (增长).

        提高到65% is where something stands.

        >>> from tracker.lexicon import package
        >>> measures = Measures.of(package())
        >>> measures.change("国内生产总值增长"), measures.change("覆盖率提高到"), measures.change("单位能耗降低")
        ('up', '', 'down')
        """
        found: Change = ""
        for each in (*self.changes.finditer(content), *self.rates.finditer(content)):
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
