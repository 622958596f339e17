"""The builder: tags from numbers and text, and how wide a text will be where no font can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from html import escape
from typing import Literal, NewType

from tracker import words
from tracker.model.assessment import Exact
from tracker.render import numbers
from tracker.render.layout import visible

Svg = NewType("Svg", str)
"""Markup that is ours: whatever came from outside is escaped before it becomes part of it."""

Anchor = Literal["start", "middle", "end"]


def place(value: Exact) -> str:
    """A coordinate with at most one decimal.

    >>> place(Fraction(200, 3)), place(7)
    ('66.7', '7')
    """
    return str(value) if type(value) is int else numbers.pointed(numbers.rounded(value, 1), 1)


def tag(name: str, *children: Svg, **attributes: Exact | str) -> Svg:
    """An element; `text_anchor` becomes text-anchor, `class_` class; an empty attribute is left out.

    >>> tag("rect", width=Fraction(1, 2), height=3, class_="track")
    '<rect width="0.5" height="3" class="track"/>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(each)}"' for key, each in attributes.items() if each != ""
    )
    inside = "".join(children)
    return Svg(f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>")


def _value(given: Exact | str) -> str:
    return literal(given) if isinstance(given, str) else place(given)


def literal(text: str) -> Svg:
    """A text from anywhere, on one line and escaped: what a browser would obey is shown.

    >>> print(literal("<script>\\u202e"))
    &lt;script&gt;\\u202e
    """
    return Svg(escape(visible(text)))


def picture(width: Exact, height: Exact, name: str, *parts: Svg, class_: str) -> Svg:
    """A drawing with its name, which is what a person who cannot see it is told; its size is the style's business."""
    return tag("svg", tag("title", literal(name)), *parts, class_=class_, viewBox=_view(width, height), role="img")


def ornament(width: Exact, height: Exact, *parts: Svg, class_: str) -> Svg:
    """A drawing that only repeats the text beside it, and is passed over where it is read aloud."""
    return tag("svg", *parts, class_=class_, viewBox=_view(width, height), aria_hidden="true")


def _view(width: Exact, height: Exact) -> str:
    return f"0 0 {place(width)} {place(height)}"


def text(x: Exact, y: Exact, said: str, *, class_: str = "", anchor: Anchor = "start") -> Svg:
    """A line of text with its foot at `y`."""
    return tag("text", literal(said), x=x, y=y, class_=class_, text_anchor="" if anchor == "start" else anchor)


def box(x: Exact, y: Exact, width: Exact, height: Exact, class_: str, *, round_: Exact | str = "") -> Svg:
    """A rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, rx=round_, class_=class_)


def line(points: Sequence[tuple[Exact, Exact]]) -> str:
    """The path through the points; one that lies straight between its neighbours need not be said.

    >>> line([(0, 0), (1, 1), (2, 2), (Fraction(10, 3), 0)])
    'M0 0L2 2L3.3 0'
    """
    inner = [b for a, b, c in zip(points, points[1:], points[2:], strict=False) if not _straight(a, b, c)]
    return through([*points[:1], *inner, *points[1:][-1:]])


def through(points: Sequence[tuple[Exact, Exact]]) -> str:
    """The path through the points, each of which has a dot of its own."""
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)


def _straight(a: tuple[Exact, Exact], b: tuple[Exact, Exact], c: tuple[Exact, Exact]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (c[0] - b[0]) * (b[1] - a[1])


_WIDE, _BROAD, _PLAIN, _NARROW = 100, 92, 60, 36
"""Hundredths of the type size that a character takes; on the safe side, because the font is the reader's."""


@lru_cache(maxsize=16384)
def _hundredths(said: str) -> int:
    return sum(_character(char) for char in said)


def _character(char: str) -> int:
    match words.cell_width(char):
        case 0:
            return 0
        case 1 if char.isascii():
            return _NARROW if char in " .,:;'|!iljI()[]" else _BROAD if char in "mwMW@%" or char.isupper() else _PLAIN
        case _:
            return _WIDE


def length(said: str, size: Exact) -> Fraction:
    """How long a text is at most, in the unit of the type size.

    >>> length("滞后 8", 10)
    Fraction(148, 5)
    """
    return Fraction(_hundredths(visible(said))) * size / 100


def cut(said: str, size: Exact, room: Exact) -> str:
    """A text that fits; what does not ends in ….

    >>> cut("创建市级示范标准村卫生室", 10, 60)
    '创建市级示…'
    """
    shown = visible(said)
    if length(shown, size) <= room:
        return shown
    left = room * 100 / Fraction(size) - _WIDE
    for n, char in enumerate(shown):
        left -= _character(char)
        if left < 0:
            return shown[:n].rstrip() + "…"
    return shown


def lines(said: str, size: Exact, room: Exact, *, most: int) -> tuple[str, ...]:
    """A text on at most so many lines; the last is cut if more would be needed.

    >>> lines("创建市级示范标准村卫生室", 10, 60, most=2)
    ('创建市级示范', '标准村卫生室')
    """
    rest = visible(said)
    made: list[str] = []
    while rest and len(made) < most - 1:
        n = _fitting(rest, size, room)
        made.append(rest[:n].rstrip())
        rest = rest[n:].lstrip()
    return (*made, cut(rest, size, room)) if rest else tuple(made)


_NOT_FIRST = frozenset("年月日、，。：；！？）》”%")
"""What does not begin a line."""


def _fitting(said: str, size: Exact, room: Exact) -> int:
    """How many characters fit; a word of Latin letters stays whole where a space comes before it."""
    left = room * 100 / Fraction(size)
    for n, char in enumerate(said):
        left -= _character(char)
        if left < 0:
            space = said.rfind(" ", 0, n + 1)
            latin = char.isascii() and said[n - 1 : n].isascii()
            if latin and space > 0:
                return space
            while n > 1 and said[n] in _NOT_FIRST:
                n -= 1
            return max(n, 1)
    return len(said)
