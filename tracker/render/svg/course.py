"""The course of a target: what its plan expects at each month's end, dashed, and what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tracker.calendar import position
from tracker.model.assessment import Exact
from tracker.model.report import Course
from tracker.render import numbers
from tracker.render.svg.draw import Svg, line, picture, place, tag, text, through
from tracker.words import say

WIDTH, HEIGHT = 360, 132
LEFT, RIGHT, TOP = 40, 10, 10
LOW = HEIGHT - 22
CEILING = Fraction(3, 2)
"""Progress beyond this is drawn there: otherwise one overshoot would flatten everything else."""

Point = tuple[date, Fraction]


def course(followed: Course, due: date, lang: str) -> Svg | None:
    """The curves of plan and actual to the due day; None where there is no progress to draw."""
    reached = [(mark.day, mark.progress) for mark in followed.marks if mark.progress is not None]
    if not reached and not followed.plan:
        return None
    field = _Field((*reached, *followed.plan), due)
    parts = [field.axes(), *_curves(field, followed.plan, reached), *_days(field, followed, due)]
    return picture(WIDTH, HEIGHT, _spoken(followed, due, lang), *parts, class_="course")


def defined() -> Svg:
    """What every course refers to: its axes up to the whole and beyond it, its dot, its due day; once in a document."""
    dot = tag("circle", r=Fraction(5, 2), class_="c-dot")
    marker = tag(
        "marker", dot, id="dot", markerWidth=6, markerHeight=6, viewBox="-3 -3 6 6", markerUnits="userSpaceOnUse"
    )
    lozenge = tag("path", d="M-4 0 0-4 4 0 0 4z", class_="c-due", id="due")
    return tag("defs", marker, lozenge, *(_axes(top, name) for top, name in AXES.items()))


AXES = {Fraction(1): "axes", CEILING: "axes-over"}


class _Field:
    """Where a day and a share are drawn; months are equally long, so that an even schedule is a straight line."""

    def __init__(self, points: Sequence[Point], due: date) -> None:
        self.first = min(day for day, _ in points)
        self.last = max(due, *(day for day, _ in points))
        self.top = CEILING if any(share > 1 for _, share in points) else Fraction(1)
        self.start, self.span = position(self.first), position(self.last) - position(self.first)

    def x(self, day: date) -> Fraction:
        """The place of a day."""
        along = (position(day) - self.start) / self.span if self.span else Fraction(0)
        return LEFT + (WIDTH - LEFT - RIGHT) * along

    def y(self, share: Fraction) -> Fraction:
        """The place of a share of the goal."""
        return _height(share, self.top)

    def at(self, points: Sequence[Point]) -> list[tuple[Exact, Exact]]:
        """The places of points."""
        return [(self.x(day), self.y(share)) for day, share in points]

    def axes(self) -> Svg:
        """Nothing and the whole."""
        return tag("use", href=f"#{AXES[self.top]}")


def _height(share: Fraction, top: Fraction) -> Fraction:
    return LOW - (LOW - TOP) * min(max(share, Fraction(0)), top) / top


def _axes(top: Fraction, name: str) -> Svg:
    whole = _height(Fraction(1), top)
    return tag(
        "g",
        tag("path", d=f"M{LEFT} {LOW}H{WIDTH - RIGHT}M{LEFT} {place(whole)}H{WIDTH - RIGHT}", class_="c-rule"),
        text(LEFT - 6, LOW + 4, "0", class_="c-quiet", anchor="end"),
        text(LEFT - 6, whole + 4, "100%", class_="c-quiet", anchor="end"),
        id=name,
    )


def _curves(field: _Field, plan: Sequence[Point], reached: Sequence[Point]) -> list[Svg]:
    parts = []
    if plan:
        parts.append(tag("path", d=line(field.at(plan)), class_="c-plan"))
    if reached:
        parts.append(tag("path", d=through(field.at(reached)), class_="c-actual"))
    return parts


def _days(field: _Field, followed: Course, due: date) -> list[Svg]:
    """The first and the last day, a line where we are, a lozenge on the axis where it is due."""
    parts = [
        text(LEFT, HEIGHT - 6, field.first.isoformat(), class_="c-quiet"),
        text(WIDTH - RIGHT, HEIGHT - 6, field.last.isoformat(), class_="c-quiet", anchor="end"),
    ]
    if followed.marks and field.first <= followed.marks[-1].day <= field.last:
        now = place(field.x(followed.marks[-1].day))
        parts.append(tag("path", d=f"M{now} {TOP}V{LOW}", class_="c-now"))
    return [*parts, tag("use", href="#due", x=field.x(due), y=LOW)]


def _spoken(followed: Course, due: date, lang: str) -> str:
    last = followed.marks[-1] if followed.marks else None
    share = _percent(last.progress if last else None, lang)
    expected = _percent(last.expected if last else None, lang)
    return say("chart.course", lang, day=last.day if last else "-", actual=share, expected=expected, due=due)


def _percent(value: Fraction | None, lang: str) -> str:
    return say("summary.undefined", lang) if value is None else numbers.percent(value)
