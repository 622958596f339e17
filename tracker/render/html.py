"""A board as a small HTML table for notebooks: escaped, styled by classes, without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import escape

from tracker.model.assessment import COLOURS, Assessment, Verdicts
from tracker.render import cells
from tracker.render.footer import rates, standing
from tracker.render.layout import Canvas, visible
from tracker.render.numbers import quotient

STYLE = (
    ".tracker-board td,.tracker-board th{text-align:left;vertical-align:top}"
    ".tracker-board .number{text-align:right;white-space:nowrap}"
    ".tracker-board .green{color:#18794e}.tracker-board .yellow{color:#946800}"
    ".tracker-board .red{color:#c62a2f;font-weight:bold}.tracker-board .grey{color:#6f6f6f}"
)

COLUMNS = ("task", "status", "progress", "actual", "gap", "due", "flags", "lead")
NUMBERS = frozenset({"progress", "actual", "gap"})


def board(verdicts: Verdicts, canvas: Canvas, *, titles: Mapping[str, str] | None = None) -> str:
    """The table of a board with its totals, as one HTML fragment."""
    return "".join(_pieces(verdicts, canvas, titles or {}))


def _pieces(verdicts: Verdicts, canvas: Canvas, titles: Mapping[str, str]) -> Iterator[str]:
    yield f'<div class="tracker-board"><style>{STYLE}</style><table><thead><tr>'
    yield "".join(f"<th>{_text(canvas.say(f'column.{name}'))}</th>" for name in COLUMNS)
    yield "</tr></thead><tbody>"
    shown = [judged for judged, _ in cells.ordered(verdicts, orgs=False)]
    several = len({judged.plan for judged in shown}) > 1
    plan = None
    for judged in shown:
        if several and judged.plan != plan:
            plan = judged.plan
            yield f'<tr><th colspan="{len(COLUMNS)}">{_text(titles.get(plan, plan))}</th></tr>'
        yield f"<tr>{''.join(_cells(canvas, verdicts, judged))}</tr>"
    yield "</tbody></table>"
    for line in (rates(canvas, verdicts), standing(canvas, verdicts)):
        yield f"<p>{_text(' · '.join(line))}</p>"
    yield "</div>"


def _cells(canvas: Canvas, verdicts: Verdicts, judged: Assessment) -> Iterator[str]:
    values = {
        "task": _text(cells.task_alone(canvas, judged)),
        "status": f'<span class="{COLOURS[judged.status]}">{_text(cells.status(canvas, judged))}</span>',
        "progress": _progress(judged),
        "actual": _text(cells.actual_of_goal(canvas, judged)),
        "gap": _text(cells.gap(judged)),
        "due": _text(" ".join(cells.due(canvas, judged, verdicts.as_of))),
        "flags": _text(canvas.say("separator").join(cells.flags(canvas.lang, judged))),
        "lead": _text(judged.lead),
    }
    for name in COLUMNS:
        title = f' title="{_text(judged.sentence)}"' if name == "status" else ""
        yield f'<td class="number">{values[name]}</td>' if name in NUMBERS else f"<td{title}>{values[name]}</td>"


def _progress(judged: Assessment) -> str:
    if judged.progress is None:
        return cells.NOTHING
    clipped = min(max(judged.progress, Fraction(0)), Fraction(1))
    return f'<progress max="1" value="{quotient(clipped)}"></progress> {cells.progress(judged)}'


def _text(text: str) -> str:
    return escape(visible(text))
