"""Clauses with the quantities that stand in them: what lies before and behind each, and which form a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.text.quantities import Quantity

_MARKS = re.compile(
    r"[,;:](?!\d{3}(?!\d))|[,;:](?<!\d[,;:])|[(){}\[\]“”《》]|……|(?<=[\u4e00-\u9fff”]) +(?=[\u4e00-\u9fff“])"
)
LINKS = re.compile(r"(?:、|和|及|与|以及|/)(?:约|近|超)?")
_BRACKETS = re.compile(r"\([^()\n]*\)")
_LONG_QUOTE = 24


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
        return self.text[first : max(first, self.quantities[place].start)]

    def behind(self, place: int) -> str:
        """From this quantity to the next, or the clause's end."""
        following = place + 1
        while following < len(self.quantities) and self.quantities[following].form == "coverage":
            following += 1
        after = self.quantities[following].start if following < len(self.quantities) else self.end
        return self.text[self.quantities[place].end : max(after, self.quantities[place].end)]

    def place_of(self, quantity: Quantity) -> int:
        """The place of a quantity among those of the clause."""
        return next(at for at, one in enumerate(self.quantities) if one.first == quantity.first)

    def around(self, place: int) -> tuple[str, str]:
        """What stands before and behind the run of bare values that this one belongs to: 202元、270元."""
        first = last = place
        while first and LINKS.fullmatch(self.behind(first - 1)):
            first -= 1
        while last + 1 < len(self.quantities) and LINKS.fullmatch(self.behind(last)):
            last += 1
        behind = self.text[self.quantities[last].end : self.end]
        return self.text[self.start : self.quantities[first].start], behind


def spoken(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Spoken]:
    """The clauses of the sentence from `start` to `end`, each with its quantities.

    Brackets that hold quantities are a clause of their own, which the clause around them runs through.
    """
    found = [Spoken(text, *stretch) for stretch in _stretches(text, start, end)] or [Spoken(text, start, end)]
    inner = {span: Spoken(text, *span) for span in _bracketed(text, start, end, quantities)}
    place = 0
    for quantity in quantities:
        while place + 1 < len(found) and quantity.first >= found[place].end:
            place += 1
        within = [span for span in inner if span[0] <= quantity.first < span[1]]
        (inner[max(within)] if within else found[place]).quantities.append(quantity)
    return sorted((*found, *inner.values()), key=lambda clause: (clause.start, -clause.end))


def _bracketed(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """What stands in brackets, where there are quantities in them."""
    for match in _BRACKETS.finditer(text, start, end):
        if any(match.start() < quantity.first < match.end() for quantity in quantities):
            yield match.start() + 1, match.end() - 1


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
