"""What the engine says of a target on a day: `Status`, `Flag`, `Assessment`, `Totals`, `Verdicts` (SPEC §5, §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Literal, overload

from tracker.model.achievement import Achievement
from tracker.problems import Problem
from tracker.values import NamedTuple, frozen

Exact = int | Fraction
"""A number of the engine: a whole number or a fraction, never a float."""


def size(value: Exact) -> Exact:
    """|value|, keeping its type."""
    return value if value >= 0 else -value


Subject = tuple[str, str, str]
"""What is judged: a plan, a target, and the unit that it is judged for."""


class Status(StrEnum):
    """Exactly one per assessment, in the order of SPEC §6."""

    WITHDRAWN = "withdrawn"
    UNDETERMINED = "undetermined"
    PENDING = "pending"
    NO_DATA = "no_data"
    ACHIEVED = "achieved"
    ACHIEVED_LATE = "achieved_late"
    MISSED = "missed"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    IN_PROGRESS = "in_progress"


class Flag(StrEnum):
    """Any number per assessment, in the order of SPEC §6."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    STALE = "stale"
    LATE_REPORT = "late_report"
    BELOW_SCHEDULE = "below_schedule"
    REGRESSED = "regressed"
    BREACHED = "breached"
    OVER = "over"
    CONFLICT = "conflict"
    PARTIAL = "partial"
    REVISED = "revised"
    EXTENDED = "extended"
    APPROXIMATE = "approximate"
    UNCONFIRMED = "unconfirmed"
    PROVISIONAL = "provisional"


COLOURS: Mapping[Status, Literal["grey", "green", "red", "yellow"]] = {
    Status.WITHDRAWN: "grey",
    Status.UNDETERMINED: "grey",
    Status.PENDING: "grey",
    Status.NO_DATA: "grey",
    Status.ACHIEVED: "green",
    Status.ACHIEVED_LATE: "green",
    Status.MISSED: "red",
    Status.FAR_BEHIND: "red",
    Status.BEHIND: "yellow",
    Status.AHEAD: "green",
    Status.ON_TRACK: "green",
    Status.IN_PROGRESS: "grey",
}


class Forecast(NamedTuple):
    """Where the run rate leads; it never changes a status.

    `verdict` is likely, close, unlikely or reversing; `value` the value on the due day, in the target's unit;
    `finish` the day on which the goal is reached at this rate.
    """

    verdict: str | None
    value: Exact | None
    finish: date | None


class Judgement(NamedTuple):
    """What became of one row: counted for a target, or listed with the reason why it was not."""

    row: Achievement
    counted: bool
    reason: str = ""


_BY_DAY = attrgetter("as_of")
_AS_WRITTEN = attrgetter("as_of", "reported_on", "source.file", "source.line", "source.cell", "org", "id")


def in_order(judged: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """By day, then by day of reporting, then as the rows stand in their files."""
    return tuple(sorted(judged, key=lambda each: _AS_WRITTEN(each.row)))


class Timeline(Sequence[Judgement]):
    """What became of the rows of a target, put in order only where somebody looks: rows come by the hundred thousand.

    `counted` are the rows that count, of which the value of the day rests on those of `basis`, the others being
    history; `listed` did not count.
    """

    __slots__ = ("basis", "counted", "listed")

    def __init__(
        self,
        basis: Sequence[Achievement] = (),
        counted: Sequence[Achievement] = (),
        listed: Sequence[Judgement] = (),
    ) -> None:
        self.basis = basis
        self.counted = counted
        self.listed = listed

    @classmethod
    def of(cls, judged: Sequence[Judgement]) -> Timeline:
        """The timeline of rows that are judged already."""
        if isinstance(judged, Timeline):
            return judged
        counted = [each for each in judged if each.counted]
        basis = [each.row for each in counted if not each.reason]
        return cls(basis, [each.row for each in counted], [each for each in judged if not each.counted])

    @property
    def evidence(self) -> tuple[Achievement, ...]:
        """The rows of `basis` in order; where no two speak of the same day, as is usual, the day alone decides."""
        if len(self.basis) < 2:
            return tuple(self.basis)
        rows = sorted(self.basis, key=_BY_DAY)
        if len({row.as_of for row in rows}) < len(rows):
            rows.sort(key=_AS_WRITTEN)
        return tuple(rows)

    def _lines(self) -> tuple[Judgement, ...]:
        basis = set(map(id, self.basis))
        counted = (Judgement(row, True, "" if id(row) in basis else "history") for row in self.counted)
        return in_order([*self.listed, *counted])

    def __len__(self) -> int:
        return len(self.counted) + len(self.listed)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._lines())

    @overload
    def __getitem__(self, index: int) -> Judgement: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Judgement, ...]: ...
    def __getitem__(self, index: int | slice) -> Judgement | tuple[Judgement, ...]:
        return self._lines()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._lines() == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to any sequence of the same judgements


