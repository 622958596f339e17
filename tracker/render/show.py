"""A plan as it was read: every default filled in, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from tracker.calendar import Period
from tracker.model.clause import Clause
from tracker.model.plan import Comparator, Goal, Plan, Target, Thresholds
from tracker.render.grid import Cell, Column, Grid
from tracker.render.json import SCHEMA, text
from tracker.render.layout import Canvas, Line, Page, Span, visible, wrapped
from tracker.render.rows import pair


def page(plan: Plan) -> Page:
    """A plan and its targets as a table."""
    return Page(partial(_lines, plan))


def _lines(plan: Plan, canvas: Canvas) -> Iterator[Line]:
    yield from wrapped(canvas, visible(plan.title or plan.id), style="bold")
    separator = canvas.say("separator")
    policy = plan.policy.name if isinstance(plan.policy, Thresholds) else plan.policy or ""
    facts = {
        "field.plan": plan.id,
        "field.org": plan.org or "",
        "page.period": canvas.say("show.period", start=plan.period.start, end=plan.period.end),
        "show.orgs": separator.join(plan.orgs),
        "field.policy": policy,
        "column.place": plan.file,
    }
    for key, value in facts.items():
        if value:
            yield from pair(canvas, canvas.say(key), visible(value))
    yield []
    grid = Grid(canvas, _columns(canvas), [_row(canvas, plan, target) for target in plan.targets])
    yield from grid.header()
    yield from grid.body()
    yield grid.rule()
    yield [Span(canvas.say("totals.all", n=len(plan.targets)), "bold")]
    yield from grid.note()


def _columns(canvas: Canvas) -> list[Column]:
    return [
        Column(canvas.say("field.target"), 2, 12),
        Column(canvas.say("column.task"), 0),
        Column(canvas.say("field.goal"), 1, 12, right=True),
        Column(canvas.say("field.measure"), 5),
        Column(canvas.say("field.baseline"), 6, optional=True, right=True),
        Column(canvas.say("field.due"), 3),
        Column(canvas.say("field.lead"), 4, 10, optional=True),
        Column(canvas.say("field.theme"), 7, 10, optional=True),
        Column(canvas.say("column.place"), 8),
    ]


def _row(canvas: Canvas, plan: Plan, target: Target) -> list[Cell]:
    baseline = "" if target.baseline is None else str(target.baseline.value)
    texts = (
        target.id,
        target.text,
        goal(canvas, plan, target),
        canvas.say(f"measure.{target.kind}"),
        baseline,
        plan.due_of(target).isoformat(),
        target.lead or "",
        target.theme or "",
        str(target.place),
    )
    return [Cell((visible(each),)) for each in texts]


def goal(canvas: Canvas, plan: Plan, target: Target) -> str:
    """The goal as written, with the sign of its comparator; of a target for each unit, that it is each one's."""
    written = _goal_of_one(canvas, plan, target)
    return canvas.say("show.for_each", goal=written) if target.for_each else written


def _goal_of_one(canvas: Canvas, plan: Plan, target: Target) -> str:
    match target.comparator:
        case Comparator.DONE:
            return canvas.say("goal.done", day=plan.due_of(target))
        case Comparator.GRADE_AT_LEAST:
            return canvas.say("goal.grade_at_least", grade=target.grade_at_least)
        case Comparator.EACH:
            each = target.each
            assert each is not None
            inner, amount = each.inner
            wanted = f"{canvas.symbol(inner)}{amount}{each.unit}"
            return canvas.say("show.each", of=each.of, n=each.count, share=f"{each.share:f}", goal=wanted)
    goals = target.goals
    whole = any(each.relative or str(each).endswith(target.goal_unit) for each in goals)
    tail = "" if whole else target.goal_unit
    if target.comparator is Comparator.BETWEEN:
        return f"{goals[0]}~{goals[1]}{tail}"
    own = canvas.symbol(target.comparator)
    within = f" ±{target.tolerance}" if target.tolerance is not None else ""
    return f"{own}{goals[0]}{within}{tail}"


PLAN_KEYS = ("title", "org", "period", "orgs", "policy", "report", "lexicon", "note")


def as_json(plan: Plan) -> Iterator[str]:
    """The plan as JSON: the keys of a plan file with every default filled in, and where each target stands."""
    facts: dict[str, object] = {"schema": SCHEMA, "plan": plan.id}
    facts |= {name: getattr(plan, name) for name in PLAN_KEYS}
    facts["file"] = plan.file
    yield _written(facts)[:-1] + ',"targets":['
    separator = "\n"
    for target in plan.targets:
        yield separator + _written(_facts(plan, target))
        separator = ",\n"
    yield "\n]}\n"


def _facts(plan: Plan, target: Target) -> dict[str, object]:
    """A target's keys in the order of the model, with what is worked out from them."""
    facts: dict[str, object] = {"id": target.id, "text": target.text, "measure": target.kind.value}
    facts["comparator"] = target.comparator.value
    facts["goal"] = _goal(plan, target)
    facts["goal_text"] = [str(each) for each in target.goals]
    facts["unit"] = target.goal_unit
    facts |= {"start": plan.start_of(target), "due": plan.due_of(target)}
    skipped = {*facts, *Comparator, "source"}
    facts |= {name: getattr(target, name) for name in Target.fields if name not in skipped}
    facts["each"] = target.each
    origins = [
        {
            "file": each.file,
            "line": each.line,
            "start": each.start,
            "end": each.end,
            "cell": each.cell,
            "quote": each.quote,
        }
        for each in target.source
    ]
    facts["source"] = origins[0] if origins else None
    if len(origins) > 1:
        facts["sources"] = origins
    facts["place"] = {"file": target.place.file, "line": target.place.line, "column": target.place.column}
    return facts


def _goal(plan: Plan, target: Target) -> object:
    match target.comparator:
        case Comparator.DONE:
            return plan.due_of(target)
        case Comparator.GRADE_AT_LEAST:
            return target.grade_at_least
        case Comparator.BETWEEN:
            return list(target.goals)
        case _:
            return target.goals[0] if target.goals else None


def _written(value: object) -> str:
    """A value of a model as JSON; a relative goal stays the text that was written."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return text(value)
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
        case date():
            return f'"{value.isoformat()}"'
        case Goal():
            return text(str(value)) if value.relative else f"{value.value:f}"
        case Period():
            return _written({"start": value.start, "end": value.end})
        case Clause():
            return _written({name: getattr(value, name) for name in type(value).fields})
        case Mapping():
            return "{" + ",".join(f"{text(str(key))}:{_written(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return f"[{','.join(map(_written, value))}]"
    return text(str(value))
