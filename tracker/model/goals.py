"""Goals as people write them: `50`, `80%`, `不少于170名`, `+5pp`, `-10%`, `x2`, `翻番`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from tracker.model.figures import NUMBER_SCHEMA, read_number, written
from tracker.model.numerals import EXACT, tidy
from tracker.model.scalars import Reads, refuse
from tracker.values import frozen

Relative = Literal["points", "percent", "times"]


@frozen
class Goal:
    """A goal as written: an exact number with the unit written behind it, absolute or relative to the baseline.

    `relative` is `points` (+5pp), `percent` (+5%) or `times` (x2, 翻番); None for an absolute goal.
    `comparator` is the one that the words imply (不少于 → at_least), if any.
    """

    value: Decimal
    unit: str = ""
    relative: Relative | None = None
    comparator: str | None = None
    text: str = ""

    def against(self, baseline: Decimal | None) -> Decimal | None:
        """The absolute goal; None for a relative goal without a baseline.

        >>> Goal(Decimal(5), relative="percent").against(Decimal(200))
        Decimal('210.00')
        """
        if self.relative is None:
            return self.value
        if baseline is None:
            return None
        if self.relative == "points":
            return EXACT.add(baseline, self.value)
        if self.relative == "percent":
            return EXACT.multiply(baseline, EXACT.add(Decimal(100), self.value)).scaleb(-2, EXACT)
        return EXACT.multiply(baseline, self.value)

    def __str__(self) -> str:
        return self.text or f"{self.value}{self.unit}"


_TIMES = {"翻番": 2, "翻一番": 2, "翻两番": 4, "翻二番": 4, "翻三番": 8}
POINT_UNITS = ("pp", "个百分点", "百分点")


def parse_goal(value: object) -> Goal:
    """A goal as written in a plan.

    Raises:
        Refused: not a goal; its code is that of the problem.

    >>> parse_goal("80%").unit, parse_goal("+5pp").relative, parse_goal("翻番").value
    ('%', 'points', Decimal('2'))
    """
    if isinstance(value, Goal):
        return value
    return _parse(written(value), isinstance(value, str))


@lru_cache(maxsize=16384)
def _parse(text: str, in_words: bool) -> Goal:
    body = tidy(text).strip("“”‘’")
    if not body:
        raise refuse("T104")
    if body in _TIMES:
        return Goal(Decimal(_TIMES[body]), relative="times", text=text)
    if body[:1] in ("x", "X", "×", "*") and body[1:].strip():
        return _times(body[1:], text)
    number = read_number(body, text)
    if body[:1] in "+-" and in_words:
        if number.unit in POINT_UNITS:
            return Goal(number.value, relative="points", text=text)
        if number.unit == "%":
            return Goal(number.value, relative="percent", text=text)
        if body.startswith("+"):
            raise refuse("T112", found=text)
    if number.bound == "approx" or (number.bound != "exact" and number.comparator is None):
        raise refuse("T113", found=text)
    return Goal(number.value, number.unit, comparator=number.comparator, text=text)


def _times(body: str, text: str) -> Goal:
    number = read_number(body)
    if number.unit not in ("", "倍") or number.bound != "exact":
        raise refuse("T105", found=text)
    if number.value <= 0:
        raise refuse("T114", found=text)
    return Goal(number.value, relative="times", text=text)


GoalValue = Annotated[Goal, Reads(parse_goal, NUMBER_SCHEMA)]
