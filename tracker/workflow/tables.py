"""Files with a table of rows in words, matched into another file; only a part of them is in memory at a time."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tracker.model.match import Decision
from tracker.model.plan import Plan
from tracker.problems import refuse
from tracker.scale.matching import Answer, Batch, arrow_needed, match_batches, schema
from tracker.workflow.files import read_head, write_bytes
from tracker.workflow.lexicons import lexicon_of_plan

WORTH = 2_000_000
"""Bytes of a table from which on other processes are worth starting."""


class Counts(NamedTuple):
    """What became of the rows; a row counts once, as the best that was found of it."""

    rows: int
    credited: int
    review: int
    rejected: int

    @property
    def left(self) -> int:
        """Rows that tell of no target, name theirs themselves, or cannot be read."""
        return self.rows - self.credited - self.review - self.rejected


def match_table(
    plans: Iterable[Plan],
    table: Path,
    into: Path,
    *,
    lexicon: Path | None = None,
    encoding: str | None = None,
    processes: int | None = None,
) -> Counts:
    """Match the rows of a table that say in words what they tell of, and write what each tells of into a file.

    Args:
        plans: what the rows are held against.
        table: CSV or Parquet, with a header as rows are reported under; `text` and `as_of` are needed.
        into: CSV or Parquet, by its suffix: `row` (from 0), `plan`, `target`, `decision`, `score`, `reasons`.
        lexicon: the workspace's own words.
        encoding: of CSV; UTF-8 if not said.
        processes: how many work at it; by default one, or as many as there are processors if it is worth starting them.

    Raises:
        PlanError: a file cannot be read or written, or pyarrow is not installed.
    """
    from tracker.scale.processes import cores

    plans = tuple(plans)
    read_head(table, 1)
    many = processes or (cores() if table.stat().st_size >= WORTH else 1)
    words = [lexicon_of_plan(plan, lexicon) for plan in plans]
    found = match_batches(plans, batches_of(table, encoding), lexicons=words, processes=many)
    best: Counter[str | None] = Counter()
    counted = _counted(found, best)
    write_bytes(into, _parquet(counted) if into.suffix.lower() == ".parquet" else _csv(counted))
    return Counts(best.total(), *(best[decision.value] for decision in Decision))


def batches_of(table: Path, encoding: str | None = None) -> Iterator[Batch]:
    """The rows of a CSV or Parquet file, a part at a time; the cells of CSV as they are written.

    Raises:
        PlanError: it is no such table.
    """
    arrow = arrow_needed()
    try:
        if table.suffix.lower() == ".parquet":
            yield from arrow_needed("pyarrow.parquet").ParquetFile(table).iter_batches()
        else:
            yield from _cells(table, encoding)
    except (arrow.ArrowInvalid, UnicodeError) as error:
        raise refuse(table, "W104", found=str(error).partition("\n")[0]) from None


def _cells(table: Path, encoding: str | None) -> Iterator[Batch]:
    arrow_csv = arrow_needed("pyarrow.csv")
    reading = arrow_csv.ReadOptions(encoding=encoding or "utf-8")
    with arrow_csv.open_csv(table, reading) as file:
        names = file.schema.names
    kinds = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, arrow_needed().string()), strings_can_be_null=False
    )
    with arrow_csv.open_csv(table, reading, convert_options=kinds) as file:
        yield from file


def _counted(found: Iterable[Batch], best: Counter[str | None]) -> Iterator[Batch]:
    """Batches as they pass, with the best decision on each row counted."""
    ranks: dict[str | None, int] = {decision.value: rank for rank, decision in enumerate(Decision)}
    for batch in found:
        decided: dict[int, str | None] = {}
        for row, decision in zip(batch.column("row").to_pylist(), batch.column("decision").to_pylist(), strict=True):
            if row not in decided or ranks[decision] < ranks[decided[row]]:
                decided[row] = decision
        best.update(decided.values())
        yield batch


class _Sink(io.RawIOBase):
    """Takes what is written and hands it on."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.at = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Take a piece."""
        self.pieces.append(bytes(piece))
        self.at += len(self.pieces[-1])
        return len(self.pieces[-1])

    def tell(self) -> int:
        """How much was written."""
        return self.at

    def taken(self) -> list[bytes]:
        """What was written since the last time."""
        pieces, self.pieces = self.pieces, []
        return pieces


def _parquet(batches: Iterable[Batch]) -> Iterator[bytes]:
    sink = _Sink()
    with arrow_needed("pyarrow.parquet").ParquetWriter(sink, schema()) as writer:
        for batch in batches:
            writer.write_batch(batch)
            yield from sink.taken()
    yield from sink.taken()


def _csv(batches: Iterable[Batch]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Answer._fields)
    for batch in batches:
        for line in batch.to_pylist():
            writer.writerow([*list(line.values())[:-1], " ".join(line["reasons"])])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()
