"""Names in tables as the ordinary reader understands them: without blanks at the ends and invisible characters."""

from __future__ import annotations

from tracker.readers.cells import Refusal, read_name
from tracker.scale.engine import Engine
from tracker.scale.source import Source, Table

UNTIDY = r"[\s\p{Z}\p{C}]"
"""What may be nothing but blanks or invisible characters in a name."""
NAMED = ("plan", "target", "org")


def tidied(engine: Engine, source: Source, name: str) -> Table | None:
    """The table with its names cleaned as the ordinary reader cleans them; None if none is written untidily."""
    columns = [engine.dialect.quoted(source.columns[field]) for field in NAMED if field in source.columns]
    dialect = engine.dialect
    texts = [f"cast({column} as {dialect.text})" for column in columns]
    parts = [
        f"select {text} as written from {source.table.relation} "
        f"group by {text} having {dialect.contains(f'any_value({text})', UNTIDY)}"  # so each name is looked at once
        for text in texts
    ]
    cleaned = [(written, _cleaned(written)) for (written,) in engine.rows(" union ".join(parts))]
    changed = [(written, clean) for written, clean in cleaned if clean != written]
    if not changed:
        return None
    engine.table(name, {"written": "varchar", "clean": "varchar"}, changed)
    said = {dialect.quoted(column): f"r.{dialect.quoted(column)}" for column in source.table.types}
    joins = []
    for at, (column, text) in enumerate(zip(columns, texts, strict=True)):
        said[column] = f"coalesce(n{at}.clean, {text}) as {column}"
        joins.append(f"left join {name} n{at} on n{at}.written = {text}")
    relation = f"(select {', '.join(said.values())} from {source.table.relation} r {' '.join(joins)})"
    types = {source.columns[field]: "VARCHAR" for field in NAMED if field in source.columns}
    return Table(relation, {**source.table.types, **types})


def _cleaned(written: str) -> str:
    try:
        return read_name(written)
    except Refusal:
        return written
