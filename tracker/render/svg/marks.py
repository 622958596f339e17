"""A square for each status: its colour and a symbol drawn as a path, so that no font has to have it."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model.assessment import Exact, Status
from tracker.render.svg.draw import Svg, box, place, tag
from tracker.render.svg.look import CODES

SIZE = 14
"""The side of a square."""

SHAPES = {
    Status.ACHIEVED: "M3.5 7.4 6 10 10.5 4.4",
    Status.ACHIEVED_LATE: "M3.8 5.6 6 8 10.2 3M4 11.2h6",
    Status.AHEAD: "M2.8 9.8h8.4L7 3z",
    Status.ON_TRACK: "M7 4a3 3 0 1 0 .01 0z",
    Status.IN_PROGRESS: "M7 3.4a3.6 3.6 0 1 0 .01 0zM7 4.5a2.5 2.5 0 0 1 0 5z",
    Status.BEHIND: "M3.3 4.4h7.4L7 10.2z",
    Status.FAR_BEHIND: "M2.8 4.2h8.4L7 11z",
    Status.MISSED: "M4.2 4.2l5.6 5.6M9.8 4.2 4.2 9.8",
    Status.NO_DATA: "M3.8 7h.01M7 7h.01M10.2 7h.01",
    Status.UNDETERMINED: "M5.2 5.2a1.8 1.8 0 1 1 2.7 1.6q-.9.5-.9 1.4M7 10.6h.01",
    Status.PENDING: "M7 4.2a2.8 2.8 0 1 0 .01 0z",
    Status.WITHDRAWN: "M4 7h6",
}


def defined(statuses: Iterable[Status] = CODES) -> Svg:
    """The squares under their names, and as the stamps of rows, once in a document; every chart refers to them."""
    return tag("defs", *(each for status in statuses for each in (_square(status), _stamp(status))))


def _square(status: Status) -> Svg:
    return tag("g", *_parts(status), id=f"s-{CODES[status]}")


def _parts(status: Status) -> tuple[Svg, Svg]:
    code = CODES[status]
    ground = box(0, 0, SIZE, SIZE, f"f-{code}", round_=2)
    return ground, tag("path", class_=f"k-{code}", d=SHAPES[status])


STEP = SIZE + 1
"""From one square to the next in a row."""


def _stamp(status: Status) -> Svg:
    size = {"markerWidth": SIZE, "markerHeight": SIZE, "refX": SIZE // 2, "refY": SIZE // 2}
    return tag("marker", *_parts(status), id=f"p-{CODES[status]}", markerUnits="userSpaceOnUse", **size)


def row(status: Status, first: int, count: int) -> Svg:
    """Squares side by side, from the place `first` on: a path with a square at each of its points."""
    path = f"M{first * STEP + SIZE // 2} {SIZE // 2}" + f"h{STEP}" * (count - 1)
    return tag("path", d=path, class_=f"p-{CODES[status]}")


def square(status: Status, x: Exact = 0, y: Exact = 0, *, scale: Exact = 1) -> Svg:
    """The square of a status with its upper left corner there."""
    name = f"#s-{CODES[status]}"
    if scale != 1:
        return tag("use", href=name, transform=f"translate({place(x)} {place(y)}) scale({place(scale)})")
    return tag("use", href=name, x=x or "", y=y or "")
