"""Verdicts as Markdown: a table for an issue, a wiki or a chat, with everything from outside shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tracker.model.assessment import Assessment, Status, Verdicts
from tracker.render import cells
from tracker.render.footer import rates, standing
from tracker.render.layout import Canvas, visible

COLUMNS = ("task", "status", "progress", "actual", "gap", "shortfall", "due", "flags", "lead", "target")
RIGHT = frozenset({"progress", "actual", "gap", "shortfall"})

_MARKUP = re.compile(r"([\\`*_\[\]|~#!])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """A text that Markdown and HTML leave as it is, on one line.

    >>> print(escaped("a|b <script> *c*"))
    a\\|b &lt;script&gt; \\*c\\*
    """
    shown = _MARKUP.sub(r"\\\1", visible(text))
    return "".join(_ENTITIES.get(char, char) for char in shown)


def status(
    verdicts: Verdicts, canvas: Canvas, *, titles: Mapping[str, str] | None = None, orgs: bool = False
) -> Iterator[str]:
    """The table, a heading for each plan where there are several, then the totals."""
    shown = list(cells.ordered(verdicts, orgs=orgs))
    several = len({judged.plan for judged, _ in shown}) > 1
    plan: str | None = None
    for judged, beneath in shown:
        if plan is None or (several and judged.plan != plan):
            if several:
                title = (titles or {}).get(judged.plan, judged.plan)
                yield f"{'' if plan is None else chr(10)}## {escaped(title)}\n\n"
            yield from _head(canvas)
            plan = judged.plan
        row = _row(canvas, verdicts, judged, beneath)
        yield f"| {' | '.join(escaped(row[name]) for name in COLUMNS)} |\n"
    if not shown:
        yield f"{canvas.say('table.empty')}\n"
        return
    yield f"\n{_counts(canvas, verdicts)}\n\n"
    yield "".join(f"- {escaped(text)}\n" for text in rates(canvas, verdicts))
    yield f"\n{escaped(canvas.say('separator').join(standing(canvas, verdicts)))}\n"


def _head(canvas: Canvas) -> Iterator[str]:
    yield f"| {' | '.join(canvas.say(f'column.{name}') for name in COLUMNS)} |\n"
    yield f"| {' | '.join('---:' if name in RIGHT else '---' for name in COLUMNS)} |\n"


def _row(canvas: Canvas, verdicts: Verdicts, judged: Assessment, beneath: bool) -> dict[str, str]:
    task = f"{canvas.symbol('branch')} {judged.org}" if beneath else cells.task_alone(canvas, judged)
    return {
        "task": task,
        "status": cells.status(canvas, judged),
        "progress": cells.progress(judged),
        "actual": cells.actual_of_goal(canvas, judged),
        "gap": cells.gap(judged),
        "shortfall": cells.shortfall(canvas, judged),
        "due": " ".join(cells.due(canvas, judged, verdicts.as_of)),
        "flags": canvas.say("separator").join(cells.flags(canvas.lang, judged)),
        "lead": judged.lead,
        "target": judged.target,
    }


def _counts(canvas: Canvas, verdicts: Verdicts) -> str:
    counts = verdicts.totals.counts
    said = [canvas.say("totals.all", n=sum(counts.values()))]
    said += [f"{canvas.say(f'status.{status}')} {counts[status]}" for status in Status if counts.get(status)]
    return escaped(" · ".join(said))
