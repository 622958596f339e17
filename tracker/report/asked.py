"""What a summary is asked of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tracker.calendar import Period, WorkCalendar
from tracker.model.plan import Thresholds
from tracker.rules.shares import NO_SHARES, Shares


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a summary is asked of: the period, what is known, by which thresholds, and whose share.

    `known_at` None is everything reported so far; `previous_known_at` None is the reporting day after the period
    before. `shares` are those of a goals table. `months` is how many month ends the courses go back.
    """

    period: Period
    known_at: date | None = None
    previous_known_at: date | None = None
    policy: Thresholds | None = None
    previous_policy: Thresholds | None = None
    calendar: WorkCalendar | None = None
    org: str | None = None
    lead: str | None = None
    months: int = 12
    lang: str = "zh"
    shares: Shares = field(default_factory=lambda: NO_SHARES)
