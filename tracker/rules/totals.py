"""Counts and rates over a board (SPEC §6, Totals): sums of its parts, never a colour computed from an average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from tracker.model.assessment import Assessment, Exact, MeanProgress, Status, Totals
from tracker.problems import Source
from tracker.rules.flags import known_to_be_met
from tracker.rules.operators import quotient


def totals(assessments: Iterable[Assessment]) -> Totals:
    """Totals over the plan-scope assessments; the rates leave the withdrawn out."""
    whole = [a for a in assessments if a.scope == "plan"]
    counts = dict.fromkeys(Status, 0)
    for assessment in whole:
        counts[assessment.status] += 1
    kept = [a for a in whole if a.status is not Status.WITHDRAWN]
    fallen_due = [a for a in kept if _fell_due(a)]
    said = [a.on_schedule for a in kept if a.on_schedule is not None]
    reported = [a for a in kept if a.as_of is not None]
    return Totals(
        counts=counts,
        completion_rate=_rate(sum(known_to_be_met(a.status) for a in kept), len(kept)),
        on_time_rate=_rate(sum(_on_time(a) for a in fallen_due), len(fallen_due)),
        on_schedule_rate=_rate(sum(said), len(said)),
        measurable_rate=_rate(sum(a.measurable for a in kept), len(kept)),
        evidenced_rate=_rate(sum(_evidenced(a) for a in reported), len(reported)),
        mean_progress=_mean(kept),
    )


def _fell_due(a: Assessment) -> bool:
    return a.at >= a.original_due


def _on_time(a: Assessment) -> bool:
    """Achieved by the due date as first promised."""
    return known_to_be_met(a.status) and a.date_met is not None and a.date_met <= a.original_due


def _evidenced(a: Assessment) -> bool:
    """Whether any figure behind the value can be looked up: quoted words, or a place in a file.

    Rows made in Python name no file: theirs is in angle brackets.
    """
    return any(_traceable(row.source) for row in reversed(a.timeline.basis))


def _traceable(source: Source) -> bool:
    if source.quote or source.start is not None or source.cell:
        return True
    return source.line > 0 and not source.file.startswith("<")


def _mean(kept: Sequence[Assessment]) -> MeanProgress:
    with_progress = [a for a in kept if a.progress is not None]
    weight = sum(a.weight for a in with_progress)
    if not weight:
        return MeanProgress(None, 0, len(kept))
    return MeanProgress(quotient(_clipped_sum(with_progress), weight), len(with_progress), len(kept))


def _clipped_sum(assessments: Iterable[Assessment]) -> Fraction:
    """Σ weight × progress, each progress clipped to 0…1; like denominators are added up first."""
    sums: dict[int, Exact] = defaultdict(int)
    for a in assessments:
        if a.progress is not None:
            numerator, denominator = a.progress.as_integer_ratio()
            sums[denominator] += a.weight * min(denominator, max(0, numerator))
    return sum((quotient(part, denominator) for denominator, part in sums.items()), Fraction(0))


def _rate(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
