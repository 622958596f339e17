"""The board in a terminal: columns chosen by priority, wrapped and aligned in cells, with a footer of totals.

The task is never hidden or cut; what does not fit is dropped column by column and named in the footer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from tracker.model.assessment import Assessment, Verdicts
from tracker.render import cells
from tracker.render.footer import GAP, footer
from tracker.render.layout import Canvas, Line, Page, Span, Style, visible, wrapped


class Cell(NamedTuple):
    """What one column says of one row: pieces that may stand on lines of their own, and a style for each."""

    pieces: tuple[str, ...]
    separator: str = " "
    styles: Sequence[Style] = ()

    @property
    def text(self) -> str:
        """The cell on one line."""
        return self.separator.join(self.pieces)


class Column(NamedTuple):
    """A column: its name in the catalogue, what it says, and the cells below which it is not worth showing.

    `least` None: it is shown whole or not at all. `optional`: it is left out where no row has anything to say.
    """

    name: str
    cell: Callable[[Canvas, Assessment], Cell]
    least: int | None = None
    right: bool = False
    optional: bool = False


def _columns(verdicts: Verdicts) -> tuple[Column, ...]:
    """All columns in the order in which they are shown."""
    return (
        Column("status", lambda canvas, a: Cell((cells.status(canvas, a),), styles=(cells.style(a.status),))),
        Column("progress", _progress),
        Column("actual", lambda canvas, a: Cell((cells.actual_of_goal(canvas, a),)), 14, right=True),
        Column("gap", lambda _, a: Cell((cells.gap(a),)), right=True),
        Column("shortfall", lambda _, a: Cell((cells.shortfall(a),)), 12, right=True, optional=True),
        Column("due", partial(_due, verdicts), 10),
        Column("flags", _flags, 10, optional=True),
        Column("lead", lambda _, a: Cell((visible(a.lead),)), 10, optional=True),
        Column("need_rate", lambda _, a: Cell((cells.need_rate(a),)), 10, right=True, optional=True),
        Column("target", lambda _, a: Cell((visible(a.target),), styles=("dim",)), 12),
    )


PRIORITY = ("status", "due", "actual", "progress", "gap", "flags", "shortfall", "lead", "target", "need_rate")
"""Which column is kept first when the terminal is narrow; the task is always there."""

BAR = 10
NARROW_BAR = 6
NARROW = 100


def _progress(canvas: Canvas, judged: Assessment) -> Cell:
    size = BAR if canvas.width is None or canvas.width >= NARROW else NARROW_BAR
    if judged.progress is None:
        return Cell((cells.NOTHING,), styles=("dim",))
    drawn = cells.bar(canvas, judged, size)
    return Cell((drawn, cells.progress(judged).rjust(6)), styles=(cells.style(judged.status), ""))


def _due(verdicts: Verdicts, canvas: Canvas, judged: Assessment) -> Cell:
    warning: Style = "yellow" if judged.due >= verdicts.as_of else "red"
    return Cell(cells.due(canvas, judged, verdicts.as_of), styles=("", warning))


def _flags(canvas: Canvas, judged: Assessment) -> Cell:
    return Cell(cells.flags(canvas.lang, judged), canvas.say("separator"))


class _Drawn(NamedTuple):
    """A column that is shown: its cells of every row, and how wide it is drawn."""

    column: Column
    cells: Sequence[Cell]
    natural: int
    least: int


def board(verdicts: Verdicts, *, titles: Mapping[str, str] | None = None, orgs: bool = False) -> Page:
    """The table of a board as a page; `titles` are the plans' titles by id, `orgs` shows the units of allocations."""
    return Page(partial(_lines, verdicts, titles or {}, orgs))


def _lines(verdicts: Verdicts, titles: Mapping[str, str], orgs: bool, canvas: Canvas) -> Iterator[Line]:
    shown = list(cells.ordered(verdicts, orgs=orgs))
    if not shown:
        yield [Span(canvas.say("table.empty"))]
        return
    tasks = [_task(canvas, judged, beneath) for judged, beneath in shown]
    drawn, dropped = _choose(canvas, _drawn(canvas, verdicts, shown), _widest(canvas, tasks))
    widths = _widths(canvas, drawn, _widest(canvas, tasks))
    rights = [False, *(each.column.right for each in drawn)]
    header = [canvas.say("column.task"), *(canvas.say(f"column.{each.column.name}") for each in drawn)]
    rule: Line = [Span(canvas.symbol("rule") * (sum(widths) + GAP * (len(widths) - 1)), "dim")]
    yield _padded(canvas, [(Span(name, "bold"),) for name in header], widths, rights)
    yield rule
    heading = _headings(canvas, [judged for judged, _ in shown], titles)
    for index, (judged, _) in enumerate(shown):
        yield from heading(judged)
        row = [tasks[index], *(each.cells[index] for each in drawn)]
        filled = [_fill(canvas, cell, width) for cell, width in zip(row, widths, strict=True)]
        yield from _row(canvas, filled, widths, rights)
    yield rule
    yield from footer(canvas, verdicts, dropped)


