"""A large file of separated text taken into the engine once, its header found as the ordinary reader finds it.

The engine reads what is well formed; lines that it refuses are shown to the ordinary reader, which says why.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tracker import readers
from tracker.problems import PlanError, Problem, refuse
from tracker.readers.assembly import GUARDED, Assembler
from tracker.readers.delimited import Header, find_header, read_delimited
from tracker.scale.columns import literal
from tracker.scale.duck import Duck
from tracker.values import replace

HEAD = 1 << 16
"""Bytes among which the header is looked for."""
SHOWN = 20
"""Lines that are looked at for what is wrong with them."""
WRITTEN = "INVALID ENCODING"


def load(engine: Duck, file: Path, shown: str, name: str, kind: type[Assembler[Any]]) -> tuple[int, list[Problem]]:
    """Take a file into the table `name`: how many lines were refused, and what is wrong with the first of them.

    Args:
        engine: what it is taken into.
        file: what is read.
        shown: the file's name as problems shall show it.
        name: the table.
        kind: what its rows are.

    Raises:
        PlanError: it is no text, or no header is known.
    """
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        file = _as_utf8(engine, file, shown, name)
        head = file.read_bytes()[:HEAD] if file.stat().st_size <= HEAD else _head(file)
    lines = _lines(head, shown)
    header = find_header(lines, "\t" if file.suffix.lower() == ".tsv" else ",\t;", kind.vocabulary)
    if header is None:
        raise PlanError(read_delimited("".join(lines), shown, kind, {}).problems)
    refused = _take_in(engine, file, name, header)
    if any(error == WRITTEN for _, error, _ in refused):
        file = _as_utf8(engine, file, shown, name)
        refused = _take_in(engine, file, name, header)
    title = "".join(lines[header.first - 1 : header.last])
    problems = [
        replace(problem, source=problem.source._replace(line=line))
        for line, _, text in refused[:SHOWN]
        for problem in read_delimited(f"{title.rstrip()}\n{text}\n", shown, kind, {}, header.delimiter).problems
        if problem.source.line > header.last - header.first + 1
    ]
    return len(refused), problems


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(HEAD)


def _lines(head: bytes, shown: str) -> list[str]:
    """The first lines, the last of which may be cut off."""
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1]
    try:
        return io.StringIO(readers.decode(whole), newline="").readlines()
    except ValueError:
        raise _not_text(shown) from None


def _take_in(engine: Duck, file: Path, name: str, header: Header) -> list[tuple[int, str, str]]:
    """The lines below the header into a table of text; the lines that were refused, with their numbers and why."""
    columns = [f"c{place}" for place in range(len(header.cells))]
    listed = ", ".join(f"{literal(column)}: 'varchar'" for column in columns)
    cells = ", ".join(
        f"{_unguarded(column)} as {engine.dialect.quoted(header or f'{name}{column}')}"
        for column, header in zip(columns, header.cells, strict=True)
    )
    filled = " or ".join(f"trim({column}) <> ''" for column in columns)
    query = (
        f"select {cells} from read_csv({literal(str(file))}, delim = {literal(header.delimiter)}, header = false, "
        f"skip = {header.last}, columns = {{{listed}}}, quote = '\"', escape = '\"', auto_detect = false, "
        f"store_rejects = true, rejects_table = {literal(f'{name}lines')}, rejects_scan = {literal(f'{name}scans')}) "
        f"where {filled}"
    )
    for table in (f"{name}lines", f"{name}scans"):
        engine.connection.execute(f"drop table if exists {table}")
    engine.keep(name, query)
    told = f"select line, any_value(error_type), any_value(csv_line) from {name}lines group by line order by line"
    return [(line, str(error), text) for line, error, text in engine.rows(told)]


def _unguarded(column: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    signs = ", ".join(map(literal, GUARDED[:4]))
    guarded = f"{column} like '''%' and substr(ltrim({column}, ''''), 1, 1) in ({signs})"
    return f"case when {guarded} then substr({column}, 2) else {column} end"


def _as_utf8(engine: Duck, file: Path, shown: str, name: str) -> Path:
    """A copy in UTF-8 of what is in UTF-16 or GB18030."""
    copy = engine.folder / f"{name}.csv"
    marked = _head(file).startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        with (
            file.open(encoding="utf-16" if marked else "gb18030", newline="") as given,
            copy.open("w", encoding="utf-8", newline="") as written,
        ):
            while block := given.read(HEAD):
                written.write(block)
    except UnicodeDecodeError:
        raise _not_text(shown) from None
    return copy


def _not_text(shown: str) -> PlanError:
    return refuse(shown, "A103", found="UTF-8/UTF-16/GB18030")
