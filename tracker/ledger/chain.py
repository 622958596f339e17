"""The chain of a ledger's entries: each follows on the one before, or is the first that does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.ledger.entry import GENESIS, Entry, link
from tracker.ledger.file import LedgerError


class Broken(NamedTuple):
    """The first entry that is not as it was written, and what is wrong with it."""

    seq: int
    reason: str


def first_broken(base: sqlite3.Connection) -> Broken | None:
    """The first entry that is altered, out of order or missing; None if the chain is whole."""
    before, wanted = GENESIS, 1
    for seq, kind, batch, key, content, hash_ in base.execute(
        "SELECT seq, kind, batch, key, content, hash FROM entry ORDER BY seq"
    ):
        if seq != wanted:
            return Broken(wanted, "missing")
        before = _linked(before, kind, batch, key, content)
        if before != hash_:
            return Broken(seq, "altered")
        wanted += 1
    return None


def following(
    seq: int, before: bytes, entries: Iterable[Entry]
) -> Iterator[tuple[int, str, int, bytes | None, str, bytes]]:
    """Entries to be written as they are, each checked to follow on the one before."""
    for place, entry in enumerate(entries):
        seq += 1
        before = link(before, entry.kind, entry.batch, entry.key, entry.content)
        if entry.seq != seq or entry.hash != before:
            raise LedgerError("B111", found=entry.seq, place=place)
        yield seq, entry.kind, entry.batch, entry.key or None, entry.content, before


def _linked(before: bytes, kind: object, batch: object, key: object, content: object) -> bytes:
    """The link as it should be; a field of another type than was ever written matches nothing."""
    if not (isinstance(kind, str) and isinstance(batch, int) and isinstance(content, str)):
        return b""
    if not (key is None or isinstance(key, bytes)):
        return b""
    return link(before, kind, batch, key or b"", content)
