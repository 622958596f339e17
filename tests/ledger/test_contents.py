"""What entries hold comes back as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.calendar import Period
from tracker.ledger import (
    By,
    Candidate,
    Claim,
    Closed,
    Counts,
    Decided,
    Entry,
    Imported,
    Kind,
    PlanVersion,
    Refused,
    Undone,
    Verdict,
    read,
    write,
)
from tracker.ledger.contents import TYPES, Content
from tracker.model.match import Decision, Match, Reason
from tracker.model.statement import Kind as Counted
from tracker.model.statement import Role, Span, Statement
from tracker.problems import Source

BY = By("督查室", datetime(2021, 7, 5, 8, 30, tzinfo=UTC), "六月月报")
JUNE = Period(date(2021, 6, 1), date(2021, 6, 30))
STATEMENT = Statement(
    "s1", 3, 6, "62个", "建成示范卫生室62个", "建成示范卫生室62个", Counted.COUNT, Role.ACHIEVEMENT,
    value=Decimal("62.0"), unit="个", subject="示范卫生室", period=JUNE, flags=("inherited",), sentence_span=Span(0, 6),
)  # fmt: skip
REASONS = (
    Reason("score", {"score": Fraction(2, 3)}),
    Reason("runner_up_excluded", {"target": "村卫生室", "why": Reason("other_period", {"wanted": JUNE, "said": None})}),
    Reason("covered", {"words": ("示范", "卫生室")}),
)
CLAIM = Claim(
    STATEMENT, Source("六月.md", 2, 4, 3, 6, "", "62个"), "review", date(2021, 6, 30), date(2021, 7, 5),
    (Candidate("zibo", "clinics", Decision.REVIEW, Fraction(2, 3), REASONS),),
)  # fmt: skip
CONTENTS: list[Content] = [
    Imported("六月.xlsx", "ab", "rows", Counts(3, 1, 1, 1, 0), date(2021, 7, 5), BY, "临淄区", "2021-06"),
    Refused(Source("六月.xlsx", cell="G6"), "A301", {"found": "六"}, "clinics,六"),
    CLAIM,
    Decided(7, Verdict.CREDIT, BY, "zibo", "clinics"),
    PlanVersion("zibo", "zibo.yaml", "cd", "plan: zibo\n", BY),
    Undone(1, date(2021, 7, 6), BY),
    Closed("2021-06", date(2021, 7, 5), "{}", "ef", BY),
]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_comes_back_as_it_was(content: Content) -> None:
    new = write(content)
    assert read(Entry(1, new.kind, 0, new.key, new.content, b"")) == content


def test_every_kind_but_rows_is_among_them() -> None:
    assert {*TYPES, Kind.ROW} == set(Kind)
    assert {type(content) for content in CONTENTS} == set(TYPES.values())


def test_a_claim_gives_its_matches_back() -> None:
    (match,) = CLAIM.matches
    assert match == Match("zibo", "clinics", STATEMENT, Decision.REVIEW, Fraction(2, 3), REASONS)
