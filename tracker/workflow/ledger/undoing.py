"""An import superseded as a whole."""

from __future__ import annotations

from datetime import date

from tracker.ledger import By, Imported, Kind, Ledger, LedgerError, Undone, read, write


def undo(ledger: Ledger, number: int, on: date, by: By) -> Imported:
    """Supersede an import from a day on; returns its document.

    Raises:
        LedgerError: there is no import of this number, or it has been undone.
    """
    entry = ledger.entry(number)
    document = read(entry) if entry is not None and entry.kind is Kind.DOCUMENT else None
    if not isinstance(document, Imported):
        raise LedgerError("B112", found=number)
    if not all(ledger.append([write(Undone(number, on, by))]).new):
        raise LedgerError("B113", found=number)
    return document
