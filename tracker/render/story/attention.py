"""What needs attention: below schedule, overdue, due next, to be settled; a paragraph or a row a target."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.calendar import next_period
from tracker.model.assessment import Assessment, Status
from tracker.model.report import Item
from tracker.render import cells
from tracker.render.layout import visible
from tracker.render.story.speech import Speech
from tracker.render.story.value import Cell, Column, Paragraph, Table

Blocks = tuple[Paragraph | Table, ...]
SPOKEN = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)
"""What gets a paragraph of its own, with its reason and next step or a slot for them."""


def behind(speech: Speech) -> Blocks:
    """三、滞后事项: a paragraph for each that is behind, then the table of all below schedule."""
    items = speech.report.below_schedule
    if not items:
        return (Paragraph(speech.say("summary.behind.nothing")),)
    far = sum(item.assessment.status in SPOKEN[:2] for item in items)
    slow = sum(item.assessment.status is Status.BEHIND for item in items)
    lead = Paragraph(
        speech.say("summary.behind.lead", n=len(items), far=far, behind=slow, rest=len(items) - far - slow)
    )
    spoken = (_paragraph(speech, item) for item in items if item.assessment.status in SPOKEN)
    return (lead, *spoken, _behind(speech, items))


def _paragraph(speech: Speech, item: Item) -> Paragraph:
    a, slot = item.assessment, speech.say("summary.item.slot")
    task = cells.task_alone(speech.canvas, a)
    head = (
        speech.say("summary.item.head", task=task, lead=visible(a.lead))
        if a.lead
        else speech.say("summary.item.head.alone", task=task)
    )
    text = speech.prose(
        speech.say("summary.item", sentence=visible(a.sentence)),
        speech.say("summary.item.reason", reason=_unended(item.reason) or slot),
        speech.say("summary.item.next", next_step=_unended(item.next_step) or slot),
    )
    return Paragraph(text, head)


def _unended(said: str) -> str:
    """What a unit wrote, without a full stop of its own."""
    return visible(said).strip().rstrip("。.")


def _behind(speech: Speech, items: Sequence[Item]) -> Table:
    keys = (("task", 20), ("lead", 11), ("goal", 10), ("actual", 9), ("completion", 9), ("shortfall", 9), ("gap", 11),
            ("lag", 7), ("need", 10), ("status", 8))  # fmt: skip
    rows = tuple(
        (
            Cell(cells.task_alone(speech.canvas, item.assessment)),
            Cell(speech.name(item.assessment.lead)),
            speech.goal(item.assessment),
            speech.actual(item.assessment),
            speech.percent(item.assessment.completion),
            Cell(cells.shortfall(speech.canvas, item.assessment) or cells.NOTHING, item.assessment.shortfall),
            speech.gap(item.assessment),
            speech.whole(item.assessment.lag_days),
            Cell(cells.need_rate(item.assessment) or cells.NOTHING, item.assessment.need_rate),
            speech.status(item.assessment),
        )
        for item in items
    )
    return _table(speech, "behind", keys, rows, [item.assessment for item in items])


def overdue(speech: Speech) -> Blocks:
    """四、逾期事项, with calendar days and working days."""
    items = speech.report.overdue
    if not items:
        return (Paragraph(speech.say("summary.overdue.nothing")),)
    keys = (("task", 18), ("lead", 10), ("due", 14), ("overdue", 7), ("workdays", 10), ("goal", 9), ("actual", 9),
            ("status", 8), ("reason", 12), ("next", 12))  # fmt: skip
    slot = speech.say("summary.item.slot")
    rows = tuple(
        (
            Cell(cells.task_alone(speech.canvas, item.assessment)),
            Cell(speech.name(item.assessment.lead)),
            speech.due(item.assessment),
            speech.whole(item.assessment.overdue_days),
            _workdays(speech, item.assessment),
            speech.goal(item.assessment),
            speech.actual(item.assessment),
            speech.status(item.assessment),
            Cell(_unended(item.reason) or slot),
            Cell(_unended(item.next_step) or slot),
        )
        for item in items
    )
    table = _table(speech, "overdue", keys, rows, [item.assessment for item in items])
    lead = Paragraph(speech.say("summary.overdue.lead", n=len(items)))
    if any(item.assessment.working_days_estimated for item in items):
        return (lead, table, Paragraph(speech.say("summary.overdue.estimated")))
    return (lead, table)


def _workdays(speech: Speech, a: Assessment) -> Cell:
    if a.overdue_working_days is None:
        return Cell(cells.NOTHING)
    key = "summary.workdays.estimated" if a.working_days_estimated else "summary.workdays"
    return Cell(speech.say(key, days=a.overdue_working_days), a.overdue_working_days)


def due_next(speech: Speech) -> Blocks:
    """五、下期到期事项."""
    coming = next_period(speech.report.period)
    span = {"start": speech.day(coming.start), "end": speech.day(coming.end)}
    items = speech.report.due_next
    if not items:
        return (Paragraph(speech.say("summary.due_next.nothing", **span)),)
    keys = (("task", 22), ("lead", 12), ("due", 13), ("left", 8), ("goal", 10), ("actual", 10), ("status", 9))
    rows = tuple(
        (
            Cell(cells.task_alone(speech.canvas, a)),
            Cell(speech.name(a.lead)),
            speech.due(a),
            speech.whole((a.due - a.at).days),
            speech.goal(a),
            speech.actual(a),
            speech.status(a),
        )
        for a in (item.assessment for item in items)
    )
    table = _table(speech, "due_next", keys, rows, [item.assessment for item in items])
    return (Paragraph(speech.say("summary.due_next.lead", **span, n=len(items))), table)


def unsettled(speech: Speech) -> Blocks:
    """七、待核实事项: what cannot be judged, and what came in but does not count until somebody has looked at it."""
    report = speech.report
    said: list[Paragraph | Table] = []
    if report.unsettled:
        judged = [item.assessment for item in report.unsettled]
        rows = tuple(
            (Cell(cells.task_alone(speech.canvas, a)), Cell(speech.name(a.lead)), Cell(visible(a.sentence)))
            for a in judged
        )
        said.append(Paragraph(speech.say("summary.unsettled.lead", n=len(judged))))
        said.append(_table(speech, "unsettled", (("task", 4), ("lead", 3), ("why", 8)), rows, judged))
    counted = {"unmatched": report.unmatched, "waiting": report.waiting, "reviews": report.reviews}
    said += [Paragraph(speech.say(f"summary.unsettled.{key}", n=len(found))) for key, found in counted.items() if found]
    return tuple(said) or (Paragraph(speech.say("summary.unsettled.nothing")),)


FIGURES = frozenset({"goal", "actual", "completion", "shortfall", "gap", "lag", "need", "overdue", "workdays", "left"})


def _table(
    speech: Speech,
    key: str,
    keys: Sequence[tuple[str, int]],
    rows: tuple[tuple[Cell, ...], ...],
    judged: Sequence[Assessment],
) -> Table:
    columns = tuple(
        Column(name, speech.say(f"summary.column.{name}"), weight, name in FIGURES) for name, weight in keys
    )
    return Table(key, speech.say(f"summary.{key}"), columns, rows, tuple(a.subject for a in judged))
