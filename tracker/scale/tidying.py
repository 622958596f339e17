"""Cells of tables as the ordinary reader understands them: names without invisible characters, days as 2021年6月."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.readers.cells import Refusal, read_day, read_name
from tracker.scale.dialect import Dialect
from tracker.scale.engine import Engine
from tracker.scale.source import PLAIN_DAY, PLAIN_MOMENT, Source, Table
from tracker.values import NamedTuple

UNTIDY = r"[\s\p{Z}\p{C}]"
"""What may be nothing but blanks or invisible characters in a name."""
DAYS = 10_000
"""More ways of writing days than a table will have; with more of them they are left as they are."""


class Way(NamedTuple):
    """A kind of cell: its fields, how the ordinary reader reads one, and when it must be asked, as a condition."""

    fields: tuple[str, ...]
    read: Callable[[str], str | date | None]
    doubtful: Callable[[Dialect, str], str]
    most: int | None = None


OF_NAMES = Way(("plan", "target", "org"), read_name, lambda dialect, text: dialect.contains(text, UNTIDY))
OF_DAYS = Way(
    ("as_of", "reported_on"),
    read_day,
    lambda dialect, text: f"not ({dialect.matches(text, PLAIN_DAY)} or {dialect.matches(text, PLAIN_MOMENT)})",
    DAYS,
)


def tidied(engine: Engine, source: Source, name: str, way: Way = OF_NAMES) -> Table | None:
    """The table with its cells of a kind as the ordinary reader reads them; None if all are written plainly.

    `name` is that of a table for what is written otherwise.
    """
    dialect, types = engine.dialect, source.table.types
    fields = [field for field in way.fields if types.get(source.columns.get(field, ""), "DATE").upper() != "DATE"]
    if not fields:
        return None
    parts = [
        f"select {text} as written from {source.table.relation} "
        f"group by {text} having {way.doubtful(dialect, f'any_value({text})')}"  # so that each is looked at once
        for text in map(source.key, fields)
    ]
    most = f" limit {way.most + 1}" if way.most else ""
    found = engine.rows(f"select written from ({' union '.join(parts)}) written_ where written is not null{most}")
    read = [(written, _read(way, written)) for (written,) in found]
    changed = [(written, clean) for written, clean in read if clean != written]
    if not changed or (way.most and len(found) > way.most):
        return None
    engine.table(name, {"written": "varchar", "clean": "varchar"}, changed)
    said = {column: f"r.{dialect.quoted(column)}" for column in types}
    joins = []
    for at, field in enumerate(fields):
        text = source.key(field)
        said[source.columns[field]] = f"coalesce(n{at}.clean, {text}) as {dialect.quoted(source.columns[field])}"
        joins.append(f"left join {name} n{at} on n{at}.written = {text}")
    relation = f"(select {', '.join(said.values())} from {source.table.relation} r {' '.join(joins)})"
    return Table(relation, {**types, **{source.columns[field]: dialect.text.upper() for field in fields}})


def _read(way: Way, written: str) -> str:
    try:
        read = way.read(written)
    except Refusal:
        return written
    return written if read is None else str(read)
