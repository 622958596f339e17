"""Periods closed: what was published is kept in the ledger, and held against what stands now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from tracker.calendar import Period, write_period
from tracker.ledger import By, Closed, Kind, Ledger, LedgerError, read, write
from tracker.model.report import Kept
from tracker.workflow.summary import Summary


def closing_of(ledger: Ledger, period: Period, plans: Collection[str]) -> Closed | None:
    """The last closing of a period for these plans; None if it was never closed."""
    found = [
        closed
        for entry in ledger.entries(Kind.CLOSE)
        if isinstance(closed := read(entry), Closed)
        and closed.period == write_period(period)
        and set(json.loads(closed.published)["plans"]) == set(plans)
    ]
    return found[-1] if found else None


def close(ledger: Ledger, summary: Summary, known_at: date, by: By, *, again: bool = False) -> Closed:
    """Keep a summary as what was published of its period.

    Raises:
        LedgerError: the period was closed already, and not `again`.
    """
    before = closing_of(ledger, summary.period, summary.titles)
    if before is not None and not again:
        raise LedgerError("B301", found=before.period, day=before.known_at)
    _, head = ledger.head
    closed = Closed(write_period(summary.period), known_at, summary.to_json(), head.hex(), by)
    ledger.append([write(closed)])
    return closed


def kept(summary: Summary, ledger: Ledger) -> Summary:
    """A summary with the head of its ledger, and how it stands to what was published of its period.

    One unit's share was never published as such: of it only the head is told.
    """
    count, head = ledger.head
    closed = None if summary.org or summary.lead else closing_of(ledger, summary.period, summary.titles)
    if closed is None:
        return replace(summary, ledger=Kept(count, head.hex()))
    return replace(summary, ledger=Kept(count, head.hex(), closed.known_at, _differing(closed.published, summary)))


def _differing(published: str, summary: Summary) -> int:
    """How many targets stand differently from what was published, are gone or new; one for each unit is several."""
    then, now = _assessments(published), _assessments(summary.to_json())
    keys = then.keys() | now.keys()
    units = Counter(key[:2] for key in keys if key[2] == "plan")
    differing = [key for key in keys if then.get(key) != now.get(key)]
    return len({key if units[key[:2]] > 1 else key[:2] for key in differing})


def _assessments(written: str) -> Mapping[tuple[str, ...], object]:
    """The assessments of a summary's JSON by plan, target, scope and unit."""
    return {
        tuple(str(each[name]) for name in ("plan", "target", "scope", "org")): each
        for each in json.loads(written)["assessments"]
    }
