"""The lists of what needs attention: below schedule, overdue, due next, unsettled, never reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tracker.calendar import Period, next_period
from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Flag, Status
from tracker.model.report import Item

WORST_FIRST = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)


def below_schedule(judged: Iterable[Assessment]) -> tuple[Item, ...]:
    """What is behind, or below its schedule by however little, the worst first; what is past due stands elsewhere."""
    found = [a for a in _open(judged) if Flag.OVERDUE not in a.flags and (a.status in WORST_FIRST or _below(a))]
    return tuple(map(_item, sorted(found, key=_urgency)))


def _below(a: Assessment) -> bool:
    return Flag.BELOW_SCHEDULE in a.flags


def _urgency(a: Assessment) -> tuple[int, Fraction]:
    rank = WORST_FIRST.index(a.status) if a.status in WORST_FIRST else len(WORST_FIRST)
    return rank, a.schedule_gap if a.schedule_gap is not None else Fraction(0)


def overdue(judged: Iterable[Assessment]) -> tuple[Item, ...]:
    """What is past its due date and not known to be met, the longest first."""
    found = [a for a in _targets(judged) if Flag.OVERDUE in a.flags]
    return tuple(map(_item, sorted(found, key=lambda a: -(a.overdue_days or 0))))


def due_next(judged: Iterable[Assessment], period: Period) -> tuple[Item, ...]:
    """What falls due in the period after this one and is not done, the earliest first."""
    coming = next_period(period)
    found = [a for a in _open(judged) if coming.start <= a.due <= coming.end]
    return tuple(map(_item, sorted(found, key=lambda a: a.due)))


def unsettled(judged: Iterable[Assessment]) -> tuple[Item, ...]:
    """What cannot be judged, and what contradicts itself."""
    found = [a for a in _targets(judged) if a.status is Status.UNDETERMINED or Flag.CONFLICT in a.flags]
    return tuple(map(_item, found))


def never_reported(judged: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """What has begun, is not withdrawn, and was never reported."""
    return tuple(a for a in _open(judged) if a.at >= a.start and not visible(a))


def _targets(judged: Iterable[Assessment]) -> Sequence[Assessment]:
    return [a for a in judged if a.scope == "plan"]


def _open(judged: Iterable[Assessment]) -> Sequence[Assessment]:
    return [a for a in _targets(judged) if not a.finished]


def _item(a: Assessment) -> Item:
    """The target with the latest words of its unit: 滞后原因 and 下步措施 from the rows."""
    return Item(a, _latest(a, "reason"), _latest(a, "next_step"))


def _latest(a: Assessment, field: str) -> str:
    said = [(row.as_of, row.reported_on, getattr(row, field)) for row in visible(a) if getattr(row, field)]
    return str(max(said)[2]) if said else ""


def visible(a: Assessment) -> list[Achievement]:
    """The rows of a target that were known on the day judged and still stand, counted or not."""
    return [judged.row for judged in a.rows if judged.reason not in UNSEEN]


UNSEEN = frozenset({"not_yet", "not_known_yet", "superseded"})
"""Why a row says nothing on the day judged: it is of a later day, was reported later, or has been corrected."""
