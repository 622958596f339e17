"""Which statement tells of which target: `Match`, with the reasons that a person can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tracker.model.statement import Statement


class Decision(StrEnum):
    """What becomes of a candidate: it counts, a person is asked, or it is excluded."""

    CREDITED = "credited"
    REVIEW = "review"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a code of the catalogue and what fills its sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A statement held against a target.

    `score` is a probability from 0 to 1. `rejected` is said only where the same indicator was recognised and something
    excludes it: another year, level, place. `reasons` come in the order of their weight.
    """

    plan: str
    target: str
    statement: Statement
    decision: Decision
    score: Fraction
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """All that matching gave, in reading order, and both leftovers.

    `without_report` are the ids of targets that nothing was credited to or awaits review for; `without_target` the
    statements that no target covers; `without_number` the events that speak of a target without saying how much.
    """

    matches: tuple[Match, ...] = ()
    without_report: tuple[tuple[str, str], ...] = ()
    without_target: tuple[Statement, ...] = ()
    without_number: tuple[Match, ...] = ()
