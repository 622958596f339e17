"""Figures and flags as a status table has them: decimals of six places, names with commas between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.rules.operators import NULL
from tracker.scale.columns import Column, Columns, depth_of, literal
from tracker.scale.dialect import Dialect
from tracker.scale.wholes import PLACES


class Writer:
    """Figures as they are published: text of flags, and quotients rounded half-even to six places."""

    def __init__(self, op: Columns, dialect: Dialect) -> None:
        self.op = op
        self.dialect = dialect

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
        top, bottom = f"abs({literal(part)})", f"abs({literal(whole)})" if isinstance(whole, Column) else str(whole)
        million, divided = 10**PLACES, self.dialect.quotient
        rest = f"({top} % {bottom} * {million})"
        odd = f"{divided(rest, bottom)} % 2 = 1"
        left, missing = f"{rest} % {bottom}", f"{bottom} - {rest} % {bottom}"
        up = f"case when {left} > {missing} or ({left} = {missing} and {odd}) then 1 else 0 end"
        minus = f"case when {literal((part < 0) == (whole > 0))} then -1 else 1 end"
        depth = max((each.depth for each in (part, whole) if isinstance(each, Column)), default=0)
        text = f"{minus} * ({divided(top, bottom)} * {million} + {divided(rest, bottom)} + {up})"
        return Column(self.dialect.millionths(text), depth)

    def exact(self, part: Any, scale: Any, one: int) -> Any:
        """A number that is whole at so many places; over a scale, rounded like a quotient."""
        if part is NULL:
            return NULL
        plain = Column(self.dialect.millionths(f"{literal(part)} * {10**PLACES // one}"), depth_of(part))
        if not isinstance(scale, Column):
            return plain
        return self.op.case((scale == 1, plain), else_=self.number(part, scale * one))
