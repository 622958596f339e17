"""What the page says of each target beneath its line in the annex: why it stands so, what was reported, its course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Subject
from tracker.model.report import Course, Item, Report
from tracker.render import rows
from tracker.render.layout import Canvas
from tracker.render.story.value import Cell
from tracker.render.svg import course, months
from tracker.render.svg.draw import Svg
from tracker.render.svg.look import CODES


class Row(NamedTuple):
    """A reported row: its day and figure, what was said beside it, where it stands and what stands there."""

    day: str
    figure: str
    org: str
    reported: str
    place: str
    quote: str
    words: tuple[tuple[str, str], ...]


class Run(NamedTuple):
    """Rows one after the other of which the same became."""

    fate: str
    counted: bool
    rows: tuple[Row, ...]


class Entry(NamedTuple):
    """A target: its line, and what unfolds beneath it. `lead` and `theme` are places in the lists of the filter."""

    number: int
    cells: tuple[Cell, ...]
    code: str
    lead: int
    theme: int
    months: Svg
    sentence: str
    facts: tuple[tuple[str, str], ...]
    runs: tuple[Run, ...]
    course: Svg | None


class Entries(NamedTuple):
    """All targets; the names that their filters offer; how many months they go back, and the head of those."""

    each: tuple[Entry, ...]
    leads: tuple[str, ...]
    themes: tuple[str, ...]
    days: int
    months: Svg


def entries(report: Report, lines: Sequence[tuple[Cell, ...]]) -> Entries:
    """The targets of a report with their lines of the annex, in its order."""
    targets, canvas = report.targets, Canvas(lang=report.lang)
    leads = tuple(dict.fromkeys(a.lead for a in targets))
    themes = tuple(dict.fromkeys(a.theme for a in targets))
    days = months.columns(tuple(report.courses.values()))
    told = _Told(canvas, days, _numbered(leads), _numbered(themes), _items(report))
    each = tuple(
        told.entry(number, a, report.courses.get(a.subject, NOWHERE), line)
        for number, (a, line) in enumerate(zip(targets, lines, strict=True), 1)
    )
    return Entries(each, leads, themes, len(days), months.heads(days, report.lang))


NOWHERE = Course((), ())
SAID = ("reason", "next_step", "note")
"""What a row may say in words besides its figure."""


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}


def _items(report: Report) -> Mapping[Subject, Item]:
    """The targets that need attention, with what their units say of them."""
    listed = (*report.below_schedule, *report.overdue, *report.due_next, *report.unsettled)
    return {item.assessment.subject: item for item in listed}


class _Told(NamedTuple):
    """What every entry is written with."""

    canvas: Canvas
    days: Sequence[date]
    leads: dict[str, int]
    themes: dict[str, int]
    items: Mapping[Subject, Item]

    def entry(self, number: int, a: Assessment, followed: Course, line: tuple[Cell, ...]) -> Entry:
        """One target."""
        lang = self.canvas.lang
        return Entry(
            number=number,
            cells=line,
            code=CODES[a.status],
            lead=self.leads[a.lead],
            theme=self.themes[a.theme],
            months=months.row(followed, self.days, lang),
            sentence=a.sentence,
            facts=tuple((self.canvas.say(key), value) for key, value in self._facts(a) if value),
            runs=tuple(self._runs(a)),
            course=course.course(followed, a.due, lang),
        )

    def _facts(self, a: Assessment) -> Iterator[tuple[str, str]]:
        say = self.canvas.say
        yield (
            "field.rule",
            a.rule if _gapped(a.rule) else say("page.rule_fired", rule=a.rule, text=say(f"rule.{a.rule}")),
        )
        yield "field.target", f"{a.plan}/{a.target}"
        yield "field.theme", a.theme
        yield "field.support", say("separator").join(a.support)
        item = self.items.get(a.subject)
        if item is not None:
            yield "row.reason", item.reason
            yield "row.next_step", item.next_step
        yield "page.revisions", say("separator").join(map(str, a.revisions))
        if a.forecast.verdict is not None and not a.finished:
            yield "field.forecast", say(f"forecast.{a.forecast.verdict}")

    def _runs(self, a: Assessment) -> Iterator[Run]:
        """The rows in their order, those of which the same became together."""
        for (counted, fate), run in groupby(a.rows, key=lambda each: (each.counted, rows.reason(self.canvas, each))):
            yield Run(fate, counted, tuple(self._row(each.row, a.unit) for each in run))

    def _row(self, row: Achievement, unit: str) -> Row:
        canvas = self.canvas
        return Row(
            day=row.as_of.isoformat(),
            figure=rows.figure(canvas, row, unit),
            org=row.org,
            reported=canvas.say("web.reported", day=row.reported_on) if row.reported_on != row.as_of else "",
            place=rows.place(row),
            quote=row.source.quote,
            words=tuple((canvas.say(f"row.{key}"), said) for key in SAID if (said := getattr(row, key))),
        )


def _gapped(rule: str) -> bool:
    """Whether the words of a rule need the numbers of a policy."""
    return rule.endswith(".gap") or rule == "ahead"
