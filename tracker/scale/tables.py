"""Achievements and goals from where they live: Parquet, CSV, a DuckDB or SQLite file, an Arrow stream, a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tracker.problems import Problem, refuse
from tracker.readers.assembly import Assembler
from tracker.readers.goals import NUMBERS, Goals
from tracker.readers.record import Records
from tracker.scale.columns import literal
from tracker.scale.duck import Duck, package
from tracker.scale.engine import Engine, said_by
from tracker.scale.longway import PLACE
from tracker.scale.source import Table
from tracker.scale.textfile import load
from tracker.values import NamedTuple

ACHIEVEMENTS, GOALS = "achievements", "goals"
"""What a table holds; in a database it is the table of this name, unless another is named behind `::`."""
FILE, LINE = PLACE
KINDS: Mapping[str, type[Assembler[Any]]] = {ACHIEVEMENTS: Records, GOALS: Goals}
PARQUET = (".parquet", ".pq")
DATABASES = (".duckdb", ".ddb", ".db", ".sqlite", ".sqlite3")
TEXT = (".csv", ".tsv", ".txt")
LEDGER = b"trk1"
"""What a SQLite file has at its 69th byte if it is a ledger."""


class Opened(NamedTuple):
    """A table that was opened; `refused` rows of it could not be read at all, as `problems` say."""

    table: Table
    refused: int = 0
    problems: tuple[Problem, ...] = ()


def database_of(written: str | Path) -> tuple[Path, str]:
    """The file of a database, and the table in it that is named behind `::`.

    >>> database_of("库.duckdb::本年"), database_of("a.parquet")
    ((PosixPath('库.duckdb'), '本年'), (PosixPath('a.parquet'), ''))
    """
    path, _, table = str(written).partition("::")
    return Path(path), table


def is_table(written: str | Path) -> bool:
    """Whether a name is that of a table: a Parquet file, a folder of such, a DuckDB file, a SQLite file.

    A database is told by what it begins with; so is a ledger, which is a SQLite file and no table.
    """
    path, table = database_of(written)
    if path.suffix.lower() in PARQUET or table:
        return True
    if path.suffix.lower() in DATABASES:
        return _kind(path) != ""
    return path.is_dir() and next(_parquet_files(path), None) is not None


def open_table(engine: Engine, source: object, holds: str) -> Opened:
    """A table of achievements or goals, with its columns by the names of their fields.

    Args:
        engine: where it is opened.
        source: what the engine reads: a path, what gives an Arrow stream, a table of Spark; or several in a list.
        holds: `achievements` or `goals`.

    Raises:
        PlanError: it cannot be read, or has no column that names targets.
    """
    given = list(source) if isinstance(source, (list, tuple)) else [source]
    if not given:
        return Opened(_nothing(engine))
    opened = [
        _named(engine, _open(engine, each, f"{holds}_{number}_", holds), holds) for number, each in enumerate(given)
    ]
    if len(opened) == 1:
        return opened[0]
    kinds: dict[str, set[str]] = {}
    for each in opened:
        for name, kind in each.table.types.items():
            kinds.setdefault(name, set()).add(kind)
    relation = " union all ".join(_with_columns(engine, kinds, each.table) for each in opened)
    return Opened(
        described(engine, f"({relation})"),
        sum(each.refused for each in opened),
        tuple(problem for each in opened for problem in each.problems),
    )


def _nothing(engine: Engine) -> Table:
    """A table without rows."""
    text = engine.dialect.text
    names = ("target", "as_of", "value")
    columns = ", ".join(f"cast(null as {text}) as {name}" for name in names)
    return Table(f"(select {columns} where 1 = 0)", dict.fromkeys(names, text.upper()))


def _with_columns(engine: Engine, kinds: Mapping[str, set[str]], table: Table) -> str:
    """A table with all columns that tables have, as text where their types differ; nothing stands in those it lacks."""
    text = engine.dialect.text
    told = {name: name if len(kinds[name]) == 1 else f"cast({name} as {text}) as {name}" for name in table.types}
    return f"select {', '.join(told.get(name, f'null as {name}') for name in kinds)} from {table.relation}"


def described(engine: Engine, relation: str) -> Table:
    """A relation with the types of its columns."""
    return Table(relation, {column[0]: column[1] for column in engine.rows(f"describe select * from {relation}")})


def _open(engine: Engine, source: object, name: str, holds: str) -> Opened:
    try:
        if isinstance(engine, Duck):
            return _in_duckdb(engine, source, name, holds)
        return Opened(engine.read(source))
    except engine.unreadable as error:
        raise refuse(str(source), "A132", found=said_by(error)) from None


def _in_duckdb(engine: Duck, source: object, name: str, holds: str) -> Opened:
    if not isinstance(source, (str, Path)):
        return _stream(engine, source, name)
    path, table = database_of(source)
    if path.is_dir() or path.suffix.lower() in PARQUET:
        return _parquet(engine, path)
    if path.suffix.lower() in DATABASES:
        return _database(engine, path, table or holds, name, holds)
    if path.suffix.lower() in TEXT:
        return _text(engine, path, name, holds)
    raise refuse(path, "A133")


def _parquet(engine: Duck, path: Path) -> Opened:
    """Parquet files, with the place of every row."""
    files = list(_parquet_files(path)) if path.is_dir() else [path]
    for file in files:
        _must_exist(file)
    listed = ", ".join(literal(str(file)) for file in files)
    more = ", union_by_name = true" if len(files) > 1 else ""
    read = f"read_parquet([{listed}], file_row_number = true, filename = true{more})"
    renamed = f"* exclude (file_row_number, filename), filename as {FILE}, file_row_number + 1 as {LINE}"
    return Opened(described(engine, f"(select {renamed} from {read})"))


def _parquet_files(folder: Path) -> Iterator[Path]:
    return (file for suffix in PARQUET for file in sorted(folder.rglob(f"*{suffix}")))


def _stream(engine: Duck, source: object, name: str) -> Opened:
    """An Arrow stream, or a frame; it is taken in, for a stream can be read but once."""
    package()
    streams = hasattr(source, "__arrow_c_stream__") and not hasattr(source, "iloc")  # pandas needs pyarrow for one
    engine.connection.register(f"{name}given", _Stream(source) if streams else source)
    engine.keep(name, f"select * from {name}given")
    engine.connection.unregister(f"{name}given")
    return Opened(described(engine, name))


class _Stream:
    """What gives an Arrow stream, and nothing else: the engine needs no other library for it."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        stream: object = self._source.__arrow_c_stream__(requested_schema)
        return stream


