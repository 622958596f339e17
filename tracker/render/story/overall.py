"""一、总体情况: how many stand where, the rates, what that means against the last summary, the widest gaps."""

from __future__ import annotations

from fractions import Fraction

from tracker.model.assessment import Status
from tracker.model.report import Movement
from tracker.render import cells
from tracker.render.story.speech import Speech, Voice
from tracker.render.story.value import Paragraph
from tracker.words.figures import fixed

WIDEST = 3
"""How many of the widest gaps the overview names."""
NEWS = tuple(movement for movement in Movement if movement is not Movement.EVIDENCE)


def blocks(speech: Speech) -> tuple[Paragraph, ...]:
    """The paragraphs of the overview."""
    report = speech.report
    if not report.targets:
        return (Paragraph(speech.say("summary.none")),)
    said = [Paragraph(speech.prose(_counts(speech), _rates(speech))), Paragraph(_compared(speech))]
    judged = [item.assessment for item in report.below_schedule]
    gaps = [(-a.schedule_gap, a) for a in judged if a.schedule_gap is not None and a.schedule_gap < 0]
    if gaps:
        items = speech.listed(
            speech.say("summary.worst.item", task=cells.task_alone(speech.canvas, a), points=fixed(gap, 1))
            for gap, a in sorted(gaps, key=lambda pair: -pair[0])[:WIDEST]
        )
        said.append(Paragraph(speech.say("summary.worst", items=items)))
    return tuple(said)


def _counts(speech: Speech) -> str:
    report = speech.report
    counts = speech.listed(
        speech.say("summary.count", status=speech.canvas.say(f"status.{status}"), n=report.totals.counts[status])
        for status in reading_order()
        if report.totals.counts[status]
    )
    return speech.say("summary.counts", day=speech.day(report.as_of), n=len(report.targets), counts=counts)


def reading_order() -> tuple[Status, ...]:
    """What is done, what goes well, what does not, what cannot be said."""
    return (
        Status.ACHIEVED, Status.ACHIEVED_LATE, Status.AHEAD, Status.ON_TRACK, Status.IN_PROGRESS, Status.BEHIND,
        Status.FAR_BEHIND, Status.MISSED, Status.NO_DATA, Status.UNDETERMINED, Status.PENDING, Status.WITHDRAWN,
    )  # fmt: skip


def _rates(speech: Speech) -> str:
    totals = speech.report.totals
    rates = speech.say(
        "summary.rates",
        completion=speech.share(totals.completion_rate),
        schedule=speech.share(totals.on_schedule_rate),
        on_time=speech.share(totals.on_time_rate),
        mean=speech.share(totals.mean_progress.value),
        n=totals.mean_progress.n,
    )
    quality = speech.say(
        "summary.quality",
        measurable=speech.share(totals.measurable_rate),
        evidenced=speech.share(totals.evidenced_rate),
    )
    return speech.prose(rates, quality)


def _compared(speech: Speech) -> str:
    report = speech.report
    moves = [(movement, sum(change.movement is movement for change in report.changes)) for movement in NEWS]
    changes = speech.listed(
        speech.say("summary.moves", movement=speech.say(f"summary.movement.{movement}"), n=n)
        for movement, n in moves
        if n
    )
    now, then = report.totals, report.previous_totals
    moved = speech.say(
        "summary.compared",
        day=speech.day(report.previous.end),
        changes=changes or speech.say("summary.compared.nothing"),
    )
    rates = speech.say(
        "summary.compared.rates",
        completion=rate_change(speech, then.completion_rate, now.completion_rate),
        schedule=rate_change(speech, then.on_schedule_rate, now.on_schedule_rate),
    )
    return speech.prose(moved, rates)


def rate_change(speech: Voice, then: Fraction | None, now: Fraction | None) -> str:
    """How a rate has changed, in words."""
    if then is None or now is None:
        return speech.say("summary.compared.none")
    points = (now - then) * 100
    if not points:
        return speech.say("summary.compared.same")
    return speech.say("summary.compared.up" if points > 0 else "summary.compared.down", points=fixed(abs(points), 1))
