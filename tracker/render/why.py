"""One target on one page: the status and the rule that gave it, every figure with its numbers, and every row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tracker.model.assessment import Assessment, Decision
from tracker.model.plan import Plan, Target, Thresholds
from tracker.problems import Source
from tracker.render import cells, formulas, rows
from tracker.render.layout import Canvas, Line, Page, Span, visible, wrapped
from tracker.words import figures


def page(judged: Assessment, plan: Plan, policy: Thresholds) -> Page:
    """The page of an assessment of a target of `plan`, judged by `policy`."""
    return Page(partial(_lines, judged, plan, policy))


def _lines(judged: Assessment, plan: Plan, policy: Thresholds, canvas: Canvas) -> Iterator[Line]:
    target = plan[judged.target]
    yield from _title(canvas, judged)
    yield from rows.pair(canvas, canvas.say("page.rule"), _rule(canvas, judged, policy))
    yield from rows.pair(canvas, canvas.say("page.policy"), _policy(canvas, policy))
    yield from _section(canvas, "page.inputs")
    yield from _inputs(canvas, judged, plan, target)
    yield from _figures(canvas, judged)
    if judged.flags:
        yield from _section(canvas, "page.flags")
        for flag in judged.flags:
            text = formulas.flag_reason(canvas, judged, flag)
            yield from rows.pair(canvas, cells.flag(canvas.lang, flag, judged), text, indent=2)
    if judged.revisions:
        yield from _section(canvas, "page.revisions")
        for decision in judged.revisions:
            yield from wrapped(canvas, _decision(canvas, decision), indent=2, hanging=4)
    yield from _rows(canvas, judged)


def _title(canvas: Canvas, judged: Assessment) -> Iterator[Line]:
    name = canvas.say("page.title", task=cells.task_alone(canvas, judged), id=visible(judged.target))
    yield from wrapped(canvas, name, style="bold")
    words = [Span(cells.status(canvas, judged), cells.style(judged.status))]
    flags = cells.flags(canvas.lang, judged, beside_due=False)
    if flags:
        words += [Span("  "), Span(canvas.say("separator").join(flags), "yellow")]
    yield words
    yield from wrapped(canvas, visible(judged.sentence))
    yield []


def _rule(canvas: Canvas, judged: Assessment, policy: Thresholds) -> str:
    gapped = judged.rule.endswith(".gap") or judged.rule == "ahead"
    key = f"rule.{judged.rule}{_variant(policy) if gapped else ''}"
    text = canvas.say(key, amber=policy.amber, red=policy.red, ahead=policy.ahead)
    return canvas.say("page.rule_fired", rule=judged.rule, text=text)


def _variant(policy: Thresholds) -> str:
    """Which words a policy needs: ratios, a first line at zero, no second line."""
    if policy.basis == "ratio":
        return ".ratio"
    return f"{'' if policy.amber else '.zero'}{'' if policy.red is not None else '.no_red'}"


def _policy(canvas: Canvas, policy: Thresholds) -> str:
    return canvas.say("page.policy_is", name=visible(policy.name), text=thresholds(canvas, policy))


def thresholds(canvas: Canvas, policy: Thresholds) -> str:
    """A policy's numbers in one sentence."""
    return canvas.say(
        f"policy.gap{_variant(policy)}",
        amber=policy.amber,
        red=policy.red,
        ahead=policy.ahead,
        due_soon=policy.due_soon,
        stale=policy.stale,
    )


def _section(canvas: Canvas, key: str) -> Iterator[Line]:
    yield []
    yield [Span(canvas.say(key), "bold")]


def _inputs(canvas: Canvas, judged: Assessment, plan: Plan, target: Target) -> Iterator[Line]:
    for key, value in _given(canvas, judged, plan, target):
        if value:
            yield from rows.pair(canvas, canvas.say(key), value, indent=2)


def _given(canvas: Canvas, judged: Assessment, plan: Plan, target: Target) -> Iterator[tuple[str, str]]:
    unit = visible(judged.unit)
    yield "field.goal", _goal(canvas, judged)
    if judged.stretch is not None:
        yield "page.stretch", figures.figure(judged.stretch, unit, canvas.lang)
    yield "field.baseline", _baseline(canvas, judged, target)
    yield "field.actual", _actual(canvas, judged)
    yield "page.period", canvas.say("page.from_to", start=judged.start, due=judged.due, at=judged.at)
    if judged.original_due != judged.due:
        yield "field.original_due", judged.original_due.isoformat()
    yield "page.curve", canvas.say(f"curve.{judged.curve}")
    yield "field.measure", canvas.say(f"measure.{judged.measure}")
    owners = [judged.lead, *judged.support]
    yield "field.lead", canvas.say("separator").join(visible(name) for name in owners if name)
    yield "field.theme", visible(judged.theme)
    yield "page.plan", visible(canvas.say("page.plan_is", title=plan.title or plan.id, place=target.place))
    for origin in target.source:
        place = Source(origin.file, origin.line or 0, start=origin.start, end=origin.end, cell=origin.cell or "")
        quote = canvas.say("quote", text=origin.quote) if origin.quote else ""
        yield "page.source", visible(f"{place} {quote}")


def _goal(canvas: Canvas, judged: Assessment) -> str:
    sign = canvas.symbol("at_least") if judged.comparator in ("at_least", "each") and judged.goal is not None else ""
    return f"{sign}{cells.goal(canvas, judged)}"


def _baseline(canvas: Canvas, judged: Assessment, target: Target) -> str:
    if judged.baseline is None:
        return ""
    value = figures.figure(judged.baseline, visible(judged.unit), canvas.lang)
    on = target.baseline.on if target.baseline is not None else None
    return value if on is None else canvas.say("page.on_day", value=value, day=on)


def _actual(canvas: Canvas, judged: Assessment) -> str:
    if judged.actual is None:
        return ""
    value = cells.actual_of_goal(canvas, judged) if judged.measure == "milestone" else cells.actual(canvas, judged)
    return value if judged.as_of is None else canvas.say("page.on_day", value=value, day=judged.as_of)


def _figures(canvas: Canvas, judged: Assessment) -> Iterator[Line]:
    shown = list(formulas.shown(canvas, judged))
    if shown:
        yield from _section(canvas, "page.figures")
    for figure in shown:
        yield from rows.pair(canvas, canvas.say(f"name.{figure.name}"), figure.text, indent=2)
    missing = list(formulas.missing(canvas, judged))
    if missing:
        yield from _section(canvas, "page.missing")
    for text in missing:
        yield from wrapped(canvas, text, indent=2, hanging=4)


def _decision(canvas: Canvas, decision: Decision) -> str:
    change = canvas.say("page.withdrawn") if decision.field == "withdraw" else f"{decision.field} → {decision.to}"
    key = "page.decision" if decision.effective else "page.decision_too_late"
    return visible(canvas.say(key, day=decision.decided_on, change=change, reason=decision.reason))


def _rows(canvas: Canvas, judged: Assessment) -> Iterator[Line]:
    yield from _section(canvas, "page.rows")
    if not judged.rows:
        yield [Span(f"  {canvas.say('page.no_rows')}")]
        return
    yield from rows.timeline(canvas, judged.rows, judged.unit)
