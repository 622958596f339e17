"""The policies, and what the same rows would be under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from tracker.model.assessment import Assessment, Status, Verdicts
from tracker.model.plan import Thresholds
from tracker.render import cells
from tracker.render.footer import flow
from tracker.render.grid import Cell, Column, Grid
from tracker.render.json import text
from tracker.render.layout import Canvas, Line, Page, Span, visible, wrapped
from tracker.render.why import thresholds


def page(policies: Sequence[Thresholds], boards: Mapping[str, Verdicts]) -> Page:
    """The policies in words; with boards by the policies' names, how often each status occurs and what differs."""
    return Page(partial(_lines, policies, boards))


def _lines(policies: Sequence[Thresholds], boards: Mapping[str, Verdicts], canvas: Canvas) -> Iterator[Line]:
    for policy in policies:
        yield [Span(visible(policy.name), "bold"), Span(f"  {visible(policy.title or '')}")]
        yield from wrapped(canvas, thresholds(canvas, policy), indent=2)
    if not boards:
        return
    yield []
    yield from _counts(canvas, boards)
    yield []
    yield from _differences(canvas, boards)
    yield from flow(canvas, [[Span(canvas.say("standing.as_of", day=next(iter(boards.values())).as_of), "dim")]])


def _counts(canvas: Canvas, boards: Mapping[str, Verdicts]) -> Iterator[Line]:
    columns = [Column(canvas.say("column.status"), 0), *(Column(visible(name), 1, right=True) for name in boards)]
    rows = []
    for status in Status:
        counts = [board.totals.counts.get(status, 0) for board in boards.values()]
        if any(counts):
            word = f"{canvas.symbol(status)} {canvas.say(f'status.{status}')}"
            rows.append([Cell((word,), styles=(cells.style(status),)), *(Cell((str(count),)) for count in counts)])
    grid = Grid(canvas, columns, rows)
    yield from grid.header()
    yield from grid.body()
    yield from grid.note()


def _differences(canvas: Canvas, boards: Mapping[str, Verdicts]) -> Iterator[Line]:
    differing = list(differences(boards))
    if not differing:
        yield [Span(canvas.say("policies.same"))]
        return
    columns = [Column(canvas.say("column.task"), 0), *(Column(visible(name), 1) for name in boards)]
    rows = []
    for judged in differing:
        row = [Cell((cells.task_alone(canvas, judged[0]),))]
        row += [Cell((cells.status(canvas, each),), styles=(cells.style(each.status),)) for each in judged]
        rows.append(row)
    grid = Grid(canvas, columns, rows)
    yield [Span(canvas.say("policies.differ", n=len(differing)), "bold")]
    yield from grid.header()
    yield from grid.body()
    yield from grid.note()


def differences(boards: Mapping[str, Verdicts]) -> Iterator[tuple[Assessment, ...]]:
    """The targets that the policies judge differently: their assessments in the order of the policies."""
    for judged in zip(*(board.assessments for board in boards.values()), strict=True):
        if judged[0].scope == "plan" and len({each.status for each in judged}) > 1:
            yield judged


def as_json(policies: Sequence[Thresholds], boards: Mapping[str, Verdicts]) -> Iterator[str]:
    """The policies with their counts, and the status of every target under each."""
    yield '{"schema":1,"policies":[\n'
    yield ",\n".join(_policy(policy, boards.get(policy.name)) for policy in policies)
    yield '\n],"targets":[\n'
    rows = zip(*(board.assessments for board in boards.values()), strict=True) if boards else ()
    yield ",\n".join(
        f'{{"plan":{text(each[0].plan)},"target":{text(each[0].target)},"org":{text(each[0].org)},"statuses":{{'
        + ",".join(f"{text(name)}:{text(a.status)}" for name, a in zip(boards, each, strict=True))
        + "}}"
        for each in rows
        if each[0].scope == "plan"
    )
    yield "\n]}\n"


def _policy(policy: Thresholds, board: Verdicts | None) -> str:
    red = "null" if policy.red is None else str(policy.red)
    counts = "null"
    if board is not None:
        counts = "{" + ",".join(f'"{status}":{count}' for status, count in board.totals.counts.items()) + "}"
    return (
        f'{{"name":{text(policy.name)},"title":{text(policy.title or "")},"basis":{text(policy.basis)},'
        f'"amber":{policy.amber},"red":{red},"ahead":{policy.ahead},"due_soon":{policy.due_soon},'
        f'"stale":{policy.stale},"counts":{counts}}}'
    )
