"""Assessments as an Arrow table: flat columns, doubles for numbers, dates for days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any

from tracker import words
from tracker.model.assessment import Assessment
from tracker.render.flat import FIELDS, Field, written

Table = Any
"""A `pyarrow.Table`: the library has no types of its own."""


def board(assessments: Sequence[Assessment], lang: str = "zh") -> Table:
    """A table with one row for each assessment; a goal or an actual that is a number is also in `…_value`.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    try:
        arrow = import_module("pyarrow")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(words.say("arrow.missing", lang), name="pyarrow") from error
    text, double = arrow.string(), arrow.float64()
    types = {"whole": arrow.int64(), "day": arrow.date32(), "amount": double, "quotient": double}
    columns: dict[str, object] = {}
    for field in FIELDS:
        codes = CODES.get(field.name)
        if codes is not None:
            kind = arrow.list_(text) if field.name == "flags" else text
            columns[field.name] = arrow.array([codes(judged) for judged in assessments], kind)
            continue
        values = [field.get(judged, lang) for judged in assessments]
        columns[field.name] = arrow.array([_value(field, value) for value in values], types.get(field.kind, text))
        if field.kind == "value":
            columns[f"{field.name}_value"] = arrow.array(list(map(_number, values)), double)
    return arrow.table(columns)


CODES: Mapping[str, Callable[[Assessment], object]] = {
    "status": lambda judged: judged.status.value,
    "flags": lambda judged: [flag.value for flag in judged.flags],
    "forecast": lambda judged: judged.forecast.verdict,
}
"""Columns that hold codes in a frame, where a spreadsheet has words."""


def _value(field: Field, value: object) -> object:
    if value is None or field.kind in ("whole", "day", "text"):
        return value
    return written(field.kind, value) if field.kind == "value" else _number(value)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, Fraction)) else None
