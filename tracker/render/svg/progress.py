"""Progress against schedule: a bar as long as the progress, and a mark where the schedule says it should be."""

from __future__ import annotations

from fractions import Fraction

from tracker.model.assessment import Exact, Status
from tracker.render.svg.draw import Svg, place, tag
from tracker.render.svg.look import CODES


def bar(
    status: Status, done: Fraction, expected: Fraction | None, *, width: Exact = 96, height: Exact = 14
) -> tuple[Svg, ...]:
    """The parts of a bar; `done` and `expected` are fractions of 1, drawn clipped to it.

    >>> for part in bar(Status.BEHIND, Fraction(1, 4), Fraction(1, 2)):
    ...     print(part)
    <rect y="3" width="96" height="8" class="c-track"/>
    <rect y="3" width="24" height="8" class="f-b"/>
    <path d="M48 0V14" class="c-mark"/>
    """
    inset = Fraction(height * 3, 14)
    track = _lying(width, inset, height, "c-track")
    filled = _lying(width * _clipped(done), inset, height, f"f-{CODES[status]}")
    if not expected:
        return (track, filled)
    x = min(max(width * _clipped(expected), Fraction(1)), Fraction(width - 1))
    return (track, filled, tag("path", d=f"M{place(x)} 0V{place(height)}", class_="c-mark"))


def _lying(width: Exact, inset: Exact, height: Exact, class_: str) -> Svg:
    return tag("rect", y=inset, width=width, height=height - 2 * inset, class_=class_)


def _clipped(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))
