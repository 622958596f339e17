"""An assessment as one row of plain columns: what a spreadsheet or a data frame takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tracker import words
from tracker.model.assessment import Assessment
from tracker.render import cells
from tracker.render.numbers import amount, quotient

Kind = Literal["text", "amount", "quotient", "whole", "day", "value"]


class Field(NamedTuple):
    """A column: its name (the key of the JSON where there is one), its kind, and where its value comes from.

    A `value` is whatever a goal may be: a number, two bounds, a day or a grade.
    """

    name: str
    kind: Kind
    get: Callable[[Assessment, str], object]


def _own(name: str, kind: Kind) -> Field:
    return Field(name, kind, lambda judged, _: getattr(judged, name))


FIELDS: tuple[Field, ...] = (
    _own("plan", "text"),
    _own("target", "text"),
    _own("text", "text"),
    _own("org", "text"),
    _own("scope", "text"),
    _own("theme", "text"),
    _own("lead", "text"),
    Field("support", "text", lambda judged, _: "、".join(judged.support)),
    Field("status", "text", lambda judged, lang: words.say(f"status.{judged.status}", lang)),
    Field("flags", "text", lambda judged, lang: words.say("separator", lang).join(_flags(judged, lang))),
    _own("measure", "text"),
    _own("comparator", "text"),
    _own("goal", "value"),
    _own("actual", "value"),
    _own("unit", "text"),
    _own("baseline", "amount"),
    _own("numerator", "amount"),
    _own("denominator", "amount"),
    _own("margin", "amount"),
    _own("shortfall", "amount"),
    _own("shortfall_members", "whole"),
    _own("progress", "quotient"),
    _own("expected", "quotient"),
    _own("schedule_gap", "quotient"),
    _own("deviation", "quotient"),
    _own("lag_days", "whole"),
    _own("rate", "quotient"),
    _own("need_rate", "quotient"),
    _own("completion", "quotient"),
    _own("start", "day"),
    _own("due", "day"),
    _own("original_due", "day"),
    _own("as_of", "day"),
    _own("date_met", "day"),
    _own("overdue_days", "whole"),
    _own("overdue_days_original", "whole"),
    _own("overdue_working_days", "whole"),
    Field("forecast", "text", lambda judged, lang: _forecast(judged, lang)),
    Field("forecast_value", "quotient", lambda judged, _: judged.forecast.value),
    Field("forecast_finish", "day", lambda judged, _: judged.forecast.finish),
    _own("weight", "amount"),
    _own("rule", "text"),
    _own("policy", "text"),
    _own("sentence", "text"),
)
"""Every column, in the order in which people read them."""


def _flags(judged: Assessment, lang: str) -> tuple[str, ...]:
    return cells.flags(lang, judged, beside_due=False)


def _forecast(judged: Assessment, lang: str) -> str:
    verdict = judged.forecast.verdict
    return words.say(f"forecast.{verdict}", lang) if verdict else ""


def written(kind: Kind, value: object) -> str:
    """A value as text: numbers as in the JSON, days in ISO form, nothing as an empty text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return value.isoformat()
        case (int() | Fraction() as low, int() | Fraction() as high):
            return f"{amount(low)}~{amount(high)}"
        case int() | Fraction():
            return quotient(value) if kind == "quotient" else amount(value)
    raise TypeError(value)
