"""Of which time a quantity speaks: what its sentence names before it, else its section; and what that says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.calendar import Period
from tracker.text.anchor import Time
from tracker.text.sections import Section
from tracker.text.sentences import Sentence

_CLAUSE_END = re.compile(r"[,;。](?!\d)")
_OPENING = 4
"""Characters before a time that still opens its clause: 截至今年, 力争到2025年."""

_ARROW = re.compile(r"[提增扩上下减降升]\w?[到至为]$")
_DIGIT = re.compile(r"\d")
_NO_PERIOD = frozenset(("recurring", "duration", "vague"))


class Told(NamedTuple):
    """The period of a quantity, what is doubtful about it, and the modality that it implies ("" for none)."""

    period: Period | None
    flags: tuple[str, ...] = ()
    modality: str = ""


class ToldTimes(NamedTuple):
    """The times that a sentence names, in a section."""

    sentence: Sentence
    named: Sequence[Time]
    section: Section

    def at(self, place: int) -> Told:
        """The last time named before a place of the repaired text; where none is named, that of the section.

        A comparison (比上年增长) and a name (“十四五”规划) are no time of it.
        """
        best: Time | None = None
        for time in self.named:
            if time.start >= place - self.sentence.start:
                break
            if time.period and time.relation not in _NO_PERIOD and not {"comparison", "name"} & set(time.flags):
                best = time if self._reaches(time, place) else best
        whole = self.section.period
        if best is None or best.period is None:
            return Told(whole, ("period_assumed",) if whole else ())
        return Told(best.period, ("period_assumed",) if "assumed_year" in best.flags else (), self._turned(best))

    def _reaches(self, time: Time, place: int) -> bool:
        """Whether a time holds for a place: it stands in its clause, or opened a clause before and holds from there."""
        text = self.sentence.text
        if self._is_left_behind(time, place):
            return False
        between = text[time.end : place - self.sentence.start].rstrip(",;。")
        if not _CLAUSE_END.search(between):
            return True
        opened = max(text.rfind(mark, 0, time.start) for mark in ",;:。“")
        return time.start - opened <= _OPENING

    def _is_left_behind(self, time: Time, place: int) -> bool:
        """Whether a time is that of the figure that a later one sets out from: 由上年18亿元增加到95亿元."""
        text, at = self.sentence.text, place - self.sentence.start
        if not text.endswith(("由", "从"), 0, time.start):
            return False
        between = text[time.end : at]
        return _ARROW.search(between) is not None and _DIGIT.search(between) is not None

    def _turned(self, time: Time) -> str:
        """A time later than what a section reviews is ahead; one earlier than what it plans is gone by.

        Only of the year beside it: a year far away is a comparison (2005年与2000年相比).
        """
        whole, period = self.section.period, time.period
        if whole is None or period is None or "approximate" in time.flags:
            return ""
        if abs(period.end.year - whole.end.year) != 1:
            return ""
        if self.section.modality == "done" and period.start > whole.end:
            return "plan"
        return "done" if self.section.modality == "plan" and period.end < whole.start else ""
