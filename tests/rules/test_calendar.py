"""Periods, months and working days: how a year is cut, and that no day is lost or counted twice."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.calendar import (
    Period,
    WorkCalendar,
    day_at,
    first_of_next_period,
    months,
    parse_day,
    parse_period,
    position,
    today,
)

law = settings(max_examples=200, derandomize=True, deadline=None, database=None)
some_day = st.dates(date(1990, 1, 1), date(2060, 12, 31))

PERIODS = {
    "2021": ("2021-01-01", "2021-12-31"),
    "2021年": ("2021-01-01", "2021-12-31"),
    "2021年底": ("2021-01-01", "2021-12-31"),
    "２０２１": ("2021-01-01", "2021-12-31"),
    "2021H1": ("2021-01-01", "2021-06-30"),
    "2021h2": ("2021-07-01", "2021-12-31"),
    "2021年上半年": ("2021-01-01", "2021-06-30"),
    "2021年下半年": ("2021-07-01", "2021-12-31"),
    "2021Q1": ("2021-01-01", "2021-03-31"),
    "2021Q3": ("2021-07-01", "2021-09-30"),
    "2021年第三季度": ("2021-07-01", "2021-09-30"),
    "2021年四季度": ("2021-10-01", "2021-12-31"),
    "2021-06": ("2021-06-01", "2021-06-30"),
    "2021/6": ("2021-06-01", "2021-06-30"),
    "2021.06": ("2021-06-01", "2021-06-30"),
    "2021年6月": ("2021-06-01", "2021-06-30"),
    "2021年6月底前": ("2021-06-01", "2021-06-30"),
    "2021-02": ("2021-02-01", "2021-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2021-06-30": ("2021-06-30", "2021-06-30"),
    "2021年6月3日": ("2021-06-03", "2021-06-03"),
    "2024-02-29": ("2024-02-29", "2024-02-29"),
    "十四五": ("2021-01-01", "2025-12-31"),
    "“十四五”时期": ("2021-01-01", "2025-12-31"),
    "十五五": ("2026-01-01", "2030-12-31"),
    "十三五": ("2016-01-01", "2020-12-31"),
    "十五": ("2001-01-01", "2005-12-31"),
    "九五": ("1996-01-01", "2000-12-31"),
}


@pytest.mark.parametrize(("text", "ends"), PERIODS.items(), ids=list(PERIODS))
def test_a_period_as_people_write_it(text: str, ends: tuple[str, str]) -> None:
    assert parse_period(text) == Period(date.fromisoformat(ends[0]), date.fromisoformat(ends[1]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "明年",
        "21",
        "2021-13",
        "2021-00",
        "2021-02-30",
        "2021-02-29",
        "2021-06-31",
        "2021H3",
        "2021Q5",
        "2021年五季度",
        "2021-6-",
        "2021--06",
        "2021-06-30-1",
        "五",
        "二十五五",
        "2021 06 30",
        "now",
        "0000",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?s)^.*$"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023Q2", "2023-04-01", "2023-06-30"),
        ("2023-05-17", "2023-05-17", "2023-05-17"),
        ("十四五", "2021-01-01", "2025-12-31"),
    ],
)
def test_a_day_is_the_first_or_last_of_what_is_written(text: str, first: str, last: str) -> None:
    assert parse_day(text, last=False) == date.fromisoformat(first)
    assert parse_day(text, last=True) == date.fromisoformat(last)


# -- months


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("year", [2021, 2024])
def test_a_month_end_is_a_whole_number_of_months(year: int, month: int) -> None:
    end = date(year, month, monthrange(year, month)[1])
    assert months(date(year, 1, 1), end) == month


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        ("2021-01-01", "2021-01-01", Fraction(1, 31)),
        ("2021-02-01", "2021-02-14", Fraction(1, 2)),
        ("2024-02-01", "2024-02-29", Fraction(1)),
        ("2021-01-01", "2022-03-31", Fraction(15)),
        ("2021-04-16", "2021-05-31", Fraction(3, 2)),
        ("2021-06-30", "2021-06-30", Fraction(1, 30)),
    ],
)
def test_months_between_days_both_inclusive(first: str, last: str, length: Fraction) -> None:
    assert months(date.fromisoformat(first), date.fromisoformat(last)) == length


@law
@given(some_day, st.integers(0, 2000), st.integers(1, 2000))
def test_months_are_additive(first: date, one: int, other: int) -> None:
    middle, last = first + timedelta(one), first + timedelta(one + other)
    assert months(first, middle) + months(middle + timedelta(1), last) == months(first, last)


@law
@given(some_day)
def test_a_day_before_is_no_time_at_all(day: date) -> None:
    assert months(day, day - timedelta(1)) == 0
    assert 0 < months(day, day) <= Fraction(1, 28)


@law
@given(some_day, st.integers(1, 3000))
def test_later_days_stand_further_on(day: date, after: int) -> None:
    assert position(day) < position(day + timedelta(after))


@law
@given(some_day)
def test_a_day_is_found_at_its_own_position(day: date) -> None:
    assert day_at(position(day)) == day


@law
@given(some_day, st.fractions(0, 1))
def test_a_position_between_two_days_is_the_later_one(day: date, part: Fraction) -> None:
    following = day + timedelta(1)
    between = position(day) + part * (position(following) - position(day))
    assert day_at(between) == (day if part == 0 else following)


@pytest.mark.parametrize(
    ("day", "every", "first"),
    [
        ("2021-06-30", "month", "2021-07-01"),
        ("2021-06-01", "month", "2021-07-01"),
        ("2021-12-15", "month", "2022-01-01"),
        ("2021-05-31", "quarter", "2021-07-01"),
        ("2021-10-01", "quarter", "2022-01-01"),
        ("2021-06-30", "half", "2021-07-01"),
        ("2021-07-01", "half", "2022-01-01"),
        ("2021-01-01", "year", "2022-01-01"),
    ],
)
def test_the_first_day_of_the_next_period(day: str, every: str, first: str) -> None:
    assert first_of_next_period(date.fromisoformat(day), every) == date.fromisoformat(first)


# -- working days


@pytest.mark.parametrize(
    ("day", "worked", "why"),
    [
        ("2021-10-01", False, "national day"),
        ("2021-10-08", True, "the first Friday after it"),
        ("2021-10-09", True, "a Saturday worked instead"),
        ("2021-10-10", False, "an ordinary Sunday"),
        ("2022-01-03", False, "New Year, moved to a Monday"),
        ("2022-01-04", True, "an ordinary Tuesday"),
    ],
)
def test_a_working_day_in_china(day: str, worked: bool, why: str) -> None:
    assert WorkCalendar().is_workday(date.fromisoformat(day)) == (worked, False), why


def test_a_year_without_a_published_calendar_is_estimated_from_weekends() -> None:
    assert WorkCalendar().is_workday(date(2045, 1, 2)) == (True, True)
    assert WorkCalendar().is_workday(date(2045, 1, 1)) == (False, True)


def test_a_unit_may_lay_its_own_days_over_the_calendar() -> None:
    own = WorkCalendar(holidays={date(2022, 1, 4)}, workdays={date(2022, 1, 2)})
    assert own.is_workday(date(2022, 1, 4)) == (False, False)
    assert own.is_workday(date(2022, 1, 2)) == (True, False)
    assert own.workdays_after(date(2021, 12, 31), date(2022, 1, 5)) == (2, False)


def test_working_days_after_a_day_leave_that_day_out() -> None:
    calendar = WorkCalendar()
    assert calendar.workdays_after(date(2021, 12, 31), date(2022, 1, 5)) == (2, False)
    assert calendar.workdays_after(date(2022, 1, 4), date(2022, 1, 5)) == (1, False)
    assert calendar.workdays_after(date(2022, 1, 5), date(2022, 1, 5)) == (0, False)
    assert calendar.workdays_after(date(2022, 1, 5), date(2022, 1, 1)) == (0, False)


@law
@given(st.dates(date(2018, 1, 1), date(2022, 12, 31)), st.integers(0, 200), st.integers(0, 200))
def test_working_days_are_additive(first: date, one: int, other: int) -> None:
    calendar = WorkCalendar()
    middle, last = first + timedelta(one), first + timedelta(one + other)
    parts = calendar.workdays_after(first, middle)[0] + calendar.workdays_after(middle, last)[0]
    assert parts == calendar.workdays_after(first, last)[0]


@law
@given(
    st.dates(date(1995, 1, 1), date(2012, 12, 31)),
    st.integers(0, 366 * 20),
    st.sets(st.dates(date(1995, 1, 1), date(2032, 12, 31)), max_size=3),
    st.sets(st.dates(date(1995, 1, 1), date(2032, 12, 31)), max_size=3),
)
def test_working_days_are_those_of_every_day_counted(day: date, length: int, off: set[date], on: set[date]) -> None:
    """Published years, years before and after them, and a unit's own days."""
    calendar = WorkCalendar(holidays=off, workdays=on)
    days = [calendar.is_workday(day + timedelta(number)) for number in range(1, length + 1)]
    counted = sum(worked for worked, _ in days), any(guessed for _, guessed in days)
    assert calendar.workdays_after(day, day + timedelta(length)) == counted


def test_a_millennium_of_working_days_is_counted() -> None:
    assert WorkCalendar().workdays_after(date(1021, 12, 31), date(2021, 12, 31)) == (260691, True)


def test_there_is_no_today_in_a_place_that_is_not() -> None:
    with pytest.raises(ValueError, match="火星"):
        today("火星")
