"""The store of what was reported and decided: one SQLite file, append-only, every entry chained to the one before.

Nothing is ever changed: a correction supersedes, an undo is an entry of its own, and what was known on any day can be
read off. The room knows sqlite3 and nothing of rules or formats.
"""

from __future__ import annotations

from tracker.ledger.chain import Broken
from tracker.ledger.contents import (
    By,
    Candidate,
    Claim,
    Closed,
    Counts,
    Decided,
    Imported,
    PlanVersion,
    Refused,
    Undone,
    Verdict,
    read,
    write,
)
from tracker.ledger.entry import Entry, Kind, New
from tracker.ledger.file import LedgerError
from tracker.ledger.history import Event, history, history_of
from tracker.ledger.rows import UNSAID, read_row, read_rows, write_rows
from tracker.ledger.store import Appended, Ledger

__all__ = [
    "UNSAID",
    "Appended",
    "Broken",
    "By",
    "Candidate",
    "Claim",
    "Closed",
    "Counts",
    "Decided",
    "Entry",
    "Event",
    "Imported",
    "Kind",
    "Ledger",
    "LedgerError",
    "New",
    "PlanVersion",
    "Refused",
    "Undone",
    "Verdict",
    "history",
    "history_of",
    "read",
    "read_row",
    "read_rows",
    "write",
    "write_rows",
]
