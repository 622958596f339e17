"""What a ledger is made of: entries, what they may be, and the chain that binds them."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

GENESIS = b"\0" * 32
"""What the first entry is chained to."""


class Kind(StrEnum):
    """What an entry records; what each kind holds stands in `contents`, of rows in `rows`."""

    DOCUMENT = "document"
    ROW = "row"
    REFUSED = "refused"
    CLAIM = "claim"
    DECISION = "decision"
    PLAN = "plan"
    UNDO = "undo"
    CLOSE = "close"


class Entry(NamedTuple):
    """One entry: its number from 1, its kind, the import that it came with (0: none), its content as JSON, its hash.

    An import is called by the number of its document, which is its first entry. `key` tells the same content again,
    whatever it is called and whenever it comes; empty where nothing may repeat.
    """

    seq: int
    kind: Kind
    batch: int
    key: bytes
    content: str
    hash: bytes


class New(NamedTuple):
    """An entry to be appended."""

    kind: Kind
    content: str
    key: bytes = b""


def link(before: bytes, kind: str, batch: int, key: bytes, content: str) -> bytes:
    """The hash of an entry: SHA-256 over the hash before it and everything that it says.

    >>> link(GENESIS, "row", 1, b"", "[]").hex()[:12]
    'e7ac496705c3'
    """
    said = f"\x1f{kind}\x1f{batch}\x1f{key.hex()}\x1f{content}"
    return sha256(before + said.encode("utf-8", "surrogatepass")).digest()


def key_of(*parts: str) -> bytes:
    """A key made of what must be equal for two entries to be the same.

    >>> key_of("undo", "1") == key_of("undo", "1"), key_of("a", "b") == key_of("ab")
    (True, False)
    """
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]
