"""Exact numbers as text: in full for machines, rounded where a person reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from tracker.model.assessment import Exact
from tracker.words import figures

QUOTIENT_PLACES = 6
"""Decimal places of a quotient in JSON, rounded half to even."""


@lru_cache(maxsize=4096)
def finite_places(denominator: int) -> int | None:
    """How many decimal places a fraction with this denominator has; None if they never end.

    >>> finite_places(8), finite_places(3)
    (3, None)
    """
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def rounded(value: Exact, places: int) -> int:
    """The number in units of its last place, rounded half to even: 2/3 to two places is 67.

    >>> from fractions import Fraction
    >>> rounded(Fraction(2, 3), 2), rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2)
    (67, 12, -12)
    """
    return _rounded(*value.as_integer_ratio(), places)


def _rounded(numerator: int, denominator: int, places: int) -> int:
    scale: int = 10**places
    scaled, rest = divmod(numerator * scale, denominator)
    twice = 2 * rest
    if twice > denominator or (twice == denominator and scaled & 1):
        scaled += 1
    return scaled


def pointed(scaled: int, places: int) -> str:
    """A number given in units of its last place, written with its point, without zeros at the end.

    >>> pointed(-4120, 2), pointed(5000, 2)
    ('-41.2', '50')
    """
    if not places:
        return str(scaled)
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(places + 1, "0")
    whole, decimals = digits[:-places], digits[-places:].rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def amount(value: Exact, places: int = QUOTIENT_PLACES) -> str:
    """A figure in a target's unit: exact decimals in full, any other number rounded.

    >>> from fractions import Fraction
    >>> amount(Fraction(1, 8)), amount(Fraction(620, 9)), amount(7)
    ('0.125', '68.888889', '7')
    """
    if type(value) is int:
        return str(value)
    exact = finite_places(value.denominator)
    if exact is None:
        return pointed(rounded(value, places), places)
    return pointed(value.numerator * 10**exact // value.denominator, exact)


def quotient(value: Exact) -> str:
    """A ratio, rate or percentage: rounded to six places, half to even.

    >>> from fractions import Fraction
    >>> quotient(Fraction(70, 170)), quotient(1)
    ('0.411765', '1')
    """
    return str(value) if type(value) is int else _quotient(*value.as_integer_ratio())


@lru_cache(maxsize=65536)
def _quotient(numerator: int, denominator: int) -> str:
    return pointed(_rounded(numerator, denominator, QUOTIENT_PLACES), QUOTIENT_PLACES)


def decimal(text: str) -> Decimal | int:
    """The number that such a text says: whole numbers as int.

    >>> decimal("7"), decimal("0.125")
    (7, Decimal('0.125'))
    """
    return Decimal(text) if "." in text else int(text)


def per_month(value: Exact, unit: str = "") -> str:
    """A monthly rate for people: one decimal.

    >>> from fractions import Fraction
    >>> per_month(Fraction(100, 6), "人")
    '16.7人'
    """
    return f"{figures.rounded(value, 1)}{unit}"


def percent(value: Exact) -> str:
    """A fraction of one as a percentage for people; what is not quite all is never shown as 100 %.

    >>> from fractions import Fraction
    >>> percent(Fraction(70, 170)), percent(Fraction(99999, 100000)), percent(Fraction(7, 4))
    ('41.2%', '99.9%', '175.0%')
    """
    shown = figures.percent(value)
    return ALMOST if value < 1 and shown == ALL else shown


ALL, ALMOST = "100.0%", "99.9%"


def signed(value: Exact, unit: str = "") -> str:
    """A gap for people: with its sign, one decimal.

    >>> from fractions import Fraction
    >>> signed(Fraction(3500, 170), "pp"), signed(Fraction(-1, 100), "pp")
    ('+20.6pp', '-0.0pp')
    """
    size = -value if value < 0 else value
    return f"{'-' if value < 0 else '+'}{figures.fixed(size, 1)}{unit}"


def shown(value: Exact | date | str, unit: str = "", lang: str = "zh") -> str:
    """Any value of a target for people: a figure with its unit, a day, a grade."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return figures.figure(value, unit, lang)
