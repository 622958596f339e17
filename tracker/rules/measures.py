"""The figures of SPEC §4 and §5 that the status rests on, in whole numbers.

Every figure of a target is first multiplied by what makes all of them whole (SPEC §7: that changes no status), and
quotients are compared by cross-multiplication. So the rules are exact, quick, and run on columns of SQL too, where
dividing decimals means something else on every engine.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

from tracker.model.assessment import Exact
from tracker.model.plan import Measure, Thresholds
from tracker.rules.curves import exact
from tracker.rules.operators import NULL, Scalar, known
from tracker.rules.tally import yardstick
from tracker.rules.terms import Terms
from tracker.values import NamedTuple


class Inputs(NamedTuple):
    """The numbers that the figures are made of, all times `factor`; NULL where unknown. E is elapsed/whole."""

    factor: int
    actual: Any
    lo: Any
    hi: Any
    base: Any
    aim: Any
    yardstick: Any
    elapsed: Any
    whole: Any
    planned: Any
    flat: Any
    measurable: Any
    level: Any
    falling: Any


class Figures(NamedTuple):
    """m, P, E, s and δ as whole numbers; NULL where not defined.

    P = gone/way; s = shift/span, with span > 0; E in units of span is `share`; δ = margin/yardstick.
    `flat` is the curve as judged: past the far bound of a band it is flat too.
    """

    margin: Any
    gone: Any
    way: Any
    shift: Any
    span: Any
    share: Any
    yardstick: Any
    flat: bool
    past_far: bool


def inputs(terms: Terms, value: Exact | None, expected: Fraction | None) -> Inputs:
    """The numbers of a target on its day, made whole; `expected` is E."""
    bounds = terms.bounds
    lo, hi, _ = bounds if bounds is not None else (None, None, False)
    scale = yardstick(bounds) if bounds is not None and terms.numeric else None
    planned = terms.expected_value(terms.day)
    written = (value, lo, hi, terms.base, terms.aim, scale, planned)
    factor = lcm(*[number.denominator for number in written if number is not None])
    actual, low, high, base, aim, measure, plan = [
        NULL if number is None else number.numerator * (factor // number.denominator) for number in written
    ]
    return Inputs(
        factor=factor,
        actual=actual,
        lo=low,
        hi=high,
        base=base,
        aim=aim,
        yardstick=measure,
        elapsed=known(None if expected is None else expected.numerator),
        whole=known(None if expected is None else expected.denominator),
        planned=plan,
        flat=terms.flat,
        measurable=terms.numeric or bool(terms.target.steps),
        level=terms.measure is Measure.LEVEL,
        falling=lo is None and hi is not None,
    )


def figures(t: Inputs, op: Any = Scalar) -> Figures:
    """SPEC §4 and §5 over whole numbers, or over columns with other operators."""
    _, actual, lo, hi, base, aim, yardstick, elapsed, whole, planned, flat, measurable, level, falling = t
    case, not_, is_null = op.case, op.not_, op.is_null
    below, above = actual - lo, hi - actual
    no_lo, no_hi = is_null(lo), is_null(hi)
    margin = case((no_lo, above), (no_hi, below), (below < above, below), else_=above)
    two_sided = not_(no_lo | no_hi)
    past_far = (level & two_sided) & (((base < lo) & (actual > hi)) | ((base > hi) & (actual < lo)))
    flat = flat | past_far
    way = aim - base
    still = is_null(way) | (way == 0)
    gone = case((flat | still | not_(measurable), NULL), else_=actual - base)
    sign = case((way < 0, -1), else_=1)
    direction = case((falling, -1), else_=1)
    measure = case((planned == 0, aim), else_=planned)
    by_value = not_(is_null(planned) | flat) & (measure != 0)
    shift = case((by_value, (actual - planned) * direction), else_=(gone * whole - elapsed * way) * sign)
    span = case((by_value, case((measure < 0, -measure), else_=measure)), else_=way * whole * sign)
    share = case((by_value, span), else_=elapsed * way * sign)
    return Figures(margin, gone, way, shift, span, share, yardstick, flat, past_far)


class Screens(NamedTuple):
    """On which side of a policy's thresholds a target stands; all False where there is no s or δ."""

    below_red: bool
    below_amber: bool
    from_ahead: bool
    deep: bool


class _Limits(NamedTuple):
    """A policy's thresholds in whole numbers: each times `unit`; NULL where there is no red."""

    unit: int
    amber: Any
    red: Any
    ahead: Any


@lru_cache(maxsize=64)
def _limits(policy: Thresholds) -> _Limits:
    given = [None if each is None else exact(each) for each in (policy.amber, policy.red, policy.ahead)]
    unit = lcm(*[each.denominator for each in given if each is not None])
    amber, red, ahead = [NULL if each is None else int(each * unit) for each in given]
    return _Limits(unit, amber, red, ahead)


def screens(f: Figures, policy: Thresholds, op: Any = Scalar) -> Screens:
    """A policy applied to the figures (SPEC §6). A threshold of zero excludes zero."""
    unit, amber, red, ahead = _limits(policy)
    by_deviation = f.flat & (f.yardstick > 0)
    if policy.basis == "ratio":
        progress, begun = (f.shift + f.share) * unit, f.share > 0
        return Screens(
            begun & (progress < f.share * red),
            begun & (progress < f.share * amber),
            begun & (progress >= f.share * ahead),
            by_deviation & (f.margin * unit < f.yardstick * (red - unit)),
        )
    points = f.shift * (100 * unit)
    return Screens(
        points < f.span * -red,
        points < 0 if amber == 0 else points <= f.span * -amber,
        points > 0 if ahead == 0 else points >= f.span * ahead,
        by_deviation & (f.margin * (100 * unit) < f.yardstick * -red),
    )
