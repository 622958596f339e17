"""Values that already have a type (from JSON, YAML, Python) written as the text of a cell.

Records are read like the rows of a table with every column; a name that is no field is counted, not lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, Protocol

from tracker.model.achievement import Achievement
from tracker.nodes import collector_paused
from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, R
from tracker.readers.cells import COMPACT_YEARS, Refusal, read_name, read_text
from tracker.readers.fields import NUMBERING, Column, Field, plain
from tracker.readers.outcome import Rows, Spot, explain
from tracker.readers.record import Records, rows_of
from tracker.values import NamedTuple

PLACE_KEYS = {
    **{key: key for key in ("file", "line", "start", "end", "cell", "quote")},
    "文件": "file",
    "行": "line",
    "起": "start",
    "止": "end",
    "单元格": "cell",
    "原文": "quote",
}
"""The keys of a `source`, and their Chinese names."""
UNKNOWN_LIMIT = 200
"""Unknown keys that are named one by one; what comes after is counted as one."""
DIGITS_LIMIT = 40
POSITION_LIMIT = 10**12


def rows_from(records: Iterable[Mapping[str, object] | Achievement], name: str = "<rows>") -> Rows:
    """Rows from Python: mappings with the field names of a row; achievements pass as they are.

    Args:
        records: the rows. Values may be text, numbers, dates, booleans; None and NaN are "not given".
        name: what the problems call the place; rows are counted from 1.

    >>> rows_from([{"target": "clinics", "as_of": "2021-06", "value": 70}]).achievements[0].as_of
    datetime.date(2021, 6, 30)
    """
    return rows_of(gathered(records, name, Records, Achievement))


def gathered(
    records: Iterable[Mapping[str, object] | R], name: str, kind: type[Assembler[R]], ready: type[R]
) -> Gathering[R]:
    """Records of one kind, each numbered; what is `ready` passes as it is."""
    reader = Typed(name, kind, {})
    with collector_paused():
        for number, record in enumerate(records, 1):
            if isinstance(record, ready):
                reader.gathering.kept.append(record)
            else:
                reader.read(record, Numbered(Source(name, number)))  # type: ignore[arg-type]  # not R
    return reader.finished()


class Places(Protocol):
    """Where the parts of one record stand; None where there is no such part."""

    @property
    def source(self) -> Source:
        """The place of the record."""

    def key(self, name: str) -> Spot | None:
        """The place of a key."""

    def value(self, name: str) -> Spot | None:
        """The place of the value of a key; of the record itself for ""."""


class Numbered(NamedTuple):
    """A record without text of its own: every part stands where it stands."""

    source: Source

    def key(self, name: str) -> Spot:
        """The place of the record."""
        return Spot(self.source, label=name)

    def value(self, name: str) -> Spot:
        """The place of the record."""
        return Spot(self.source, label=name)


class Typed(Generic[R]):
    """Records of one file, read one by one.

    `strict` refuses a record with an unknown key; else unknown keys are counted, and named once when it is `finished`.
    """

    def __init__(
        self,
        name: str,
        kind: type[Assembler[R]],
        blanks: Mapping[str, object],
        document: str = "",
        *,
        strict: bool = False,
    ) -> None:
        self.gathering = Gathering(kind)
        self.vocabulary = kind.vocabulary
        self.name = name
        self.document = document
        self.strict = strict
        self._columns = tuple(one for one in self.vocabulary.fields if one.name != "source")
        self._assembler = kind(self._columns, blanks)
        self._unknown: dict[str, tuple[list[int], Spot]] = {}

    def read(self, record: Mapping[str, object], places: Places, problems: Sequence[Problem] = ()) -> None:
        """Read one record: field name or Chinese header → value; `problems` is what is already wrong with it."""
        cells, positions = [""] * len(self._columns), self.vocabulary.positions
        keys: dict[str, str] = {}
        implied: Column | None = None
        found = list(problems)
        for key, value in record.items():
            header = key if type(key) is str else str(key)
            column = self.vocabulary.column(header)
            field = column.field
            if field is None:
                found.extend(self._unknown_key(header, value, places))
            elif field.name in keys:
                spot = places.key(header) or Spot(places.source)
                params = {"found": header, "first": keys[field.name]}
                found.append(Problem(spot.source, "A208", params, spot.excerpt, spot.width))
            else:
                keys[field.name] = header
                if field.name != "source":
                    cells[positions[field.name]] = value if type(value) is str else self._cell(value, field)
                if column.unit or column.mode:
                    implied = column
        if implied is not None:
            for field_name, text in (("unit", implied.unit), ("mode", implied.mode)):
                if field_name in positions:
                    cells[positions[field_name]] = cells[positions[field_name]] or text
        source = places.source
        if "source" in keys or self.document:
            source = self._placed(record.get(keys["source"]) if "source" in keys else None, source)
        row = self._assembler.row(cells, source)
        if row is None:
            found.extend(explain(self._assembler.take_faults(), lambda name: places.value(keys.get(name, name))))
        if found:
            self.gathering.refused += 1
            self.gathering.problems.extend(found)
        elif row is not None:
            self.gathering.kept.append(row)

    def _cell(self, value: object, field: Field) -> str:
        try:
            return written(value, field)
        except Refusal as refusal:
            self._assembler.refuse(refusal.code, field.name, **refusal.params)
            return ""

    def _unknown_key(self, header: str, value: object, places: Places) -> Iterator[Problem]:
        if self.strict:
            spot = places.key(header) or Spot(places.source)
            self._unknown.setdefault(header, ([0], spot))
            like = self.vocabulary.suggestion(header) if len(self._unknown) <= UNKNOWN_LIMIT else ""
            params = {"found": header, "suggestion": like}
            yield Problem(spot.source, "A112", params, spot.excerpt, spot.width)
        elif plain(header) not in NUMBERING and value is not None and value != "":
            if header not in self._unknown and len(self._unknown) >= UNKNOWN_LIMIT:
                header = "…"
            if header not in self._unknown:
                self._unknown[header] = ([0], places.key(header) or Spot(places.source))
            self._unknown[header][0][0] += 1

    def _placed(self, value: object, source: Source) -> Source:
        try:
            return read_place(value, source, self.document)
        except Refusal as refusal:
            self._assembler.refuse(refusal.code, "source", **refusal.params)
            return source

    def finished(self) -> Gathering[R]:
        """Everything read, with one problem for every unknown key."""
        for header, ((count,), spot) in self._unknown.items():
            if self.strict:
                break
            like = self.vocabulary.suggestion(header)
            params = {"found": header, "count": count, "suggestion": like}
            self.gathering.problems.append(
                Problem(spot.source, "A108", params, spot.excerpt, spot.width, advice=not like)
            )
        return self.gathering


def written(value: object, field: Field) -> str:
    """A value as the text that a table would have in its cell.

    Raises:
        Refusal: the field cannot hold such a value.

    >>> from tracker.readers.fields import ROW
    >>> written(Decimal("0.50"), ROW.by_header["value"]), written(True, ROW.by_header["confirmed"])
    ('0.50', 'true')
    """
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        if field.name != "confirmed":
            raise Refusal("A210")
        return "true" if value else "false"
    if isinstance(value, date):
        return _written_day(value, field)
    if isinstance(value, int | float | Decimal):
        return _written_number(value, field)
    single = getattr(value, "item", None)
    if callable(single):  # a scalar of numpy or Arrow
        inner = single()
        if inner is not value:
            return written(inner, field)
    raise Refusal("A210")


def _written_day(value: date, field: Field) -> str:
    if value != value:  # pandas' "not a time"
        return ""
    if field.is_number:
        raise Refusal("A301", found=value.isoformat())
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _written_number(value: int | float | Decimal, field: Field) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and not value.is_finite():
        if value.is_nan():
            return ""
        raise Refusal("A301", found=str(value))
    size = value.adjusted() if isinstance(value, Decimal) else value.bit_length() // 4
    if size > DIGITS_LIMIT or (isinstance(value, Decimal) and int(value.as_tuple().exponent) < -DIGITS_LIMIT):
        raise Refusal("A304", found=value if isinstance(value, Decimal) or size < 1000 else "…")
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if field.is_day and not (text.isdigit() and (len(text) == 8 or (len(text) == 4 and int(text) in COMPACT_YEARS))):
        raise Refusal("A310", found=text)
    if not field.is_number and text.endswith(".0"):
        return text[:-2]
    return text


def read_place(value: object, fallback: Source, document: str = "") -> Source:
    """Where a row says that it was read: a mapping, a list of mappings (the first is taken), or a file's name.

    Without a file of its own the `document` is meant; without that the row's own place stands.

    Raises:
        Refusal: not a place.
    """
    if isinstance(value, Source):
        return value
    if isinstance(value, str):
        file = read_name(value) or document
        return Source(file) if file else fallback
    places = value if isinstance(value, list | tuple) else [value] if value is not None else []
    found = [_place(one, fallback, document) for one in places]
    if found:
        return found[0]
    return Source(document) if document else fallback


def _place(value: object, fallback: Source, document: str) -> Source:
    if not isinstance(value, Mapping):
        raise Refusal("A211", found=type(value).__name__ if not isinstance(value, str) else value)
    given: dict[str, object] = {}
    for key, part in value.items():
        name = PLACE_KEYS.get(str(key).strip())
        if name is None:
            raise Refusal("A211", found=key)
        given[name] = part
    start, end = _position(given.get("start")), _position(given.get("end"))
    if start is not None and end is not None and end < start:
        raise Refusal("A211", found=f"{start}–{end}")
    file = _said(given.get("file")).strip() or document
    line = _position(given.get("line")) or (0 if file else fallback.line)
    return Source(file or fallback.file, line, 0, start, end, _said(given.get("cell")), _said(given.get("quote")))


def _said(value: object) -> str:
    """Text as it stands, once it is known to hold no control characters: a quotation is not trimmed."""
    if not value:
        return ""
    if not isinstance(value, str):
        raise Refusal("A211", found=type(value).__name__)
    read_text(value)
    return value


def _position(value: object) -> int | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < POSITION_LIMIT:
        raise Refusal("A211", found=value if isinstance(value, str) else type(value).__name__)
    return value
