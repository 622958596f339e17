"""What entries hold, kind by kind: frozen values, JSON in and out. Rows, which are many, have a room of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Literal

from tracker.ledger.entry import Entry, Kind, New, key_of
from tracker.ledger.reasons import Reasons
from tracker.ledger.rows import said_in
from tracker.model.match import Decision, Match
from tracker.model.statement import Statement
from tracker.problems import Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class By:
    """Who made an entry, when (UTC), and why."""

    who: str
    when: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows or statements of a file: the last four add up to the first.

    >>> Counts(3, 1, 1, 1, 0).adds_up
    True
    """

    came_in: int = 0
    matched: int = 0
    review: int = 0
    unmatched: int = 0
    refused: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether nothing was lost."""
        return self.came_in == self.matched + self.review + self.unmatched + self.refused

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__slots__))


@dataclass(frozen=True, slots=True)
class Imported:
    """DOCUMENT: a file taken in. `digest` is the SHA-256 of its bytes, `on` the day that rows without one are of.

    `org`, `period` and `as_of` are what was said of it, not what stands in it.
    """

    name: str
    digest: str
    form: Literal["rows", "document"]
    counts: Counts
    on: date
    by: By
    org: str = ""
    period: str = ""
    as_of: date | None = None

    @property
    def key(self) -> bytes:
        """The same bytes are the same document."""
        return key_of("document", self.digest)


@dataclass(frozen=True, slots=True)
class Refused:
    """REFUSED: a row that could not be used: where it stands, and the problem as the catalogue has it."""

    source: Source
    code: str
    params: Mapping[str, str]
    excerpt: str = ""

    @property
    def key(self) -> bytes:
        """The same fault of the same line is the same, wherever it stands."""
        return key_of("refused", self.code, self.excerpt, *(f"{name}={self.params[name]}" for name in self.params))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that a statement may tell of; `score` from 0 to 1, the reasons in the order of their weight."""

    plan: str
    target: str
    decision: Decision
    score: Fraction
    reasons: Reasons = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """CLAIM: a statement of a document that was credited to no target, with those that it may tell of, the best first.

    `judged` is the day that the document was matched for, `on` the day on which it was reported. Of a row of a table
    that names no target, `row` is the row as an entry holds it, and the statement what it says in words.
    """

    statement: Statement
    source: Source
    decision: Literal["review", "unmatched"]
    judged: date
    on: date
    candidates: tuple[Candidate, ...] = ()
    row: str = ""

    @property
    def key(self) -> bytes:
        """The same words with the same figure are the same claim, wherever they stand; of a row, all that it says."""
        said = self.statement
        if self.row:
            return key_of("claim", said.subject, *said_in(self.row))
        return key_of("claim", said.kind, said.sentence, said.clause, said.quote, said.subject, said.org)

    @property
    def alike(self) -> bytes:
        """What is decided likewise once decided: the same claim; of a row, the same text in the same unit."""
        return key_of("row", self.statement.subject, self.statement.unit) if self.row else self.key

    @property
    def matches(self) -> tuple[Match, ...]:
        """The candidates as matching gave them."""
        return tuple(
            Match(each.plan, each.target, self.statement, each.decision, each.score, each.reasons)
            for each in self.candidates
        )


class Verdict(StrEnum):
    """What a person decided on a claim."""

    CREDIT = "credit"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decided:
    """DECISION: what a person made of a claim; the latest holds. A claim that is credited brings a ROW with it.

    `claim` is the number of its entry; `plan` and `target` are what it was credited to, `on` the day from which it is
    known.
    """

    claim: int
    verdict: Verdict
    by: By
    plan: str = ""
    target: str = ""
    on: date = date.min


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """PLAN: a plan as it stood when an import first met it; `digest` is the SHA-256 of `text`.

    `words` changes with the lexicons that it was matched by: the program's, the workspace's, its own.
    """

    id: str
    file: str
    digest: str
    text: str
    by: By
    words: str = ""

    @property
    def key(self) -> bytes:
        """The same text under the same words is the same version."""
        return key_of("plan", self.id, self.digest, self.words)


@dataclass(frozen=True, slots=True)
class Undone:
    """UNDO: an import that no longer counts from the day `on`; of one, the `entries` alone, where any are named."""

    batch: int
    on: date
    by: By
    entries: tuple[int, ...] = ()

    @property
    def key(self) -> bytes:
        """The same is undone once."""
        return key_of("undo", *map(str, (self.batch, *self.entries)))


@dataclass(frozen=True, slots=True)
class Closed:
    """CLOSE: a period as published: what was known by the day `known_at`, as the JSON of its summary.

    `head` is the hash of the last entry before it.
    """

    period: str
    known_at: date
    published: str
    head: str
    by: By


Content = Imported | Refused | Claim | Decided | PlanVersion | Undone | Closed

TYPES: Mapping[Kind, type[Content]] = {
    Kind.DOCUMENT: Imported,
    Kind.REFUSED: Refused,
    Kind.CLAIM: Claim,
    Kind.DECISION: Decided,
    Kind.PLAN: PlanVersion,
    Kind.UNDO: Undone,
    Kind.CLOSE: Closed,
}
"""What the entries of each kind hold."""

_KINDS = {held: kind for kind, held in TYPES.items()}


def write(content: Content) -> New:
    """A content as an entry to be appended, with the key by which it is known again.

    >>> undone = Undone(7, date(2021, 7, 1), By("督查室", datetime(2021, 7, 1, 2)))
    >>> write(undone).content
    '{"batch":7,"on":"2021-07-01","by":{"who":"督查室","when":"2021-07-01T02:00:00"}}'
    >>> read(Entry(9, Kind.UNDO, 0, b"", write(undone).content, b"")) == undone
    True
    """
    kind = _KINDS[type(content)]
    made = _adapter(kind).dump_json(content, exclude_defaults=True).decode("utf-8")
    return New(kind, made, getattr(content, "key", b""))


def read(entry: Entry) -> Content:
    """The content of an entry that is no row."""
    return _adapter(entry.kind).validate_json(entry.content)


@cache
def _adapter(kind: Kind) -> TypeAdapter[Content]:
    from pydantic import TypeAdapter

    return TypeAdapter(TYPES[kind])
