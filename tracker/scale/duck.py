"""DuckDB as the engine of tables: embedded, bounded in memory, spilling to disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tracker.problems import refuse
from tracker.scale.dialect import DuckDB, text
from tracker.scale.needed import needed
from tracker.scale.source import Table

MEMORY = "1100MB"
"""What DuckDB may hold in memory before it spills to disk."""
BLOCK = 10_000
ENDINGS = (".parquet", ".csv")
"""How the name of a file ends that a status table is written to."""


class Duck:
    """A connection of its own, with a folder to spill to that goes when it is closed."""

    def __init__(self, memory: str = MEMORY) -> None:
        duckdb = _engine()
        self.dialect = DuckDB()
        self.overflow: tuple[type[Exception], ...] = (duckdb.OutOfRangeException, duckdb.ConversionException)
        self.unreadable: tuple[type[Exception], ...] = (duckdb.Error,)
        self._spill = tempfile.TemporaryDirectory(prefix="tracker-")
        settings = {
            "memory_limit": memory,
            "temp_directory": self._spill.name,
            "preserve_insertion_order": "false",
        }
        self.connection = duckdb.connect(config=settings)

    @property
    def folder(self) -> Path:
        """A folder for what goes with the engine."""
        return Path(self._spill.name)

    def close(self) -> None:
        """Let go of everything that was held."""
        self.connection.close()
        self._spill.cleanup()

    def read(self, path: Path) -> Table:
        """A file of rows as a table."""
        name = text(str(path))
        match path.suffix.lower():
            case ".parquet":
                relation = f"read_parquet({name})"
            case _:
                relation = f"read_csv({name}, all_varchar = true, header = true, null_padding = true)"
        told = self.connection.execute(f"describe select * from {relation}").fetchall()
        return Table(relation, {column[0]: column[1] for column in told})

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """A small table from Python; types by the words of SQL."""
        given = list(rows)
        lines = ", ".join(f"unnest(?::{kind}[]) as {column}" for column, kind in columns.items())
        begin = f"create or replace temp table {name} as"
        for start in range(0, max(len(given), 1), BLOCK):
            block = [list(column) for column in zip(*given[start : start + BLOCK], strict=True)]
            self.connection.execute(f"{begin} select {lines}", block or [[] for _ in columns])
            begin = f"insert into {name}"

    def keep(self, name: str, query: str) -> None:
        """A query's answer, held as a table."""
        self.connection.execute(f"create or replace temp table {name} as {query}")

    keep_few = keep

    def view(self, name: str, query: str) -> None:
        """A query by a name."""
        self.connection.execute(f"create or replace temp view {name} as {query}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The lines of a query, all at once."""
        lines: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        return lines

    def batches(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        """The lines of a query, some at a time."""
        answer = self.connection.execute(query)
        while block := answer.fetchmany(BLOCK):
            yield block

    def write(self, query: str, path: Path) -> None:
        """A query's answer as a file: Parquet or CSV, by the ending of its name."""
        options = "format parquet" if path.suffix.lower() == ".parquet" else "format csv, header true"
        self.connection.execute(f"copy ({query}) to {text(str(path))} ({options})")

    def settle(self, name: str, query: str) -> None:
        """A query's answer by a name, as a file in the folder."""
        file = self.folder / f"{name}.parquet"
        self.write(query, file)
        self.view(name, f"select * from read_parquet({text(str(file))})")

    def deliver(self, name: str, condition: str, place: str | Path) -> None:
        """The lines of a settled answer for which something holds, as a file, whole or not at all.

        Raises:
            PlanError: the name of the file ends otherwise than in `.parquet` or `.csv`, or it cannot be written.
        """
        path = Path(place)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise refuse(path, "W142", found=path.suffix or path.name, allowed=" ".join(ENDINGS))
        made = self.folder / f"{name}.parquet"
        if condition != "true" or ending != ".parquet":
            made = self.folder / f"written{ending}"
            self.write(f"select * from {name} where {condition}", made)
        part = path.with_name(f".{path.name}.part")
        try:
            shutil.copyfile(made, part)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise refuse(path, "W107", found=error.strerror or error) from None

    def stream(self, query: str) -> object:
        """The lines of a query as an Arrow stream."""
        stream: object = self.connection.sql(query).__arrow_c_stream__()
        return stream


def _engine() -> Any:
    """DuckDB itself where it can be had alone: its Python layer takes as long to load as half a million rows to judge.

    What reads objects of Python needs that layer too.
    """
    try:
        return import_module("_duckdb")
    except ModuleNotFoundError:
        return package()


def package() -> Any:
    """DuckDB with its Python layer.

    Raises:
        PlanError: it is not installed.
    """
    return needed("duckdb", 'pip install "target-tracker[scale]"')
