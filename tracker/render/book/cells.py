"""Assessments, evidence and the tables of the story as cells: numbers as numbers, days as days, texts as texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from tracker import words
from tracker.model.assessment import COLOURS, Assessment, Exact, Judgement
from tracker.model.report import Report
from tracker.render import cells as shown
from tracker.render import rows
from tracker.render.book.values import Column, Value
from tracker.render.layout import Canvas, visible
from tracker.render.story.value import Cell, Kind, Table

LONGEST = 32_000
"""Characters that a cell can hold."""
DIGITS = Context(prec=15)
"""As many digits as Excel keeps."""


def fits(text: str) -> str:
    """A text as a cell can hold it; what is longer is cut, visibly."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def number(value: Exact) -> Decimal:
    """An exact number to the digits that Excel keeps."""
    numerator, denominator = value.as_integer_ratio()
    return DIGITS.divide(Decimal(numerator), Decimal(denominator))


def _said(text: str, tint: str = "") -> Value:
    return Value(visible(text), tint=tint)


def _figure(value: object, kind: str = "figure", tint: str = "") -> Value:
    match value:
        case date():
            return Value(day=value, kind="day", tint=tint)
        case int() | Fraction():
            return Value(number=number(value), kind=kind, tint=tint)
        case str():
            return _said(value, tint)
        case _:
            return Value(tint=tint)


def _goal(a: Assessment, lang: str) -> Value:
    return _said(shown.goal(Canvas(lang=lang), a, unit=False)) if isinstance(a.goal, tuple) else _figure(a.goal)


Filled = Callable[[Assessment, str], Value]
TARGETS: Mapping[str, tuple[int, Filled]] = {
    "plan": (14, lambda a, lang: _said(a.plan)),
    "target": (18, lambda a, lang: _said(a.target)),
    "text": (36, lambda a, lang: _said(a.text)),
    "org": (12, lambda a, lang: _said(a.org)),
    "lead": (14, lambda a, lang: _said(a.lead)),
    "theme": (14, lambda a, lang: _said(a.theme)),
    "status": (12, lambda a, lang: _said(words.say(f"status.{a.status}", lang), COLOURS[a.status])),
    "progress": (12, lambda a, lang: _figure(a.progress, "percent")),
    "expected": (10, lambda a, lang: _figure(a.expected, "percent")),
    "schedule_gap": (10, lambda a, lang: _figure(a.schedule_gap, "points")),
    "goal": (12, _goal),
    "actual": (12, lambda a, lang: _figure(a.actual)),
    "unit": (8, lambda a, lang: _said(a.unit)),
    "completion": (10, lambda a, lang: _figure(a.completion, "percent")),
    "shortfall": (10, lambda a, lang: _figure(a.shortfall)),
    "lag_days": (9, lambda a, lang: _figure(a.lag_days, "whole")),
    "rate": (10, lambda a, lang: _figure(a.rate)),
    "need_rate": (10, lambda a, lang: _figure(a.need_rate)),
    "due": (12, lambda a, lang: _figure(a.due, tint="red" if a.overdue_days else "")),
    "overdue_days": (9, lambda a, lang: _figure(a.overdue_days, "whole", "red" if a.overdue_days else "")),
    "overdue_working_days": (10, lambda a, lang: _figure(a.overdue_working_days, "whole")),
    "as_of": (12, lambda a, lang: _figure(a.as_of)),
    "flags": (20, lambda a, lang: _said(words.say("separator", lang).join(shown.flags(lang, a)))),
    "sentence": (60, lambda a, lang: _said(a.sentence)),
}
"""The columns of the sheet of targets: field, width, and what stands in it."""

EVIDENCE: Mapping[str, int] = {
    "plan": 14, "target": 18, "text": 36, "org": 12, "as_of": 12, "reported_on": 12, "said": 14, "fate": 20,
    "place": 34, "quote": 50, "reason": 24, "next_step": 24, "note": 24,
}  # fmt: skip
WIDTH = 130
"""Characters across a sheet of one of the story's tables."""
_HEADS = {"reported_on": "column.reported_on", "said": "column.said", "fate": "column.fate",
          "place": "column.place", "quote": "column.quote", "reason": "row.reason",
          "next_step": "row.next_step", "note": "row.note"}  # fmt: skip


def columns(widths: Iterable[tuple[str, int]], lang: str) -> list[Column]:
    """The columns of a sheet of our own; progress is drawn as bars."""
    return [Column(words.say(_HEADS.get(key, f"field.{key}"), lang), width, key == "progress") for key, width in widths]


def targets(report: Report) -> list[list[Value]]:
    """A line for every target, those of the units of an allocation included."""
    return [[filled(a, report.lang) for _, filled in TARGETS.values()] for a in report.assessments]


def evidence(report: Report) -> list[list[Value]]:
    """A line for every row that was looked at, with what became of it and where it stands."""
    return [list(_row(a, judged, report.lang)) for a in report.targets for judged in a.rows]


def _row(a: Assessment, judged: Judgement, lang: str) -> Iterator[Value]:
    row = judged.row
    canvas = Canvas(lang=lang)
    yield from (_said(a.plan), _said(a.target), _said(a.text), _said(row.org))
    yield from (_figure(row.as_of), _figure(row.reported_on))
    yield _said(rows.figure(canvas, row, a.unit))
    yield from (_said(rows.reason(canvas, judged)), _said(rows.place(row)), _said(row.source.quote))
    yield from (_said(row.reason), _said(row.next_step), _said(row.note))


def of_table(table: Table) -> tuple[list[Column], list[list[Value]]]:
    """A table of the story: its figures as numbers where they have an exact value of one kind."""
    total = sum(column.weight for column in table.columns)
    heads = [Column(column.title, max(8, WIDTH * column.weight // total)) for column in table.columns]
    return heads, [[_cell(cell) for cell in row] for row in table.rows]


def _cell(cell: Cell) -> Value:
    """Shares, points, whole numbers and days as such; what carries a unit keeps it, as text."""
    match cell.value:
        case date():
            return Value(day=cell.value, kind="day", tint=cell.tint)
        case int() | Fraction() if cell.kind:
            return Value(number=number(cell.value), kind=KINDS[cell.kind], tint=cell.tint)
        case _:
            return Value(cell.text, tint=cell.tint)


KINDS: Mapping[Kind, str] = {"share": "percent", "points": "points", "whole": "whole", "day": "day"}
"""The number format of each kind of figure."""
