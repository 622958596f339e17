"""The tables of a ledger, version by version; a later version only ever adds."""

from __future__ import annotations

APPLICATION = 0x74726B31
"""What marks a SQLite file as a ledger: "trk1"."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION}",
    """
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        batch INTEGER NOT NULL,
        key BLOB,
        content TEXT NOT NULL,
        hash BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX entry_key ON entry (key) WHERE key IS NOT NULL",
    "CREATE INDEX entry_kind ON entry (kind) WHERE kind <> 'row'",
    "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "PRAGMA user_version = 1",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""What takes a ledger from each version to the next."""

VERSION = len(MIGRATIONS)
