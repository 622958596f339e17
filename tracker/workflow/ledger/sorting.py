"""What came in sorted: matched, for review, unmatched or refused, each with its reason; the four add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import readers
from tracker.ledger import UNSAID, Candidate, Claim, Counts, Ledger, New, Refused, write, write_rows
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match
from tracker.model.plan import Measure, Plan
from tracker.model.statement import Statement
from tracker.problems import Problem
from tracker.rules.binding import bind
from tracker.workflow.documents import dated
from tracker.workflow.ledger.reading import standing_rows
from tracker.workflow.matching import Matched, match

if TYPE_CHECKING:
    from tracker.workflow.ledger.importing import Asked


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows, claims and refusals of a file.

    `problems` are those of the refusals and what else is to be told; `reasons` count the rows that do not count.
    """

    counts: Counts
    rows: tuple[Achievement, ...] = ()
    claims: tuple[Claim, ...] = ()
    refusals: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Sorted) -> Sorted:
        return Sorted(*(getattr(self, name) + getattr(other, name) for name in Sorted.__slots__))

    def entries(self, name: str, on: date) -> Iterator[New]:
        """What is kept of the file."""
        yield from write_rows(self.rows, name, on)
        for claim in self.claims:
            yield write(replace(claim, source=claim.source._replace(file=name)))
        for problem in self.refusals:
            yield write(_refused(problem, name))


def _refused(problem: Problem, name: str) -> Refused:
    params = {key: str(value) for key, value in problem.params.items()}
    return Refused(problem.source._replace(file=name), problem.code, params, problem.excerpt)


def said(asked: Asked) -> dict[str, object]:
    """What the empty cells of a row stand for."""
    return {"reported_on": UNSAID, **({"org": asked.org} if asked.org else {})}


def sort_rows(ledger: Ledger, plans: Sequence[Plan], read: readers.Rows) -> Sorted:
    """The rows of a table held against the plans; a correction is looked for among those that the ledger has."""
    rows = read.achievements
    earlier = standing_rows(ledger) if any(row.supersedes or row.id for row in rows) else ()
    bound = bind(plans, (*earlier, *rows), date.max)
    unmatched, refused = (_own(aside, rows) for aside in (bound.unmatched, bound.refused))
    aside = unmatched | refused
    waiting = [reason for row in rows if _may_wait(row) and id(row) not in aside and (reason := _doubt(row, plans))]
    counts = Counts(
        read.rows_in,
        len(rows) - len(aside) - len(waiting),
        len(waiting),
        len(unmatched),
        read.refused + len(refused),
    )
    places = {row.source for row in rows if id(row) in aside} if aside else frozenset()
    told = tuple(problem for problem in bound.problems if problem.source in places)
    reasons = Counter([*aside.values(), *waiting])
    wrong = tuple(problem for problem in read.problems if not problem.advice)
    return Sorted(counts, rows, (), wrong, (*read.problems, *told), tuple(reasons.items()))


def _own(aside: Iterable[tuple[Achievement, str]], rows: Iterable[Achievement]) -> dict[int, str]:
    """Of the rows set aside those that came in, not those that the ledger has, each with the reason."""
    found = {id(row): reason for row, reason in aside}
    return {id(row): found[id(row)] for row in rows if id(row) in found} if found else {}


def _may_wait(row: Achievement) -> bool:
    return row.mode == "point" or not row.confirmed


def _doubt(row: Achievement, plans: Sequence[Plan]) -> str:
    """Why a row that speaks of its target waits for a person; empty if it does not."""
    if not row.confirmed:
        return "unconfirmed"
    if row.mode != "point" or row.member or row.value is None:
        return ""
    told = (plan.by_id.get(row.target) for plan in plans if row.plan in ("", plan.id))
    return "stock_for_count" if any(target and target.kind is Measure.COUNT for target in told) else ""


def sort_report(ledger: Ledger, plans: Sequence[Plan], path: Path, asked: Asked) -> Sorted:
    """The statements of a document matched to the plans, and the rows of its tables."""
    from tracker.readers.tablerows import document_rows

    judged = asked.day or min(dated(path.name) or asked.on, asked.on)
    found = match(
        plans,
        path,
        judged,
        org=asked.org or None,
        period=asked.period or None,
        encoding=asked.encoding,
        lexicon=asked.lexicon,
    )
    table = document_rows(found.report.document, as_of=asked.day or dated(path.name), said=said(asked))
    prose = _sort_statements(found, asked.on)
    return prose + sort_rows(ledger, plans, table)


def _sort_statements(found: Matched, on: date) -> Sorted:
    """What a document says: a statement that nothing was credited for is a claim, whether it waits or not."""
    told: dict[str, list[Match]] = defaultdict(list)
    for each in (*found.matches.matches, *found.matches.without_number):
        told[each.statement.id].append(each)
    without_number = {each.statement.id for each in found.matches.without_number}
    reading = found.report.reading
    statements = (*reading.statements, *reading.events)
    claims: list[Claim] = []
    for statement in statements:
        matches = told.get(statement.id, [])
        decisions = {each.decision for each in matches} if statement.id not in without_number else set()
        if Decision.CREDITED not in decisions:
            waits = Decision.REVIEW in decisions
            claims.append(_claim(found, statement, matches, on, waits=waits))
    review = sum(claim.decision == "review" for claim in claims)
    counts = Counts(len(statements), len(statements) - len(claims), review, len(claims) - review)
    rows = [row._replace(reported_on=UNSAID) for row in found.achievements]
    return Sorted(counts, tuple(rows), tuple(claims), (), found.report.problems)


def _claim(found: Matched, statement: Statement, matches: Sequence[Match], on: date, *, waits: bool) -> Claim:
    best = sorted(matches, key=lambda each: -each.score)
    candidates = (Candidate(each.plan, each.target, each.decision, each.score, each.reasons) for each in best)
    source = found.report.source(statement)
    return Claim(statement, source, "review" if waits else "unmatched", found.as_of, on, tuple(candidates))
