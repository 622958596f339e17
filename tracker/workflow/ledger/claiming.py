"""What was credited to no target as claims, of statements and of rows in words, with those that it may tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from tracker.ledger import Candidate, Claim, write_rows
from tracker.matching import statement_of
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.statement import Statement
from tracker.problems import Source


def claims_of_statements(
    statements: Iterable[Statement], matches: Matches, source: Callable[[Statement], Source], judged: date, on: date
) -> Iterator[Claim]:
    """The statements that nothing was credited for, whether they wait or not.

    Args:
        statements: all that were held against the plans.
        matches: what came of them.
        source: where a statement stands.
        judged: the day that they were held against.
        on: the day on which they were reported.
    """
    told: dict[str, list[Match]] = defaultdict(list)
    for each in (*matches.matches, *matches.without_number):
        told[each.statement.id].append(each)
    without_number = {each.statement.id for each in matches.without_number}
    for statement in statements:
        found = told.get(statement.id, [])
        decisions = {each.decision for each in found} if statement.id not in without_number else set()
        if Decision.CREDITED not in decisions:
            yield Claim(statement, source(statement), _state(decisions), judged, on, _candidates(found))


def claim_of_row(row: Achievement, matches: Sequence[Match], file: str, on: date) -> Claim:
    """A row in words that nothing was credited for; `file` is the name that its file is kept under."""
    (written,) = write_rows([row], file, on)
    state = _state({each.decision for each in matches})
    return Claim(statement_of(row), row.source, state, row.as_of, on, _candidates(matches), written.content)


def _state(decisions: Container[Decision]) -> Literal["review", "unmatched"]:
    return "review" if Decision.REVIEW in decisions else "unmatched"


def _candidates(matches: Iterable[Match]) -> tuple[Candidate, ...]:
    best = sorted(matches, key=lambda each: -each.score)
    return tuple(Candidate(each.plan, each.target, each.decision, each.score, each.reasons) for each in best)
