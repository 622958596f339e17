"""附表: every target on one line."""

from __future__ import annotations

from tracker.model.assessment import Assessment
from tracker.render import cells
from tracker.render.story.speech import Speech
from tracker.render.story.value import Cell, Column, Table

KEYS = (("number", 4), ("task", 22), ("lead", 12), ("goal", 10), ("actual", 10), ("progress", 14), ("expected", 8),
        ("gap", 9), ("due", 10), ("status", 9), ("flags", 12))  # fmt: skip
FIGURES = frozenset({"number", "goal", "actual", "expected", "gap"})


def table(speech: Speech) -> Table:
    """The table of all targets, in the order of the plans."""
    columns = tuple(
        Column(name, speech.say(f"summary.column.{name}"), weight, name in FIGURES) for name, weight in KEYS
    )
    targets = speech.report.targets
    rows = tuple(_row(speech, number, a) for number, a in enumerate(targets, 1))
    title = speech.say("summary.annex.title", title=speech.say("summary.annex"))
    return Table("annex", title, columns, rows, tuple(a.subject for a in targets))


def _row(speech: Speech, number: int, a: Assessment) -> tuple[Cell, ...]:
    return (
        speech.whole(number),
        Cell(cells.task_alone(speech.canvas, a)),
        Cell(speech.name(a.lead)),
        speech.goal(a),
        speech.actual(a),
        speech.progress(a),
        speech.percent(a.expected),
        speech.gap(a),
        speech.due(a),
        speech.status(a),
        Cell(speech.listed(cells.flags(speech.canvas.lang, a)) or cells.NOTHING),
    )
