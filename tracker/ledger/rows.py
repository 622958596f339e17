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
from hashlib import sha256
from itertools import compress, repeat
from typing import Any, NamedTuple

from tracker.model.achievement import Achievement
from tracker.problems import Source

UNSAID = date.max
"""The day of reporting of a row that gives none, until the import gives it its own."""
BLOCK = 5000
"""Rows that are written or read together."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIELDS = Achievement._fields
_SOURCE = Achievement._fields.index("source")


class Written(NamedTuple):
    """A row as an entry holds it, and the key by which the same row is known again."""

    content: str
    key: bytes


def write_rows(rows: Sequence[Achievement], file: str, on: date) -> Iterator[Written]:
    """Rows as JSON, each with the key made of what it says: the same row in another file or place has the same key.

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
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        texts = _encoded(list(_said(block, file)))
        for text, row in zip(texts, block, strict=True):
            day = max(on, row.as_of).isoformat() if row.reported_on == UNSAID else ""
            yield Written(f'{text[:-1]},"{day}",{_place(row.source)}]', sha256(text.encode()).digest()[:16])


def _encoded(block: list[list[object]]) -> list[str]:
    """Each list as JSON; all at once where the seams between them cannot be mistaken."""
    whole = _encode(block)
    parts = whole[2:-2].split("],[")
    if len(parts) == len(block) and _can_be_stored(whole):
        return [f"[{part}]" for part in parts]
    return [text if _can_be_stored(text := _encode(each)) else json.dumps(each) for each in block]


def _can_be_stored(text: str) -> bool:
    """Whether it has no half of a character, which JSON lines can smuggle in."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _said(block: Sequence[Achievement], file: str) -> Iterator[list[object]]:
    """What each row says: the names of its fields that are given, then their values."""
    columns = [WRITE[name](column) for name, column in zip(_FIELDS, zip(*block, strict=True), strict=False)]
    columns[_SOURCE] = [_own_source(row.source, file) for row in block]
    given = [(name, column) for name, column in zip(_FIELDS, columns, strict=True) if column.count(None) < len(column)]
    names = [name for name, _ in given]
    whole = ",".join(names)
    for values in zip(*(column for _, column in given), strict=True):
        if None not in values:
            yield [whole, *values]
        else:
            given_here = [value is not None for value in values]
            yield [",".join(compress(names, given_here)), *compress(values, given_here)]


def _own_source(source: Source, file: str) -> str | None:
    """The file that the row itself names, where it names another than the one that it stands in."""
    return None if source.line or source.cell or source.start is not None or source.file == file else source.file


Column = Sequence[object]


def _texts(column: Column) -> list[object]:
    return [value or None for value in column]


def _numbers(column: Column) -> list[object]:
    return [None if value is None else str(value) for value in column]


def _days(column: Sequence[date | None]) -> list[object]:
    return [None if value is None or value == UNSAID else value.isoformat() for value in column]


WRITE: Mapping[str, Callable[[Any], list[object]]] = {
    **dict.fromkeys(_FIELDS, _texts),
    **dict.fromkeys(("value", "numerator", "denominator"), _numbers),
    **dict.fromkeys(("as_of", "done_on", "reported_on"), _days),
    "bound": lambda column: [None if value == "exact" else value for value in column],
    "confirmed": lambda column: [None if value else False for value in column],
}
"""How each field is written; None is what stands there where nothing was said."""


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
    **dict.fromkeys(("value", "numerator", "denominator"), _numbers_read.__getitem__),
    **dict.fromkeys(("as_of", "done_on", "reported_on"), _days_read.__getitem__),
}
"""How the fields that are no text are read."""


def read_rows(contents: Sequence[str], file: str) -> list[Achievement]:
    """The rows that entries of one import hold; `file` is the name of its document.

    >>> read_rows(['["target,as_of,value","a","2021-06-30","1.50","2021-07-01",2]'], "a.csv")[0].value
    Decimal('1.50')
    """
    rows: list[Achievement] = []
    for start in range(0, len(contents), BLOCK):
        rows.extend(_read_block(json.loads(f"[{','.join(contents[start : start + BLOCK])}]"), file))
    return rows


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
