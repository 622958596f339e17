"""The whole ledger as JSON lines, and back with the same hashes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from tracker.ledger import Entry, Kind, Ledger, LedgerError
from tracker.problems import Source, refuse
from tracker.workflow.files import read_text
from tracker.workflow.ledger.opening import opened

HEAD, CONTENT = '{"ledger":', ',"content":'
"""How the first line begins, and what stands before the content of an entry, which is written as it is."""


def exported(ledger: Ledger) -> Iterator[str]:
    """A line that says how many entries there are and the hash of the last, then a line an entry."""
    count, head = ledger.head
    yield f'{HEAD}1,"entries":{count},"head":"{head.hex()}"}}\n'
    for seq, kind, batch, key, content, hash_ in ledger.entries():
        if seq > count:
            return
        yield f'{{"seq":{seq},"kind":"{kind}","batch":{batch},"key":"{key.hex()}","hash":"{hash_.hex()}"'
        yield f"{CONTENT}{content}}}\n"


def restore(file: Path, target: Path) -> tuple[int, bytes]:
    """Make a ledger of an export, as a whole or not at all; returns how many entries it has, and the last hash.

    Raises:
        PlanError: the target is there already; a line that is none of an export, was altered or is missing.
    """
    if target.exists():
        raise refuse(target, "B114")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with opened(part, journal="delete") as ledger:
            head = _put_back(ledger, file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return head


def _put_back(ledger: Ledger, file: Path) -> tuple[int, bytes]:
    with io.StringIO(read_text(file, "utf-8"), newline="\n") as lines:
        first = next(lines, "")
        try:
            said = json.loads(first)
            count, head = int(said["entries"]), bytes.fromhex(said["head"])
        except (ValueError, KeyError, TypeError):
            raise refuse(Source(str(file), 1), "B115") from None
        try:
            ledger.put_back(_entry(line, file, number) for number, line in enumerate(lines, 2))
        except LedgerError as error:
            if error.code != "B111":
                raise
            place = int(str(error.params["place"]))
            raise refuse(Source(str(file), place + 2), "B111", **error.params) from None
    if ledger.head != (count, head):
        found = ledger.head[0]
        raise refuse(Source(str(file), found + 2), "B116", found=found, wanted=count)
    return ledger.head


def _entry(line: str, file: Path, number: int) -> Entry:
    """The entry that a line holds; its content as it stands there, for the hash is of that."""
    try:
        said = json.loads(line)
        content = line.rstrip("\n")[line.index(CONTENT) + len(CONTENT) : -1]
        key, hash_ = bytes.fromhex(said["key"]), bytes.fromhex(said["hash"])
        return Entry(int(said["seq"]), Kind(said["kind"]), int(said["batch"]), key, content, hash_)
    except (ValueError, KeyError, TypeError):
        raise refuse(Source(str(file), number), "B115") from None
