"""How a story says days, periods, shares and lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from tracker.calendar import Period, whole_months
from tracker.model.assessment import COLOURS, Assessment, Exact, Status
from tracker.model.report import Report
from tracker.render import cells, numbers
from tracker.render.layout import Canvas, visible
from tracker.render.story.value import Cell

NAMED = 8
"""How many tasks a sentence names; more are counted."""


class Voice:
    """The language of a story, whatever it tells of."""

    def __init__(self, lang: str) -> None:
        self.canvas = Canvas(lang=lang)

    def say(self, key: str, /, **params: object) -> str:
        """A phrase in the language of the story."""
        return self.canvas.say(key, **params)

    def day(self, day: date) -> str:
        """A day in full."""
        return self.say("summary.day", year=day.year, month=day.month, day=day.day)

    def period(self, period: Period) -> str:
        """A period by its name: 2021年6月, 2021年第二季度."""
        start, end = period
        match whole_months(period):
            case 1:
                return self.say("summary.period.month", year=start.year, month=start.month)
            case 3 if start.month % 3 == 1:
                name = self.say("summary.quarters").split(",")[start.month // 3]
                return self.say("summary.period.quarter", year=start.year, quarter=name)
            case 6 if start.month in (1, 7):
                return self.say("summary.period.half1" if start.month == 1 else "summary.period.half2", year=start.year)
            case 12 if start.month == 1:
                return self.say("summary.period.year", year=start.year)
            case _:
                return self.say("summary.period.span", start=self.day(start), end=self.day(end))

    def share(self, value: Fraction | None) -> str:
        """A rate in per cent, or that there is nothing to compare."""
        return self.say("summary.undefined") if value is None else numbers.percent(value)

    def prose(self, *sentences: str) -> str:
        """Sentences one after the other, as the language sets them apart."""
        return self.say("summary.between").join(sentence for sentence in sentences if sentence)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other, as the language lists them."""
        return self.canvas.say("separator").join(parts)

    def name(self, written: str) -> str:
        """A name from outside, or that none is written."""
        return visible(written) if written else self.say("summary.unnamed")

    def plans(self, titles: Iterable[str]) -> str:
        """The title of the plan; of several, that of the first and how many they are."""
        shown = [visible(title) for title in titles]
        if len(shown) == 1:
            return shown[0]
        return self.say("summary.several", first="".join(shown[:1]), n=len(shown))

    def known(self, as_of: date, known_at: date | None) -> tuple[str, ...]:
        """The day that is told of, and by which day something must have been reported."""
        said = self.say("summary.head.as_of", day=self.day(as_of))
        return (said,) if known_at is None else (said, self.say("summary.head.known", day=self.day(known_at)))

    def standing(self, status: Status) -> Cell:
        """A status with its colour."""
        return Cell(self.say(f"status.{status}"), tint=COLOURS[status])

    def points(self, gap: Exact | None) -> Cell:
        """A schedule gap in percentage points."""
        return Cell(cells.NOTHING if gap is None else numbers.signed(gap, cells.POINTS), gap, kind="points")

    def percent(self, value: Fraction | None) -> Cell:
        """A fraction of 1 in per cent."""
        return Cell(cells.NOTHING) if value is None else Cell(numbers.percent(value), value, kind="share")

    def whole(self, value: int | None) -> Cell:
        """A whole number."""
        return Cell(cells.NOTHING) if value is None else Cell(str(value), value, kind="whole")


class Speech(Voice):
    """The language of one report."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.lang)
        self.report = report

    def tasks(self, judged: Sequence[Assessment]) -> str:
        """The tasks by name, as many as a sentence holds."""
        names = self.listed(cells.task_alone(self.canvas, a) for a in judged[:NAMED])
        return names if len(judged) <= NAMED else self.say("summary.more", names=names, n=len(judged))

    def status(self, a: Assessment) -> Cell:
        """The status with its colour."""
        return self.standing(a.status)

    def progress(self, a: Assessment) -> Cell:
        """Progress with its bar, clipped to it, and the mark of the schedule."""
        if a.progress is None:
            return Cell(cells.NOTHING)
        bar = min(max(a.progress, Fraction(0)), Fraction(1))
        return Cell(cells.progress(a), a.progress, bar=bar, mark=a.expected, kind="share")

    def actual(self, a: Assessment) -> Cell:
        """The value of the day with its unit."""
        return Cell(cells.actual(self.canvas, a), a.actual if not isinstance(a.actual, str) else None)

    def goal(self, a: Assessment) -> Cell:
        """The goal with its unit."""
        value = a.goal if not isinstance(a.goal, (tuple, str)) else None
        return Cell(cells.goal(self.canvas, a), value)

    def gap(self, a: Assessment) -> Cell:
        """The schedule gap in percentage points."""
        return self.points(a.schedule_gap)

    def due(self, a: Assessment) -> Cell:
        """The due day, red once it has passed in vain."""
        return Cell(a.due.isoformat(), a.due, tint="red" if a.overdue_days else "", kind="day")
