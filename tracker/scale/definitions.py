"""What plans promise on a day, as tables: a line for each target, and the names by which rows speak of it.

Everything that depends on the plan and the day alone is worked out here, once for a target, however many units are
held to it (SPEC §2, §4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.model.assessment import Exact, size
from tracker.model.numerals import ratio_factor
from tracker.model.plan import NUMERIC, Comparator, Measure, Plan, Reporting, Target, Thresholds
from tracker.rules.curves import is_fraction
from tracker.rules.policy import policy_of
from tracker.rules.rollup import rollup_of
from tracker.rules.terms import Terms, terms
from tracker.scale.wholes import LIMIT, Wholes
from tracker.values import NamedTuple

PARTS_LIMIT = 10**9
"""E is a fraction; one with a larger denominator is left to the ordinary engine."""


class Definition(NamedTuple):
    """A target on the day judged; its numbers are whole numbers.

    `each`: one target for each unit. `elapsed`/`span` is E by the curve; both None where it expects nothing by a day.
    `plain`: its rows can be folded in the engine of tables; if not, the ordinary engine judges it. `rolls`: there, rows
    of units are rolled up by sum or ratio; empty if they are not.
    """

    number: int
    plan: Plan
    target: Target
    policy: Thresholds
    terms: Terms
    each: bool
    reporting: Reporting | None
    plain: bool
    rolls: str
    lo: int | None
    hi: int | None
    base: int | None
    baseline: int | None
    elapsed: int | None
    span: int | None


def definitions(
    plans: Sequence[Plan],
    day: date,
    known_at: date | None,
    policy: Thresholds | None,
    wholes: Wholes,
    *,
    tabled: bool,
) -> list[Definition]:
    """Every target of the plans, numbered in their order; `tabled`: a goals table replaces goals and baselines."""
    every = [(plan, target) for plan in plans for target in plan.targets]
    rolled = {(plan.id, part) for plan, target in every for part in target.parts}
    made = []
    for number, (plan, target) in enumerate(every):
        held = terms(plan, target, day, known_at)
        lo, hi = (held.bounds.lo, held.bounds.hi) if held.bounds is not None else (None, None)
        elapsed, span = _expected(held)
        given = (lo, hi, held.base, held.baseline)
        numbers = [None if each is None else _whole(each, wholes) for each in given]
        exact = None not in [whole for whole, each in zip(numbers, given, strict=True) if each is not None]
        plain = exact and _is_plain(target, held, span, tabled=tabled) and (plan.id, target.id) not in rolled
        made.append(
            Definition(
                number=number,
                plan=plan,
                target=target,
                policy=policy or policy_of(plan),
                terms=held,
                each=target.for_each is not None,
                reporting=target.report or plan.report,
                plain=plain,
                rolls=_rolls(target) if plain else "",
                lo=numbers[0],
                hi=numbers[1],
                base=numbers[2],
                baseline=numbers[3],
                elapsed=elapsed,
                span=span,
            )
        )
    return made


def _whole(number: Exact, wholes: Wholes) -> int | None:
    """A number as a whole number; None if it has more places, or is too large."""
    whole = number * wholes.one
    return int(whole) if whole.denominator == 1 and size(number) < LIMIT else None


def _expected(held: Terms) -> tuple[int | None, int | None]:
    """E by the curve declared, or the linear one where the default depends on the unit's baseline."""
    target = held.target
    if target.curve is None or target.curve.kind == "linear":
        held = held._replace(curve="linear")
    expected = None if held.curve == "none" else held.expected(held.day)
    return (None, None) if expected is None else expected.as_integer_ratio()


def _is_plain(target: Target, held: Terms, span: int | None, *, tabled: bool) -> bool:
    """Whether rows of a target can be folded and judged in tables: numbers against goals that are numbers."""
    if held.measure not in (Measure.COUNT, Measure.LEVEL) or held.comparator not in NUMERIC or held.bounds is None:
        return False
    if target.parts or target.allocation or target.weights:
        return False
    if held.value_schedule is not None or (span or 1) > PARTS_LIMIT:
        return False
    if watched(held) and len(held.goals_on) > 1:
        return False
    return not (tabled and target.for_each and _leans_on_its_goal(target, held))


def _rolls(target: Target) -> str:
    """How a target is rolled up over its units, by a way that tables have."""
    way = rollup_of(target)
    return way if way in ("sum", "ratio") and not target.for_each else ""


def watched(held: Terms) -> bool:
    """Whether a value may breach the goal: it must hold throughout, or a count must not pass a bound."""
    return held.throughout or (held.measure is Measure.COUNT and held.bounds is not None and held.bounds.hi is not None)


def _leans_on_its_goal(target: Target, held: Terms) -> bool:
    """Whether more than the bounds follow from a goal or a baseline: then each unit's own must be worked out."""
    if target.tolerance is not None or any(goal.relative is not None for goal in target.goals):
        return True
    points = target.curve.points.values() if target.curve is not None else ()
    return any(not is_fraction(goal, held.unit) for goal in points)


def names_of(made: Sequence[Definition]) -> Iterator[tuple[str, str, Definition]]:
    """The names by which rows and goals speak of targets, as plan and target: those that `rules.naming` resolves."""
    owners = Counter(each.target.id for each in made)
    for each in made:
        plan, target = each.plan.id, each.target.id
        yield "", f"{plan}/{target}", each
        yield plan, target, each
        if owners[target] == 1:
            yield "", target, each


def name_columns(given: Definition) -> Iterator[tuple[str, Any]]:
    """What a row, or a line of goals, must know of the target that it names."""
    held = given.terms
    yield "d", given.number
    yield "each_", given.each
    yield "own_", given.plan.org or ""
    yield "start_", held.start
    yield "at_", held.day
    yield "level_", held.measure is Measure.LEVEL
    yield "throughout_", held.throughout and not held.cap
    yield "measured_in", held.unit
    yield "plain_", given.plain
    yield "numeric_", held.comparator in NUMERIC
    yield "between_", held.comparator is Comparator.BETWEEN
    yield "count_", held.measure is Measure.COUNT


def columns(given: Definition) -> Iterator[tuple[str, Any]]:
    """The line of a plain target in the table of definitions."""
    held = given.terms
    yield "d", given.number
    yield "plan", given.plan.id
    yield "target", given.target.id
    yield "measured_in", held.unit
    yield "lo_", given.lo
    yield "hi_", given.hi
    yield "base_", given.base
    yield "baseline_", given.baseline
    yield "strict", bool(held.bounds and held.bounds.strict)
    yield "falling", held.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    yield "between", held.comparator is Comparator.BETWEEN
    yield "equals", held.comparator is Comparator.EQUALS
    yield "level", held.measure is Measure.LEVEL
    yield "throughout", held.throughout
    yield "cap", held.cap
    yield "factor", ratio_factor(held.unit)
    yield "curve", given.target.curve.kind if given.target.curve is not None else ""
    yield "elapsed_", given.elapsed
    yield "span_", given.span
    yield "withdrawn", held.withdrawn
    yield "revised", held.revised
    yield "extended", held.extended
    yield "begun", held.day >= held.start
    yield "due_reached", held.day >= held.due
    yield "past_due", held.day > held.due
    yield "days_left", (held.due - held.day).days
    yield "since_start", (held.day - held.start).days
    yield "due", held.due
