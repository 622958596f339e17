"""The flags of SPEC §6: what is worth knowing beside the status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.model.assessment import Flag, Status
from tracker.model.plan import Thresholds
from tracker.rules.measures import Figures
from tracker.rules.operators import Scalar
from tracker.rules.standing import Standing
from tracker.rules.status import Facts
from tracker.rules.terms import Terms

MET = (Status.ACHIEVED, Status.ACHIEVED_LATE)
FLAGS = {flag.value: flag for flag in Flag}


def known_to_be_met(status: Status) -> bool:
    """Whether the goal is known to have been met, in time or late."""
    return status in MET


def can_be_overdue(terms: Terms, status: Status) -> bool:
    """Withdrawn goals and caps are never overdue, nor is what is known to be met."""
    return not (known_to_be_met(status) or status is Status.WITHDRAWN or terms.cap)


def conditions(
    s: Standing, figures: Figures, facts: Facts, status: Any, policy: Thresholds, op: Any = Scalar
) -> Mapping[str, Any]:
    """When each flag is raised, in the order of SPEC §6."""
    not_ = op.not_
    met = (status == "achieved") | (status == "achieved_late")
    withdrawn = status == "withdrawn"
    open_ = not_(met | withdrawn)
    kept = facts.flat & facts.valued & facts.satisfied
    soon = (s.days_left >= 0) & (s.days_left <= policy.due_soon)
    return {
        "overdue": s.past_due & open_ & not_(s.cap),
        "due_soon": open_ & not_(kept | (status == "missed")) & soon,
        "stale": open_ & (s.silent_days > policy.stale),
        "late_report": s.late_report,
        "below_schedule": not_(s.past_due | withdrawn) & (figures.shift < 0),
        "regressed": s.regressed,
        "breached": s.breached,
        "over": s.asks_more & (figures.margin * 5 > figures.yardstick),
        "conflict": s.conflict,
        "partial": s.partial,
        "revised": s.revised,
        "extended": s.extended,
        "approximate": s.approximate,
        "unconfirmed": s.unconfirmed,
        "provisional": (status == "achieved") & s.level & not_(s.due_reached),
    }


def flags(raised: Mapping[str, bool]) -> tuple[Flag, ...]:
    """The flags that hold."""
    return tuple([FLAGS[name] for name, holds in raised.items() if holds])
