"""Achievements as the content of entries, and back: every field as it was, exact numbers as they were written.

A content is a JSON array: the names of the fields that the row gives, their values, the day of reporting where the row
gives none itself, and where it stands in the file that its import names. A hundred thousand rows are read for one
status, so they are written and read many at once, column by column.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import compress, repeat
from sys import intern
from typing import Any

from tracker.ledger.entry import Kind, New
from tracker.model.achievement import Achievement
from tracker.problems import Source

UNSAID = date.max
"""The day of reporting of a row that gives none, until the import gives it its own."""
BLOCK = 5000
"""Rows that are written or read together."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIELDS = Achievement._fields
_SOURCE = Achievement._fields.index("source")


def write_rows(rows: Sequence[Achievement], file: str, on: date) -> Iterator[New]:
    """Rows as entries, each with the key made of what it says: the same row in another file or place has the same key.

    Args:
        rows: as read; those that give no day of reporting have `UNSAID`.
        file: the name of the file that they stand in.
        on: the day of reporting of those that give none; a row is never reported before the day that it speaks of.

    >>> row = Achievement(target="a", as_of=date(2021, 6, 30), reported_on=UNSAID, source=Source("a.csv", 2))
    >>> (first,) = write_rows([row], "a.csv", date(2021, 7, 1))
    >>> first.content
    '["target,as_of","a","2021-06-30","2021-07-01",2]'
    >>> (again,) = write_rows([row._replace(source=Source("b.csv", 9))], "b.csv", date(2021, 8, 1))
    >>> again.key == first.key
    True
    """
    new, kind = tuple.__new__, Kind.ROW
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        columns = zip(_said(block, file), _stamps(block, on), map(_place, (row.source for row in block)), strict=True)
        for said, stamp, place in columns:
            yield new(New, (kind, f"[{said},{stamp},{place}]", sha256(f"[{said}]".encode()).digest()[:16]))


Column = Sequence[object]
Written = Sequence[str | None]
"""A column as JSON, value by value; None where nothing was said."""


def _said(block: Sequence[Achievement], file: str) -> Iterable[str]:
    """What each row says, as the inside of a JSON array: the names of the fields that it gives, then their values."""
    columns = [WRITE[name](column) for name, column in zip(_FIELDS, zip(*block, strict=True), strict=False)]
    columns[_SOURCE] = _texts([_own_source(row.source, file) for row in block])
    given = {name: column for name, column in zip(_FIELDS, columns, strict=True) if any(column)}
    names = cache(lambda *said: _encode(",".join(compress(given, said))))
    rows = zip(*given.values(), strict=True)
    return [f"{names(*map(bool, row))},{','.join(filter(None, row))}" for row in rows]


def _stamps(block: Sequence[Achievement], on: date) -> Iterable[str]:
    """The day of reporting of each row that gives none, as JSON."""
    days = (max(on, row.as_of) if row.reported_on == UNSAID else None for row in block)
    return (f'"{day or ""}"' for day in days)


def _own_source(source: Source, file: str) -> str:
    """The file that the row itself names, where it names another than the one that it stands in."""
    return "" if source.line or source.cell or source.start is not None or source.file == file else source.file


def _texts(column: Sequence[str]) -> Written:
    if not any(column):
        return ()
    written = {text: _text(text) for text in set(column)}
    return list(map(written.__getitem__, column))


def _text(text: str) -> str | None:
    """A text as JSON; half a character, which JSON lines can smuggle in, as its number."""
    if not text:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(text)
    return _encode(text)


def _numbers(column: Sequence[Decimal | None]) -> Written:
    return [None if value is None else f'"{value!s}"' for value in column]


def _days(column: Sequence[date | None]) -> Written:
    written = {day: None if day is None or day == UNSAID else f'"{day}"' for day in set(column)}
    return list(map(written.__getitem__, column))


WRITE: Mapping[str, Callable[[Any], Written]] = {
    **dict.fromkeys(_FIELDS, _texts),
    **dict.fromkeys(("value", "numerator", "denominator"), _numbers),
    **dict.fromkeys(("as_of", "done_on", "reported_on"), _days),
    "bound": lambda column: _texts(["" if value == "exact" else value for value in column]),
    "confirmed": lambda column: [None if value else "false" for value in column],
    "source": lambda column: (),
}
"""How each field is written; the source is not, but for a file that the row itself names."""


