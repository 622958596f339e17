"""English words of closing periods."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B301": (
        "{found} was closed already, as known on {day}",
        "To close it anew use --again; the closing before stays in the ledger",
    )
}
PHRASES: dict[str, str] = {
    "help.close": "Close a period: keep its summary in the ledger, so that later corrections can be seen.",
    "metavar.period": "PERIOD",
    "option.close_on": "The day by which something must have been reported to count; by default today.",
    "option.close_again": "Close a period anew that was closed already.",
    "close.done": "{period} closed: {n} targets, as known on {day}",
}
