"""The store of what was reported and decided: one SQLite file, append-only, every entry chained to the one before.

Nothing is ever changed: a correction supersedes, an undo is an entry of its own, and what was known on any day can be
read off. The room knows sqlite3 and nothing of rules or formats.
"""

from __future__ import annotations

from tracker.ledger.entry import Entry, Kind
from tracker.ledger.store import Ledger, LedgerError

__all__ = ["Entry", "Kind", "Ledger", "LedgerError"]
