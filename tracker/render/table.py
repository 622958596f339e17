"""The board in a terminal: one row a target, with a footer of totals; the task is never hidden or cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from tracker.model.assessment import Assessment, Verdicts
from tracker.render import cells
from tracker.render.footer import footer
from tracker.render.grid import Cell, Column, Grid
from tracker.render.layout import Canvas, Line, Page, Span, Style, visible, wrapped
from tracker.values import NamedTuple


class Told(NamedTuple):
    """A row of the board: an assessment, and whether it stands beneath its target's own."""

    judged: Assessment
    beneath: bool


class Subject(NamedTuple):
    """A column of the board: its name in the catalogue and what it says of a row."""

    name: str
    rank: int
    cell: Callable[[Canvas, Verdicts, Told], Cell]
    least: int | None = None
    right: bool = False
    optional: bool = False


BAR = 10
NARROW_BAR = 6
NARROW = 100
"""Cells of the bar, of a bar on a canvas narrower than `NARROW`."""


def _task(canvas: Canvas, verdicts: Verdicts, row: Told) -> Cell:
    if row.beneath:
        return Cell((f"{canvas.symbol('branch')} {visible(row.judged.org)}",), styles=("dim",))
    return Cell((cells.task_alone(canvas, row.judged),))


def _status(canvas: Canvas, verdicts: Verdicts, row: Told) -> Cell:
    return Cell((cells.status(canvas, row.judged),), styles=(cells.style(row.judged.status),))


def _progress(canvas: Canvas, verdicts: Verdicts, row: Told) -> Cell:
    if row.judged.progress is None:
        return Cell((cells.NOTHING,), styles=("dim",))
    size = BAR if canvas.width is None or canvas.width >= NARROW else NARROW_BAR
    drawn, number = cells.bar(canvas, row.judged, size), cells.progress(row.judged)
    return Cell((drawn, number.rjust(len("100.0%"))), styles=(cells.style(row.judged.status), ""))


def _due(canvas: Canvas, verdicts: Verdicts, row: Told) -> Cell:
    warning: Style = "yellow" if row.judged.due >= verdicts.as_of else "red"
    return Cell(cells.due(canvas, row.judged, verdicts.as_of), styles=("", warning))


def _flags(canvas: Canvas, verdicts: Verdicts, row: Told) -> Cell:
    return Cell(cells.flags(canvas.lang, row.judged), canvas.say("separator"))


def _one(text: str, style: Style = "") -> Cell:
    return Cell((text,), styles=(style,))


SUBJECTS: tuple[Subject, ...] = (
    Subject("task", 0, _task),
    Subject("status", 1, _status),
    Subject("progress", 4, _progress),
    Subject("actual", 3, lambda canvas, _, row: _one(cells.actual_of_goal(canvas, row.judged)), 14, right=True),
    Subject("gap", 5, lambda _, __, row: _one(cells.gap(row.judged)), right=True),
    Subject(
        "shortfall", 7, lambda canvas, _, row: _one(cells.shortfall(canvas, row.judged)), 12, right=True, optional=True
    ),
    Subject("due", 2, _due, 10),
    Subject("flags", 6, _flags, 12, optional=True),
    Subject("lead", 8, lambda _, __, row: _one(visible(row.judged.lead)), 10, optional=True),
    Subject("need_rate", 10, lambda _, __, row: _one(cells.need_rate(row.judged)), 10, right=True, optional=True),
    Subject("target", 9, lambda _, __, row: _one(visible(row.judged.target), "dim"), 12),
)
"""The columns in the order in which they stand, each with its rank: the lower, the longer it is kept."""


def board(verdicts: Verdicts, *, titles: Mapping[str, str] | None = None, orgs: bool = False) -> Page:
    """The table of a board as a page; `titles` are the plans' titles by id, `orgs` shows the units of allocations."""
    return Page(partial(_lines, verdicts, titles or {}, orgs))


def _lines(verdicts: Verdicts, titles: Mapping[str, str], orgs: bool, canvas: Canvas) -> Iterator[Line]:
    shown = [Told(*row) for row in cells.ordered(verdicts, orgs=orgs)]
    if not shown:
        yield [Span(canvas.say("table.empty"))]
        return
    columns = [Column(canvas.say(f"column.{s.name}"), s.rank, s.least, s.right, s.optional) for s in SUBJECTS]
    rows = [[subject.cell(canvas, verdicts, row) for subject in SUBJECTS] for row in shown]
    grid = Grid(canvas, columns, rows)
    yield from grid.header()
    yield from grid.body(headings(canvas, [row.judged.plan for row in shown], titles))
    yield grid.rule()
    yield from footer(canvas, verdicts)
    yield from grid.note("table.dropped")


def headings(canvas: Canvas, plans: Sequence[str], titles: Mapping[str, str]) -> Callable[[int], Iterator[Line]]:
    """What says the plan's title before its first row; nothing where there is only one plan."""
    several = len(set(plans)) > 1

    def heading(index: int) -> Iterator[Line]:
        if several and (index == 0 or plans[index] != plans[index - 1]):
            if index:
                yield []
            yield from wrapped(canvas, visible(titles.get(plans[index], plans[index])), style="bold")

    return heading
