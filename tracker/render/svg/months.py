"""Months × targets: a line of squares for each target, one a month, under a line of months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tracker.model.report import Course, Mark
from tracker.render.svg import marks
from tracker.render.svg.draw import Svg, picture, text
from tracker.render.svg.marks import SIZE, STEP
from tracker.words import say


def columns(courses: Sequence[Course]) -> tuple[date, ...]:
    """The month ends that any target has a mark for."""
    return tuple(sorted({mark.day for course in courses for mark in course.marks}))


def heads(days: Sequence[date], lang: str) -> Svg:
    """The months by their numbers; a year stands where it begins."""
    parts = [
        text(n * STEP + SIZE // 2, 24, str(day.month), class_="c-quiet", anchor="middle") for n, day in enumerate(days)
    ]
    years = [
        text(n * STEP, 10, str(day.year), class_="c-quiet")
        for n, day in enumerate(days)
        if not n or (day.year != days[n - 1].year and n > 1)
    ]
    name = say("chart.months", lang, first=_month(days[0]), last=_month(days[-1])) if days else ""
    return picture(_width(days), 28, name, *years, *parts, class_="months")


def _width(days: Sequence[date]) -> int:
    return max(len(days), 2) * STEP


def row(course: Course, days: Sequence[date], lang: str) -> Svg:
    """The months of one target; a month before its start is left empty."""
    statuses = {mark.day: mark.status for mark in course.marks}
    parts, first = [], 0
    for status, run in groupby(statuses.get(day) for day in days):
        count = len(list(run))
        if status is not None:
            parts.append(marks.row(status, first, count))
        first += count
    return picture(_width(days), SIZE, spoken(course.marks, lang), *parts, class_="months")


def spoken(followed: Sequence[Mark], lang: str) -> str:
    """The months in words, those in a row with the same status together."""
    said = []
    for status, run in groupby(followed, key=lambda mark: mark.status):
        spell = list(run)
        key = "chart.month" if len(spell) == 1 else "chart.run"
        word = say(f"status.{status}", lang)
        said.append(say(key, lang, first=_month(spell[0].day), last=_month(spell[-1].day), status=word))
    return say("separator", lang).join(said)


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"
