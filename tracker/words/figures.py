"""Numbers written for people: exact where short, rounded half up where long, large ones in 万 and 亿."""

from __future__ import annotations

from fractions import Fraction

Exact = int | Fraction


def rounded(value: Exact, places: int) -> str:
    """A number with at most `places` decimals, half up (away from zero), trailing zeros dropped.

    >>> rounded(Fraction(2, 3), 2), rounded(Fraction(5, 2), 0), rounded(-7, 1)
    ('0.67', '3', '-7')
    """
    text = _decimals(*value.as_integer_ratio(), places)
    return text.rstrip("0").rstrip(".") if places else text


def fixed(value: Exact, places: int) -> str:
    """A number with exactly `places` decimals, half up.

    >>> fixed(50, 1), fixed(Fraction(-1, 3), 1)
    ('50.0', '-0.3')
    """
    return _decimals(*value.as_integer_ratio(), places)


def percent(fraction: Exact, places: int = 1) -> str:
    """A fraction of 1 in per cent.

    >>> percent(Fraction(7, 17))
    '41.2%'
    """
    numerator, denominator = fraction.as_integer_ratio()
    return _decimals(100 * numerator, denominator, places) + "%"


def _decimals(numerator: int, denominator: int, places: int) -> str:
    whole = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and whole else ""
    if not places:
        return f"{sign}{whole}"
    digits = str(whole).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def number(value: Exact, lang: str = "zh") -> str:
    """A value as people read it: 3.5亿 (in Chinese), 1,234, 85.71.

    >>> number(350_000_000), number(1234), number(Fraction(6, 7) * 100), number(Fraction(43, 10_000))
    ('3.5亿', '1,234', '85.71', '0.0043')
    """
    numerator, denominator = value.as_integer_ratio()
    size = abs(numerator) // denominator
    if size >= _LARGE and lang == "zh":
        scale, name = (10**8, "亿") if size >= 10**8 else (10**4, "万")
        if denominator > 1 or numerator * 100 % scale == 0:
            return rounded(Fraction(numerator, denominator * scale), 2) + name
    if denominator == 1:
        return f"{numerator:,}"
    whole, _, decimals = rounded(value, _places(abs(numerator), denominator)).partition(".")
    grouped = f"{int(whole):,}" if size else whole
    return f"{grouped}.{decimals}" if decimals else grouped


def _places(numerator: int, denominator: int) -> int:
    """Two decimals, or as many as show two digits of a number smaller than that: 0.0043 is not 0."""
    places = 2
    while 0 < numerator * 10 ** (places - 1) < denominator and places < _MOST_PLACES:
        places += 1
    return places


_MOST_PLACES = 12
_LARGE = 10**5
"""From here on 万 and 亿 read better than digits, where they hide none."""


def figure(value: Exact, unit: str, lang: str = "zh") -> str:
    """A value with its unit.

    >>> figure(70, "人"), figure(80, "%")
    ('70人', '80%')
    """
    return number(value, lang) + unit
