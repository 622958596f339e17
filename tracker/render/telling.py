"""A story as Markdown for a chat, a wiki or an issue, and as a page in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tracker.render import cells
from tracker.render.grid import Cell as Box
from tracker.render.grid import Column as Rail
from tracker.render.grid import Grid
from tracker.render.layout import Canvas, Line, Page, Style, wrapped
from tracker.render.markdown import escaped
from tracker.render.story.value import Cell, Paragraph, Story, Table, Tint


def markdown(story: Story) -> str:
    """The story as Markdown; everything from outside is shown as text."""
    return "".join(_markdown(story))


def _markdown(story: Story) -> Iterator[str]:
    yield f"# {escaped(story.title)}\n\n{escaped('　'.join(story.head))}\n"
    for section in story.sections:
        yield f"\n## {escaped(section.title)}\n"
        for block in section.blocks:
            yield from _block(block)
    yield from _block(story.annex)
    yield "\n---\n"
    for note in story.foot:
        yield f"\n{escaped(note)}\n"


def _block(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        head = f"**{escaped(block.head)}**" if block.head else ""
        yield f"\n{head}{escaped(block.text)}\n"
        return
    yield f"\n### {escaped(block.title)}\n\n"
    yield f"| {' | '.join(escaped(column.title) for column in block.columns)} |\n"
    yield f"| {' | '.join('---:' if column.figures else '---' for column in block.columns)} |\n"
    for row in block.rows:
        yield f"| {' | '.join(escaped(cell.text) for cell in row)} |\n"


def page(story: Story) -> Page:
    """The story for a terminal: prose wrapped to its width, tables without the columns that have no room."""
    return Page(partial(_lines, story))


def _lines(story: Story, canvas: Canvas) -> Iterator[Line]:
    yield from wrapped(canvas, story.title, style="bold")
    yield from wrapped(canvas, "  ".join(story.head), style="dim")
    for section in story.sections:
        yield []
        yield from wrapped(canvas, section.title, style="bold")
        for block in section.blocks:
            yield from _drawn(canvas, block)
    yield []
    yield from _drawn(canvas, story.annex)
    yield []
    for note in story.foot:
        yield from wrapped(canvas, note, style="dim")


def _drawn(canvas: Canvas, block: Paragraph | Table) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from wrapped(canvas, block.head + block.text, indent=4, hanging=0)
        return
    yield []
    yield from wrapped(canvas, block.title, style="cyan")
    rails = [Rail(column.title, *RANKS[column.key], right=column.figures) for column in block.columns]
    grid = Grid(canvas, rails, [[_box(canvas, cell) for cell in row] for row in block.rows])
    yield from grid.header()
    yield from grid.body()
    yield from grid.note()


RANKS: Mapping[str, tuple[int, int | None]] = {
    "task": (0, None), "name": (0, None), "status": (1, None), "after": (1, 10), "why": (1, 20), "place": (1, None),
    "due": (2, 10), "movement": (2, None), "on_schedule": (2, None), "actual": (3, 8), "before": (3, 10),
    "overdue": (3, None), "left": (3, None), "completed": (3, None), "gap": (4, None), "cause": (4, 8),
    "goal": (4, 8), "mean": (4, None), "late": (4, None), "shortfall": (5, 6), "workdays": (5, None),
    "progress": (5, 8), "targets": (5, None), "below": (5, None), "lead": (6, 10), "completion": (6, None),
    "reported": (6, None), "lag": (7, None), "flags": (7, 10), "need": (8, 8), "expected": (8, None),
    "owed": (1, None), "came": (1, None), "on_time": (4, None), "came_late": (3, None), "punctual": (5, None),
    "reason": (8, 10), "next": (9, 10), "number": (9, None), "org": (1, 10), "missed": (2, None), "unknown": (4, None),
    "far_behind": (2, None), "behind": (3, None), "done": (3, None), "running": (5, None), "idle": (6, None),
}  # fmt: skip
"""How long each column is kept (0: always), and how narrow it may be."""

INKS: Mapping[Tint, Style] = {"": "", "green": "green", "yellow": "yellow", "red": "red", "grey": "dim"}
BAR = 8


def _box(canvas: Canvas, cell: Cell) -> Box:
    style = INKS[cell.tint]
    if cell.bar is None:
        return Box((cell.text,), styles=(style,))
    return Box((cells.drawn(canvas, cell.bar, cell.mark, BAR), cell.text), styles=(style, ""))
