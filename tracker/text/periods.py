"""Of which time a quantity speaks: what its clause names, else its sentence, else its section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.calendar import Period
from tracker.text.anchor import Time
from tracker.text.sections import Section
from tracker.text.sentences import Sentence

_NO_PERIOD = frozenset(("recurring", "duration", "vague"))


class Told(NamedTuple):
    """The period of a quantity, and what is doubtful about it."""

    period: Period | None
    flags: tuple[str, ...] = ()


def told_time(at: int, sentence: Sentence, named: Sequence[Time], section: Section) -> Told:
    """The last time named before the place `at` in its sentence; where none is named, that of the section.

    A comparison (比上年增长) and a name (“十四五”规划) are no time of it.
    """
    place = at - sentence.start
    best: Time | None = None
    for time in named:
        if time.start >= place:
            break
        if time.period and time.relation not in _NO_PERIOD and not {"comparison", "name"} & set(time.flags):
            best = time
    if best is not None:
        return Told(best.period, ("period_assumed",) if "assumed_year" in best.flags else ())
    return Told(section.period, ("period_assumed",) if section.period else ())
