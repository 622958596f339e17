"""Numbers as text: exact for machines, honest for people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render import numbers

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@given(FRACTIONS)
def test_quotients_are_rounded_half_to_even_at_six_places(value: Fraction) -> None:
    expected = round(value, 6)
    assert Fraction(numbers.quotient(value)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**12), max_value=10**12))
def test_exact_decimals_are_written_in_full(value: Decimal) -> None:
    assert Fraction(numbers.amount(Fraction(value))) == Fraction(value)


@given(FRACTIONS)
def test_no_number_has_an_exponent_or_idle_zeros(value: Fraction) -> None:
    for text in (numbers.quotient(value), numbers.amount(value)):
        assert "e" not in text.lower()
        assert text != "-0"
        assert "." not in text or not text.endswith(("0", "."))


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(1), "100.0%"), (Fraction(99996, 100000), "99.9%"), (Fraction(0), "0.0%"), (Fraction(-1, 4), "-25.0%")],
)
def test_what_is_not_all_is_not_shown_as_all(value: Fraction, text: str) -> None:
    assert numbers.percent(value) == text
