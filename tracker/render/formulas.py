"""Every figure of an assessment with its formula and the numbers put in; of every missing one, why it is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tracker.calendar import ONE_DAY, months, position
from tracker.model.assessment import Assessment, Exact, Flag
from tracker.render import numbers
from tracker.render.layout import Canvas, visible
from tracker.words import figures


class Shown(NamedTuple):
    """A figure: its name, and its formula with the numbers put in."""

    name: str
    text: str


def shown(canvas: Canvas, judged: Assessment) -> Iterator[Shown]:
    """The figures of an assessment in the order in which they build on each other."""
    for name, write in FORMULAS.items():
        text = write(canvas, judged) if getattr(judged, name) is not None else ""
        if text:
            yield Shown(name, text)


def missing(canvas: Canvas, judged: Assessment) -> Iterator[str]:
    """The figures that an assessment does not have, those with the same reason together."""
    names: dict[str, list[str]] = {}
    for name, code in judged.reasons.items():
        names.setdefault(code, []).append(canvas.say(f"name.{name}"))
    for code, those in names.items():
        reason = canvas.say(f"reason.{code}")
        yield canvas.say("page.missing_why", names=canvas.say("separator").join(those), reason=reason)


def aim(judged: Assessment) -> Exact | None:
    """T of the progress formula: the goal, of two bounds the one nearer to the baseline; of steps all their weight."""
    if judged.measure == "milestone":
        if judged.margin is None or isinstance(judged.actual, (date, str)) or judged.actual is None:
            return None
        return judged.actual - judged.margin
    goal = judged.goal
    if isinstance(goal, tuple):
        low, high = goal
        return high if judged.baseline is not None and judged.baseline > high else low
    return None if isinstance(goal, (date, str)) else goal


def _value(judged: Assessment) -> Exact:
    return 0 if judged.actual is None or isinstance(judged.actual, (date, str)) else judged.actual


def _base(judged: Assessment) -> Exact:
    return judged.baseline if judged.baseline is not None and judged.measure == "level" else 0


def _n(canvas: Canvas, value: Exact) -> str:
    text = figures.number(value, canvas.lang)
    return f"({text})" if value < 0 else text


def _unit(canvas: Canvas, judged: Assessment, value: Exact) -> str:
    return figures.figure(value, visible(judged.unit), canvas.lang)


def _difference(canvas: Canvas, judged: Assessment, value: Exact) -> str:
    return figures.figure(value, _difference_unit(canvas, judged), canvas.lang)


def _difference_unit(canvas: Canvas, judged: Assessment) -> str:
    """The unit of a difference: between percentages it is percentage points."""
    return canvas.say(f"unit.points.{judged.unit}") if judged.unit in ("%", "‰") else visible(judged.unit)


def _actual(canvas: Canvas, judged: Assessment) -> str:
    if judged.numerator is None or judged.denominator is None or isinstance(judged.actual, (date, str)):
        return ""
    result = _unit(canvas, judged, _value(judged))
    return canvas.say("formula.ratio", n=_n(canvas, judged.numerator), d=_n(canvas, judged.denominator), result=result)


def _margin(canvas: Canvas, judged: Assessment) -> str:
    if isinstance(judged.actual, str) or judged.margin is None:
        return ""
    value, goal, result = _n(canvas, _value(judged)), judged.goal, _difference(canvas, judged, judged.margin)
    if isinstance(goal, tuple):
        low, high = _n(canvas, goal[0]), _n(canvas, goal[1])
        return canvas.say("formula.margin.between", v=value, low=low, high=high, result=result)
    target = aim(judged)
    if target is None:
        return ""
    sense = {"at_most": "down", "less_than": "down", "equals": "equals", "between": "equals"}.get(
        judged.comparator, "up"
    )
    return canvas.say(f"formula.margin.{sense}", v=value, t=_n(canvas, target), result=result)


def _shortfall_members(canvas: Canvas, judged: Assessment) -> str:
    return canvas.say("formula.members", n=judged.shortfall_members)


def _progress(canvas: Canvas, judged: Assessment) -> str:
    target = aim(judged)
    if target is None or judged.progress is None:
        return ""
    v, b, t = _n(canvas, _value(judged)), _n(canvas, _base(judged)), _n(canvas, target)
    return canvas.say("formula.progress", v=v, b=b, t=t, result=numbers.percent(judged.progress))


def _expected(canvas: Canvas, judged: Assessment) -> str:
    assert judged.expected is not None
    result = numbers.percent(judged.expected)
    if not judged.start <= judged.at <= judged.due:
        return canvas.say(
            "formula.expected.past" if judged.at > judged.due else "formula.expected.before", result=result
        )
    if judged.curve == "linear":
        gone, whole = months(judged.start, judged.at), months(judged.start, judged.due)
        return canvas.say("formula.expected.linear", gone=_n(canvas, gone), whole=_n(canvas, whole), result=result)
    return canvas.say(f"formula.expected.{judged.curve}", result=result)


def _expected_value(canvas: Canvas, judged: Assessment) -> str:
    assert judged.expected_value is not None
    return canvas.say("formula.expected.value", result=_unit(canvas, judged, judged.expected_value))


def _gap(canvas: Canvas, judged: Assessment) -> str:
    assert judged.schedule_gap is not None
    if judged.progress is None or judged.expected is None:
        return numbers.signed(judged.schedule_gap, "pp")
    p, e = numbers.percent(judged.progress), numbers.percent(judged.expected)
    return canvas.say("formula.gap", p=p, e=e, result=numbers.signed(judged.schedule_gap))


def _deviation(canvas: Canvas, judged: Assessment) -> str:
    assert judged.deviation is not None
    assert judged.margin is not None
    result = numbers.signed(judged.deviation * 100, "%")
    if isinstance(judged.goal, tuple):
        over = _n(canvas, judged.goal[1] - judged.goal[0])
        return canvas.say("formula.deviation.band", m=_n(canvas, judged.margin), width=over, result=result)
    target = aim(judged)
    return (
        ""
        if target is None
        else canvas.say("formula.deviation", m=_n(canvas, judged.margin), t=_n(canvas, target), result=result)
    )


def _lag(canvas: Canvas, judged: Assessment) -> str:
    lag = judged.lag_days or 0
    day = judged.at - lag * ONE_DAY
    key = "formula.lag.late" if lag > 0 else "formula.lag.early" if lag < 0 else "formula.lag.even"
    return canvas.say(key, day=day, at=judged.at, days=abs(lag))


def _rate(canvas: Canvas, judged: Assessment) -> str:
    assert judged.rate is not None
    gone = months(judged.start, judged.at)
    v, b = _n(canvas, _value(judged)), _n(canvas, _base(judged))
    return canvas.say("formula.rate", v=v, b=b, months=_n(canvas, gone), result=_monthly(canvas, judged, judged.rate))


def _need(canvas: Canvas, judged: Assessment) -> str:
    target = aim(judged)
    if target is None or judged.need_rate is None:
        return ""
    left = position(judged.due) - position(judged.at)
    v, result = _n(canvas, _value(judged)), _monthly(canvas, judged, judged.need_rate)
    return canvas.say("formula.need", v=v, t=_n(canvas, target), months=_n(canvas, left), result=result)


def _monthly(canvas: Canvas, judged: Assessment, rate: Fraction) -> str:
    return numbers.per_month(rate, _difference_unit(canvas, judged))


def _completion(canvas: Canvas, judged: Assessment) -> str:
    target = aim(judged)
    if target is None or judged.completion is None:
        return ""
    result = numbers.percent(judged.completion)
    return canvas.say("formula.completion", v=_n(canvas, _value(judged)), t=_n(canvas, target), result=result)


def _overdue(canvas: Canvas, judged: Assessment) -> str:
    key = "formula.overdue.estimated" if judged.working_days_estimated else "formula.overdue"
    return canvas.say(key, at=judged.at, due=judged.due, days=judged.overdue_days, working=judged.overdue_working_days)


def _overdue_original(canvas: Canvas, judged: Assessment) -> str:
    if judged.original_due == judged.due:
        return ""
    return canvas.say("formula.overdue.original", due=judged.original_due, days=judged.overdue_days_original)


def _forecast(canvas: Canvas, judged: Assessment) -> str:
    verdict, value, finish = judged.forecast
    if verdict is None:
        return ""
    word = canvas.say(f"forecast.{verdict}")
    at_due = "" if value is None else figures.figure(value, visible(judged.unit), canvas.lang)
    key = "formula.forecast" if finish is None else "formula.forecast.finish"
    return canvas.say(key, verdict=word, due=judged.due, value=at_due, finish=finish)


FORMULAS: dict[str, Callable[[Canvas, Assessment], str]] = {
    "actual": _actual,
    "margin": _margin,
    "shortfall_members": _shortfall_members,
    "progress": _progress,
    "expected": _expected,
    "expected_value": _expected_value,
    "schedule_gap": _gap,
    "deviation": _deviation,
    "lag_days": _lag,
    "rate": _rate,
    "need_rate": _need,
    "completion": _completion,
    "overdue_days": _overdue,
    "overdue_days_original": _overdue_original,
    "forecast": _forecast,
}
"""How each figure is written out; a figure that adds nothing to what is said elsewhere gives an empty text."""


def flag_reason(canvas: Canvas, judged: Assessment, flag: Flag) -> str:
    """Why a flag is raised, with its numbers."""
    seen = judged.as_of or judged.start
    return canvas.say(
        f"why.{flag}",
        due=judged.due,
        original=judged.original_due,
        days=judged.overdue_days or 0,
        working=judged.overdue_working_days or 0,
        left=(judged.due - judged.at).days,
        seen=seen,
        silent=(judged.at - seen).days,
        progress="" if judged.progress is None else numbers.percent(judged.progress),
        expected="" if judged.expected is None else numbers.percent(judged.expected),
        margin="" if judged.margin is None else _difference(canvas, judged, judged.margin),
    )
