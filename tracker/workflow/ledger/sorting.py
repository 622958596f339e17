"""What came in sorted: matched, for review, unmatched or refused, each with its reason; the four add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import readers
from tracker.ledger import UNSAID, Claim, Counts, Ledger, New, Refused, write, write_rows
from tracker.model.achievement import Achievement
from tracker.model.plan import Measure, Plan
from tracker.problems import Problem
from tracker.rules.binding import bind
from tracker.workflow.documents import dated
from tracker.workflow.ledger.claiming import claim_of_row, claims_of_statements
from tracker.workflow.ledger.reading import standing_rows
from tracker.workflow.matching import Matched, match_rows

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


def sort_rows(ledger: Ledger, plans: Sequence[Plan], read: readers.Rows, asked: Asked, file: str) -> Sorted:
    """The rows of a table held against the plans; a correction is looked for among those that the ledger has."""
    rows, claims = _by_text(plans, read.achievements, asked, file)
    earlier = standing_rows(ledger) if any(row.supersedes or row.id for row in rows) else ()
    bound = bind(plans, (*earlier, *rows), date.max, None, asked.shares)
    unmatched, refused = (_own(aside, rows) for aside in (bound.unmatched, bound.refused))
    aside = unmatched | refused
    waiting = [reason for row in rows if id(row) not in aside and (reason := _doubt(row, plans))]
    review = _waiting(claims)
    counts = Counts(
        read.rows_in,
        len(rows) - len(aside) - len(waiting),
        len(waiting) + review,
        len(unmatched) + len(claims) - review,
        read.refused + len(refused),
    )
    places = {row.source for row in rows if id(row) in aside} if aside else frozenset()
    told = tuple(problem for problem in bound.problems if problem.source in places)
    reasons = Counter([*aside.values(), *waiting, *(f"text_{claim.decision}" for claim in claims)])
    wrong = tuple(problem for problem in read.problems if not problem.advice)
    return Sorted(counts, tuple(rows), tuple(claims), wrong, (*read.problems, *told), tuple(reasons.items()))


def _by_text(
    plans: Sequence[Plan], rows: Sequence[Achievement], asked: Asked, file: str
) -> tuple[Sequence[Achievement], list[Claim]]:
    """The rows that name a target, or whose words do; and the others, as claims."""
    if all(row.target and row.target.isascii() for row in rows):
        return rows, []
    found = match_rows(plans, rows, asked.lexicon)
    claims = [claim_of_row(row, matches, file, asked.on) for row, matches in found if not row.target]
    return [row for row, _ in found if row.target], claims


def _waiting(claims: Iterable[Claim]) -> int:
    return sum(claim.decision == "review" for claim in claims)


def _own(aside: Iterable[tuple[Achievement, str]], rows: Iterable[Achievement]) -> dict[int, str]:
    """Of the rows set aside those that came in, not those that the ledger has, each with the reason."""
    found = {id(row): reason for row, reason in aside}
    return {id(row): found[id(row)] for row in rows if id(row) in found} if found else {}


def _doubt(row: Achievement, plans: Sequence[Plan]) -> str:
    """Why a row that speaks of its target waits for a person; empty if it does not."""
    if not row.confirmed:
        return "unconfirmed"
    if row.mode != "point" or row.member or row.value is None:
        return ""
    told = (plan.by_id.get(row.target) for plan in plans if row.plan in ("", plan.id))
    return "stock_for_count" if any(target and target.kind is Measure.COUNT for target in told) else ""


def judged_on(path: Path, asked: Asked) -> date:
    """The day that a document is judged on."""
    return asked.day or min(dated(path.name) or asked.on, asked.on)


def sort_report(ledger: Ledger, plans: Sequence[Plan], found: Matched, asked: Asked, file: str) -> Sorted:
    """The statements of a document, as matched to the plans, and the rows of its tables."""
    from tracker.readers.tablerows import document_rows

    told_on = asked.day or dated(Path(found.name).name)
    table = document_rows(found.report.document, as_of=told_on, said=said(asked))
    prose = _sort_statements(found, asked.on)
    return prose + sort_rows(ledger, plans, table, asked, file)


def _sort_statements(found: Matched, on: date) -> Sorted:
    """What a document says: a statement that nothing was credited for is a claim."""
    reading = found.report.reading
    statements = (*reading.statements, *reading.events)
    claims = tuple(claims_of_statements(statements, found.matches, found.report.source, found.as_of, on))
    review = _waiting(claims)
    counts = Counts(len(statements), len(statements) - len(claims), review, len(claims) - review)
    rows = [row._replace(reported_on=UNSAID) for row in found.achievements]
    return Sorted(counts, tuple(rows), claims, (), found.report.problems)
