"""Days and periods of a plan file: any writing that a calendar knows, of years that a plan can be about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from tracker.calendar import Period, days_in, parse_day, parse_period
from tracker.model.figures import written
from tracker.model.numerals import tidy
from tracker.model.scalars import Reads, Refused, gather, refuse
from tracker.patterns import pattern

YEARS = range(1900, 2201)


def _day(value: object, *, last: bool) -> date:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _of_our_time(value, value.isoformat())
    if isinstance(value, (list, tuple, Mapping)):
        raise refuse("T120", found="[…]")
    text = written(value)
    try:
        day = parse_day(text, last=last)
    except ValueError:
        raise _no_day(text, "T120") from None
    return _of_our_time(day, text)


def _of_our_time(day: date, text: str) -> date:
    if day.year not in YEARS:
        raise refuse("T122", found=text, low=YEARS.start, high=YEARS.stop - 1)
    return day


_LIKE_A_DAY = pattern(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[月日号]?")


def _no_day(text: str, code: str) -> Refused:
    """Not a day at all, or a day that no calendar has: 2021-02-30."""
    match = _LIKE_A_DAY.fullmatch(tidy(text))
    if match is None or match[1] == "0000":
        return refuse(code, found=text)
    year, month = int(match[1]), int(match[2])
    if match[3] and 1 <= month <= 12:
        return refuse("T131", found=text, year=year, month=month, days=days_in(year, month))
    return refuse("T131", found=text)


def read_first_day(value: object) -> date:
    """A day; of a month, quarter or year its first."""
    return _day(value, last=False)


def read_last_day(value: object) -> date:
    """A day; of a month, quarter or year its last."""
    return _day(value, last=True)


def read_period(value: object) -> Period:
    """A period: `2021`, `2021Q3`, `十四五`, `{start, end}`."""
    if isinstance(value, Period):
        value = value._asdict()
    if isinstance(value, Mapping):
        for key in ("start", "end"):
            if key not in value:
                raise refuse("T124", missing=key)
        readers = {"start": read_first_day, "end": read_last_day}
        ends = gather(((key, key) for key in readers), lambda key: readers[key](value[key]))
        if ends[0] > ends[1]:
            raise refuse("T132", start=ends[0], end=ends[1])
        return Period(ends[0], ends[1])
    if isinstance(value, (list, tuple)):
        raise refuse("T121", found="[…]")
    text = written(value)
    try:
        period = parse_period(text)
    except ValueError:
        raise _no_day(text, "T121") from None
    return Period(_of_our_time(period.start, text), period.end)


DAY_SCHEMA: Mapping[str, Any] = {"type": ["string", "integer"]}
_SPAN_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"start": DAY_SCHEMA, "end": DAY_SCHEMA},
    "additionalProperties": False,
}

FirstDay = Annotated[date, Reads(read_first_day, DAY_SCHEMA)]
LastDay = Annotated[date, Reads(read_last_day, DAY_SCHEMA)]
PeriodValue = Annotated[Period, Reads(read_period, {"anyOf": [DAY_SCHEMA, _SPAN_SCHEMA]})]
