"""Achievements from wherever they come: files, folders, records, data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import overload

from tracker import readers
from tracker.model.achievement import Achievement
from tracker.problems import Problem
from tracker.values import frozen
from tracker.workflow.files import ROW_SUFFIXES, YAML_SUFFIXES, kind_of, read_bytes, walk

LEDGER_SUFFIXES = (".db", ".sqlite")
"""How the name of a ledger's file ends."""


@frozen
class Achievements(Sequence[Achievement]):
    """Rows as read: those that can be used, the problems of the others, and the count: rows in = kept + refused.

    `unread` are the problems of files that gave no row at all.
    """

    rows: tuple[Achievement, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows_in: int = 0
    refused: int = 0
    unread: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Achievement]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Achievement: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Achievement, ...]: ...
    def __getitem__(self, index: int | slice) -> Achievement | tuple[Achievement, ...]:
        return self.rows[index]

    def __add__(self, other: Achievements) -> Achievements:
        return _together([self, other])


def load_achievements(source: object, *, encoding: str | None = None, known_at: date | None = None) -> Achievements:
    """Achievements from a file, a folder, a ledger, records, or a data frame; or from several of those in a list.

    Args:
        source: a path (text is a path too) of a YAML, CSV, JSONL or xlsx file, of a folder of such, or of a ledger; a
            list of mappings with the field names of a row; a pandas or polars frame with such columns; achievements.
        encoding: of the text files; without it UTF-8, UTF-16 and GB18030 are told apart.
        known_at: imports of a ledger that were undone after this day stand still.

    Returns:
        The rows that can be used; `.problems` says what is wrong with the `.refused` others.

    Raises:
        PlanError: a file cannot be read at all.
        TypeError: nothing that rows can be made of.

    >>> done = load_achievements([{"target": "staff", "as_of": "2021-06-30", "value": 70}, {"target": "staff"}])
    >>> len(done), done.rows_in, done.refused
    (1, 2, 1)
    """
    if isinstance(source, Achievements):
        return source
    if isinstance(source, (str, Path)):
        return _from_path(Path(source), encoding, known_at)
    records = frame_records(source)
    if records is not None:
        return from_rows(readers.rows_from(records))
    if not isinstance(source, Iterable):
        raise TypeError(f"no achievements can be read from {type(source).__name__}")
    return _from_items(list(source), encoding, known_at)


def _from_items(items: list[object], encoding: str | None, known_at: date | None) -> Achievements:
    """A list: of achievements, of mappings, or of sources."""
    if all(isinstance(item, Achievement) for item in items):
        rows = tuple(item for item in items if isinstance(item, Achievement))
        return Achievements(rows, (), len(rows), 0)
    records = [item for item in items if isinstance(item, Mapping)]
    if len(records) == len(items):
        return from_rows(readers.rows_from(records))
    each = ([item] if isinstance(item, (Achievement, Mapping)) else item for item in items)
    return _together([load_achievements(one, encoding=encoding, known_at=known_at) for one in each])


def _from_path(path: Path, encoding: str | None, known_at: date | None) -> Achievements:
    if path.suffix.lower() in LEDGER_SUFFIXES:
        from tracker.workflow.ledger.reading import achievements

        return achievements(path, known_at)
    return _together(
        [from_rows(readers.read_rows(read_bytes(file), str(file), encoding=encoding)) for file in row_files(path)]
    )


def _together(parts: Sequence[Achievements]) -> Achievements:
    if len(parts) == 1:
        return parts[0]
    return Achievements(
        tuple(row for one in parts for row in one.rows),
        tuple(problem for one in parts for problem in one.problems),
        sum(one.rows_in for one in parts),
        sum(one.refused for one in parts),
        tuple(problem for one in parts for problem in one.unread),
    )


def row_files(path: Path) -> list[Path]:
    """The files of rows that a path stands for: itself, or those in the folder that it names, plans left out."""
    if not path.is_dir():
        return [path]
    return [file for file in walk(path, ROW_SUFFIXES) if not is_no_row_file(file)]


def is_no_row_file(file: Path) -> bool:
    """A plan, a goals table or a policy; a YAML file of no known kind is left to the reader, who says what is wrong."""
    return file.suffix.lower() in YAML_SUFFIXES and kind_of(file) in ("plan", "goals", "policy")


def from_rows(rows: readers.Rows) -> Achievements:
    """Rows as a reader gave them."""
    problems = tuple(rows.problems)
    unread = () if rows.rows_in else problems
    return Achievements(tuple(rows.achievements), problems, rows.rows_in, rows.refused, unread)


def frame_records(source: object) -> list[dict[str, object]] | None:
    """The rows of a data frame as mappings; None if it is none."""
    if hasattr(source, "to_dicts"):
        rows: list[dict[str, object]] = source.to_dicts()
    elif hasattr(source, "to_dict") and hasattr(source, "columns"):
        rows = source.to_dict("records")
    elif hasattr(source, "to_pylist"):
        rows = source.to_pylist()
    else:
        return None
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    """A cell without the frame's own kinds: NaN and NaT are nothing, a scalar of numpy is a number of Python."""
    if value is None or value != value:
        return None
    return value.item() if hasattr(value, "item") and callable(value.item) else value
