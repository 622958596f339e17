"""The flags of SPEC §6: what is worth knowing beside the status."""

from __future__ import annotations

from tracker.model.assessment import Flag, Status
from tracker.model.plan import Comparator, Measure, Thresholds
from tracker.rules.measures import Figures
from tracker.rules.status import Facts
from tracker.rules.tally import Tally
from tracker.rules.terms import Terms

FINISHED = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.WITHDRAWN)


def known_to_be_met(status: Status) -> bool:
    """Whether the goal is known to have been met, in time or late."""
    return status in (Status.ACHIEVED, Status.ACHIEVED_LATE)


def can_be_overdue(terms: Terms, status: Status) -> bool:
    """Withdrawn goals and caps are never overdue, nor is what is known to be met."""
    return not (known_to_be_met(status) or status is Status.WITHDRAWN or terms.cap)


def flags(
    terms: Terms, tally: Tally, figures: Figures, facts: Facts, status: Status, policy: Thresholds
) -> tuple[Flag, ...]:
    """The flags that hold, in the order of SPEC §6."""
    at, due = terms.day, terms.due
    open_ = status not in FINISHED
    days_left = (due - at).days
    kept = facts.flat and facts.valued and facts.satisfied
    silent_since = tally.latest or terms.start
    raised = {
        Flag.OVERDUE: at > due and can_be_overdue(terms, status),
        Flag.DUE_SOON: open_ and not kept and status is not Status.MISSED and 0 <= days_left <= policy.due_soon,
        Flag.STALE: open_ and (at - silent_since).days > policy.stale,
        Flag.LATE_REPORT: tally.late_report,
        Flag.BELOW_SCHEDULE: at <= due and status is not Status.WITHDRAWN and figures.shift < 0,
        Flag.REGRESSED: tally.regressed,
        Flag.BREACHED: tally.breached,
        Flag.OVER: _over(terms, figures),
        Flag.CONFLICT: tally.conflict,
        Flag.PARTIAL: tally.partial,
        Flag.REVISED: terms.revised,
        Flag.EXTENDED: terms.extended,
        Flag.APPROXIMATE: tally.point is not None and tally.point.bound != "exact",
        Flag.UNCONFIRMED: tally.unconfirmed,
        Flag.PROVISIONAL: status is Status.ACHIEVED and terms.measure is Measure.LEVEL and at < due,
    }
    return tuple(flag for flag, holds in raised.items() if holds)


def _over(terms: Terms, figures: Figures) -> bool:
    """More than a fifth beyond the goal: worth an explanation."""
    rising = terms.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return rising and bool(figures.margin * 5 > figures.yardstick)
