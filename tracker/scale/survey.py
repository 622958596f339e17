"""What is to be expected of a table's rows, seen before they are folded: their days and manners, and what plans ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.calendar import first_of_next_period
from tracker.model.plan import Measure
from tracker.rules.terms import Terms
from tracker.scale.definitions import Definition, watched
from tracker.scale.dialect import day
from tracker.scale.engine import Engine
from tracker.scale.fold import BITS, Needs, fits
from tracker.scale.source import TOTAL, Source, kind_of
from tracker.scale.wholes import Wholes

MANY = 100
"""Words beside each other in a condition."""
SAMPLE = 20_000
"""Rows that are looked at to see of what kind they are."""


def survey(
    engine: Engine,
    source: Source,
    plain: Sequence[Definition],
    wholes: Wholes,
    as_of: date,
    known_at: date | None,
    *,
    rolls: bool,
) -> tuple[list[date], Needs]:
    """The days that have a bit each, none if they are too many; and what the fold has to look for.

    In the engine they are `days_`; `deadlines_` are by when reports of them were to be made.
    """
    held = [each.terms for each in plain]
    first = min((terms.start for terms in held), default=as_of)
    days, modes = _days(engine, source, first, as_of), _modes(engine, source)
    few = days if len(days) <= BITS else []
    numbered = [(each, 1 << number, number + 1) for number, each in enumerate(few)]
    engine.table("days_", {"day": "date", "bit": "bigint", "number": "bigint"}, numbered)
    return few, Needs(
        wholes=wholes,
        known_at=day(known_at) if known_at else "",
        last_day=day(days[-1]) if days else "cast(null as date)",
        window=_window(held),
        bits=bool(few),
        late=any(terms.due < as_of for terms in held),
        watched=any(map(watched, held)),
        floors=any(terms.throughout and terms.bounds is not None and terms.bounds.lo is not None for terms in held),
        ceilings=any(map(_has_two_bounds, held)),
        counts=any(terms.measure is Measure.COUNT for terms in held),
        levels=any(terms.measure is Measure.LEVEL for terms in held),
        plans="plan" in source.columns,
        ratios=source.has_ratios,
        increments=modes is None or any(kind_of(each) != TOTAL for each in modes),
        modes=modes,
        units="unit" in source.columns,
        reports="reported_on" in source.columns,
        strict=any(terms.bounds is not None and terms.bounds.strict for terms in held),
        reporting=_deadlines(engine, plain, days),
        packed=_can_be_packed(engine, source, wholes),
        rolls=rolls,
    )


def _days(engine: Engine, source: Source, first: date, last: date) -> list[date]:
    """The days that may count of which there are reports."""
    told = engine.rows(f"select distinct {source.day('as_of')} as day from {source.table.relation}")
    return sorted(each for (each,) in told if each is not None and first <= each <= last)


def _modes(engine: Engine, source: Source) -> tuple[str | None, ...] | None:
    """What rows say of how they are counted; None if they say too much."""
    if "mode" not in source.columns:
        return ()
    query = f"select distinct {source.key('mode')} from {source.table.relation} limit {MANY + 1}"
    told = tuple(word for (word,) in engine.rows(query))
    return told if len(told) <= MANY else None


def _window(held: Sequence[Terms]) -> str:
    """The days that count, if they are the same for all targets."""
    windows = {(terms.start, terms.day) for terms in held}
    if len(windows) != 1:
        return ""
    ((first, last),) = windows
    return f"day between {day(first)} and {day(last)}"


def _can_be_packed(engine: Engine, source: Source, wholes: Wholes) -> bool:
    """Whether the first rows let expect that numerators and denominators are whole and small; others are odd."""
    if wholes.kind != engine.dialect.narrow or not engine.dialect.last_two("x", "day"):
        return False
    if not source.has_ratios:
        return True
    numbers = [source.number(name) for name in ("numerator", "denominator")]
    listed = ", ".join(f"{number} as {name}" for number, name in zip(numbers, ("x", "m"), strict=True))
    sample = f"select {listed} from {source.table.relation} limit {SAMPLE}"
    fit = f"coalesce({fits('x', 'm')}, true)"
    return engine.rows(f"select coalesce(bool_and({fit}), true) from ({sample}) sample_")[0][0] is True


def _deadlines(engine: Engine, plain: Sequence[Definition], days: Sequence[date]) -> bool:
    """By when a report of a day is to be made, for each target of which reports are expected."""
    ways = {each.number: each.reporting for each in plain if each.reporting is not None}
    lines = [
        (number, each, first_of_next_period(each, way.every) + timedelta(days=way.day - 1))
        for number, way in ways.items()
        for each in days
    ]
    engine.table("deadlines_", {"d": "integer", "latest": "date", "deadline": "date"}, lines)
    return bool(ways)


def _has_two_bounds(terms: Terms) -> bool:
    """Whether a count must reach one number and not pass another."""
    bounds = terms.bounds
    return terms.measure is Measure.COUNT and bounds is not None and bounds.lo is not None and bounds.hi is not None
