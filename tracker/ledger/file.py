"""The file as SQLite sees it: its address, and what goes wrong with it in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString


class LedgerError(Exception):
    """A ledger cannot be opened, read or written; `code` names the problem, `params` fill its message."""

    def __init__(self, code: LiteralString, /, **params: object) -> None:
        super().__init__(code, params)
        self.code: str = code
        self.params = params


def address_of(path: Path, *, read_only: bool) -> str:
    """A ledger's file as SQLite is given it; where nobody can write beside it, it is read as a file that stays."""
    address = path.resolve().as_uri()
    if not read_only:
        return address
    log = path.with_name(f"{path.name}-wal")
    stays = not os.access(path.parent, os.W_OK) and not (log.is_file() and log.stat().st_size)
    return f"{address}?mode=ro&immutable=1" if stays else f"{address}?mode=ro"


def pragma(base: sqlite3.Connection, name: str) -> int:
    """A setting of the file that is a number."""
    (value,) = base.execute(f"PRAGMA {name}").fetchone()
    return int(value)


@contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """SQLite's complaints in our words."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        code = next((code for start, code in _COMPLAINTS if name.startswith(start)), "B109")
        if code == "B108" and path and path.is_file():
            code = "B105"
        raise LedgerError(code, found=path, said=str(error)) from error


_COMPLAINTS: tuple[tuple[str, LiteralString], ...] = (
    ("SQLITE_BUSY", "B104"),
    ("SQLITE_LOCKED", "B104"),
    ("SQLITE_READONLY", "B105"),
    ("SQLITE_FULL", "B106"),
    ("SQLITE_IOERR", "B106"),
    ("SQLITE_NOTADB", "B102"),
    ("SQLITE_CORRUPT", "B107"),
    ("SQLITE_CANTOPEN", "B108"),
    ("SQLITE_CONSTRAINT_TRIGGER", "B110"),
)
