"""Whether a row can speak of its target: unit, measure, names (SPEC §3); if so, as a `Fact`, ready to be replayed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from operator import attrgetter, itemgetter

from tracker.model.achievement import Achievement
from tracker.model.assessment import Exact
from tracker.model.numerals import Bound, convert, ratio_factor
from tracker.model.plan import Comparator, Measure, Plan, Target
from tracker.problems import Problem
from tracker.rules.curves import exact, exacts
from tracker.rules.operators import plain, quotient
from tracker.rules.terms import Bounds, satisfies
from tracker.values import NamedTuple


class Fact(NamedTuple):
    """A row in the target's own terms: what it says of which day.

    `value` is in the target's unit: a count, a level, a grade's index, or 1 for a member that holds and 0 for one
    that does not. None: the row says nothing that counts (稳步推进).
    """

    day: date
    value: Exact | None
    bound: Bound
    numerator: Exact | None
    denominator: Exact | None
    row: Achievement


class Said(NamedTuple):
    """What the rows of a target say.

    `bare`: as most rows do, each gives a confirmed number for a day of its own and nothing else, all for one org,
    and they are in the order of their days.
    """

    facts: list[Fact]
    bare: bool = False


class Fitting:
    """What a target accepts, worked out once for all its rows."""

    def __init__(self, plan: Plan, target: Target, units: Collection[str] | None = None) -> None:
        """`units`: those of a target for each of them; else the plan and the target say who may speak."""
        self.target = target
        kind = target.kind
        self.level = kind is Measure.LEVEL
        self.numeric = self.level or kind is Measure.COUNT
        self.unit = target.goal_unit
        named = {*plan.orgs, *target.allocation, *(() if target.parts else target.weights)}
        whole = {"", plan.org or "", *named} if named else None
        self.orgs = whole if units is None else set(units)
        self.inner = target.each
        self.bare = {(None, None, None, "", "", "", unit, "exact", True, "") for unit in ("", self.unit)}
        self.modes = {"", "to_date", "point" if self.level else "increment"}

    @cached_property
    def members(self) -> set[str] | None:
        """The members by name; None where only their number is known."""
        each = self.inner
        return set(each.members) if each is not None and not isinstance(each.members, int) else None

    @cached_property
    def grades(self) -> Mapping[str, int]:
        """The grades, each with its rank."""
        return {name: rank for rank, name in enumerate(self.target.grades)}

    @cached_property
    def steps(self) -> set[str]:
        """The steps of a milestone."""
        return {step.name for step in self.target.steps}

    @cached_property
    def factor(self) -> int:
        """What n/d is multiplied by."""
        return ratio_factor(self.unit)

    def bare_facts(self, rows: Sequence[Achievement]) -> list[Fact]:
        """All rows at once, in the order of their days, if they are bare; nothing if any of them says more or less."""
        orgs = {row.org for row in rows}
        if not self.numeric or len(orgs) > 1 or not (self.orgs is None or orgs <= self.orgs):
            return []
        if not (set(map(_MORE, rows)) <= self.bare and {row.mode for row in rows} <= self.modes):
            return []
        days = [row.as_of for row in rows]
        values = [row.value for row in rows if row.value is not None]
        if any(map(_ID, rows)) or not len(set(days)) == len(values) == len(rows):
            return []
        facts = list(map(_NEW, repeat(Fact), zip(days, exacts(values), _EXACT, _NOTHING, _NOTHING, rows, strict=False)))
        facts.sort()  # no two are of one day
        return facts

    def fact(self, row: Achievement) -> Fact | Problem:
        """The row in this target's terms, or why it does not fit."""
        if self.orgs is not None and row.org and row.org not in self.orgs:
            return self._problem(row, "R104", found=row.org, suggestion=nearest(row.org, self.orgs))
        if not self.numeric:
            return self._graded(row) if self.target.kind is Measure.GRADED else self._milestone(row)
        if row.member:
            return self._member(row)
        if row.done_on is not None or row.step or row.grade:
            return self._problem(row, "R106", measure=self.target.kind)
        if row.denominator is not None:
            return self._ratio(row)
        value = row.value
        if value is None:
            return Fact(row.as_of, None, row.bound, None, None, row)
        if self.level and row.mode == "increment":
            return self._problem(row, "R108")
        if row.unit and row.unit != self.unit and self.inner is None:
            converted = convert(value, row.unit, self.unit)
            if converted is None:
                return self._problem(row, "R105", found=row.unit, wanted=self.unit or "—")
            value = converted
        return Fact(row.as_of, exact(value), row.bound, None, None, row)

    def _ratio(self, row: Achievement) -> Fact | Problem:
        assert row.numerator is not None
        assert row.denominator is not None
        if row.unit and row.unit != self.unit:
            return self._problem(row, "R105", found=row.unit, wanted=self.unit or "—")
        numerator, denominator = exact(row.numerator), exact(row.denominator)
        if self.inner is not None:
            return Fact(row.as_of, numerator, row.bound, numerator, denominator, row)
        if not self.level or row.mode == "increment":
            return self._problem(row, "R108" if self.level else "R107")
        value = plain(quotient(numerator * self.factor, denominator))
        return Fact(row.as_of, value, row.bound, numerator, denominator, row)

    def _member(self, row: Achievement) -> Fact | Problem:
        each = self.inner
        if each is None:
            return self._problem(row, "R109", found=row.member)
        if self.members is not None and row.member not in self.members:
            return self._problem(row, "R112", found=row.member, suggestion=nearest(row.member, self.members))
        if row.value is None:
            return Fact(row.as_of, 1, row.bound, None, None, row)
        comparator, goal = each.inner
        value: Decimal | None = row.value
        if row.unit and each.unit and row.unit != each.unit:
            value = convert(row.value, row.unit, each.unit)
        if value is None:
            return self._problem(row, "R105", found=row.unit, wanted=each.unit)
        limit = exact(goal.value)
        upper = comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
        strict = comparator in (Comparator.MORE_THAN, Comparator.LESS_THAN)
        bounds = Bounds(None, limit, strict) if upper else Bounds(limit, None, strict)
        return Fact(row.as_of, int(satisfies(exact(value), bounds)), row.bound, None, None, row)

    def _milestone(self, row: Achievement) -> Fact | Problem:
        if row.value is not None or row.denominator is not None or row.grade or row.member:
            return self._problem(row, "R113")
        if row.step and row.step not in self.steps:
            return self._problem(row, "R114", found=row.step, suggestion=nearest(row.step, self.steps))
        said = 1 if row.done_on is not None or row.step else None
        return Fact(row.as_of, said, row.bound, None, None, row)

    def _graded(self, row: Achievement) -> Fact | Problem:
        if row.value is not None or row.denominator is not None or row.done_on or row.step or row.member:
            return self._problem(row, "R115")
        if not row.grade:
            return Fact(row.as_of, None, row.bound, None, None, row)
        if row.grade not in self.grades:
            wanted = "、".join(self.grades)
            return self._problem(row, "R116", found=row.grade, wanted=wanted)
        return Fact(row.as_of, self.grades[row.grade], row.bound, None, None, row)

    def _problem(self, row: Achievement, code: str, /, **params: object) -> Problem:
        return Problem(row.source, code, {"target": self.target.id, **params})


_MORE = itemgetter(slice(Achievement._fields.index("numerator"), Achievement._fields.index("supersedes") + 1))
"""The fields of a row, all but its id, that may say more than a bare number."""
_ID = attrgetter("id")
_NEW: Callable[[type[Fact], tuple[object, ...]], Fact] = tuple.__new__
"""A fact without the detour through Python that a named tuple's own constructor takes."""
_EXACT, _NOTHING = repeat("exact"), repeat(None)


def nearest(found: str, names: Iterable[str]) -> str:
    """The known name most like the one found, or nothing."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(found, names)), "")
