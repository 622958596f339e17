"""The status table of SPEC §6, row by row: the first rule that holds decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tracker.model.assessment import Status
from tracker.rules.measures import Figures, Screens
from tracker.rules.operators import Scalar
from tracker.rules.standing import Standing
from tracker.values import NamedTuple


class Facts(NamedTuple):
    """What the rules are written over: yes or no, per target and day."""

    withdrawn: Any
    final_breach: Any
    undetermined: Any
    begun: Any
    due_reached: Any
    past_due: Any
    visible: Any
    valued: Any
    met_in_time: Any
    met_late: Any
    flat: Any
    satisfied: Any
    breached: Any
    rising: Any
    below_red: Any
    below_amber: Any
    from_ahead: Any
    deep: Any


def facts(s: Standing, figures: Figures, screen: Screens, undetermined: Any, op: Any = Scalar) -> Facts:
    """What the rules ask, from where a target stands and its figures; `undetermined`: nothing can be said."""
    return Facts(
        withdrawn=s.withdrawn,
        final_breach=s.breached & (s.final | s.due_reached),
        undetermined=undetermined,
        begun=s.begun,
        due_reached=s.due_reached,
        past_due=s.past_due,
        visible=s.visible,
        valued=s.valued,
        met_in_time=s.met,
        met_late=s.met_late,
        flat=figures.flat,
        satisfied=s.satisfied,
        breached=s.breached,
        rising=op.not_(op.is_null(figures.shift)),
        below_red=screen.below_red,
        below_amber=screen.below_amber,
        from_ahead=screen.from_ahead,
        deep=screen.deep,
    )


class Rule(NamedTuple):
    """One row of the table: its name, the status it gives, and when it holds."""

    name: str
    status: Status
    holds: Callable[[Any, Any], Any]


RULES: tuple[Rule, ...] = (
    Rule("withdrawn", Status.WITHDRAWN, lambda f, op: f.withdrawn),
    Rule("undetermined", Status.UNDETERMINED, lambda f, op: f.undetermined & op.not_(f.final_breach)),
    Rule("pending", Status.PENDING, lambda f, op: op.not_(f.begun) & op.not_(f.met_in_time | f.met_late)),
    Rule("no_data", Status.NO_DATA, lambda f, op: op.not_(f.visible) | (f.past_due & op.not_(f.valued))),
    Rule(
        "achieved",
        Status.ACHIEVED,
        lambda f, op: f.met_in_time & op.not_(f.final_breach) & (op.not_(f.flat) | f.due_reached),
    ),
    Rule("achieved_late", Status.ACHIEVED_LATE, lambda f, op: f.met_late & op.not_(f.final_breach)),
    Rule("missed.breach", Status.MISSED, lambda f, op: f.final_breach),
    Rule("missed.past_due", Status.MISSED, lambda f, op: f.past_due),
    Rule("in_progress.no_value", Status.IN_PROGRESS, lambda f, op: op.not_(f.valued)),
    Rule("far_behind.gap", Status.FAR_BEHIND, lambda f, op: f.rising & f.below_red),
    Rule("far_behind.flat", Status.FAR_BEHIND, lambda f, op: f.flat & op.not_(f.satisfied) & f.deep),
    Rule("behind.gap", Status.BEHIND, lambda f, op: f.rising & f.below_amber),
    Rule("behind.flat", Status.BEHIND, lambda f, op: f.flat & (op.not_(f.satisfied) | f.breached)),
    Rule("ahead", Status.AHEAD, lambda f, op: f.rising & f.from_ahead),
    Rule("on_track.gap", Status.ON_TRACK, lambda f, op: f.rising),
    Rule("on_track.flat", Status.ON_TRACK, lambda f, op: f.flat),
    Rule("in_progress", Status.IN_PROGRESS, lambda f, op: True),
)


@lru_cache(maxsize=4096)
def decide(facts: Facts) -> Rule:
    """The rule that fires: the first of `RULES` that holds (on columns, the same tuple becomes one CASE).

    Many targets share the same few facts: each combination is decided once.
    """
    return next(rule for rule in RULES if rule.holds(facts, Scalar))
