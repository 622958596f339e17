"""Whatever is done to a ledger in whatever order, it tells what a plain model of it tells, on every day, and verifies.

Each row has a name and the value 2^name, so that the sum of a target says which rows count for it. Some name their
target, some say it in words: of these some are credited, some wait for a person, some are of no target.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tracker.ledger import By, Kind, Ledger, LedgerError
from tracker.render.review import as_csv, table
from tracker.workflow import load_plan
from tracker.workflow.ledger.closing import close, closing_of, kept
from tracker.workflow.ledger.filled import read_filled
from tracker.workflow.ledger.importing import Asked, import_files
from tracker.workflow.ledger.portable import exported, restore
from tracker.workflow.ledger.reading import Waiting, standing_rows, undecided
from tracker.workflow.ledger.reviewing import Choice, Ruling, decide, decided_before, replay, revise, targets_of
from tracker.workflow.ledger.undoing import undo
from tracker.workflow.summary import Summary, summarize

FIRST = date(2021, 2, 1)
BY = By("somebody", datetime(2021, 1, 1))
TALKS, VISITS = {"id": "talks", "text": "举办健康讲座"}, {"id": "visits", "text": "上门服务"}
PLAN = load_plan({"plan": "p", "period": 2021, "targets": [{**each, "at_least": 10**6} for each in (TALKS, VISITS)]})
TARGETS = targets_of([PLAN])
NAMED = {name: ("talks", "visits")[name % 2] for name in range(6)}
IN_WORDS = {6: "开展健康讲座", 7: "开展健康讲座"}
DOUBTFUL = {8: "举办线上健康讲座", 9: "举办线上健康讲座", 10: "举办健康讲座比赛"}
STRANGE = {11: "淘汰老旧车辆", 12: "淘汰老旧车辆"}
CLAIMED = DOUBTFUL | STRANGE
TEXTS = IN_WORDS | CLAIMED
names = st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True)
answers = st.sampled_from(["", "talks", "visits"])
"""What a person decides: the target, or that it counts for none."""


@dataclass
class Row:
    """A row of the model: its import, its target, and the days between which it counts."""

    batch: int
    name: int
    target: str
    since: date
    until: date = date.max


@dataclass
class Claim:
    """A row in words that waits or was decided on; `row` is what it gave."""

    batch: int
    name: int
    seq: int
    answer: str | None = None
    row: Row | None = None


class Books(RuleBasedStateMachine):
    """A ledger beside lists that say what it must tell."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = Ledger(self.folder / "ledger.db")
        self.day = FIRST
        self.count = 0
        self.plan_is_kept = False
        self.undone: set[int] = set()
        self.files: dict[int, str] = {}
        self.rows: list[Row] = []
        self.claims: list[Claim] = []
        self.remembered: list[tuple[str, str, Claim]] = []
        self.closed: tuple[date, dict[str, int]] | None = None
        self.looked_at: object = None

    # -- what the model says

    def sums(self, known_at: date) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for row in self.rows:
            if row.since <= known_at < row.until:
                counts[row.target] += 2**row.name
        return dict(counts)

    @property
    def open(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.batch not in self.undone and claim.answer is None]

    @property
    def settled(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.batch not in self.undone and claim.answer is not None]

    def known(self) -> set[int]:
        rows = {row.name for row in self.rows if row.until == date.max and row.name not in CLAIMED}
        return rows | {claim.name for claim in self.claims if claim.batch not in self.undone}

    def settle(self, claim: Claim, answer: str) -> None:
        claim.answer = answer
        self.count += 1
        self.remembered.append((TEXTS[claim.name], answer, claim))
        if answer:
            claim.row = Row(claim.batch, claim.name, answer, self.day)
            self.rows.append(claim.row)
            self.count += 1

    def forget(self, claim: Claim) -> None:
        """What was decided of a claim no longer counts from today on."""
        if claim.row is not None:
            claim.row.until = self.day
        self.remembered = [each for each in self.remembered if each[2] is not claim]
        claim.answer = claim.row = None
        self.count += 1

    # -- what is done

    def waiting(self, claim: Claim) -> Waiting:
        return next(each for each in undecided(self.ledger, unmatched=True) if each.seq == claim.seq)

    def ruling(self, answer: str | None) -> Ruling:
        choice = None if answer is None else Choice("p", answer) if answer else Choice()
        return Ruling(choice, self.day, BY)

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(chosen=names)
    def import_table(self, chosen: list[int]) -> None:
        lines = [f"{NAMED.get(name, '')},{TEXTS.get(name, '')},2021-01-31,本月,{2**name}" for name in chosen]
        text = "\n".join(["目标编号,事项,截至,方式,数值", *lines]) + "\n"
        file = self.folder / "rows.csv"
        file.write_text(text, encoding="utf-8")
        (taken,) = import_files(self.ledger, [PLAN], [(file, False)], Asked(BY, self.day))
        replay(self.ledger, [PLAN], self.day, BY)
        self.count += not self.plan_is_kept
        self.plan_is_kept = True
        new = [name for name in chosen if name not in self.known()]
        same = any(text == held for batch, held in self.files.items() if batch not in self.undone)
        if same or not new:
            assert taken.batch == 0
            assert taken.seen_before
        else:
            assert taken.counts.adds_up
            assert (taken.batch, taken.new) == (self.count + 1, len(new))
            doubtful, strange = (sum(name in group for name in chosen) for group in (DOUBTFUL, STRANGE))
            assert (taken.counts.review, taken.counts.unmatched) == (doubtful, strange)
            self.files[taken.batch] = text
            self.keep(taken.batch, new)
        for claim in self.open:
            told = [answer for text, answer, _ in self.remembered if text == TEXTS[claim.name]]
            if told:
                self.settle(claim, told[-1])

    def keep(self, batch: int, new: list[int]) -> None:
        rows = [name for name in new if name not in CLAIMED]
        self.rows += [Row(batch, name, NAMED.get(name, "talks"), self.day) for name in rows]
        claims = [name for name in new if name in CLAIMED]
        self.claims += [Claim(batch, name, batch + len(rows) + place) for place, name in enumerate(claims, 1)]
        self.count += 1 + len(new)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), answer=answers)
    def review_one(self, data: st.DataObject, answer: str) -> None:
        claim = data.draw(st.sampled_from(self.open))
        waiting = self.waiting(claim)
        assert decide(self.ledger, [PLAN], waiting, self.ruling(answer)) == []
        self.settle(claim, answer)
        assert [each.code for each in decide(self.ledger, [PLAN], waiting, self.ruling(answer))] == ["B202"]

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def review_a_table(self, data: st.DataObject) -> None:
        queue = undecided(self.ledger, unmatched=True)
        head, *lines = table(queue, TARGETS, "zh")
        said = [data.draw(st.sampled_from(["", "不计", "talks", "visits"])) for _ in lines]
        filled = [[*line[:-2], decision, "看过"] for line, decision in zip(lines, said, strict=True)]
        file = self.folder / "filled.csv"
        file.write_text("".join(as_csv([head, *filled])), encoding="utf-8")
        told, problems = read_filled(file, queue, TARGETS)
        assert problems == []
        assert len(told) == sum(map(bool, said))
        for each in told:
            assert decide(self.ledger, [PLAN], each.waiting, Ruling(each.choice, self.day, BY)) == []
            (claim,) = (claim for claim in self.open if claim.seq == each.waiting.seq)
            self.settle(claim, each.choice.target)

    @precondition(lambda self: self.settled)
    @rule(data=st.data(), answer=st.none() | answers)
    def review_again(self, data: st.DataObject, answer: str | None) -> None:
        claim = data.draw(st.sampled_from(self.settled))
        (earlier,) = decided_before(self.ledger, [claim.seq])
        assert (earlier.decided.target, len(earlier.entries)) == (claim.answer, 1 + bool(claim.answer))
        assert revise(self.ledger, [PLAN], earlier, self.ruling(answer)) == []
        self.forget(claim)
        if answer is not None:
            self.settle(claim, answer)
        again = revise(self.ledger, [PLAN], earlier, self.ruling(answer))
        assert [each.code for each in again] == ["B202"]

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def undo_one(self, data: st.DataObject) -> None:
        batch = data.draw(st.sampled_from(sorted(self.files)))
        if batch in self.undone:
            with pytest.raises(LedgerError, match="B113"):
                undo(self.ledger, batch, self.day, BY)
            return
        undo(self.ledger, batch, self.day, BY)
        self.undone.add(batch)
        self.count += 1
        for row in self.rows:
            row.until = min(row.until, self.day) if row.batch == batch else row.until

    def summary(self, known_at: date) -> Summary:
        return summarize([PLAN], standing_rows(self.ledger, known_at), "2021-01", known_at=known_at)

    @rule()
    def close_the_month(self) -> None:
        close(self.ledger, self.summary(self.day), self.day, BY, again=True)
        self.closed = self.day, self.sums(self.day)
        self.count += 1
        self.day += timedelta(1)

    @precondition(lambda self: self.closed and self.looked_at != (self.closed, self.sums(self.day)))
    @invariant()
    def tells_what_changed_since_the_month_was_closed(self) -> None:
        assert self.closed is not None
        self.looked_at = self.closed, self.sums(self.day)
        on, then = self.closed
        found = kept(self.summary(self.day), self.ledger).ledger
        assert found is not None
        now = self.sums(self.day)
        assert found.closed_on == on
        assert sum(then.get(name) != now.get(name) for name in ("talks", "visits")) <= found.differing <= 2
        as_it_was = kept(self.summary(on), self.ledger).ledger
        assert as_it_was is not None
        assert as_it_was.differing == 0

    @rule()
    def out_and_in_again(self) -> None:
        before = self.ledger.head
        file, target = self.folder / "out.jsonl", self.folder / "again.db"
        file.write_text("".join(exported(self.ledger)), encoding="utf-8")
        assert restore(file, target) == before
        self.ledger.close()
        for rest in self.folder.glob("ledger.db*"):
            rest.unlink()
        target.rename(self.folder / "ledger.db")
        self.ledger = Ledger(self.folder / "ledger.db")

    # -- what always holds

    @invariant()
    def is_whole(self) -> None:
        assert self.ledger.verify() is None
        assert self.ledger.head[0] == self.count

    @invariant()
    def tells_what_was_known(self) -> None:
        for day in {FIRST, self.day - timedelta(20), self.day - timedelta(1), self.day}:
            counts: Counter[str] = Counter()
            for row in standing_rows(self.ledger, day):
                counts[row.target] += int(row.value or 0) if row.reported_on <= day else 0
            assert {name: n for name, n in counts.items() if n} == self.sums(day)

    @invariant()
    def knows_what_waits(self) -> None:
        assert {each.seq for each in undecided(self.ledger, unmatched=True)} == {claim.seq for claim in self.open}
        doubtful = {claim.seq for claim in self.open if claim.name in DOUBTFUL}
        assert {each.seq for each in undecided(self.ledger)} == doubtful

    @invariant()
    def published_what_was_known(self) -> None:
        if self.closed is not None:
            closing = closing_of(self.ledger, self.summary(self.day).period, ["p"])
            assert closing is not None
            published = json.loads(closing.published)["assessments"]
            assert {each["target"]: each["actual"] or 0 for each in published} == {
                "talks": 0,
                "visits": 0,
                **self.closed[1],
            }
            assert len(list(self.ledger.entries(Kind.CLOSE))) >= 1

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