def _database(engine: Duck, path: Path, table: str, name: str, holds: str) -> Opened:
    _must_exist(path)
    match _kind(path):
        case "duckdb":
            engine.connection.execute(f"attach {literal(str(path))} as {name}base (read_only)")
            found = f"select table_name from information_schema.tables where table_catalog = {literal(name + 'base')}"
            _must_hold(path, table, [each for (each,) in engine.rows(found)])
            relation = f"{name}base.{engine.dialect.quoted(table)}"
            return Opened(described(engine, f"(select *, {literal(str(path))} as {FILE} from {relation})"))
        case "sqlite":
            return _text(engine, path, name, holds, _exported(engine, path, table, name))
        case _:
            raise refuse(path, "A133")


def _exported(engine: Duck, path: Path, table: str, name: str) -> Path:
    """A table of a SQLite file as text: DuckDB's own reader of them is not part of it."""
    import csv
    import sqlite3

    copy = engine.folder / f"{name}.csv"
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as base:
            found = base.execute("select name from sqlite_master where type in ('table', 'view')")
            _must_hold(path, table, [each for (each,) in found])
            rows = base.execute(f"select * from {engine.dialect.quoted(table)}")
            with copy.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow([column[0] for column in rows.description])
                writer.writerows(rows)
    except sqlite3.Error as error:
        raise refuse(path, "A132", found=str(error)) from None
    return copy


def _text(engine: Duck, path: Path, name: str, holds: str, copy: Path | None = None) -> Opened:
    _must_exist(path)
    refused, problems = load(engine, copy or path, str(path), name, KINDS[holds])
    return Opened(
        described(engine, f"(select *, {literal(str(path))} as {FILE} from {name})"), refused, tuple(problems)
    )


def _named(engine: Engine, opened: Opened, holds: str) -> Opened:
    """The columns that are fields, by their names, and a unit or a mode that a header adds."""
    table, vocabulary = opened.table, KINDS[holds].vocabulary
    told: dict[str, str] = {}
    said: dict[str, str] = {}
    for header, kind in table.types.items():
        column = vocabulary.column(header)
        if column.field is None:
            continue
        if column.field.name in told:
            first = told[column.field.name]
            raise refuse(_file(opened), "A107", found=header, first=first, field=column.field.name)
        told[column.field.name] = _usable(engine.dialect.quoted(header), kind)
        said |= {name: word for name, word in (("unit", column.unit), ("mode", column.mode)) if word}
    if "target" not in told:
        found = "、".join(name for name in table.types if name not in (FILE, LINE))
        raise refuse(_file(opened), "A106", found=found, headers=KINDS[holds].headers)
    for name, word in said.items():
        told[name] = f"coalesce(nullif({told[name]}, ''), {literal(word)})" if name in told else literal(word)
    if holds == GOALS and "unit" in told:
        unit = told.pop("unit")
        for name in NUMBERS:
            if name in told:
                told[name] = f"case when {told[name]} is not null then concat({told[name]}, coalesce({unit}, '')) end"
    kinds = {engine.dialect.quoted(header): kind for header, kind in table.types.items()}
    told |= {name: engine.dialect.quoted(name) for name in (FILE, LINE) if name in table.types}
    listed = ", ".join(f"{expression} as {name}" for name, expression in told.items())
    relation = f"(select {listed} from {table.relation})"
    if kinds.keys() >= set(told.values()):
        return opened._replace(table=Table(relation, {name: kinds[column] for name, column in told.items()}))
    return opened._replace(table=described(engine, relation))


def _usable(column: str, kind: str) -> str:
    """A column without a clock behind its days, and without what frames write where there is nothing."""
    if kind.upper().startswith("TIMESTAMP"):
        return f"cast({column} as date)"
    return f"case when not isnan({column}) then {column} end" if kind.upper() in ("DOUBLE", "FLOAT") else column


def _file(opened: Opened) -> str:
    return opened.problems[0].source.file if opened.problems else ""


def _kind(path: Path) -> str:
    """`duckdb` or `sqlite`, by what a file begins with; nothing for a ledger and everything else."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return ""
    if head[8:12] == b"DUCK":
        return "duckdb"
    return "sqlite" if head.startswith(b"SQLite format 3\0") and head[68:72] != LEDGER else ""


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise refuse(path, "W101", suggestion="")


def _must_hold(path: Path, table: str, tables: Sequence[str]) -> None:
    if table not in tables:
        raise refuse(path, "A131", found=table, choices="、".join(tables[:20]))