class Decision(NamedTuple):
    """A revision as it stands on the day judged: `effective` if it was decided in time."""

    decided_on: date
    field: str
    to: str
    reason: str
    effective: bool

    def __str__(self) -> str:
        """Day, field, new value and reason, in one line."""
        change = f"{self.field} → {self.to}" if self.to else self.field
        return f"{self.decided_on} {change} {self.reason}".strip()


@frozen
class Assessment:
    """What the engine says of one target on one day (SPEC §5, §6).

    Numbers are exact, in the target's `unit`; `progress`, `expected` and `completion` are fractions of 1,
    `schedule_gap` is in percentage points, `lag_days` in days, rates are per month. A None has its reason
    code in `reasons`. `rows` are the rows that were looked at, each counted or listed with a reason.
    """

    plan: str
    target: str
    text: str
    at: date
    org: str
    scope: Literal["plan", "org"]
    measure: str
    comparator: str
    goal: Exact | tuple[Exact, Exact] | date | str | None
    unit: str
    baseline: Exact | None
    actual: Exact | date | str | None
    numerator: Exact | None
    denominator: Exact | None
    margin: Exact | None
    shortfall: Exact | None
    shortfall_members: int | None
    progress: Fraction | None
    expected: Fraction | None
    schedule_gap: Fraction | None
    deviation: Fraction | None
    lag_days: int | None
    rate: Fraction | None
    need_rate: Fraction | None
    completion: Fraction | None
    status: Status
    flags: tuple[Flag, ...]
    start: date
    due: date
    original_due: date
    overdue_days: int | None
    overdue_days_original: int | None
    overdue_working_days: int | None
    working_days_estimated: bool
    date_met: date | None
    forecast: Forecast
    rule: str
    policy: str
    sentence: str
    reasons: Mapping[str, str]
    curve: str
    stretch: Exact | None
    lead: str
    support: tuple[str, ...]
    theme: str
    weight: Exact
    binding: bool
    measurable: bool
    on_schedule: bool | None
    bound: str
    as_of: date | None
    rows: Sequence[Judgement]
    revisions: tuple[Decision, ...] = ()
    expected_value: Exact | None = None
    for_each: bool = False

    @property
    def subject(self) -> Subject:
        """What is judged: of a target that is one for each unit there are several, each a target in its own right."""
        return self.plan, self.target, self.org

    @property
    def of_unit(self) -> bool:
        """Whether the task alone does not say of whom: a unit's share of a goal, or its own of a target for each."""
        return self.for_each or self.scope == "org"

    @property
    def evidence(self) -> tuple[Achievement, ...]:
        """The rows that the value of the day rests on; earlier totals and levels are history."""
        return self.timeline.evidence

    @property
    def timeline(self) -> Timeline:
        """The rows by what became of them."""
        return Timeline.of(self.rows)

    @property
    def finished(self) -> bool:
        """Nothing more is to be done: achieved, late or not, or withdrawn."""
        return self.status in (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.WITHDRAWN)


class Glance(NamedTuple):
    """What a chart shows of a target, or of a unit's share of it, on one day."""

    plan: str
    target: str
    org: str
    at: date
    status: Status
    actual: Exact | date | str | None
    progress: Fraction | None
    expected: Fraction | None


class MeanProgress(NamedTuple):
    """A weighted mean of clipped progress over the `n` of `of` targets where progress is defined."""

    value: Fraction | None
    n: int
    of: int


@frozen
class Totals:
    """Counts and rates over the targets that are not withdrawn (SPEC §6); rates are fractions of 1.

    `counts` has every status, the withdrawn too.
    """

    counts: Mapping[Status, int]
    completion_rate: Fraction | None
    on_time_rate: Fraction | None
    on_schedule_rate: Fraction | None
    measurable_rate: Fraction | None
    evidenced_rate: Fraction | None
    mean_progress: MeanProgress


@frozen
class Verdicts:
    """The answer of the engine: assessments in the order of the plans, and what became of every row.

    rows given = rows counted + `listed`; `problems` names the refused ones among those listed.
    """

    as_of: date
    known_at: date | None
    policy: str
    assessments: tuple[Assessment, ...]
    totals: Totals
    rows: int = 0
    listed: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()
