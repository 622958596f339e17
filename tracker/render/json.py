"""Verdicts as JSON, schema 1: written line by line, every number exact, the same bytes for the same verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.model.achievement import Achievement, row_id
from tracker.model.assessment import Assessment, Exact, Forecast, Judgement, Totals, Verdicts
from tracker.patterns import pattern
from tracker.problems import Problem
from tracker.render.numbers import amount, quotient

if TYPE_CHECKING:
    from tracker.model.statement import Masked, Reading, Repair, Statement

SCHEMA = 1

_HIDDEN = pattern("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def text(value: str) -> str:
    """A JSON string; characters that a terminal obeys or that hide others are escaped too.

    >>> text("市级\\x9b示范\\u202e点")
    '"市级\\\\u009b示范\\\\u202e点"'
    """
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    from json.encoder import encode_basestring  # rarely needed, and dear to load

    encoded: str = encode_basestring(value)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


_often = lru_cache(maxsize=4096)(text)
"""For texts that come again and again: names of plans, files, owners."""


def _amount(value: Exact | None) -> str:
    return "null" if value is None else amount(value)


def _quotient(value: Exact | None) -> str:
    return "null" if value is None else quotient(value)


def _whole(value: int | None) -> str:
    return "null" if value is None else str(value)


@lru_cache(maxsize=4096)
def _day(value: date | None) -> str:
    return "null" if value is None else f'"{value.isoformat()}"'


def _any(value: Exact | tuple[Exact, Exact] | date | str | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, tuple):
        return f"[{amount(value[0])},{amount(value[1])}]"
    return amount(value)


def _list(values: Iterable[str]) -> str:
    return f"[{','.join(map(_often, values))}]"


def _mapping(values: Mapping[str, str]) -> str:
    return _pairs(tuple(values.items()))


@lru_cache(maxsize=4096)
def _pairs(values: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f"{text(key)}:{text(value)}" for key, value in values) + "}"


def _forecast(value: Forecast) -> str:
    verdict = "null" if value.verdict is None else text(value.verdict)
    return f'{{"verdict":{verdict},"value":{_quotient(value.value)},"finish":{_day(value.finish)}}}'


def _row(row: Achievement) -> str:
    file, line, _, start, end, _, quote = row.source
    return (
        f'{{"file":{_often(file) if file else "null"},"line":{line or "null"},'
        f'"start":{"null" if start is None else start},"end":{"null" if end is None else end},'
        f'"quote":{text(quote) if quote else "null"},'
        f'"as_of":{_day(row.as_of)},"reported_on":{_day(row.reported_on)}}}'
    )


def _rows(rows: Iterable[Achievement]) -> str:
    return f"[{','.join([_row(row) for row in rows])}]"


FIELDS: Mapping[str, Callable[..., str]] = {
    "plan": _often,
    "target": text,
    "text": text,
    "org": _often,
    "scope": _often,
    "measure": _often,
    "comparator": _often,
    "goal": _any,
    "unit": _often,
    "baseline": _amount,
    "actual": _any,
    "numerator": _amount,
    "denominator": _amount,
    "margin": _amount,
    "shortfall": _amount,
    "shortfall_members": _whole,
    "progress": _quotient,
    "expected": _quotient,
    "schedule_gap": _quotient,
    "deviation": _quotient,
    "lag_days": _whole,
    "rate": _quotient,
    "need_rate": _quotient,
    "completion": _quotient,
    "status": _often,
    "flags": _list,
    "due": _day,
    "original_due": _day,
    "overdue_days": _whole,
    "overdue_days_original": _whole,
    "overdue_working_days": _whole,
    "date_met": _day,
    "forecast": _forecast,
    "rule": _often,
    "sentence": text,
    "reasons": _mapping,
    "evidence": _rows,
}
"""The keys of an assessment, in order, each with how its value is written."""

_VALUES = attrgetter(*FIELDS)
_WRITERS = tuple((f'"{name}":', write) for name, write in FIELDS.items())


def assessment(judged: Assessment) -> str:
    """One assessment as a JSON object on one line."""
    values = _VALUES(judged)
    return "{" + ",".join([key + write(value) for (key, write), value in zip(_WRITERS, values, strict=True)]) + "}"


def totals(values: Totals) -> str:
    """The counts and rates as a JSON object."""
    counts = ",".join(f'"{status}":{count}' for status, count in values.counts.items())
    rates = "".join(
        f'"{name}":{_quotient(getattr(values, name))},'
        for name in ("completion_rate", "on_time_rate", "on_schedule_rate", "measurable_rate", "evidenced_rate")
    )
    mean = values.mean_progress
    return (
        f'{{"counts":{{{counts}}},{rates}"mean_progress":'
        f'{{"value":{_quotient(mean.value)},"n":{mean.n},"of":{mean.of}}}}}'
    )


def status(verdicts: Verdicts) -> Iterator[str]:
    """The whole answer in pieces, one assessment a line, so that a large one is never held in memory."""
    yield (
        f'{{"schema":{SCHEMA},"as_of":{_day(verdicts.as_of)},"known_at":{_day(verdicts.known_at)},'
        f'"policy":{text(verdicts.policy)},"assessments":['
    )
    separator = "\n"
    for judged in verdicts.assessments:
        yield separator + assessment(judged)
        separator = ",\n"
    yield f'\n],"totals":{totals(verdicts.totals)}}}\n'


def explained(judged: Assessment) -> Iterator[str]:
    """One assessment with all the rows that were looked at."""
    rows = ",\n".join(_judgement(each) for each in judged.rows)
    yield f'{{"schema":{SCHEMA},"assessment":{assessment(judged)},"rows":[\n{rows}\n]}}\n'


def fates(of_row: Iterable[tuple[Assessment | None, Judgement]]) -> Iterator[str]:
    """What became of one row, target by target."""
    told = ",\n".join(
        f'{{"plan":{"null" if judged is None else text(judged.plan)},'
        f'"target":{"null" if judged is None else text(judged.target)},"row":{_judgement(each)}}}'
        for judged, each in of_row
    )
    yield f'{{"schema":{SCHEMA},"fates":[\n{told}\n]}}\n'


def _judgement(judged: Judgement) -> str:
    row = judged.row
    return (
        f'{{"id":{text(row_id(row))},"org":{text(row.org)},"value":{_decimal(row.value)},'
        f'"numerator":{_decimal(row.numerator)},"denominator":{_decimal(row.denominator)},"unit":{text(row.unit)},'
        f'"mode":{text(row.mode)},"done_on":{_day(row.done_on)},"step":{text(row.step)},"grade":{text(row.grade)},'
        f'"member":{text(row.member)},"bound":{text(row.bound)},"confirmed":{"true" if row.confirmed else "false"},'
        f'"counted":{"true" if judged.counted else "false"},"reason":{text(judged.reason)},"source":{_row(row)}}}'
    )


def _decimal(value: Decimal | None) -> str:
    return "null" if value is None else f"{value:f}"


def problems(found: Iterable[Problem], lang: str) -> Iterator[str]:
    """Problems with their places, messages and hints."""
    yield f'{{"schema":{SCHEMA},"problems":{_problems(found, lang)}}}\n'


def _problems(found: Iterable[Problem], lang: str) -> str:
    return _items(
        f'{{"file":{text(each.source.file)},'
        f'"line":{each.source.line or "null"},"column":{each.source.column or "null"},'
        f'"cell":{text(each.source.cell) if each.source.cell else "null"},"code":{text(each.code)},'
        f'"message":{text(each.message(lang))},"hint":{text(each.hint(lang))},'
        f'"advice":{"true" if each.advice else "false"}}}'
        for each in found
    )


def _items(items: Iterable[str]) -> str:
    """A list with one item a line."""
    return "[\n" + ",\n".join(items) + "\n]"


def reading(read: Reading, found: Iterable[Problem], lang: str) -> Iterator[str]:
    """What a document says: its quantities, what it tells without one, and what became of every other numeral."""
    yield f'{{"schema":{SCHEMA},"file":{text(read.file)},"statements":{_items(map(statement, read.statements))}'
    yield f',"events":{_items(map(statement, read.events))}'
    yield f',"masked":{_items(map(_fields, read.masked))},"repairs":{_items(map(_fields, read.repairs))}'
    yield f',"problems":{_problems(found, lang)}}}\n'


def statement(said: Statement) -> str:
    """One quantity: `value`, or `low` and `high`, exact; a day or month that is promised is itself the value."""
    if said.on:
        value = f'"value":{text(said.on)}'
    elif said.value is None and said.low is not None:
        value = f'"low":{_decimal(said.low)},"high":{_decimal(said.high)}'
    else:
        value = f'"value":{_decimal(said.value)}'
    period = said.period and f'{{"start":{_day(said.period.start)},"end":{_day(said.period.end)}}}'
    return (
        f'{{"id":{text(said.id)},"start":{said.start},"end":{said.end},"quote":{text(said.quote)},'
        f'"sentence":{text(said.sentence)},{value},"unit":{_often(said.unit)},"kind":{_often(said.kind)},'
        f'"bound":{_often(said.bound)},"subject":{text(said.subject)},"role":{_often(said.role)},'
        f'"level":{_often(said.level)},"org":{_often(said.org)},"period":{period or "null"},'
        f'"mode":{_often(said.mode)},"action":{_often(said.action)},"flags":{_list(said.flags)}}}'
    )


def _fields(said: Masked | Repair) -> str:
    """A named tuple of texts and offsets, key by key."""
    pairs = ((key, text(value) if isinstance(value, str) else str(value)) for key, value in said._asdict().items())
    return "{" + ",".join(f'"{key}":{value}' for key, value in pairs) + "}"
