"""What is said of millions of targets on a page: how many stand where, by task and by unit, and the worst of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tracker.calendar import Period
from tracker.model.assessment import Status
from tracker.values import NamedTuple

WORST = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)
"""What needs attention, the worst first."""


class Counted(NamedTuple):
    """How many targets have which status, of all or of those with a name: a plan, a plan and its target, a unit."""

    name: tuple[str, ...]
    counts: Mapping[Status, int]

    @property
    def targets(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def attention(self) -> int:
        """How many are missed or behind."""
        return sum(self.counts[status] for status in WORST)

    @property
    def completion_rate(self) -> Fraction | None:
        """The share of the targets that were met, in time or late, among those that were not withdrawn."""
        kept = self.targets - self.counts[Status.WITHDRAWN]
        return Fraction(self.counts[Status.ACHIEVED] + self.counts[Status.ACHIEVED_LATE], kept) if kept else None


Past = tuple[date, Counted]
"""An earlier day, and how all targets stood on it."""


class Listed(NamedTuple):
    """The first of many names, those with the most that needs attention first; `names` is how many there are."""

    first: Sequence[Counted]
    names: int


class Promised(NamedTuple):
    """What a target of a plan is called, and how its value is to compare with its goal."""

    text: str
    comparator: str


class Overview(NamedTuple):
    """A status table on a page; its numbers are counted in the engine that made the table.

    `titles` are those of the plans, `promised` is told of their targets by plan and id. `before` is how all stood on an
    earlier day. `worst` are lines of the table. Of `rows_in` rows `refused` could not be used, `aside` did not count.
    """

    titles: Mapping[str, str]
    promised: Mapping[tuple[str, str], Promised]
    as_of: date
    known_at: date | None
    period: Period | None
    all: Counted
    before: Past | None
    plans: Listed
    tasks: Listed
    units: Listed
    worst: Sequence[Mapping[str, Any]]
    rows_in: int
    refused: int
    aside: Mapping[str, int]
    lang: str = "zh"
