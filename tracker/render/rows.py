"""Reported rows as lines for people: what a row says, where it stands, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from tracker.model.achievement import Achievement, row_id
from tracker.model.assessment import Assessment, Judgement
from tracker.render import cells
from tracker.render.grid import Cell, Column, Grid
from tracker.render.layout import Canvas, Line, Page, Span, visible, wrapped
from tracker.words import figures


def figure(canvas: Canvas, row: Achievement, unit: str = "") -> str:
    """What a row says: 累计 70人, 62/90, 竣工 2021-06-20, 达成; `unit` is that of its target."""
    said = []
    unit = visible(row.unit or unit)
    if row.value is not None:
        said.append(canvas.say(f"bound.{row.bound}", value=figures.figure(_exact(row.value), unit, canvas.lang)))
    elif row.numerator is not None and row.denominator is not None:
        part, whole = (figures.number(_exact(n), canvas.lang) for n in (row.numerator, row.denominator))
        said.append(f"{part}/{whole}")
    said += [visible(text) for text in (row.member, row.step, row.grade) if text]
    if row.done_on is not None:
        said.append(canvas.say("row.done_on", day=row.done_on))
    if row.mode and row.value is not None:
        said.insert(0, canvas.say(f"mode.{row.mode}"))
    return " ".join(said) or canvas.say("row.words_only")


def _exact(value: Decimal) -> int | Fraction:
    whole = int(value)
    return whole if whole == value else Fraction(value)


def reason(canvas: Canvas, judged: Judgement) -> str:
    """What became of a row, in words: counted, or why not."""
    if judged.reason[:1].isupper():
        return canvas.say("row.refused", code=judged.reason)
    if judged.counted:
        return canvas.say("row.history" if judged.reason else "row.counted")
    return canvas.say(f"row.{judged.reason}")


def place(row: Achievement) -> str:
    """Where a row stands: file and line, span or cell."""
    return visible(str(row.source))


def timeline(canvas: Canvas, rows: Sequence[Judgement], unit: str = "") -> Iterator[Line]:
    """All rows of a target in order of their days, each with what became of it."""
    columns = [
        Column("", 1),
        Column(canvas.say("column.as_of"), 1),
        Column(canvas.say("column.said"), 0, 12),
        Column(canvas.say("column.org"), 4, 8, optional=True),
        Column(canvas.say("column.reported_on"), 3),
        Column(canvas.say("column.fate"), 2, 12),
        Column(canvas.say("column.place"), 5, 16, optional=True),
        Column(canvas.say("column.quote"), 6, 16, optional=True),
        Column(canvas.say("column.row"), 7, optional=True),
    ]
    grid = Grid(canvas, columns, [_row(canvas, judged, unit) for judged in rows])
    yield from grid.header()
    yield from grid.body()
    yield from grid.note()


def _row(canvas: Canvas, judged: Judgement, unit: str) -> list[Cell]:
    row = judged.row
    mark = canvas.symbol("counted" if judged.counted else "listed")
    quote = canvas.say("quote", text=visible(row.source.quote)) if row.source.quote else ""
    texts = (
        mark,
        row.as_of.isoformat(),
        figure(canvas, row, unit),
        visible(row.org),
        row.reported_on.isoformat(),
        reason(canvas, judged),
        place(row),
        quote,
        row_id(row),
    )
    return [Cell((text,)) for text in texts]


Fates = Sequence[tuple[Assessment | None, Judgement]]
"""What became of one row: for which target it was looked at, and whether it counted there."""


def page(fates: Fates) -> Page:
    """One row: its figures, its source, and for which targets it counts or why not."""
    return Page(partial(_lines, fates))


def _lines(fates: Fates, canvas: Canvas) -> Iterator[Line]:
    row = fates[0][1].row
    yield [Span(f"{row_id(row)}  {figure(canvas, row)}", "bold")]
    pairs = [
        ("field.as_of", row.as_of.isoformat()),
        ("column.reported_on", row.reported_on.isoformat()),
        ("field.plan", row.plan),
        ("field.target", row.target),
        ("field.org", row.org),
        ("field.text", row.text),
        ("row.reason", row.reason),
        ("row.next_step", row.next_step),
        ("row.note", row.note),
        ("row.supersedes", row.supersedes),
        ("column.place", str(row.source)),
        ("column.quote", canvas.say("quote", text=row.source.quote) if row.source.quote else ""),
    ]
    for key, value in pairs:
        if value:
            yield from pair(canvas, canvas.say(key), visible(value))
    yield []
    for assessment, judged in fates:
        name = canvas.say("row.nowhere") if assessment is None else _target(canvas, assessment)
        mark = canvas.symbol("counted" if judged.counted else "listed")
        fate = canvas.say("row.fate", mark=mark, target=name, fate=reason(canvas, judged))
        yield from wrapped(canvas, fate, hanging=2)


def _target(canvas: Canvas, assessment: Assessment) -> str:
    name = visible(f"{assessment.plan}/{assessment.target}")
    return canvas.say("row.target", id=name, task=cells.task_alone(canvas, assessment))


LABEL = 10
"""Cells of the labels on the left of a page."""


def pair(canvas: Canvas, label: str, value: str, *, indent: int = 0) -> list[Line]:
    """A label and what it names, wrapped under itself."""
    size = max(LABEL, canvas.cells(label)) + 2
    lines = wrapped(canvas, value, indent=indent + size)
    head = [Span(" " * indent), Span(canvas.pad(label, size), "dim")]
    return [[*head, *list(lines[0])[1:]], *lines[1:]]
