"""Numerals in running text as exact values: Chinese ones, vague ones (数十, 百余), scales and fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tracker.model.numerals import DIGIT_LIMIT, EXACT, SCALES, parse_number

_VAGUE = {"数": "", "几": "", "上": "", "近": ""}
_PLACES = Decimal("0.000001")


def scaled(digits: str, scale: str | None) -> Decimal:
    """Digits with their scale word applied, written without an exponent.

    >>> str(scaled("1,234.5", "万"))
    '12345000'
    """
    value = Decimal(digits.replace(",", "")).scaleb(SCALES.get(scale or "", 0), EXACT)
    return value.quantize(Decimal(1), context=EXACT) if value == value.to_integral_value() else value.normalize(EXACT)


@lru_cache(maxsize=4096)
def han_value(text: str) -> Decimal | None:
    """What a Chinese numeral stands for; a vague one by the figure that it starts from; None where it is unclear.

    >>> str(han_value("二百三十")), str(han_value("数十")), str(han_value("百余")), str(han_value("十几"))
    ('230', '10', '100', '10')
    """
    if text and text[0] in _VAGUE:
        text = text[1:]
    text = text.rstrip("余多几")
    if not text or len(text) > DIGIT_LIMIT:
        return None
    if text[0] in "百千万亿":
        text = "一" + text
    if text.isdecimal() and text.isascii():
        return Decimal(text)
    try:
        return parse_number(text).value
    except ValueError:
        return None


def share(part: str, parts: str) -> Decimal | None:
    """A fraction in per cent, rounded half to even to six places where it does not end: 三分之一 is 33.333333."""
    top, bottom = han_value(part), han_value(parts)
    if top is None or not bottom:
        return None
    exact = Fraction(top) / Fraction(bottom) * 100
    value = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_PLACES, context=EXACT)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
