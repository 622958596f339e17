"""Rows of achievements from the files that people send: YAML, CSV, JSON lines and xlsx, each row with its place.

Bytes and a name come in; the rows kept, and a located problem for every row refused, go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, R
from tracker.readers.encoding import decode, first_wrong_line
from tracker.readers.outcome import Rows
from tracker.readers.record import Records, rows_of
from tracker.readers.typed import rows_from

__all__ = ["SUFFIXES", "Rows", "decode", "read_file", "read_rows", "rows_from"]

SIZE_LIMIT = 512 * 1024 * 1024
"""Bytes: a CSV of five million rows."""
DELIMITERS = {".csv": ",\t;", ".txt": ",\t;", ".tsv": "\t"}
SUFFIXES = (*DELIMITERS, ".yaml", ".yml", ".jsonl", ".ndjson", ".xlsx", ".xlsm")
"""The kinds of file that are read."""
OTHER_SHEETS = frozenset((".xls", ".et", ".ods", ".xlsb", ".numbers"))


def read_rows(
    raw: bytes, name: str, *, encoding: str | None = None, as_of: date | None = None, said: Mapping[str, object] = {}
) -> Rows:
    """Read the rows of one file; its kind is told by the end of its name.

    Args:
        raw: the bytes of the file.
        name: its name, as the problems and the rows' sources shall show it.
        encoding: the encoding of a text file; without it see `decode`.
        as_of: the day that rows without a day of their own speak of.
        said: what an empty cell of other fields means, by the names of the fields.

    >>> rows = read_rows("目标编号,截至,完成值\\nclinics,2021-06,62%\\n".encode(), "六月.csv")
    >>> rows.rows_in, rows.achievements[0].value, rows.achievements[0].unit
    (1, Decimal('62'), '%')
    """
    blanks = dict(said) if as_of is None else {**said, "as_of": as_of}
    return rows_of(read_file(raw, name, Records, blanks, encoding=encoding))


def read_file(
    raw: bytes, name: str, kind: type[Assembler[R]], blanks: Mapping[str, object], *, encoding: str | None = None
) -> Gathering[R]:
    """Read the rows of one file, of whatever kind of rows; see `read_rows`."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in OTHER_SHEETS:
        return _unread(name, kind, "A102", found=suffix)
    if suffix not in SUFFIXES:
        return _unread(name, kind, "A101", found=suffix or name, allowed=" ".join(SUFFIXES))
    if len(raw) > SIZE_LIMIT:
        return _unread(name, kind, "A104", found=len(raw), limit=SIZE_LIMIT)
    if suffix in (".xlsx", ".xlsm"):
        from tracker.readers.sheets import read_workbook

        return read_workbook(raw, name, kind, blanks)
    try:
        text = decode(raw, encoding)
    except ValueError:
        source = Source(name, first_wrong_line(raw))
        return Gathering(kind, Problem(source, "A103", {"found": encoding or "UTF-8/UTF-16/GB18030"}))
    if suffix in DELIMITERS:
        from tracker.readers.delimited import read_delimited

        return read_delimited(text, name, kind, blanks, DELIMITERS[suffix])
    if suffix in (".yaml", ".yml"):
        from tracker.readers.yamlrows import read_yaml

        return read_yaml(text, name, kind, blanks)
    from tracker.readers.jsonlines import read_json_lines

    return read_json_lines(text, name, kind, blanks)


def _unread(name: str, kind: type[Assembler[R]], code: str, /, **params: object) -> Gathering[R]:
    return Gathering(kind, Problem(Source(name), code, params))
