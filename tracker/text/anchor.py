"""What a time is read against, `Anchor`, and what was read, `Time`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from tracker.calendar import Period

Relation = Literal["by", "during", "since", "as_of", "recurring", "duration", "vague"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a time is read against.

    `year` is the year that the text itself calls this year (今年), `as_of` the day that it speaks on where no year is
    known, `period` the time that the section tells of, in which a bare 6月 lies.
    """

    as_of: date | None = None
    year: int | None = None
    period: Period | None = None

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        if self.year is not None:
            return self.year
        return self.as_of.year if self.as_of else self.told_year

    @property
    def told_year(self) -> int | None:
        """The year that a bare month lies in."""
        if self.period and self.period.start.year == self.period.end.year:
            return self.period.end.year
        return self.year if self.year is not None else self.as_of.year if self.as_of else None


NO_ANCHOR = Anchor()


class Time(NamedTuple):
    """A time named from `start` to `end` of the text; `period` is None where nothing tells its year.

    A deadline (`by`) and a moment (`as_of`) have the first day of their year as the start. Flags: assumed_year,
    approximate (年初, 近三年), comparison (比上年), name (“十四五”规划), no_year, no_such_day.
    """

    start: int
    end: int
    period: Period | None
    relation: Relation
    flags: tuple[str, ...] = ()
