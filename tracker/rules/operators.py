"""The handful of operators that the status rules are written with, here on plain exact numbers.

The rules use `&`, `|`, comparisons, `+ - *` and what stands here, and no Python control flow on values, so that
the same source can be emitted as columns of SQL. NULL behaves as in SQL: arithmetic with it is NULL, and a
comparison with it does not hold.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from tracker.model.assessment import Exact


class Null:
    """The unknown number: every comparison is false, all arithmetic stays unknown."""

    __slots__ = ()

    def _unknown(self, other: object = None) -> Null:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = __abs__ = _unknown

    def _false(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _false

    def __repr__(self) -> str:
        return "NULL"


NULL: Final = Null()


def known(value: Any) -> Any:
    """None becomes NULL, so that the rules may compute with it."""
    return NULL if value is None else value


def given(value: Any) -> Any:
    """NULL becomes None again, for the assessment."""
    return None if value is NULL else value


def quotient(part: Exact, whole: Exact) -> Fraction:
    """part/whole, exactly, in one step.

    >>> quotient(70, Fraction(170))
    Fraction(7, 17)
    """
    (a, b), (c, d) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(a * d, b * c)


def plain(value: Fraction) -> Exact:
    """A fraction that is whole as a whole number."""
    return value.numerator if value.denominator == 1 else value


class Scalar:
    """The operators on exact numbers."""

    @staticmethod
    def case(*arms: tuple[bool, Any], else_: Any = NULL) -> Any:
        """The value of the first arm whose condition holds."""
        for condition, value in arms:
            if condition:
                return value
        return else_

    @staticmethod
    def div(numerator: Any, denominator: Any) -> Any:
        """The exact quotient; NULL where it is not defined."""
        if numerator is NULL or denominator is NULL or denominator == 0:
            return NULL
        return quotient(numerator, denominator)

    @staticmethod
    def not_(condition: bool) -> bool:
        """The contrary of a condition."""
        return not condition

    @staticmethod
    def is_null(value: Any) -> bool:
        """Whether a value is unknown."""
        return value is NULL
