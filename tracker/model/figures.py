"""Numbers of a plan file that are no goals: weights, thresholds, shares, counts; and what every number must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from tracker.model.numerals import Number, parse_number
from tracker.model.scalars import FIGURE_LIMIT, TEXT_SCHEMA, Reads, read_names, refuse, short
from tracker.patterns import pattern

YES_OR_NO = frozenset(word for plain in ("true", "false", "yes", "no", "on", "off") for word in (plain, plain.title()))


def written(value: object) -> str:
    """A number as it was written, whatever Python type it came in."""
    if value is None:
        raise refuse("T104")
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise refuse("T110")
    text = value if isinstance(value, str) else str(short(value) if isinstance(value, int) else value)
    if text in YES_OR_NO:
        raise refuse("T110")
    if len(text) > FIGURE_LIMIT:
        digits = sum(char.isdigit() for char in text)
        raise refuse("T109") if 2 * digits > len(text) else refuse("T105", found=text)
    return text


_NUMBER_CODES: Mapping[str, str] = {
    "not_a_number": "T105",
    "leading_zero": "T106",
    "sexagesimal": "T107",
    "exponent": "T108",
    "too_long": "T109",
    "ambiguous": "T111",
}


def read_number(text: str, found: str = "") -> Number:
    """One number with its unit and bound words; `found` is what to show if it is none."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise refuse(_NUMBER_CODES[str(error)], found=found or text) from None


def read_amount(value: object) -> Decimal:
    """A number without words or unit: weights, thresholds."""
    number = read_number(written(value))
    if number.bound != "exact" or number.unit:
        raise refuse("T105", found=str(value))
    return number.value


def read_positive(value: object) -> Decimal:
    """A number above zero."""
    amount = read_amount(value)
    if amount <= 0:
        raise refuse("T114", found=str(value))
    return amount


def read_threshold(value: object) -> Decimal:
    """A threshold: zero or more, `10` or `10%`."""
    number = read_number(written(value))
    if number.bound != "exact" or number.unit not in ("", "%"):
        raise refuse("T105", found=str(value))
    if number.value < 0:
        raise refuse("T212", found=str(value))
    return number.value


def read_threshold_or_none(value: object) -> Decimal | None:
    """A threshold, or `none` for a colour that is never given."""
    return None if value is None or value == "none" else read_threshold(value)


def read_share(value: object) -> Decimal:
    """A share as a percentage: `100%` or `100` is 100."""
    number = read_number(written(value))
    if number.unit not in ("", "%") or number.bound != "exact" or not 0 < number.value <= 100:
        raise refuse("T115", found=str(value))
    return number.value


_WHOLE = pattern(r"[1-9][0-9]{0,11}")
"""A whole number as nearly all are written: read at once."""


def whole(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read_whole(value: object) -> int:
        if isinstance(value, str) and _WHOLE.fullmatch(value) and low <= int(value) <= high:
            return int(value)
        amount = read_amount(value)
        if amount != amount.to_integral_value():
            raise refuse("T137", found=str(value))
        if not low <= amount <= high:
            raise refuse("T138", found=str(value), low=low, high=high)
        return int(amount)

    return read_whole


def read_members(value: object) -> int | tuple[str, ...]:
    """How many members there are, or their names."""
    if isinstance(value, (list, tuple)):
        if not value:
            raise refuse("T104")
        return read_names(value)
    amount = read_amount(value)
    if amount != amount.to_integral_value() or not 0 < amount <= 10_000_000:
        raise refuse("T117", found=str(value))
    return int(amount)


NUMBER_SCHEMA: Mapping[str, Any] = {"type": ["number", "string"]}

Positive = Annotated[Decimal, Reads(read_positive, NUMBER_SCHEMA)]
Threshold = Annotated[Decimal, Reads(read_threshold, NUMBER_SCHEMA)]
ThresholdOrNone = Annotated[Decimal | None, Reads(read_threshold_or_none, NUMBER_SCHEMA)]
Share = Annotated[Decimal, Reads(read_share, NUMBER_SCHEMA)]
Days = Annotated[int, Reads(whole(0, 3660), {"type": "integer", "minimum": 0})]
DayOfMonth = Annotated[int, Reads(whole(1, 28), {"type": "integer", "minimum": 1, "maximum": 28})]
Offset = Annotated[int, Reads(whole(0, 10**9), {"type": "integer", "minimum": 0})]
Members = Annotated[
    int | tuple[str, ...], Reads(read_members, {"anyOf": [NUMBER_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]})
]
