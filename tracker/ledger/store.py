"""The SQLite file: opened, appended to in one piece or not at all, read in order, and checked link by link."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

from tracker.ledger.chain import Broken, first_broken, following
from tracker.ledger.entry import GENESIS, Entry, Kind, New, link
from tracker.ledger.file import LedgerError, address_of, pragma, translated
from tracker.ledger.schema import APPLICATION, MIGRATIONS, VERSION

BUSY = 60
"""Seconds that a writer waits for another one."""
PAGE = 5000
"""Entries read at a time."""
FEW = "kind <> 'row'"
"""What the index of all entries but rows is asked by."""


class Ledger:
    """An open ledger; used as a context, it is closed in the end. Without a path it is in memory and then forgotten.

    Raises:
        LedgerError: the file is none, is damaged, of a later version, locked, read-only, or the disk is full.
    """

    def __init__(self, path: Path | None, *, journal: str = "wal", read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        if read_only and not (path and path.is_file()):
            raise LedgerError("B101", found=path)
        with translated(path):
            self.base = sqlite3.connect(
                address_of(path, read_only=read_only) if path else ":memory:",
                uri=True,
                timeout=BUSY,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with translated(path):
                self._set_up(journal)
        except BaseException:
            self.base.close()
            raise

    def _set_up(self, journal: str) -> None:
        base = self.base
        base.execute("PRAGMA trusted_schema = OFF")
        application, version = pragma(base, "application_id"), pragma(base, "user_version")
        empty = not application and not pragma(base, "schema_version")
        if not empty and application != APPLICATION:
            raise LedgerError("B102")
        if version > VERSION:
            raise LedgerError("B103", found=version, known=VERSION)
        if self.read_only:
            return
        base.execute(f"PRAGMA journal_mode = {'wal' if journal == 'wal' else 'delete'}")
        base.execute("PRAGMA synchronous = FULL")
        base.execute("PRAGMA cache_size = -65536")  # KiB: the keys of a large import come in no order
        if version < VERSION:
            with self._writing():
                for step in MIGRATIONS[pragma(base, "user_version") :]:
                    for statement in step:
                        base.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.base.close()

    def copy_to(self, other: Ledger) -> None:
        """Make another ledger the same as this one."""
        with translated(self.path):
            self.base.backup(other.base)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All that is written within, or nothing; one writer at a time."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.base.execute("COMMIT")
        except BaseException:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
            raise

    @property
    def head(self) -> tuple[int, bytes]:
        """The number and the hash of the last entry; 0 and zeros of an empty ledger."""
        with translated(self.path):
            return self._head()

    def _head(self) -> tuple[int, bytes]:
        row = self.base.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        return (0, GENESIS) if row is None else row

    def append(self, entries: Iterable[New], *, batch: int = 0) -> Appended:
        """Append entries in one piece; those whose key a standing entry has already are left out.

        `batch` is the import that they belong to: when it is undone, they no longer count either.
        """
        given = list(entries)
        with translated(self.path), self._writing():
            fresh = self._fresh(given)
            self._chain([new for new, is_new in zip(given, fresh, strict=True) if is_new], batch)
        return Appended(batch, fresh)

    def append_if_new(self, first: New, rest: Iterable[New] = (), *, batch: int = 0) -> bool:
        """Append an entry and those that come with it, in one piece; nothing at all where the first is known.

        The rest is looked at when the first stands: where it undoes an entry, the same may come again with it.
        """
        with translated(self.path), self._writing():
            if not all(self._fresh([first])):
                return False
            self._chain([first], batch)
            given = list(rest)
            self._chain([new for new, is_new in zip(given, self._fresh(given), strict=True) if is_new], batch)
        return True

    def take_in(self, document: New, entries: Iterable[New]) -> Appended:
        """Append an import in one piece: its document and those of its entries that no standing import has.

        Nothing at all is appended of a document that is known already, or whose every entry is. The import is called
        by the number of the document's entry, which all its entries carry.
        """
        given = list(entries)
        with translated(self.path), self._writing():
            known, *fresh = self._fresh([document, *given])
            if not known or not any(fresh):
                return Appended(0, (False,) * len(given))
            new = [document, *(new for new, is_new in zip(given, fresh, strict=True) if is_new)]
            return Appended(self._chain(new), tuple(fresh))

    def put_back(self, entries: Iterable[Entry]) -> None:
        """Append entries of another ledger as they were written there, in one piece.

        Raises:
            LedgerError: one does not follow on the one before; its place among those given is the `place` parameter.
        """
        with translated(self.path), self._writing():
            seq, before = self._head()
            self.base.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", following(seq, before, entries))

    def _fresh(self, given: Sequence[New]) -> tuple[bool, ...]:
        """Which of the entries have no key, or one that neither the ledger nor an entry before them has."""
        known = self._known([new.key for new in given if new.key])
        fresh: list[bool] = []
        for new in given:
            fresh.append(not new.key or new.key not in known)
            if new.key:
                known.add(new.key)
        return tuple(fresh)

    def _chain(self, entries: Sequence[New], batch: int | None = None) -> int:
        """Write entries behind the last one; returns their import, by default the number of the first of them."""
        last, before = self._head()
        number = last + 1 if batch is None else batch
        chained: list[tuple[int, str, int, bytes | None, str, bytes]] = []
        for seq, new in enumerate(entries, last + 1):
            kind = str(new.kind)  # SQLite asks what to make of a text that is an enum as well
            before = link(before, kind, number, new.key, new.content)
            chained.append((seq, kind, number, new.key or None, new.content, before))
        self.base.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", chained)
        return number

    def _known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Which of these keys stand in the ledger, in entries that were not undone."""
        if not keys:
            return set()
        if self._head()[0] <= len(keys):  # all that there is costs less to read than to ask for one by one
            found = self.base.execute(f"SELECT key FROM entry WHERE key IS NOT NULL AND {self._standing()}")
            return {key for (key,) in found}.intersection(keys)
        self.base.execute("CREATE TEMP TABLE IF NOT EXISTS incoming (key BLOB PRIMARY KEY) WITHOUT ROWID")
        self.base.execute("DELETE FROM incoming")
        self.base.executemany("INSERT OR IGNORE INTO incoming VALUES (?)", ((key,) for key in keys))
        found = self.base.execute(
            f"SELECT DISTINCT entry.key FROM incoming JOIN entry ON entry.key = incoming.key WHERE {self._standing()}"
        )
        return {key for (key,) in found}

    def import_of(self, key: bytes) -> int:
        """The import that a standing entry with this key came with; 0 if there is none."""
        with translated(self.path):
            found = self.base.execute(
                f"SELECT batch FROM entry WHERE key = ? AND {self._standing()}", (key,)
            ).fetchone()
        return int(found[0]) if found is not None else 0

    def undone(self, known_at: date | None = None) -> dict[int, date]:
        """The imports that were undone, each with the day from which it no longer counts, by that day."""
        return {int(said["batch"]): day for said, day in self._undos(known_at) if "entries" not in said}

    def taken_back(self, known_at: date | None = None) -> set[int]:
        """The single entries that were undone, by that day."""
        return {int(entry) for said, _ in self._undos(known_at) for entry in said.get("entries", ())}

    def _undos(self, known_at: date | None) -> list[tuple[dict[str, Any], date]]:
        with translated(self.path):
            contents = self.base.execute(f"SELECT content FROM entry WHERE kind = 'undo' AND {FEW}").fetchall()
        said = [json.loads(content) for (content,) in contents]
        dated = [(each, date.fromisoformat(each["on"])) for each in said]
        return [(each, day) for each, day in dated if known_at is None or day <= known_at]

    def _standing(self, known_at: date | None = None) -> str:
        """The condition that leaves out what was undone."""
        undone = {"batch": self.undone(known_at), "seq": self.taken_back(known_at)}
        return " AND ".join(f"{name} NOT IN ({','.join(map(str, sorted(each)))})" for name, each in undone.items())

    def entries(self, *kinds: Kind, standing: bool = False) -> Iterator[Entry]:
        """The entries in order, of some kinds or of all; `standing` leaves out what was undone."""
        where = [f"kind IN ({','.join('?' * len(kinds))})"] if kinds else []
        where += [FEW] if kinds and Kind.ROW not in kinds else []
        where += [self._standing()] if standing else []
        query = (
            f"SELECT seq, kind, batch, key, content, hash FROM entry {'WHERE' if where else ''} {' AND '.join(where)}"
        )
        with translated(self.path):
            cursor = self.base.execute(f"{query} ORDER BY seq", kinds)
            while rows := cursor.fetchmany(PAGE):
                for seq, kind, batch, key, content, hash_ in rows:
                    yield Entry(seq, Kind(kind), batch, key or b"", content, hash_)

    def entry(self, seq: int) -> Entry | None:
        """The entry with a number; None if there is none."""
        with translated(self.path):
            found = self.base.execute("SELECT * FROM entry WHERE seq = ?", (seq,)).fetchone()
        return None if found is None else Entry(found[0], Kind(found[1]), found[2], found[3] or b"", *found[4:])

    def rows(self, known_at: date | None = None) -> Iterator[tuple[int, list[str]]]:
        """The contents of the standing rows in order, page by page, each page with its import: what a status reads.

        What was undone after the day `known_at` stands still, and what came of a later decision is not there yet.
        """
        late = f" AND seq NOT IN ({','.join(map(str, self._late(known_at)))})" if known_at is not None else ""
        yield from self._pages(f"kind = 'row' AND {self._standing(known_at)}{late}")

    def every_row(self) -> Iterator[tuple[int, list[str]]]:
        """The contents of all rows, those that were undone too, page by page, each page with its import."""
        yield from self._pages("kind = 'row'")

    def _pages(self, condition: str) -> Iterator[tuple[int, list[str]]]:
        with translated(self.path):
            found = self.base.execute(f"SELECT batch, content FROM entry WHERE {condition} ORDER BY seq")
            while page := found.fetchmany(PAGE):
                for batch, rows in groupby(page, itemgetter(0)):
                    yield batch, [content for _, content in rows]

    def _late(self, known_at: date) -> Iterator[int]:
        """The rows that came with a decision, or with what undid an entry, after that day."""
        query = f"SELECT seq, iif(kind IN ('decision', 'undo'), content, '') FROM entry WHERE {FEW} ORDER BY seq"
        with translated(self.path):
            others = self.base.execute(query).fetchall()
            last, _ = self._head()
        for (seq, content), (until, _) in pairwise([*others, (last + 1, "")]):
            if content and str(json.loads(content).get("on", "")) > known_at.isoformat():
                yield from range(seq + 1, until)

    def verify(self) -> Broken | None:
        """The first entry that is not as it was written, out of order or missing; None if the chain is whole.

        A chain does not show that its end was cut off, or that all of it was written anew: compare the head with one
        that was printed.
        """
        with translated(self.path):
            (state,) = self.base.execute("PRAGMA integrity_check(1)").fetchone()
            if state != "ok":
                return Broken(0, "file")
            return first_broken(self.base)


class Appended(NamedTuple):
    """What an append gave: the number of the import (0 if nothing was new), and which of the given entries were new."""

    batch: int
    new: tuple[bool, ...]
