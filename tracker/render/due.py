"""What falls due: targets and their steps that are not done, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from tracker.model.assessment import Assessment, Flag, Verdicts
from tracker.model.plan import Plan
from tracker.render import cells
from tracker.render.footer import flow, standing
from tracker.render.grid import Cell, Column, Grid
from tracker.render.layout import Canvas, Line, Page, Span, visible


class Due(NamedTuple):
    """A target, or one step of it (`step`), that must be done by `day`; `left` is negative once it is past."""

    judged: Assessment
    day: date
    left: int
    step: str = ""

    @property
    def uid(self) -> str:
        """A stable name of this duty: the same in every export."""
        return "/".join(part for part in (self.judged.plan, self.judged.target, self._org, self.step) if part)

    @property
    def _org(self) -> str:
        return self.judged.org if self.judged.of_unit else ""


def falling_due(verdicts: Verdicts, plans: Sequence[Plan], *, within: int | None, orgs: bool = False) -> list[Due]:
    """What is to be done within so many days of the day judged (None: at any time), and what is overdue."""
    last = None if within is None else verdicts.as_of + timedelta(days=within)
    by_id = {plan.id: plan for plan in plans}
    found = []
    for judged in verdicts.assessments:
        if judged.finished or (judged.scope == "org" and not orgs):
            continue
        for duty in _duties(judged, by_id.get(judged.plan), verdicts.as_of):
            open_still = duty.left >= 0 or duty.step or Flag.OVERDUE in judged.flags
            if open_still and (last is None or duty.day <= last):
                found.append(duty)
    return sorted(found, key=lambda duty: duty.day)


def _duties(judged: Assessment, plan: Plan | None, as_of: date) -> Iterator[Due]:
    steps = plan[judged.target].steps if plan is not None and judged.scope == "plan" else ()
    done = {row.row.step for row in judged.rows if row.counted and row.row.step}
    for step in steps:
        day = judged.due if step.due == judged.original_due else step.due
        if step.name not in done and day < judged.due:
            yield Due(judged, day, (day - as_of).days, step.name)
    yield Due(judged, judged.due, (judged.due - as_of).days)


def page(verdicts: Verdicts, duties: Sequence[Due], within: int | None) -> Page:
    """The duties as a table."""
    return Page(partial(_lines, verdicts, duties, within))


def _lines(verdicts: Verdicts, duties: Sequence[Due], within: int | None, canvas: Canvas) -> Iterator[Line]:
    if not duties:
        yield [Span(canvas.say("due.none.ever") if within is None else canvas.say("due.none", days=within))]
    else:
        titles = ("due", "left", "task", "status", "actual", "lead", "target")
        ranks = {"task": 0, "due": 1, "left": 2, "status": 3, "actual": 5, "lead": 4, "target": 6}
        least = {"task": 16, "actual": 14, "lead": 10, "target": 12}
        columns = [
            Column(canvas.say(f"column.{name}"), ranks[name], least.get(name), name == "actual", name == "lead")
            for name in titles
        ]
        grid = Grid(canvas, columns, [_row(canvas, duty) for duty in duties])
        yield from grid.header()
        yield from grid.body()
        yield grid.rule()
        yield from grid.note()
    yield from flow(canvas, [[Span(text, "dim")] for text in standing(canvas, verdicts)])


def _row(canvas: Canvas, duty: Due) -> list[Cell]:
    judged = duty.judged
    return [
        Cell((duty.day.isoformat(),)),
        Cell((left(canvas, duty),), styles=("red" if duty.left < 0 else "",)),
        Cell((task(canvas, duty),)),
        Cell((cells.status(canvas, judged),), styles=(cells.style(judged.status),)),
        Cell((cells.actual_of_goal(canvas, judged),)),
        Cell((visible(judged.lead),)),
        Cell((visible(judged.target),), styles=("dim",)),
    ]


def left(canvas: Canvas, duty: Due) -> str:
    """The days left, or gone since."""
    if duty.left < 0:
        return canvas.say("due.overdue", days=-duty.left)
    return canvas.say("due.left", days=duty.left) if duty.left else canvas.say("due.today")


def task(canvas: Canvas, duty: Due) -> str:
    """The task, with the step that is due."""
    name = cells.task_alone(canvas, duty.judged)
    return canvas.say("due.step", task=name, step=visible(duty.step)) if duty.step else name