def _headings(
    canvas: Canvas, shown: Sequence[Assessment], titles: Mapping[str, str]
) -> Callable[[Assessment], Iterator[Line]]:
    """What says the plan's title before its first target; nothing where there is only one plan."""
    several = len({judged.plan for judged in shown}) > 1
    said: list[str] = []

    def heading(judged: Assessment) -> Iterator[Line]:
        if several and said[-1:] != [judged.plan]:
            if said:
                yield []
            said.append(judged.plan)
            yield from wrapped(canvas, visible(titles.get(judged.plan, judged.plan)), style="bold")

    return heading


def _task(canvas: Canvas, judged: Assessment, beneath: bool) -> Cell:
    if beneath:
        return Cell((f"{canvas.symbol('branch')} {visible(judged.org)}",), styles=("dim",))
    return Cell((cells.task_alone(canvas, judged),))


def _widest(canvas: Canvas, column: Iterable[Cell]) -> int:
    return max(canvas.cells(cell.text) for cell in column)


def _drawn(canvas: Canvas, verdicts: Verdicts, shown: Sequence[tuple[Assessment, bool]]) -> list[_Drawn]:
    drawn = []
    for column in _columns(verdicts):
        filled = [column.cell(canvas, judged) for judged, _ in shown]
        if column.optional and not any(cell.text for cell in filled):
            continue
        head = canvas.cells(canvas.say(f"column.{column.name}"))
        natural = max(head, _widest(canvas, filled))
        least = natural if column.least is None else min(natural, max(head, column.least))
        drawn.append(_Drawn(column, filled, natural, least))
    return drawn


def _task_least(width: int, natural: int) -> int:
    return max(8, min(natural, max(16, width * 3 // 10)))


def _choose(canvas: Canvas, drawn: list[_Drawn], task: int) -> tuple[list[_Drawn], list[str]]:
    """The columns that fit, by priority, and the names of those that do not."""
    if canvas.width is None:
        return drawn, []
    room = canvas.width - _task_least(canvas.width, task)
    by_name = {each.column.name: each for each in drawn}
    kept = set()
    for name in PRIORITY:
        if name in by_name and by_name[name].least + GAP <= room:
            kept.add(name)
            room -= by_name[name].least + GAP
    dropped = [canvas.say(f"column.{each.column.name}") for each in drawn if each.column.name not in kept]
    return [each for each in drawn if each.column.name in kept], dropped


def _widths(canvas: Canvas, drawn: list[_Drawn], task: int) -> list[int]:
    """The task's width, then each column's: what is left over goes to the task first, then by priority."""
    task = max(task, canvas.cells(canvas.say("column.task")))
    if canvas.width is None:
        return [task, *(each.natural for each in drawn)]
    widths = {each.column.name: each.least for each in drawn}
    own = _task_least(canvas.width, task)
    spare = max(0, canvas.width - own - sum(widths.values()) - GAP * len(drawn))
    more = min(spare, max(0, min(task, canvas.width * 4 // 10) - own))
    own, spare = own + more, spare - more
    by_name = {each.column.name: each for each in drawn}
    for name in PRIORITY:
        if name in by_name:
            more = min(spare, by_name[name].natural - widths[name])
            widths[name] += more
            spare -= more
    own += min(spare, max(0, task - own))
    return [own, *(widths[each.column.name] for each in drawn)]


def _fill(canvas: Canvas, cell: Cell, width: int) -> list[Line]:
    """A cell on lines of at most `width` cells; pieces share a line while they fit."""
    lines: list[Line] = []
    line: list[Span] = []
    used = 0
    unstyled: list[Style] = [""] * len(cell.pieces)
    for piece, style in zip(cell.pieces, [*cell.styles, *unstyled], strict=False):
        parts = canvas.wrap(piece, width)
        if line and (len(parts) > 1 or used + canvas.cells(cell.separator + piece) > width):
            lines.append(line)
            line, used = [], 0
        elif line:
            line.append(Span(cell.separator))
            used += canvas.cells(cell.separator)
        lines.extend([Span(part, style)] for part in parts[:-1])
        line.append(Span(parts[-1], style))
        used += canvas.cells(parts[-1])
    return [*lines, line]


def _row(
    canvas: Canvas, filled: Sequence[Sequence[Line]], widths: Sequence[int], rights: Sequence[bool]
) -> Iterator[Line]:
    for number in range(max(map(len, filled))):
        line = [lines[number] if number < len(lines) else () for lines in filled]
        yield _padded(canvas, line, widths, rights)


def _padded(canvas: Canvas, parts: Sequence[Line], widths: Sequence[int], rights: Sequence[bool]) -> Line:
    """Cells side by side, each filled with spaces to its column's width; none after the last."""
    line: list[Span] = []
    waiting = 0
    for part, width, right in zip(parts, widths, rights, strict=True):
        room = width - sum(canvas.cells(span.text) for span in part)
        before, after = (room, 0) if right else (0, room)
        if part:
            if waiting + before > 0:
                line.append(Span(" " * (waiting + before)))
            line.extend(part)
            waiting = after + GAP
        else:
            waiting += width + GAP
    return line
