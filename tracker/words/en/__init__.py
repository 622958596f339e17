"""The English catalogue: PROBLEMS (code → message, then hints) and PHRASES (key → phrase), a module a subject."""

from __future__ import annotations

from tracker.words.en import (
    closing,
    commands,
    documents,
    drafting,
    forms,
    keys,
    ledger,
    matching,
    names,
    pages,
    plans,
    reading,
    review,
    rows,
    rules,
    summary,
    web,
)

PROBLEMS: dict[str, tuple[str, ...]] = {
    **plans.PROBLEMS,
    **rows.PROBLEMS,
    **documents.PROBLEMS,
    **reading.PROBLEMS,
    **matching.PROBLEMS,
    **drafting.PROBLEMS,
    **summary.PROBLEMS,
    **ledger.PROBLEMS,
    **review.PROBLEMS,
    **closing.PROBLEMS,
}
PHRASES: dict[str, str] = {
    **names.PHRASES,
    **rules.PHRASES,
    **pages.PHRASES,
    **keys.PHRASES,
    **commands.PHRASES,
    **documents.PHRASES,
    **reading.PHRASES,
    **matching.PHRASES,
    **drafting.PHRASES,
    **summary.PHRASES,
    **ledger.PHRASES,
    **forms.PHRASES,
    **review.PHRASES,
    **closing.PHRASES,
    **web.PHRASES,
}
