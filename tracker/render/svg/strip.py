"""The status strip: one bar of all targets by status, and what each part is in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tracker import words
from tracker.model.assessment import Status
from tracker.render.svg.draw import Svg, box, length, picture, tag, text
from tracker.render.svg.look import CODES
from tracker.render.svg.marks import SIZE, square

Counts = Mapping[Status, int]


class Scale(NamedTuple):
    """How large it is drawn: the width of all, the height of the bar, the size of its type; and its class."""

    width: int = 720
    bar: int = 26
    type: int = 13
    name: str = ""


PLAIN = Scale()


def strip(counts: Counts, lang: str, scale: Scale = PLAIN) -> Svg:
    """The strip as a picture of its own."""
    parts, height = drawn(counts, lang, scale)
    return picture(scale.width, height, spoken(counts, lang), *parts, class_=f"strip {scale.name}".rstrip())


def spoken(counts: Counts, lang: str) -> str:
    """What the strip shows, in a sentence."""
    said = words.say("separator", lang).join(_word(status, counts, lang) for status in shown(counts))
    return words.say("chart.strip", lang, n=sum(counts.values()), counts=said)


def shown(counts: Counts) -> tuple[Status, ...]:
    """The statuses that occur, in the order in which they are read."""
    return tuple(status for status in CODES if counts.get(status))


def _word(status: Status, counts: Counts, lang: str) -> str:
    return words.say("chart.count", lang, status=words.say(f"status.{status}", lang), n=counts[status])


def drawn(counts: Counts, lang: str, scale: Scale) -> tuple[tuple[Svg, ...], Fraction]:
    """The parts of bar and legend, and how high they are together."""
    legend, height = _legend(counts, lang, scale)
    return ((*bar(counts, scale), *legend), height)


def bar(counts: Counts, scale: Scale, *, figures: bool = True) -> list[Svg]:
    """The bar alone, with its figures or without."""
    parts, x = [], Fraction(0)
    statuses = shown(counts)
    for status, width in zip(statuses, _widths([counts[status] for status in statuses], scale), strict=True):
        parts.append(box(x, 0, width, scale.bar, f"f-{CODES[status]}"))
        number = str(counts[status])
        if figures and length(number, scale.type) + 4 <= width:
            foot = Fraction(scale.bar + scale.type * 7 // 10, 2)
            parts.append(text(x + width / 2, foot, number, class_=f"t-{CODES[status]} c-figure", anchor="middle"))
        x += width + GAP
    return parts


GAP = 1
LEAST = 4


def _widths(counts: Sequence[int], scale: Scale) -> list[Fraction]:
    """Shares of the width: each part is wide enough to be seen, and they fill the bar."""
    room = scale.width - GAP * max(0, len(counts) - 1) - LEAST * len(counts)
    return [LEAST + Fraction(room * count, sum(counts)) for count in counts]


def _legend(counts: Counts, lang: str, scale: Scale) -> tuple[list[Svg], Fraction]:
    size, gap = Fraction(scale.type * 11, 10), Fraction(scale.type * 4, 10)
    x, y = Fraction(0), Fraction(scale.bar + scale.type * 4 // 5)
    parts: list[Svg] = []
    for status in shown(counts):
        word = _word(status, counts, lang)
        wide = size + gap + length(word, scale.type)
        if x and x + wide > scale.width:
            x, y = Fraction(0), y + scale.type * 2
        parts.append(square(status, x, y, scale=size / SIZE))
        parts.append(text(x + size + gap, y + size * 17 / 20, word, class_="c-type"))
        x += wide + scale.type
    return [tag("g", *parts, font_size=scale.type)], y + size + 2
