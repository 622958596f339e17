"""English words of reading documents."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {
    "role.target": "target",
    "role.achievement": "achieved",
    "role.background": "background",
    "detail.baseline": "baseline",
    "detail.delta": "change",
    "detail.share": "share",
    "detail.universe": "total",
    "detail.rate": "frequency",
    "detail.subset": "of which",
    "detail.resource": "input",
    "caution.inherited": "subject from before",
    "caution.respective": "paired by order",
    "caution.damaged_text": "damaged text",
    "caution.layout_suspect": "doubtful line break",
    "caution.role_unknown": "plan or result unclear",
    "caution.period_assumed": "period assumed",
    "caution.duplicate": "said before",
    "caution.implicit": "no figure written",
    "column.role": "Role",
    "column.quantity": "Quantity",
    "column.subject": "Said of",
    "column.level": "Level",
    "column.period": "Period",
    "column.mode": "Mode",
    "column.caution": "Note",
    "column.quoted": "Text",
    "column.read_as": "Read as",
    "column.why": "Meaning",
    "column.repair": "Repair",
    "column.before": "Before",
    "column.after": "After",
    "reading.counts": (
        "quantities: {n} (targets {target}, achieved {achievement}, background {background}); events without a"
        " figure: {events}; numerals that are no quantity: {masked}"
    ),
    "reading.event": "(event)",
    "reading.subject": "{subject} ({action})",
    "reading.said": "{quantity} {subject}",
    "reading.no_quantity": "no quantity",
    "reading.numerals": "Every numeral ({n})",
    "reading.repairs": "Repairs before reading ({n})",
    "masked.year": "a year",
    "repair.line_join": "line break joined",
    "repair.full_width": "full width",
}
