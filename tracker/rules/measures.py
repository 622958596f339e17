"""The figures of SPEC §5 that the status rests on, written with the operators so that they run on columns too."""

from __future__ import annotations

from typing import Any, NamedTuple

from tracker.model.plan import Measure, Thresholds
from tracker.rules.curves import exact
from tracker.rules.operators import NULL, Scalar, known
from tracker.rules.tally import Tally, yardstick
from tracker.rules.terms import Terms


class Inputs(NamedTuple):
    """The numbers that the figures are made of; NULL where unknown."""

    actual: Any
    lo: Any
    hi: Any
    base: Any
    aim: Any
    scale: Any
    expected: Any
    expected_value: Any
    flat: bool
    measurable: bool
    level: bool
    falling: bool


class Figures(NamedTuple):
    """m, P, E, s and δ; NULL where not defined. `flat` is the curve as judged: past the far bound it is flat too."""

    margin: Any
    progress: Any
    expected: Any
    gap: Any
    deviation: Any
    flat: bool
    past_far: bool


def inputs(terms: Terms, tally: Tally, value: Any) -> Inputs:
    """The numbers of a target on a day, for one value: that of the day or the one that is judged."""
    bounds = terms.bounds
    at = terms.day
    stepped = bool(terms.target.steps)
    return Inputs(
        actual=known(value),
        lo=known(bounds.lo if bounds else None),
        hi=known(bounds.hi if bounds else None),
        base=known(terms.base),
        aim=known(terms.aim),
        scale=known(yardstick(bounds) if bounds and terms.numeric else None),
        expected=known(terms.expected(at)),
        expected_value=known(terms.expected_value(at)),
        flat=terms.flat,
        measurable=terms.numeric or stepped,
        level=terms.measure is Measure.LEVEL,
        falling=bounds is not None and bounds.lo is None,
    )


def figures(t: Inputs, op: type[Scalar] = Scalar) -> Figures:
    """SPEC §4 and §5 over plain numbers, or over columns with other operators."""
    two_sided = op.not_(op.is_null(t.lo)) & op.not_(op.is_null(t.hi))
    below, above = t.actual - t.lo, t.hi - t.actual
    margin = op.case((two_sided, op.least(below, above)), (op.is_null(t.hi), below), else_=above)
    past_far = (t.level & two_sided) & (
        (op.not_(op.is_null(t.base)) & (t.base < t.lo) & (t.actual > t.hi)) | ((t.base > t.hi) & (t.actual < t.lo))
    )
    flat = t.flat | past_far
    undefined = flat | op.not_(t.measurable)
    way = t.aim - t.base
    progress = op.case((undefined, NULL), else_=op.div(t.actual - t.base, way))
    expected = op.case((past_far & op.not_(t.flat), NULL), else_=t.expected)
    by_value = op.case(
        (op.is_null(t.expected_value), NULL),
        (t.expected_value == 0, op.div(t.actual, abs(t.aim))),
        else_=op.div(t.actual - t.expected_value, abs(t.expected_value)),
    )
    gap = op.case(
        (undefined, NULL),
        (op.not_(op.is_null(t.expected_value)), op.case((t.falling, -by_value), else_=by_value)),
        else_=progress - expected,
    )
    return Figures(margin, progress, expected, gap, op.div(margin, t.scale), flat, past_far)


class Screens(NamedTuple):
    """On which side of a policy's thresholds a target stands; all False where there is no s."""

    below_red: bool
    below_amber: bool
    from_ahead: bool
    deep: bool


def screens(f: Figures, policy: Thresholds, op: type[Scalar] = Scalar) -> Screens:
    """A policy applied to the figures (SPEC §6). A threshold of zero excludes zero."""
    amber, ahead = exact(policy.amber), exact(policy.ahead)
    red = known(None if policy.red is None else exact(policy.red))
    if policy.basis == "ratio":
        whole = op.case((op.is_null(f.progress), 1), else_=f.expected)
        part = op.case((op.is_null(f.progress), 1 + f.gap), else_=f.progress)
        begun = op.not_(op.is_null(f.gap)) & (whole > 0)
        return Screens(
            begun & (part < red * whole),
            begun & (part < amber * whole),
            begun & (part >= ahead * whole),
            f.deviation < -(1 - red),
        )
    points = f.gap * 100
    return Screens(
        points < -red,
        (points < 0) & ((points <= -amber) | (amber == 0)),
        (points > 0) & ((points >= ahead) | (ahead == 0)),
        f.deviation * 100 < -red,
    )
