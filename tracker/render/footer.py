"""What stands beneath a board: counts, rates, the day judged and the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model.assessment import Status, Verdicts
from tracker.render import cells, numbers
from tracker.render.grid import GAP
from tracker.render.layout import Canvas, Line, Span, visible


def footer(canvas: Canvas, verdicts: Verdicts) -> Iterator[Line]:
    """Counts per status, the rates, and on which day and by which policy they hold."""
    totals = verdicts.totals
    counts: list[Line] = [[Span(canvas.say("totals.all", n=sum(totals.counts.values())), "bold")]]
    for status in Status:
        if totals.counts.get(status):
            name = f"{canvas.symbol(status)} {canvas.say(f'status.{status}')}"
            counts.append([Span(name, cells.style(status)), Span(f" {totals.counts[status]}")])
    yield from flow(canvas, counts)
    yield from flow(canvas, [[Span(text)] for text in rates(canvas, verdicts)])
    yield from flow(canvas, [[Span(text, "dim")] for text in standing(canvas, verdicts)])


def rates(canvas: Canvas, verdicts: Verdicts) -> list[str]:
    """The rates of the totals in words; one that is not defined shows a dash."""
    totals = verdicts.totals
    mean = totals.mean_progress
    values = {
        "completion_rate": totals.completion_rate,
        "on_schedule_rate": totals.on_schedule_rate,
        "on_time_rate": totals.on_time_rate,
        "measurable_rate": totals.measurable_rate,
        "evidenced_rate": totals.evidenced_rate,
    }
    said = [
        canvas.say(f"totals.{name}", value=cells.NOTHING if value is None else numbers.percent(value))
        for name, value in values.items()
    ]
    value = cells.NOTHING if mean.value is None else numbers.percent(mean.value)
    return [*said, canvas.say("totals.mean_progress", value=value, n=mean.n, of=mean.of)]


def standing(canvas: Canvas, verdicts: Verdicts) -> list[str]:
    """The day judged, what was known by then, and the policy."""
    said = [canvas.say("standing.as_of", day=verdicts.as_of)]
    if verdicts.known_at is not None:
        said.append(canvas.say("standing.known_at", day=verdicts.known_at))
    return [*said, canvas.say("standing.policy", policy=visible(verdicts.policy))]


def flow(canvas: Canvas, chunks: Sequence[Line]) -> Iterator[Line]:
    """Chunks side by side, on as many lines as they need."""
    line: list[Span] = []
    used = 0
    for chunk in chunks:
        size = sum(canvas.cells(span.text) for span in chunk)
        if line and canvas.width is not None and used + GAP + size > canvas.width:
            yield line
            line, used = [], 0
        if line:
            line.append(Span(" " * GAP))
            used += GAP
        line.extend(chunk)
        used += size
    if line:
        yield line
