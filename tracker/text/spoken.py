"""Clauses with the quantities that stand in them: what lies before and behind each, and which form a list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.text.phrases import REACH
from tracker.text.quantities import Quantity

_MARKS = re.compile(
    r"[,;:](?!\d{3}(?!\d))|[,;:](?<!\d[,;:])|[(){}\[\]“”《》]|……|(?<=[\u4e00-\u9fff”]) +(?=[\u4e00-\u9fff“])"
)
LINKS = re.compile(r"(?:、|和|及|与|以及|/)(?:约|近|超)?")
_BRACKETS = re.compile(r"\([^()\n]*\)")
_LONG_QUOTE = 24


RUN = 40
"""Values in a row that are looked at as one list."""


@dataclass(slots=True)
class Spoken:
    """A clause from `start` to `end` of the repaired text, and its quantities in order."""

    text: str
    start: int
    end: int
    mark: str = ""
    quantities: list[Quantity] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The clause."""
        return self.text[self.start : self.end]

    def before(self, place: int) -> str:
        """From the quantity before, or the clause's start, to this one."""
        first = self.quantities[place - 1].end if place else self.start
        return self.text[max(first, self.quantities[place].start - REACH) : self.quantities[place].start]

    def behind(self, place: int) -> str:
        """From this quantity to the next, or the clause's end."""
        following = place + 1
        if following < len(self.quantities) and self.quantities[following].form == "coverage":
            following += 1
        after = self.quantities[following].start if following < len(self.quantities) else self.end
        start = self.quantities[place].end
        return self.text[start : min(after, start + REACH)]

    def head(self, place: int) -> str:
        """From the clause's start to this quantity."""
        start = self.quantities[place].start
        return self.text[max(self.start, start - REACH) : start]

    def rest(self, place: int) -> str:
        """From this quantity to the clause's end."""
        end = self.quantities[place].end
        return self.text[end : min(self.end, end + REACH)]

    def place_of(self, quantity: Quantity) -> int:
        """The place of a quantity among those of the clause."""
        return bisect_left(self.quantities, quantity.first, key=lambda one: one.first)

    def around(self, place: int) -> tuple[str, str]:
        """What stands before and behind the run of bare values that this one belongs to: 202元、270元."""
        first = last = place
        while first and place - first < RUN and LINKS.fullmatch(self.behind(first - 1)):
            first -= 1
        while last + 1 < len(self.quantities) and last - place < RUN and LINKS.fullmatch(self.behind(last)):
            last += 1
        return self.head(first), self.rest(last)


def spoken(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Spoken]:
    """The clauses of the sentence from `start` to `end`, each with its quantities.

    Brackets that hold quantities are a clause of their own, which the clause around them runs through.
    """
    outer = [Spoken(text, *stretch) for stretch in _stretches(text, start, end)] or [Spoken(text, start, end)]
    inner = [Spoken(text, match.start() + 1, match.end() - 1) for match in _BRACKETS.finditer(text, start, end)]
    for quantity in quantities:
        within = _holding(inner, quantity.first)
        place = bisect_right(outer, quantity.first, key=lambda clause: clause.start) - 1
        (within or outer[max(place, 0)]).quantities.append(quantity)
    spoken_in = [clause for clause in inner if clause.quantities]
    return sorted((*outer, *spoken_in), key=lambda clause: (clause.start, -clause.end))


def _holding(clauses: Sequence[Spoken], place: int) -> Spoken | None:
    """The clause that a place lies in, of clauses that do not touch."""
    at = bisect_right(clauses, place, key=lambda clause: clause.start) - 1
    return clauses[at] if at >= 0 and place < clauses[at].end else None


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    first, depth, quote_end = start, 0, -1
    for match in _MARKS.finditer(text, start, end):
        mark, position = match[0], match.start()
        if mark in "([{《":
            depth += 1
        elif mark in ")]}》":
            depth = max(0, depth - 1)
        elif mark == "“":
            closing = text.find("”", position, end)
            if 0 < closing - position <= _LONG_QUOTE:
                quote_end = closing
        elif mark != "”" and depth == 0 and position > quote_end:
            yield first, position, mark
            first = match.end()
    if first < end:
        yield first, end, ""
