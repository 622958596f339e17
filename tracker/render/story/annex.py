"""附表: every target on one line."""

from __future__ import annotations

from tracker.model.assessment import Assessment
from tracker.render import cells
from tracker.render.story.speech import Speech
from tracker.render.story.value import Cell, Column, Table

KEYS = (("number", 1), ("task", 5), ("lead", 3), ("goal", 2), ("actual", 2), ("progress", 3), ("expected", 2),
        ("gap", 2), ("due", 2), ("status", 2), ("flags", 3))  # fmt: skip
FIGURES = frozenset({"number", "goal", "actual", "expected", "gap"})


def table(speech: Speech) -> Table:
    """The table of all targets, in the order of the plans."""
    columns = tuple(
        Column(name, speech.say(f"summary.column.{name}"), weight, name in FIGURES) for name, weight in KEYS
    )
    targets = speech.report.targets
    rows = tuple(_row(speech, number, a) for number, a in enumerate(targets, 1))
    title = speech.say("summary.annex.title", title=speech.say("summary.annex"))
    return Table("annex", title, columns, rows, tuple((a.plan, a.target) for a in targets))


def _row(speech: Speech, number: int, a: Assessment) -> tuple[Cell, ...]:
    return (
        speech.whole(number),
        Cell(cells.task_alone(speech.canvas, a)),
        Cell(speech.name(a.lead)),
        speech.goal(a),
        speech.actual(a),
        speech.progress(a),
        speech.percent(a.expected),
        Cell(cells.gap(a), a.schedule_gap),
        Cell(a.due.isoformat(), a.due, tint="red" if a.overdue_days else ""),
        speech.status(a),
        Cell(speech.listed(cells.flags(speech.canvas.lang, a)) or cells.NOTHING),
    )
