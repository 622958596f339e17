"""Who said what when: imports, undos, decisions, plan versions and closings of a ledger, of all or of one target."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import NamedTuple

from tracker.ledger.contents import Closed, Decided, Imported, PlanVersion, Undone, read
from tracker.ledger.entry import Kind
from tracker.ledger.rows import read_rows
from tracker.ledger.store import Ledger
from tracker.model.achievement import Achievement

Told = Imported | Undone | Decided | PlanVersion | Closed


class Event(NamedTuple):
    """Something that happened: the number of its entry, and what it was; `undone` if it no longer counts.

    `rows` are those of one target that an import brought.
    """

    seq: int
    told: Told
    undone: bool = False
    rows: tuple[Achievement, ...] = ()


def history(ledger: Ledger) -> list[Event]:
    """All that happened, in order."""
    undone, taken_back = ledger.undone(), ledger.taken_back()
    kinds = (Kind.DOCUMENT, Kind.UNDO, Kind.DECISION, Kind.PLAN, Kind.CLOSE)
    told = ((entry, read(entry)) for entry in ledger.entries(*kinds))
    return [
        Event(entry.seq, content, entry.batch in undone or entry.seq in taken_back)
        for entry, content in told
        if isinstance(content, Imported | Undone | Decided | PlanVersion | Closed)
    ]


def history_of(ledger: Ledger, target: str) -> list[Event]:
    """What happened to one target (its id, or `plan/target`): imports that speak of it, their undos, decisions."""
    rows, events = _rows_of(ledger, target), history(ledger)
    told = {event.seq for event in events if event.seq in rows or _concerns(event.told, target)}
    return [
        event._replace(rows=tuple(rows.get(event.seq, ())))
        for event in events
        if event.seq in told or told & _undone_by(event.told)
    ]


def _undone_by(told: Told) -> set[int]:
    """The import or the entries that were undone with this."""
    return set(told.entries or [told.batch]) if isinstance(told, Undone) else set()


def _concerns(told: Told, target: str) -> bool:
    """Whether it was decided of this target."""
    return isinstance(told, Decided) and target in (told.target, f"{told.plan}/{told.target}")


def _rows_of(ledger: Ledger, target: str) -> dict[int, list[Achievement]]:
    """The rows of a target by their import, those of undone imports too."""
    found: dict[int, list[Achievement]] = defaultdict(list)
    names = {event.seq: event.told.name for event in history(ledger) if isinstance(event.told, Imported)}
    word = json.dumps(target, ensure_ascii=False)[1:-1].rpartition("/")[2]
    for batch, contents in ledger.every_row():
        for row in read_rows([content for content in contents if word in content], names.get(batch, "")):
            if _speaks_of(row, target):
                found[batch].append(row)
    return found


def _speaks_of(row: Achievement, target: str) -> bool:
    plan, _, name = target.rpartition("/")
    return row.target == target or (row.target == name and (not plan or row.plan in ("", plan)))