def _place(source: Source) -> str:
    """Where in its file a row stands, as the end of a JSON array; most rows of a file differ in their line alone."""
    if source[2:] == _NOWHERE:
        return str(source.line)
    return _encode(source[1:])[1:-1]


_NOWHERE = Source()[2:]


class Days(dict[str, date]):
    """Days by how they are written, each read once."""

    def __missing__(self, written: str) -> date:
        day = self[written] = date.fromisoformat(written)
        return day


class Numbers(dict[str, Decimal]):
    """Numbers by how they are written, each read once."""

    def __missing__(self, written: str) -> Decimal:
        number = self[written] = Decimal(written)
        return number


_days_read, _numbers_read = Days(), Numbers()

READ: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("plan", "target", "org", "mode", "member", "unit", "bound"), intern),
    **dict.fromkeys(("value", "numerator", "denominator"), _numbers_read.__getitem__),
    **dict.fromkeys(("as_of", "done_on", "reported_on"), _days_read.__getitem__),
}
"""How fields are read: those that repeat from row to row as one and the same text, by which rules find them sooner."""


def read_rows(contents: Sequence[str], file: str) -> list[Achievement]:
    """The rows that entries of one import hold; `file` is the name of its document.

    >>> read_rows(['["target,as_of,value","a","2021-06-30","1.50","2021-07-01",2]'], "a.csv")[0].value
    Decimal('1.50')
    """
    rows: list[Achievement] = []
    for start in range(0, len(contents), BLOCK):
        rows.extend(_read_block(json.loads(f"[{','.join(contents[start : start + BLOCK])}]"), file))
    return rows


def read_row(content: str, file: str) -> Achievement:
    """A single row; where it gives no day of reporting itself it has `UNSAID`, as before it was written.

    >>> read_row('["target,as_of","a","2021-06-30","2021-07-01",2]', "a.csv").reported_on == UNSAID
    True
    """
    (row,) = read_rows([content], file)
    names, *_ = said_in(content)
    return row if "reported_on" in names.split(",") else row._replace(reported_on=UNSAID)


def said_in(content: str) -> list[str]:
    """The names of the fields that a row gives, then their values, without where it stands.

    >>> said_in('["target,as_of","a","2021-06-30","2021-07-01",2]')
    ['target,as_of', 'a', '2021-06-30']
    """
    names, *rest = json.loads(content)
    return [names, *map(str, rest[: len(names.split(","))])]


def _read_block(block: list[list[Any]], file: str) -> Iterable[Achievement]:
    """The rows in their order, those that give the same fields read together."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, row in enumerate(block):
        groups[row[0], len(row)].append(place)
    if len(groups) == 1:
        return _alike(block, file)
    read: list[Achievement] = [_EMPTY] * len(block)
    for places in groups.values():
        for place, achievement in zip(places, _alike([block[place] for place in places], file), strict=True):
            read[place] = achievement
    return read


_EMPTY = Achievement()


def _alike(block: list[list[Any]], file: str) -> Iterable[Achievement]:
    """Rows that give the same fields."""
    said: str = block[0][0]
    names = said.split(",") if said else []
    _, *columns = zip(*block, strict=True)
    fields: dict[str, Iterable[object]] = {
        name: map(READ[name], column) if name in READ else column for name, column in zip(names, columns, strict=False)
    }
    stamped, *place = columns[len(names) :]
    fields.setdefault("reported_on", map(_days_read.__getitem__, stamped))
    own = fields.pop("source", None)
    sources = _sources(place, file) if own is None else [Source(str(name)) for name in own]
    made = (fields.get(name) or repeat(default) for name, default in zip(_FIELDS[:_SOURCE], _EMPTY, strict=False))
    new = tuple.__new__
    return [new(Achievement, row) for row in zip(*made, sources, strict=False)]


def _sources(place: list[tuple[Any, ...]], file: str) -> Iterable[Source]:
    new = tuple.__new__
    if len(place) == 1:
        return [new(Source, (file, line, 0, None, None, "", "")) for line in place[0]]
    return [new(Source, (file, *spot)) for spot in zip(*place, strict=True)]
