"""What a summary says: `Report`, a value made of assessments, of what changed since the last one, and of what to do.

Every list is made of assessments that stand in `assessments`; every number is the sum of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from tracker.calendar import Period
from tracker.model.assessment import Assessment, Exact, Judgement, Status, Subject, Totals
from tracker.model.match import Match


class Cause(StrEnum):
    """Why a target stands differently from the last summary, in the order in which they are looked for."""

    POLICY = "policy"
    CORRECTION = "correction"
    REVISED = "revised"
    TIME = "time"
    NEW_DATA = "new_data"


class Movement(StrEnum):
    """What kind of change it is; a change is the first of these that holds."""

    WITHDRAWN = "withdrawn"
    ACHIEVED = "achieved"
    SLIPPED = "slipped"
    RECOVERED = "recovered"
    REGRESSED = "regressed"
    RESTATED = "restated"
    EVIDENCE = "evidence"


class Change(NamedTuple):
    """A target then and now; `before` is None where the last summary did not have it."""

    before: Assessment | None
    after: Assessment
    movement: Movement
    causes: tuple[Cause, ...]


class Item(NamedTuple):
    """A target that needs attention, with what its unit says of it; empty text where nothing was said."""

    assessment: Assessment
    reason: str
    next_step: str


class Reporting(NamedTuple):
    """How many reports were due in the period, and how many came.

    `timed` of those due have a day of their own; of these `on_time` came by it and `late` after it.
    """

    due: int = 0
    came: int = 0
    timed: int = 0
    on_time: int = 0
    late: int = 0

    def __add__(self, other: object) -> Reporting:
        """Two counts together."""
        assert isinstance(other, Reporting)
        return Reporting(*map(sum, zip(self, other, strict=True)))

    @property
    def lacking(self) -> int:
        """How many of the reports due did not come."""
        return self.due - self.came

    @property
    def rate(self) -> Fraction | None:
        """The share of the reports due that came."""
        return Fraction(self.came, self.due) if self.due else None

    @property
    def on_time_rate(self) -> Fraction | None:
        """The share of the reports with a day of their own that came by it."""
        return Fraction(self.on_time, self.timed) if self.timed else None


class Group(NamedTuple):
    """The targets of one theme, lead or unit; `name` is empty where none is written.

    `overdue` and `below` count those with the flags; `place` is the rank, None where nothing can be compared.
    """

    name: str
    targets: int
    totals: Totals
    overdue: int
    below: int
    reporting: Reporting
    place: int | None = None


class Mark(NamedTuple):
    """A target at the end of one month."""

    day: date
    status: Status
    actual: Exact | date | str | None
    progress: Fraction | None
    expected: Fraction | None


class Course(NamedTuple):
    """A target over time: its months so far, and what the plan expects at each month's end to the due date."""

    marks: tuple[Mark, ...]
    plan: tuple[tuple[date, Fraction], ...]


class Kept(NamedTuple):
    """The ledger that a summary was made of: how many entries, and the hash of the last.

    `closed_on` is the day on which the period was closed, None if it was not; `differing` are the targets that stand
    differently from what was published then.
    """

    entries: int
    head: str
    closed_on: date | None = None
    differing: int = 0


@dataclass(frozen=True, kw_only=True)
class Report:
    """The summary of a period.

    `as_of` is the period's last day. `before` is the board of the last summary: as of `previous.end`, as it was known
    on `previous_known_at`. The lists are in the order in which they should be read: the worst first.
    """

    period: Period
    previous: Period
    known_at: date | None
    previous_known_at: date
    policy: str
    titles: Mapping[str, str]
    orgs: Mapping[str, str]
    assessments: tuple[Assessment, ...]
    before: tuple[Assessment, ...]
    totals: Totals
    previous_totals: Totals
    changes: tuple[Change, ...]
    below_schedule: tuple[Item, ...]
    overdue: tuple[Item, ...]
    due_next: tuple[Item, ...]
    unsettled: tuple[Item, ...]
    unreported: tuple[Assessment, ...]
    never_reported: tuple[Assessment, ...]
    reporting: Reporting
    themes: tuple[Group, ...]
    leads: tuple[Group, ...]
    units: tuple[Group, ...]
    courses: Mapping[Subject, Course]
    unmatched: tuple[Judgement, ...] = ()
    waiting: tuple[Judgement, ...] = ()
    reviews: tuple[Match, ...] = ()
    org: str = ""
    lead: str = ""
    lang: str = "zh"
    sources: tuple[str, ...] = field(default=())
    ledger: Kept | None = None

    @property
    def as_of(self) -> date:
        """The day judged: the last of the period."""
        return self.period.end

    @property
    def targets(self) -> tuple[Assessment, ...]:
        """The assessments of whole targets, without those of the units of an allocation."""
        return tuple(a for a in self.assessments if a.scope == "plan")
