"""Achievements as the content of entries, and back: every field as it was, exact numbers as they were written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from tracker.model.achievement import Achievement
from tracker.problems import Source

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Written(NamedTuple):
    """A row as an entry holds it, and the key by which the same row is known again."""

    content: str
    key: bytes


def write_row(row: Achievement) -> Written:
    """A row as JSON: first what it says and the file that says it, which its key is made of, then when and where.

    A row that differs only in the day of reporting or in its place within the file is the same row.

    >>> first = write_row(Achievement(target="a", value=Decimal("1.50")))
    >>> first.key == write_row(Achievement(target="a", value=Decimal("1.50"), reported_on=date(2021, 7, 1))).key
    True
    >>> read_row(first.content).value
    Decimal('1.50')
    """
    (
        plan, target, org, as_of, mode, value, numerator, denominator, done_on, step, grade, member, unit, bound,
        confirmed, supersedes, text, reason, next_step, note, id_, reported_on, source,
    ) = row  # fmt: skip
    said = _encode((
        source.file, plan, target, org, _iso(as_of), mode, _text(value), _text(numerator), _text(denominator),
        _iso(done_on), step, grade, member, unit, bound, confirmed, supersedes, text, reason, next_step, note, id_,
    ))  # fmt: skip
    place = f'"{reported_on.isoformat()}",{_place(source[1:])}'
    return Written(f"{said[:-1]},{place}", sha256(said.encode("utf-8", "surrogatepass")).digest()[:16])


def read_row(content: str) -> Achievement:
    """The row that an entry holds."""
    (
        file, plan, target, org, as_of, mode, value, numerator, denominator, done_on, step, grade, member, unit, bound,
        confirmed, supersedes, text, reason, next_step, note, id_, reported_on, *place,
    ) = json.loads(content)  # fmt: skip
    return Achievement(
        plan, target, org, _day(as_of), mode, _number(value), _number(numerator), _number(denominator),
        None if done_on is None else _day(done_on), step, grade, member, unit, bound, confirmed, supersedes, text,
        reason, next_step, note, id_, _day(reported_on), Source(file, *place),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _ending(column: int, start: int | None, end: int | None, cell: str) -> str:
    return _encode((column, start, end, cell))[1:-1]


def _place(place: tuple[int, int, int | None, int | None, str, str]) -> str:
    """Where in its file a row stands, as the end of a JSON array; most rows of a file differ in their line alone."""
    line, column, start, end, cell, quote = place
    return f"{line},{_ending(column, start, end, cell)},{_encode(quote) if quote else EMPTY}]"


EMPTY = '""'


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=65536)
def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=65536)
def _day(written: str) -> date:
    return date.fromisoformat(written)


@lru_cache(maxsize=65536)
def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
