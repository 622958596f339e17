"""The ledger read back: rows as they were known on a day, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tracker.ledger import Claim, Decided, Kind, Ledger, read, read_rows
from tracker.model.achievement import Achievement
from tracker.nodes import collector_paused
from tracker.workflow.achievements import Achievements
from tracker.workflow.ledger.opening import opened


def achievements(path: Path, known_at: date | None = None) -> Achievements:
    """The rows that a ledger's file holds, as they stand on a day.

    Raises:
        PlanError: it is no ledger, or cannot be read.
    """
    with opened(path, read_only=True) as ledger:
        rows = standing_rows(ledger, known_at)
    return Achievements(tuple(rows), (), len(rows), 0)


def standing_rows(ledger: Ledger, known_at: date | None = None) -> list[Achievement]:
    """The rows that stand: an import that was undone after `known_at` stands still; each has its day of reporting."""
    names = {entry.batch: _name(entry.content) for entry in ledger.entries(Kind.DOCUMENT)}
    rows: list[Achievement] = []
    with collector_paused():
        for batch, contents in ledger.rows(known_at):
            rows.extend(read_rows(contents, names.get(batch, "")))
    return rows


def _name(content: str) -> str:
    """The name of a document; of many documents nothing else is needed."""
    import json

    return str(json.loads(content)["name"])


class Waiting(NamedTuple):
    """A claim, with the number of its entry."""

    seq: int
    claim: Claim


def undecided(ledger: Ledger, known_at: date | None = None, *, unmatched: bool = False) -> list[Waiting]:
    """The claims that wait for review, in order; with `unmatched` those that no target was found for as well.

    Those of documents that were reported after `known_at` are left out.
    """
    told = (each for _, each in decisions(ledger, standing=True))
    decided = {each.claim for each in told if known_at is None or each.on <= known_at}
    return [
        each
        for each in standing_claims(ledger, having="" if unmatched else WAITS)
        if each.seq not in decided
        and (unmatched or each.claim.decision == "review")
        and (known_at is None or each.claim.on <= known_at)
    ]


WAITS = '"decision":"review"'
"""What the JSON of a claim has that waits for review: of a long report few do, and the others need not be read."""


def standing_claims(ledger: Ledger, *, batch: int | None = None, having: str = "") -> Iterator[Waiting]:
    """All claims, decided on or not; those of one import, or those whose JSON has some text."""
    for entry in ledger.entries(Kind.CLAIM, standing=True):
        if batch in (None, entry.batch) and having in entry.content and isinstance(claim := read(entry), Claim):
            yield Waiting(entry.seq, claim)


def decisions(ledger: Ledger, *, standing: bool = False) -> Iterator[tuple[int, Decided]]:
    """What was decided, each with the number of its entry."""
    for entry in ledger.entries(Kind.DECISION, standing=standing):
        if isinstance(decided := read(entry), Decided):
            yield entry.seq, decided


def claims_of(path: Path, known_at: date | None = None) -> list[Claim]:
    """The claims that wait for review in a ledger's file.

    Raises:
        PlanError: it is no ledger, or cannot be read.
    """
    with opened(path, read_only=True) as ledger:
        return [claim for _, claim in undecided(ledger, known_at)]
