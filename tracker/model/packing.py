"""A checked plan, or the YAML of a file, as plain data, and back: nothing is read or checked again.

Texts, whole numbers, true, false and nothing stand for themselves; any other value is a list that begins with its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.calendar import Period
from tracker.model import clauses
from tracker.model.clause import Clause
from tracker.model.goals import Goal
from tracker.model.plan import Measure, Plan, Target
from tracker.nodes import Node, Spot
from tracker.problems import Source

Packed = Any
CLAUSES: Mapping[str, type[Clause]] = {
    kind.__name__: kind
    for kind in (
        Plan,
        Target,
        clauses.Baseline,
        clauses.Curve,
        clauses.Each,
        clauses.Hints,
        clauses.Origin,
        clauses.Reporting,
        clauses.Revision,
        clauses.Step,
        clauses.Thresholds,
    )
}


def packed(value: object) -> Packed:
    """A clause, a node, or a value of one, as plain data.

    >>> packed(Goal(Decimal("1.50"), "%", text="1.50%"))
    ['goal', '1.50', '%', None, None, '1.50%']
    """
    match value:
        case Measure():
            return ["measure", value.value]
        case None | bool() | int() | str():
            return value
        case Decimal():
            return ["number", str(value)]
        case date():
            return ["day", value.isoformat()]
        case Goal():
            return ["goal", str(value.value), value.unit, value.relative, value.comparator, value.text]
        case Period():
            return ["period", value.start.isoformat(), value.end.isoformat()]
        case Source():
            return ["place", value.file, value.line, value.column]
        case Node():
            ends = [(mark.line, mark.column) if mark is not None else None for mark in (value.start, value.end)]
            return ["node", value.kind, packed(value.value), *ends, value.plain]
        case Clause():
            kept = {name: packed(held) for name, held in value.held().items()}
            return ["clause", type(value).__name__, kept]
        case Mapping():
            return ["mapping", [[packed(key), packed(item)] for key, item in value.items()]]
        case tuple() | list():
            return [type(value).__name__, *map(packed, value)]
    raise TypeError(type(value).__name__)


def unpacked(value: Packed) -> Any:
    """The value that was packed.

    Raises:
        KeyError: it holds a kind that there is not.

    >>> unpacked(packed({"区": (Decimal("0.10"), date(2021, 6, 30))}))
    {'区': (Decimal('0.10'), datetime.date(2021, 6, 30))}
    """
    return _KINDS[value[0]](value) if type(value) is list else value


def _clause(value: Packed) -> Clause:
    return CLAUSES[value[1]].holding({name: unpacked(each) for name, each in value[2].items()})


def _node(value: Packed) -> Node:
    start, end = (Spot(*mark) if mark is not None else None for mark in value[3:5])
    return Node(value[1], unpacked(value[2]), start, end, value[5])


_KINDS: Mapping[str, Callable[[Packed], Any]] = {
    "measure": lambda value: Measure(value[1]),
    "number": lambda value: Decimal(value[1]),
    "day": lambda value: date.fromisoformat(value[1]),
    "goal": lambda value: Goal(Decimal(value[1]), *value[2:]),
    "period": lambda value: Period(date.fromisoformat(value[1]), date.fromisoformat(value[2])),
    "place": lambda value: Source(*value[1:]),
    "node": _node,
    "clause": _clause,
    "mapping": lambda value: {unpacked(key): unpacked(item) for key, item in value[1]},
    "tuple": lambda value: tuple(map(unpacked, value[1:])),
    "list": lambda value: list(map(unpacked, value[1:])),
}
