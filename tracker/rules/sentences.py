"""The one sentence that defends a status with its numbers (SPEC §6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from tracker.calendar import ONE_DAY, months
from tracker.model.assessment import Assessment, Exact, Status
from tracker.words import say
from tracker.words.figures import figure, fixed, number, percent, rounded


def sentence(a: Assessment, lang: str = "zh") -> str:
    """What defends the status: the figures that the rule was decided on."""
    return SENTENCES[a.status](a, lang)


def _value(a: Assessment, lang: str) -> str:
    if a.actual is None:
        return say("sentence.nothing", lang)
    if isinstance(a.actual, (date, str)):
        return str(a.actual)
    return say(f"bound.{a.bound}", lang, value=figure(a.actual, _unit(a), lang))


def _unit(a: Assessment) -> str:
    return a.unit if a.measure in ("count", "level") else ""


def goal_text(a: Assessment, lang: str = "zh") -> str:
    """The goal with its comparator: ≥80%, 79–81%, by a date."""
    if a.goal is None:
        return say("goal.unknown", lang)
    if isinstance(a.goal, tuple):
        low, high = a.goal
        return say("goal.between", lang, low=number(low, lang), high=figure(high, _unit(a), lang))
    if isinstance(a.goal, date):
        return say("goal.done", lang, day=a.goal)
    if isinstance(a.goal, str):
        return say("goal.grade_at_least", lang, grade=a.goal)
    named = "equals" if a.comparator == "between" else a.comparator  # a band whose ends are one number
    return say(f"goal.{named}", lang, value=figure(a.goal, _unit(a), lang))


def _rising(a: Assessment, lang: str) -> str:
    """完成 70/170人（41.2%），序时应达 50.0%，差 8.8 个百分点；后6个月需月均 16.7人，现 11.7人"""
    gap = a.schedule_gap
    if a.progress is None or a.expected is None or gap is None:
        expected = figure(a.expected_value or 0, a.unit, lang)
        return say("sentence.by_value", lang, value=_value(a, lang), goal=goal_text(a, lang), expected=expected)
    sign = gap.numerator
    text = say(
        f"sentence.{_style(a)}.{'below' if sign < 0 else 'above' if sign > 0 else 'even'}",
        lang,
        **_way(a, lang),
        progress=percent(a.progress),
        expected=percent(a.expected),
        gap=fixed(gap, 1).removeprefix("-"),
    )
    if a.need_rate is None or a.rate is None:
        return text
    need, rate, key = a.need_rate, a.rate, "sentence.need"
    if need.numerator < 0:
        need, rate, key = -need, -rate, "sentence.need.down"
    unit = _step_unit(a, lang)
    return text + say(key, lang, months=_months_left(a.at, a.due), need=_pace(need) + unit, rate=_pace(rate) + unit)


@lru_cache(maxsize=4096)
def _months_left(at: date, due: date) -> str:
    return rounded(months(at + ONE_DAY, due), 1)


def _way(a: Assessment, lang: str) -> dict[str, str]:
    """From where to where: a count over its goal, a level from its baseline; steps speak by their share alone."""
    match _style(a):
        case "count" if isinstance(a.actual, (int, Fraction)):
            return {"plain": number(a.actual, lang), "goal": figure(_number(a.goal), a.unit, lang)}
        case "level":
            baseline = figure(a.baseline or 0, a.unit, lang)
            return {"baseline": baseline, "value": _value(a, lang), "goal": goal_text(a, lang)}
        case _:
            return {}


def _pace(rate: Fraction) -> str:
    """A monthly rate: one decimal, more where one would hide it."""
    return rounded(rate, 1 if rate.numerator >= rate.denominator else 2)


def _step_unit(a: Assessment, lang: str) -> str:
    """The unit of a difference: two percentages differ by percentage points."""
    return say(f"unit.points.{a.unit}", lang) if a.unit in ("%", "‰") else a.unit


def _number(goal: object) -> Exact:
    return goal if isinstance(goal, (int, Fraction)) else goal[0] if isinstance(goal, tuple) else 0


def _style(a: Assessment) -> str:
    if a.measure == "count":
        return "count"
    return "level" if a.measure == "level" else "steps"


def _flat(a: Assessment, lang: str) -> str:
    if a.rule == "behind.flat" and a.shortfall == 0:
        return say("sentence.flat.once_broken", lang, value=_value(a, lang), goal=goal_text(a, lang))
    key = "sentence.flat.kept" if a.rule.startswith("on_track") else "sentence.flat.broken"
    deviation = "—" if a.deviation is None else fixed(a.deviation * 100, 2) + "%"
    return say(key, lang, value=_value(a, lang), goal=goal_text(a, lang), deviation=deviation)


def _on_way(a: Assessment, lang: str) -> str:
    return _flat(a, lang) if a.rule.endswith(".flat") else _rising(a, lang)


def _missed(a: Assessment, lang: str) -> str:
    if a.rule == "missed.breach":
        return say("sentence.missed.breach", lang, value=_value(a, lang), goal=goal_text(a, lang), due=a.due)
    if a.shortfall and a.measure in ("count", "level"):
        short, key = figure(a.shortfall, _step_unit(a, lang), lang), "sentence.missed.short"
    else:
        short, key = "", "sentence.missed.plain"
    days = a.overdue_days or 0
    return say(key, lang, value=_value(a, lang), goal=goal_text(a, lang), due=a.due, short=short, days=days)


def _met(a: Assessment, lang: str) -> str:
    key = "sentence.achieved_late" if a.status is Status.ACHIEVED_LATE else "sentence.achieved"
    if isinstance(a.goal, date):
        key += ".done"
    late = (a.date_met - a.due).days if a.date_met else 0
    return say(key, lang, value=_value(a, lang), goal=goal_text(a, lang), met=a.date_met, due=a.due, days=late)


def _undetermined(a: Assessment, lang: str) -> str:
    key = f"sentence.undetermined.{a.reasons.get('status', 'conflict')}"
    return say(key, lang, value=_value(a, lang), goal=goal_text(a, lang), due=a.due)


def _no_data(a: Assessment, lang: str) -> str:
    key = "sentence.no_data"
    if a.rows and a.reasons.get("actual") == "no_number":
        key = "sentence.no_data.number" if a.measure in ("count", "level") else "sentence.no_data.words"
    return say(key, lang, at=a.at, due=a.due, goal=goal_text(a, lang))


def _in_progress(a: Assessment, lang: str) -> str:
    if a.actual is None:
        return say("sentence.in_progress.no_number", lang, goal=goal_text(a, lang), due=a.due)
    if a.measure not in ("count", "level") or not a.shortfall:
        return say("sentence.in_progress.plain", lang, value=_value(a, lang), goal=goal_text(a, lang), due=a.due)
    if a.shortfall_members:
        return say(
            "sentence.in_progress.members",
            lang,
            value=_value(a, lang),
            goal=goal_text(a, lang),
            short=_points(a, lang),
            members=a.shortfall_members,
        )
    return say("sentence.in_progress", lang, value=_value(a, lang), goal=goal_text(a, lang), short=_points(a, lang))


def _points(a: Assessment, lang: str) -> str:
    return figure(a.shortfall or 0, _step_unit(a, lang), lang)


def _withdrawn(a: Assessment, lang: str) -> str:
    decision = next(d for d in reversed(a.revisions) if d.field == "withdraw" and d.effective)
    key = "sentence.withdrawn.why" if decision.reason else "sentence.withdrawn"
    return say(key, lang, goal=goal_text(a, lang), day=decision.decided_on, reason=decision.reason)


def _pending(a: Assessment, lang: str) -> str:
    return say("sentence.pending", lang, start=a.start, goal=goal_text(a, lang))


SENTENCES: Mapping[Status, Callable[[Assessment, str], str]] = {
    Status.WITHDRAWN: _withdrawn,
    Status.UNDETERMINED: _undetermined,
    Status.PENDING: _pending,
    Status.NO_DATA: _no_data,
    Status.ACHIEVED: _met,
    Status.ACHIEVED_LATE: _met,
    Status.MISSED: _missed,
    Status.FAR_BEHIND: _on_way,
    Status.BEHIND: _on_way,
    Status.AHEAD: _on_way,
    Status.ON_TRACK: _on_way,
    Status.IN_PROGRESS: _in_progress,
}
