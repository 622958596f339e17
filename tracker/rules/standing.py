"""Where a target stands on its day, as numbers and yes or no: all that the status and the flags are made of.

`standing` makes it from a promise and its folded rows; on an engine of tables the same fields are columns. What is
concluded from it is written once, over either.
"""

from __future__ import annotations

from typing import Any

from tracker.model.plan import Comparator, Measure
from tracker.rules.operators import Scalar
from tracker.rules.tally import Tally
from tracker.rules.terms import Terms, satisfies
from tracker.values import NamedTuple

RISING = (Comparator.AT_LEAST, Comparator.MORE_THAN)


class Standing(NamedTuple):
    """The promise (down to `level`) and what was reported of it, on the day judged.

    `bounded`: the goal is known; `final`: a breach cannot be undone; `asks_more`: at least, or more than. `proven` and
    `refuted` speak of the value that the status rests on, `satisfied` of the value of the day. `met` and `met_late`
    are the day met, by the due date or after it. `silent_days` go by since the latest report, or the start.
    """

    bounded: Any
    withdrawn: Any
    revised: Any
    extended: Any
    begun: Any
    due_reached: Any
    past_due: Any
    days_left: Any
    cap: Any
    final: Any
    asks_more: Any
    level: Any
    visible: Any
    valued: Any
    pointed: Any
    satisfied: Any
    proven: Any
    refuted: Any
    met: Any
    met_late: Any
    breached: Any
    regressed: Any
    conflict: Any
    contradicted: Any
    outdated: Any
    partial: Any
    not_additive: Any
    incomplete: Any
    unconfirmed: Any
    approximate: Any
    late_report: Any
    silent_days: Any


def standing(terms: Terms, folded: Tally) -> Standing:
    """Where a target stands by its rows."""
    day, due, bounds, point, met = terms.day, terms.due, terms.bounds, folded.point, folded.date_met
    valued = point is not None and point.value is not None
    return Standing(
        bounded=bounds is not None,
        withdrawn=terms.withdrawn,
        revised=terms.revised,
        extended=terms.extended,
        begun=day >= terms.start,
        due_reached=day >= due,
        past_due=day > due,
        days_left=(due - day).days,
        cap=terms.cap,
        final=terms.cap or (terms.measure is Measure.COUNT and not terms.throughout),
        asks_more=terms.comparator in RISING,
        level=terms.measure is Measure.LEVEL,
        visible=folded.visible,
        valued=folded.valued,
        pointed=point is not None,
        satisfied=valued and bounds is not None and satisfies(point.value, bounds),  # type: ignore[union-attr,arg-type]
        proven=folded.proof is True,
        refuted=folded.proof is False,
        met=met is not None and met <= due,
        met_late=met is not None and met > due,
        breached=folded.breached,
        regressed=folded.regressed,
        conflict=folded.conflict,
        contradicted=folded.contradicted,
        outdated=folded.outdated,
        partial=folded.partial,
        not_additive=folded.blocked == "not_additive",
        incomplete=folded.blocked == "partial",
        unconfirmed=folded.unconfirmed,
        approximate=point is not None and point.bound != "exact",
        late_report=folded.late_report,
        silent_days=(day - (folded.latest or terms.start)).days,
    )


def undetermined(s: Standing, op: Any = Scalar) -> Any:
    """The reason code for which nothing can be said; empty where something can."""
    not_ = op.not_
    unproven = s.pointed & not_(s.met | s.met_late | s.proven | s.refuted)
    return op.case(
        (not_(s.bounded), "no_baseline"),
        (s.not_additive, "not_additive"),
        (s.contradicted & not_(s.met_late), "conflict"),
        (s.unconfirmed & not_(s.valued), "unconfirmed"),
        (s.past_due & s.incomplete & s.valued, "partial"),
        (s.outdated & not_(s.met_late), "no_value_at_due"),
        (s.past_due & unproven, "unproven"),
        else_="",
    )
