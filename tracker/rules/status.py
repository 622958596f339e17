"""The status table of SPEC §6, row by row: the first rule that holds decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.model.assessment import Status
from tracker.rules.operators import Scalar


class Facts(NamedTuple):
    """What the rules are written over: yes or no, per target and day."""

    withdrawn: bool
    final_breach: bool
    undetermined: bool
    begun: bool
    due_reached: bool
    past_due: bool
    visible: bool
    valued: bool
    met_in_time: bool
    met_late: bool
    flat: bool
    satisfied: bool
    breached: bool
    rising: bool
    below_red: bool
    below_amber: bool
    from_ahead: bool
    deep: bool


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
def decide(facts: Any, op: Any = Scalar) -> Rule:
    """The rule that fires: the first of `RULES` that holds (on columns, the same tuple becomes one CASE).

    Many targets share the same few facts: each combination is decided once.
    """
    return next(rule for rule in RULES if rule.holds(facts, op))
