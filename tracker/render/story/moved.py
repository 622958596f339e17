"""二、本期变化: what moved, named by kind, then a table of the transitions with their causes."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.assessment import Assessment
from tracker.model.report import Change, Movement
from tracker.render import cells
from tracker.render.story.speech import Speech
from tracker.render.story.value import Cell, Column, Paragraph, Table


def blocks(speech: Speech) -> tuple[Paragraph | Table, ...]:
    """A sentence for each kind of movement, and the table."""
    changes = speech.report.changes
    if not changes:
        return (Paragraph(speech.say("summary.moved.nothing")),)
    said = [_named(speech, movement, found) for movement in Movement if (found := _of(changes, movement))]
    return (*said, _table(speech, changes))


def _of(changes: Sequence[Change], movement: Movement) -> list[Change]:
    return [change for change in changes if change.movement is movement]


def _named(speech: Speech, movement: Movement, found: Sequence[Change]) -> Paragraph:
    tasks = speech.tasks([change.after for change in found])
    return Paragraph(
        speech.say(
            "summary.moved.named", movement=speech.say(f"summary.movement.{movement}"), n=len(found), tasks=tasks
        )
    )


def _table(speech: Speech, changes: Sequence[Change]) -> Table:
    columns = (
        Column("task", speech.say("summary.column.task"), 5),
        Column("movement", speech.say("summary.column.movement"), 2),
        Column("before", speech.say("summary.column.before"), 3),
        Column("after", speech.say("summary.column.after"), 3),
        Column("cause", speech.say("summary.column.cause"), 3),
    )
    rows = tuple(_row(speech, change) for change in changes)
    return Table(
        "changes", speech.say("summary.moved"), columns, rows, tuple(change.after.subject for change in changes)
    )


def _row(speech: Speech, change: Change) -> tuple[Cell, ...]:
    after, before = change.after, change.before
    causes = speech.listed(speech.say(f"summary.cause.{cause}") for cause in change.causes)
    return (
        Cell(cells.task_alone(speech.canvas, after)),
        Cell(speech.say(f"summary.movement.{change.movement}")),
        Cell(cells.NOTHING) if before is None else _stood(speech, before),
        _stood(speech, after),
        Cell(causes or cells.NOTHING),
    )


def _stood(speech: Speech, a: Assessment) -> Cell:

    status = speech.status(a)
    value = speech.actual(a).text
    return status if value == cells.NOTHING else status._replace(text=f"{status.text} {value}")
