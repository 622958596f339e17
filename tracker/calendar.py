"""Periods, months and working days: the only room that knows pendulum and the holiday tables.

Both ends of a period are inclusive. Dates are `datetime.date`; positions in months are exact fractions.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from tracker.patterns import pattern
from tracker.values import NamedTuple, frozen

DEFAULT_TIME_ZONE = "Asia/Shanghai"
ONE_DAY = timedelta(days=1)


def days_in(year: int, month: int) -> int:
    """How many days a month has; the standard library's `calendar` would load the names of its days too.

    >>> days_in(2024, 2), days_in(2021, 2), days_in(2021, 11), days_in(2021, 12)
    (29, 28, 30, 31)
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 + (month + month // 8) % 2


class Period(NamedTuple):
    """A stretch of days, both ends inclusive."""

    start: date
    end: date


FIVE_YEAR_PLANS = {
    name: 1981 + 5 * number
    for number, name in enumerate(("六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"))
}
"""First year of each national five-year plan, from the sixth on: the earlier ones had gaps between them."""

_DIGITS = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = pattern(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_MONTH = pattern(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?(?:份|底|末)?(?:以?前)?")
_YEAR = pattern(r"(\d{4})年?(?:底|末|全年)?(?:以?前)?")
_HALF = pattern(r"(\d{4})(?:年?[Hh]([12])|年(上|下)半年)(?:末|底)?(?:以?前)?")
_QUARTER = pattern(r"(\d{4})(?:[-年]?[Qq]([1-4])|年第?([一二三四1-4])季度)(?:末|底)?(?:以?前)?")
_FIVE_YEARS = pattern(r"[“\"]?([六七八九]|十[一二三四五六]?)五[”\"]?(?:时期|期间|规划)?(?:末|底)?")


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """A period as people write it.

    Accepts `2021`, `2021H1`, `2021Q3`, `2021-06`, `2021-06-30`, `十四五`, and the Chinese forms
    `2021年`, `2021年上半年`, `2021年第三季度`, `2021年6月底`, `2021年6月30日`.

    Raises:
        ValueError: not a period, or a day that no calendar has (2021-02-30).

    >>> parse_period("2021Q3")
    Period(start=datetime.date(2021, 7, 1), end=datetime.date(2021, 9, 30))
    >>> parse_period("十四五").end
    datetime.date(2025, 12, 31)
    """
    text = text.strip().translate(_DIGITS)
    if match := _DAY.fullmatch(text):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Period(day, day)
    if match := _HALF.fullmatch(text):
        first = match[2] == "1" or match[3] == "上"
        return _months(int(match[1]), 1 if first else 7, 6)
    if match := _QUARTER.fullmatch(text):
        return _months(int(match[1]), 3 * _QUARTERS[match[2] or match[3]] - 2, 3)
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    if match := _FIVE_YEARS.fullmatch(text):
        year = FIVE_YEAR_PLANS[match[1]]
        return Period(date(year, 1, 1), date(year + 4, 12, 31))
    raise ValueError(text)


def _months(year: int, month: int, count: int) -> Period:
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, days_in(year, last)))


def write_period(period: Period) -> str:
    """A period as short as `parse_period` reads it; of one that has no name, both ends.

    >>> [write_period(parse_period(text)) for text in ("2021年", "2021年上半年", "2021Q3", "2023年5月", "十四五")]
    ['2021', '2021H1', '2021Q3', '2023-05', '十四五']
    >>> write_period(Period(date(2021, 3, 1), date(2021, 4, 30)))
    '2021-03-01..2021-04-30'
    """
    year, month = period.start.year, period.start.month
    named = (
        period.start.isoformat(), f"{year:04d}-{month:02d}", f"{year:04d}Q{(month + 2) // 3}",
        f"{year:04d}H{1 if month < 7 else 2}", f"{year:04d}", *_five_years(year),
    )  # fmt: skip
    for text in named:
        if parse_period(text) == period:
            return text
    return f"{period.start}..{period.end}"


def _five_years(first: int) -> tuple[str, ...]:
    return tuple(f"{name}五" for name, year in FIVE_YEAR_PLANS.items() if year == first)


def parse_day(text: str, *, last: bool) -> date:
    """One day; of a longer period its last day (`last=True`, for due dates) or its first.

    >>> parse_day("2023-05", last=True), parse_day("2026年6月3日", last=False)
    (datetime.date(2023, 5, 31), datetime.date(2026, 6, 3))
    """
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    period = parse_period(text)
    return period.end if last else period.start


@lru_cache(maxsize=65536)
def position(day: date) -> Fraction:
    """pos(d) = 12·year + month + day/days-in-month: where a day stands, in months (SPEC §4).

    >>> position(date(2021, 6, 30)) - position(date(2020, 12, 31))
    Fraction(6, 1)
    """
    days = days_in(day.year, day.month)
    return Fraction((12 * day.year + day.month) * days + day.day, days)


@lru_cache(maxsize=65536)
def months(first: date, last: date) -> Fraction:
    """Months from `first` to `last`, both inclusive: exactly m at month ends."""
    return position(last) - position(first - ONE_DAY)


def day_at(place: Fraction) -> date:
    """The first day whose position is at or past `place`: the inverse of `position`.

    >>> day_at(position(date(2021, 5, 30)))
    datetime.date(2021, 5, 30)
    """
    return _day_at(*place.as_integer_ratio())


def day_along(day: date, numerator: int, denominator: int) -> date:
    """The first day that is numerator/denominator months after `day`, or later; the denominator is above zero.

    >>> day_along(date(2021, 6, 30), 1, 2), day_along(date(2021, 6, 30), 2, 2)
    (datetime.date(2021, 7, 16), datetime.date(2021, 7, 31))
    """
    at, whole = position(day).as_integer_ratio()
    return _day_at(at * denominator + numerator * whole, whole * denominator)


def _day_at(numerator: int, denominator: int) -> date:
    whole = -(-numerator // denominator) - 1
    year, month = divmod(whole - 1, 12)
    days = days_in(year, month + 1)
    return date(year, month + 1, -(-(numerator - whole * denominator) * days // denominator))


def first_of_next_period(day: date, every: str) -> date:
    """The first day after the month, quarter, half-year or year that `day` lies in."""
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[every]
    last = (day.month - 1) // size * size + size
    return date(day.year + last // 12, last % 12 + 1, 1)


def previous_period(period: Period) -> Period:
    """The stretch of the same length just before: of whole months as many months, else as many days.

    >>> previous_period(parse_period("2021Q1")).start, previous_period(parse_period("2021-03")).end
    (datetime.date(2020, 10, 1), datetime.date(2021, 2, 28))
    """
    count = whole_months(period)
    if not count:
        return Period(period.start - (period.end - period.start) - ONE_DAY, period.start - ONE_DAY)
    return _across(12 * period.start.year + period.start.month - 1 - count, count)


def next_period(period: Period) -> Period:
    """The stretch of the same length just after: of whole months as many months, else as many days.

    >>> next_period(parse_period("2021-01")).end
    datetime.date(2021, 2, 28)
    """
    count = whole_months(period)
    if not count:
        return Period(period.end + ONE_DAY, period.end + (period.end - period.start) + ONE_DAY)
    return _across(12 * period.start.year + period.start.month - 1 + count, count)


def whole_months(period: Period) -> int:
    """How many whole calendar months a period is; 0 if it does not begin and end with a month.

    >>> whole_months(parse_period("2021H1")), whole_months(parse_period("2021-06-30"))
    (6, 0)
    """
    start, end = period
    if start.day != 1 or end.day != days_in(end.year, end.month):
        return 0
    return 12 * (end.year - start.year) + end.month - start.month + 1


def _across(first: int, count: int) -> Period:
    """So many months from a month on, counted from the year 0."""
    last = first + count - 1
    end = days_in(last // 12, last % 12 + 1)
    return Period(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, end))


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last days of the months from that of `first` to that of `last`, those after `last` left out.

    >>> [str(day) for day in month_ends(date(2020, 12, 15), date(2021, 2, 28))]
    ['2020-12-31', '2021-01-31', '2021-02-28']
    """
    months_ = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    ends = (date(n // 12, n % 12 + 1, days_in(n // 12, n % 12 + 1)) for n in months_)
    return tuple(day for day in ends if day <= last)


def today(time_zone: str = DEFAULT_TIME_ZONE) -> date:
    """Today in `time_zone`: for a third of the day UTC and Shanghai disagree about the date.

    Raises:
        ValueError: no such time zone.
    """
    import pendulum

    try:
        now = pendulum.now(time_zone)
    except Exception as error:  # pendulum raises its own and zoneinfo's kinds, all meaning one thing
        raise ValueError(time_zone) from error
    return date(now.year, now.month, now.day)


@frozen
class WorkCalendar:
    """Working days in mainland China, with a unit's own holidays and make-up days laid over them."""

    holidays: Set[date] = frozenset()
    workdays: Set[date] = frozenset()

    def is_workday(self, day: date) -> tuple[bool, bool]:
        """Whether `day` is worked, and whether that is estimated from weekends alone."""
        if day in self.holidays:
            return False, False
        if day in self.workdays:
            return True, False
        return _is_workday(day)

    def workdays_after(self, day: date, until: date) -> tuple[int, bool]:
        """Working days in (day, until], and whether any year in it has no published calendar.

        >>> WorkCalendar().workdays_after(date(2026, 3, 31), date(2026, 6, 30))
        (61, False)
        """
        count, estimated = 0, False
        own = {own.year for own in self.holidays | self.workdays}
        current = day
        while current < until:
            current += ONE_DAY
            if (current.month, current.day) == (1, 1) and current.year < until.year and current.year not in own:
                worked, guessed = _workdays_in(current.year)
                current = current.replace(month=12, day=31)
            else:
                worked, guessed = self.is_workday(current)
            count += worked
            estimated |= guessed
        return count, estimated


@lru_cache(maxsize=8192)
def _is_workday(day: date) -> tuple[bool, bool]:
    import chinese_calendar  # type: ignore[import-untyped]  # ships no types

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5, True


@lru_cache(maxsize=1024)
def _workdays_in(year: int) -> tuple[int, bool]:
    """The working days of a whole year, and whether they are estimated: calendars are published a year at a time."""
    days = [date(year, 1, 1) + timedelta(number) for number in range(337 + days_in(year, 2))]
    if _is_workday(days[0])[1]:
        return 52 * 5 + sum(day.weekday() < 5 for day in days[52 * 7 :]), True
    return sum(_is_workday(day)[0] for day in days), False
