"""What an import left open held against the plans and words of today: for when these were mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker import matching
from tracker.ledger import UNSAID, Claim, Counts, Kind, Ledger, New, Undone, read_row, read_rows, write, write_rows
from tracker.model.achievement import Achievement
from tracker.model.match import Matches
from tracker.model.plan import Plan
from tracker.model.statement import Kind as Said
from tracker.model.statement import Reading
from tracker.rules.binding import bind
from tracker.workflow.ledger.claiming import claim_of_row, claims_of_statements
from tracker.workflow.ledger.reading import Waiting, decisions, standing_claims
from tracker.workflow.lexicons import lexicon_of_plan
from tracker.workflow.matching import match_rows

if TYPE_CHECKING:
    from tracker.workflow.ledger.importing import Asked


class Otherwise(NamedTuple):
    """What a claim has become: rows where it is credited now, else a claim with other candidates."""

    before: Waiting
    rows: Sequence[Achievement] = ()
    claim: Claim | None = None

    @property
    def entries(self) -> Iterator[New]:
        """What takes the claim's place; its rows were reported when it was."""
        yield from write_rows(self.rows, self.before.claim.source.file, self.before.claim.on)
        if self.claim is not None:
            yield write(self.claim)


def match_again(ledger: Ledger, plans: Sequence[Plan], batch: int, asked: Asked) -> Counts:
    """Match the claims of an import anew that nobody has decided on; those that come out otherwise take their place.

    What was credited or decided stays. Nothing is done where no plan or word has changed since the import.

    Returns:
        How many came out otherwise, and as what; if none did, nothing is written.
    """
    if all(entry.seq < batch for entry in ledger.entries(Kind.PLAN)):
        return Counts()
    claims = list(standing_claims(ledger, batch=batch))
    decided = {each.claim for _, each in decisions(ledger, standing=True)}
    found = [each for each in _otherwise(claims, plans, asked) if each.before.seq not in decided]
    if any(each.rows for each in found):
        counted = _values(row for number, page in ledger.rows() if number == batch for row in read_rows(page, ""))
        found = [each for each in found if _fits(each.rows, plans, counted)]
    undone = Undone(batch, asked.on, asked.by, tuple(each.before.seq for each in found))
    entries = [entry for each in found for entry in each.entries]
    if not found or not ledger.append_if_new(write(undone), entries, batch=batch):
        return Counts()
    review = sum(each.claim is not None and each.claim.decision == "review" for each in found)
    matched = sum(each.claim is None for each in found)
    return Counts(len(found), matched, review, len(found) - matched - review)


Slot = tuple[object, ...]


def _values(rows: Iterable[Achievement]) -> Mapping[Slot, set[object]]:
    values: dict[Slot, set[object]] = defaultdict(set)
    for row in rows:
        values[row.plan, row.target, row.org, row.as_of, row.mode].add(row.value)
    return values


def _fits(rows: Sequence[Achievement], plans: Sequence[Plan], counted: Mapping[Slot, set[object]]) -> bool:
    """Whether rows count for their targets, and say nothing else than what was credited of the same document."""
    told = _values(rows)
    return not bind(plans, rows, date.max).problems and all(
        told[slot] == counted[slot] for slot in told if slot in counted
    )


def _otherwise(claims: Sequence[Waiting], plans: Sequence[Plan], asked: Asked) -> Iterator[Otherwise]:
    """The claims that come out otherwise."""
    prose = [each for each in claims if not each.claim.row]
    if prose:
        yield from _statements(prose, plans, asked)
    yield from _rows([each for each in claims if each.claim.row], plans, asked)


def _statements(claims: Sequence[Waiting], plans: Sequence[Plan], asked: Asked) -> Iterator[Otherwise]:
    """The statements of a document that come out otherwise, matched all together as when it was read."""
    first = claims[0].claim
    told = [each.claim.statement for each in claims]
    source = {each.claim.statement.id: each.claim.source for each in claims}
    numbers, events = (tuple(each for each in told if (each.kind is Said.EVENT) is event) for event in (False, True))
    reading = Reading(first.source.file, numbers, events)
    lexicons = [(plan, lexicon_of_plan(plan, asked.lexicon)) for plan in plans]
    found = matching.together(
        [matching.match(plan, reading, as_of=first.judged, lexicon=lexicon) for plan, lexicon in lexicons]
    )
    left = claims_of_statements(told, found, lambda each: source[each.id], first.judged, first.on)
    claimed = {claim.statement.id: claim for claim in left}
    for each in claims:
        name = each.claim.statement.id
        if name not in claimed:
            matches = Matches(tuple(match for match in found.matches if match.statement.id == name))
            rows = matching.achievements(matches, plans, as_of=first.judged, source=lambda said: source[said.id])
            yield Otherwise(each, [row._replace(reported_on=UNSAID) for row in rows])
        elif _told(claimed[name]) != _told(each.claim):
            yield Otherwise(each, claim=claimed[name])


def _rows(claims: Sequence[Waiting], plans: Sequence[Plan], asked: Asked) -> Iterator[Otherwise]:
    """The rows in words that come out otherwise."""
    rows = [read_row(each.claim.row, each.claim.source.file) for each in claims]
    for before, (row, matches) in zip(claims, match_rows(plans, rows, asked.lexicon), strict=True):
        if row.target:
            yield Otherwise(before, [row])
            continue
        claim = claim_of_row(row, matches, before.claim.source.file, before.claim.on)
        if _told(claim) != _told(before.claim):
            yield Otherwise(before, claim=claim)


def _told(claim: Claim) -> tuple[object, ...]:
    """What a person would see of a claim, but for the scores."""
    return claim.decision, [(each.plan, each.target, each.decision) for each in claim.candidates]
