"""The flags of SPEC §6: what is worth knowing beside the status."""

from __future__ import annotations

from tracker.model.assessment import Flag, Status
from tracker.model.plan import Comparator, Measure, Thresholds
from tracker.rules.measures import Figures
from tracker.rules.status import Facts
from tracker.rules.tally import Tally
from tracker.rules.terms import Terms

MET = (Status.ACHIEVED, Status.ACHIEVED_LATE)
FINISHED = (*MET, Status.WITHDRAWN)
RISING = (Comparator.AT_LEAST, Comparator.MORE_THAN)
FLAGS = {flag.value: flag for flag in Flag}


def known_to_be_met(status: Status) -> bool:
    """Whether the goal is known to have been met, in time or late."""
    return status in MET


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
        "overdue": at > due and can_be_overdue(terms, status),
        "due_soon": open_ and not kept and status is not Status.MISSED and 0 <= days_left <= policy.due_soon,
        "stale": open_ and (at - silent_since).days > policy.stale,
        "late_report": tally.late_report,
        "below_schedule": at <= due and status is not Status.WITHDRAWN and figures.shift < 0,
        "regressed": tally.regressed,
        "breached": tally.breached,
        "over": _over(terms, figures),
        "conflict": tally.conflict,
        "partial": tally.partial,
        "revised": terms.revised,
        "extended": terms.extended,
        "approximate": tally.point is not None and tally.point.bound != "exact",
        "unconfirmed": tally.unconfirmed,
        "provisional": status is Status.ACHIEVED and terms.measure is Measure.LEVEL and at < due,
    }
    return tuple([FLAGS[name] for name, holds in raised.items() if holds])


def _over(terms: Terms, figures: Figures) -> bool:
    """More than a fifth beyond the goal: worth an explanation."""
    return terms.comparator in RISING and bool(figures.margin * 5 > figures.yardstick)
