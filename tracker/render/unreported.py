"""Who has not reported for a period: every report that is owed and did not come, by the day it was due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tracker.calendar import Period, write_period
from tracker.render import cells
from tracker.render.grid import Cell, Column, Grid
from tracker.render.layout import Canvas, Line, Page, Span, Style, visible
from tracker.report.reporting import Owed


def page(owed: Sequence[Owed], period: Period, today: date) -> Page:
    """The reports owed as a table; `today` is the day on which they are asked for."""
    return Page(partial(_lines, owed, period, today))


def _lines(owed: Sequence[Owed], period: Period, today: date, canvas: Canvas) -> Iterator[Line]:
    name = write_period(period)
    if not owed:
        yield [Span(canvas.say("due.unreported.none", period=name))]
        return
    ranks = {"lead": 1, "task": 0, "window": 5, "by": 2, "left": 3, "target": 4}
    least = {"task": 16, "lead": 10, "target": 12}
    columns = [
        Column(canvas.say(f"column.{name}"), rank, least.get(name), False, name == "lead")
        for name, rank in ranks.items()
    ]
    grid = Grid(canvas, columns, [_row(canvas, each, today) for each in owed])
    yield from grid.header()
    yield from grid.body()
    yield grid.rule()
    yield from grid.note()
    yield [Span(canvas.say("due.unreported", period=name, n=len(owed)), "dim")]


def _row(canvas: Canvas, owed: Owed, today: date) -> list[Cell]:
    judged = owed.assessment
    left, style = _left(canvas, owed, today)
    return [
        Cell((visible(judged.org if judged.scope == "org" else judged.lead),)),
        Cell((visible(judged.text),)),
        Cell((write_period(owed.window),)),
        Cell((owed.by.isoformat() if owed.by else cells.NOTHING,)),
        Cell((left,), styles=(style,)),
        Cell((visible(judged.target),), styles=("dim",)),
    ]


def _left(canvas: Canvas, owed: Owed, today: date) -> tuple[str, Style]:
    """The days until the report is due, or gone since."""
    days = (owed.by - today).days if owed.by else None
    if days is None:
        return cells.NOTHING, ""
    if days < 0:
        return canvas.say("due.overdue", days=-days), "red"
    return (canvas.say("due.left", days=days) if days else canvas.say("due.today")), ""
