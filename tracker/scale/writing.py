"""Figures and flags as a status table has them: decimals of six places, names with commas between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.rules.operators import NULL
from tracker.scale.columns import Column, Columns, depth_of, literal
from tracker.scale.wholes import PLACES


class Writer:
    """Figures as they are published: text of flags, and quotients rounded half-even to six places."""

    def __init__(self, op: Columns) -> None:
        self.op = op
        self.dialect = op.dialect

    def text(self, value: Any) -> Any:
        """A text; if it is the same everywhere, of a type that has no other."""
        return Column(f"cast({literal(value)} as {self.dialect.one_of([value])})") if isinstance(value, str) else value

    def joined(self, raised: Mapping[str, Any]) -> Column:
        """The names of the flags that are raised, with commas between them."""
        said = [
            name if holds is True else f"case when {literal(holds)} then {literal(name)} end"
            for name, holds in raised.items()
            if holds is not False
        ]
        depth = max((holds.depth for holds in raised.values() if isinstance(holds, Column)), default=0)
        return Column(f"concat_ws(',', {', '.join(said)})", depth)

    def number(self, part: Any, whole: Any) -> Any:
        """part/whole as a decimal of six places; ties go to the even digit."""
        if part is NULL:
            return NULL
        top, bottom = self._size(part), self._size(whole)
        million = 10**PLACES
        units, left = self._divided(top, bottom)
        digits, rest = self._divided(self.op.named(left * million), bottom)
        odd = Column(f"({digits.text} % 2)", digits.depth)
        up = self.op.case((rest * 2 + odd > bottom, 1), else_=0)
        minus = self.op.case(((part < 0) == (whole > 0), -1), else_=1)
        written = (units * million + digits + up) * minus
        return Column(self.dialect.millionths(literal(written)), depth_of(written))

    def _size(self, value: Any) -> Any:
        """A number without its sign."""
        return self.op.named(Column(f"abs({literal(value)})", depth_of(value)))

    def _divided(self, part: Column, whole: Column) -> tuple[Column, Column]:
        """Quotient and remainder of numbers that are not negative."""
        depth = max(part.depth, whole.depth)
        quotient = self.op.named(Column(self.dialect.quotient(part.text, whole.text), depth))
        return quotient, self.op.named(part - quotient * whole)

    def exact(self, part: Any, scale: Any, one: int) -> Any:
        """A number that is whole at so many places; over a scale, rounded like a quotient."""
        if part is NULL:
            return NULL
        plain = Column(self.dialect.millionths(f"{literal(part)} * {10**PLACES // one}"), depth_of(part))
        if not isinstance(scale, Column):
            return plain
        return self.op.case((scale == 1, plain), else_=self.number(part, scale * one))
