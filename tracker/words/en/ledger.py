"""English words of the ledger."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B101": ("there is no ledger {found}", "Import something first, or look at `ledger` in .tracker.yaml"),
    "B102": ("{found} is no ledger", "Check the path; tracker import makes ledgers"),
    "B103": (
        "the ledger is of version {found}, this program knows up to {known}",
        "Upgrade: pip install --upgrade target-tracker",
    ),
    "B104": (
        "another program is writing to the ledger and did not finish in time",
        "Try again; nothing written is lost",
    ),
    "B105": ("the ledger is read-only", "Check the permissions of the file and its folder"),
    "B106": ("the disk is full; nothing of this was written: {said}", "Make room and try again; the ledger is whole"),
    "B107": ("the ledger is damaged: {said}", "Restore it from a backup or from an export"),
    "B108": ("cannot open {found}: {said}", "Check that the folder is there and may be written"),
    "B109": ("the ledger failed: {said}", "Check the disk that holds {found}"),
    "B110": ("a ledger is only ever appended to", "Report a correction, or use tracker undo"),
    "B111": (
        "entry {found} does not follow on the one before: altered, or something is missing",
        "Use an export as it was written",
    ),
}
PHRASES: dict[str, str] = {}
