"""The colours: of each status with its symbol, of lines and type; on white paper and on a dark screen.

Statuses differ in lightness as well as in hue, and each has a symbol, so that no one needs to tell red from green.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.model.assessment import Status


class Shade(NamedTuple):
    """The ground of a status and the ink of its symbol."""

    ground: str
    ink: str


class Look(NamedTuple):
    """All colours of one ground: type, quiet type, rules, the empty part of a bar, the plan, the warning."""

    paper: str
    type: str
    quiet: str
    rule: str
    track: str
    plan: str
    actual: str
    warning: str
    shades: Mapping[Status, Shade]


CODES: Mapping[Status, str] = {
    Status.ACHIEVED: "a",
    Status.ACHIEVED_LATE: "al",
    Status.AHEAD: "h",
    Status.ON_TRACK: "t",
    Status.IN_PROGRESS: "i",
    Status.BEHIND: "b",
    Status.FAR_BEHIND: "fb",
    Status.MISSED: "m",
    Status.NO_DATA: "n",
    Status.UNDETERMINED: "u",
    Status.PENDING: "p",
    Status.WITHDRAWN: "w",
}
"""A short name for each, in the order in which they are read: done, well, not well, not to be said."""

LIGHT = Look(
    paper="#ffffff", type="#1f2328", quiet="#656d76", rule="#d5dae0", track="#e9ecef", plan="#8a94a0",
    actual="#1f5f99", warning="#b3261e",
    shades={
        Status.ACHIEVED: Shade("#16694c", "#ffffff"),
        Status.ACHIEVED_LATE: Shade("#4a8a72", "#ffffff"),
        Status.AHEAD: Shade("#63b797", "#0b3b2a"),
        Status.ON_TRACK: Shade("#bfe3d3", "#16694c"),
        Status.IN_PROGRESS: Shade("#cddbe9", "#2f4c6b"),
        Status.BEHIND: Shade("#f2c14e", "#573a00"),
        Status.FAR_BEHIND: Shade("#d9652b", "#ffffff"),
        Status.MISSED: Shade("#a8201a", "#ffffff"),
        Status.NO_DATA: Shade("#e4e7eb", "#68707a"),
        Status.UNDETERMINED: Shade("#d3d8de", "#454c55"),
        Status.PENDING: Shade("#f1f3f5", "#7b838d"),
        Status.WITHDRAWN: Shade("#f1f3f5", "#9aa2ab"),
    },
)  # fmt: skip

DARK = LIGHT._replace(
    paper="#14181d", type="#e4e8ec", quiet="#9aa4af", rule="#343b44", track="#2a3038", plan="#87919c",
    actual="#7db6ec", warning="#ff8a80",
    shades={
        **LIGHT.shades,
        Status.ON_TRACK: Shade("#2f5c4b", "#bfe3d3"),
        Status.IN_PROGRESS: Shade("#34475b", "#cddbe9"),
        Status.NO_DATA: Shade("#333a43", "#a6afb9"),
        Status.UNDETERMINED: Shade("#454c55", "#d3d8de"),
        Status.PENDING: Shade("#242a31", "#9aa4af"),
        Status.WITHDRAWN: Shade("#242a31", "#7b838d"),
    },
)  # fmt: skip

SOLID = frozenset({Status.FAR_BEHIND, Status.AHEAD, Status.ON_TRACK, Status.IN_PROGRESS})
"""Whose symbol is a surface; the others are strokes."""


def sheet(look: Look) -> str:
    """The classes of all charts in these colours; the drawings carry no colour themselves."""
    shades = "".join(_shade(status, shade) for status, shade in look.shades.items())
    return (
        f".c-type{{fill:{look.type}}}.c-quiet{{fill:{look.quiet};font-size:10px}}.c-track{{fill:{look.track}}}"
        f".c-rule{{stroke:{look.rule};fill:none}}"
        f".c-mark{{stroke:{look.type};stroke-width:2;fill:none}}"
        f".c-plan{{stroke:{look.plan};stroke-width:1.5;stroke-dasharray:4 3;fill:none}}"
        f".c-actual{{stroke:{look.actual};stroke-width:2;stroke-linejoin:round;stroke-linecap:round;fill:none}}"
        f".course .c-actual{{marker:url(#dot)}}.c-dot{{fill:{look.actual}}}"
        f".c-now{{stroke:{look.quiet};fill:none}}.c-due{{fill:{look.quiet}}}{shades}"
    )


def _shade(status: Status, shade: Shade) -> str:
    code = CODES[status]
    ground = f".f-{code}{{fill:{shade.ground}}}.p-{code}{{marker:url(#p-{code})}}"
    if status in SOLID:
        return f"{ground}.k-{code}{{fill:{shade.ink};fill-rule:evenodd}}.t-{code}{{fill:{shade.ink}}}"
    stroke = f"stroke:{shade.ink};stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round"
    return f"{ground}.k-{code}{{fill:none;{stroke}}}.t-{code}{{fill:{shade.ink}}}"
