"""Numbers written for people: exact where short, rounded half up where long, large ones in 万 and 亿."""

from __future__ import annotations

from fractions import Fraction

Exact = int | Fraction


def rounded(value: Exact, places: int) -> str:
    """A number with at most `places` decimals, half up (away from zero), trailing zeros dropped.

    >>> rounded(Fraction(2, 3), 2), rounded(Fraction(5, 2), 0), rounded(-7, 1)
    ('0.67', '3', '-7')
    """
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2)) if isinstance(scaled, Fraction) else scaled
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if value < 0 and whole else text


def fixed(value: Exact, places: int) -> str:
    """A number with exactly `places` decimals, half up.

    >>> fixed(50, 1), fixed(Fraction(-1, 3), 1)
    ('50.0', '-0.3')
    """
    text = rounded(value, places)
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(places, '0')}" if places else whole


def percent(fraction: Exact, places: int = 1) -> str:
    """A fraction of 1 in per cent.

    >>> percent(Fraction(7, 17))
    '41.2%'
    """
    return fixed(fraction * 100, places) + "%"


def number(value: Exact) -> str:
    """A value as people read it: 3.5亿, 1,234, 85.71.

    >>> number(350_000_000), number(1234), number(Fraction(6, 7) * 100), number(12000)
    ('3.5亿', '1,234', '85.71', '12,000')
    """
    size: Exact = value if value >= 0 else -value
    for limit, name in ((10**8, "亿"), (10**5, "万")):
        if size >= limit:
            scaled = Fraction(value) / (10**8 if name == "亿" else 10**4)
            text = rounded(scaled, 2)
            exact = Fraction(text) == scaled
            if exact or isinstance(value, Fraction):
                return text + name
    whole, _, decimals = rounded(value, 2).partition(".")
    grouped = f"{int(whole):,}" if whole not in ("-0",) else whole
    return f"{grouped}.{decimals}" if decimals else grouped


def figure(value: Exact, unit: str) -> str:
    """A value with its unit.

    >>> figure(70, "人"), figure(80, "%")
    ('70人', '80%')
    """
    return number(value) + unit
