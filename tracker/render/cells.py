"""What the columns of a board say of one assessment, as short texts for people."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tracker import words
from tracker.model.assessment import COLOURS, Assessment, Flag, Status, Verdicts
from tracker.render import numbers
from tracker.render.layout import Canvas, Style, visible
from tracker.words import figures

NOTHING = "-"
"""Shown where there is nothing to show: plain ASCII, one cell in every terminal."""

POINTS = "pp"
"""Percentage points, short as a column wants it."""

STYLES: dict[str, Style] = {"green": "green", "yellow": "yellow", "red": "red", "grey": "dim"}


def style(status: Status) -> Style:
    """The colour of a status; it never stands without a symbol and a word."""
    return STYLES[COLOURS[status]]


def status(canvas: Canvas, judged: Assessment) -> str:
    """The status as symbol and word."""
    return f"{canvas.symbol(judged.status)} {canvas.say(f'status.{judged.status}')}"


def task_alone(canvas: Canvas, judged: Assessment) -> str:
    """The task, with the unit whose it is: its share, or its own target of one for each; not beneath another row."""
    name = visible(judged.text)
    return canvas.say("table.org", task=name, org=visible(judged.org)) if judged.of_unit else name


def goal(canvas: Canvas, judged: Assessment, *, unit: bool = True) -> str:
    """The goal with its comparator where that is not plainly "at least"."""
    wanted, tail = judged.goal, visible(judged.unit) if unit else ""
    if wanted is None:
        return NOTHING
    if isinstance(wanted, tuple):
        return f"{figures.number(wanted[0], canvas.lang)}~{figures.figure(wanted[1], tail, canvas.lang)}"
    if isinstance(wanted, str):
        return visible(wanted)
    sign = canvas.symbol(judged.comparator) if is_signed(judged.comparator) and not isinstance(wanted, date) else ""
    return f"{sign}{numbers.shown(wanted, tail, canvas.lang)}"


def is_signed(comparator: str) -> bool:
    """Whether a goal is shown with its comparator."""
    return comparator in ("more_than", "at_most", "less_than")


def actual(canvas: Canvas, judged: Assessment, *, unit: bool = True) -> str:
    """The value reported, with its unit; with 约 or 以上 where it is known only as a bound."""
    value = judged.actual
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return visible(value)
    tail = visible(judged.unit) if unit else ""
    return canvas.say(f"bound.{judged.bound}", value=numbers.shown(value, tail, canvas.lang))


def actual_of_goal(canvas: Canvas, judged: Assessment) -> str:
    """`70/170人`: what there is, of what was promised; of a milestone, its day or the weight of its steps."""
    if judged.measure == "milestone":
        return _reached(judged)
    return f"{actual(canvas, judged, unit=False)}/{goal(canvas, judged)}"


def _reached(judged: Assessment) -> str:
    value = judged.actual
    if value is None or isinstance(value, str):
        return NOTHING
    if isinstance(value, date):
        return value.isoformat()
    return figures.number(value) + ("" if judged.margin is None else f"/{figures.number(value - judged.margin)}")


def due(canvas: Canvas, judged: Assessment, as_of: date) -> tuple[str, ...]:
    """The due day, and the days gone since or left."""
    day = judged.due.isoformat()
    if Flag.OVERDUE in judged.flags and judged.overdue_days:
        return day, canvas.say("due.overdue", days=judged.overdue_days)
    if Flag.DUE_SOON in judged.flags:
        return day, canvas.say("due.left", days=(judged.due - as_of).days)
    return (day,)


def flags(lang: str, judged: Assessment, *, beside_due: bool = True) -> tuple[str, ...]:
    """The flags as words; beside a due day, those that it already tells are left out."""
    told = (Flag.OVERDUE, Flag.DUE_SOON) if beside_due else ()
    return tuple(flag(lang, name, judged) for name in judged.flags if name not in told)


def flag(lang: str, name: Flag, judged: Assessment) -> str:
    """One flag in words: 逾期5天."""
    return words.say(f"flag.{name}", lang, days=judged.overdue_days or 0)


def difference_unit(judged: Assessment) -> str:
    """The unit of a difference: between percentages it is percentage points."""
    return POINTS if judged.unit == "%" else visible(judged.unit)


def gap(judged: Assessment) -> str:
    """The schedule gap in percentage points, signed."""
    return NOTHING if judged.schedule_gap is None else numbers.signed(judged.schedule_gap, POINTS)


def shortfall(canvas: Canvas, judged: Assessment) -> str:
    """What is missing, in the target's unit; empty when nothing is, and where the goal is no number."""
    if not judged.shortfall or judged.measure not in ("count", "level"):
        return ""
    return figures.figure(judged.shortfall, difference_unit(judged), canvas.lang)


def need_rate(judged: Assessment) -> str:
    """The monthly rate needed from here on."""
    return "" if judged.need_rate is None else numbers.per_month(judged.need_rate, difference_unit(judged))


def progress(judged: Assessment) -> str:
    """Progress as a percentage, not clipped."""
    return NOTHING if judged.progress is None else numbers.percent(judged.progress)


def bar(canvas: Canvas, judged: Assessment, cells: int) -> str:
    """A bar of `cells` characters, filled as far as progress goes, with a mark where the schedule says it should be."""
    return "" if judged.progress is None else drawn(canvas, judged.progress, judged.expected, cells)


def drawn(canvas: Canvas, share: Fraction, mark: Fraction | None, cells: int) -> str:
    """A bar of `cells` characters for a share of 1, with a mark where it should be."""
    filled = min(max(math.floor(share * cells), 0), cells)
    pieces = [canvas.symbol("full")] * filled + [canvas.symbol("empty")] * (cells - filled)
    if mark:
        pieces[min(math.ceil(mark * cells), cells) - 1] = canvas.symbol("mark")
    return "".join(pieces)


def ordered(verdicts: Verdicts, *, orgs: bool) -> Iterable[tuple[Assessment, bool]]:
    """The assessments to be shown, each with whether it stands beneath its target's own.

    Those of single orgs are shown beneath only if asked for; where their target's own is not there, by themselves.
    """
    beneath: dict[tuple[str, str], list[Assessment]] = {}
    heads = {(judged.plan, judged.target) for judged in verdicts.assessments if judged.scope == "plan"}
    for judged in verdicts.assessments:
        if judged.scope == "org":
            beneath.setdefault((judged.plan, judged.target), []).append(judged)
    for judged in verdicts.assessments:
        key = (judged.plan, judged.target)
        if judged.scope == "plan":
            yield judged, False
            if orgs:
                yield from ((part, True) for part in beneath.get(key, ()))
        elif key not in heads:
            yield judged, False
