"""Whatever is done to a ledger in whatever order, it holds what a plain model of it holds, and verifies."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tracker.ledger import (
    UNSAID,
    By,
    Closed,
    Counts,
    Decided,
    Imported,
    Ledger,
    LedgerError,
    New,
    Verdict,
    read_rows,
    write,
    write_rows,
)
from tracker.model.achievement import Achievement
from tracker.problems import Source
from tracker.workflow.ledger.portable import exported, restore
from tracker.workflow.ledger.reading import standing_rows
from tracker.workflow.ledger.undoing import undo

FIRST = date(2021, 1, 1)
BY = By("somebody", datetime(2021, 1, 1))
rows = st.lists(st.integers(0, 12), min_size=1, max_size=6)


def entries(names: list[int], on: date) -> list[New]:
    said = [
        Achievement(target=f"t{name}", as_of=FIRST, reported_on=UNSAID, source=Source("f.csv", place))
        for place, name in enumerate(names, 2)
    ]
    return list(write_rows(said, "f.csv", on))


class Books(RuleBasedStateMachine):
    """A ledger beside lists and sets that say what it must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = Ledger(self.folder / "ledger.db")
        self.day = FIRST
        self.imports: dict[int, list[tuple[str, date]]] = {}
        self.digests: dict[int, str] = {}
        self.undone: dict[int, date] = {}
        self.count = 0

    def standing(self, known_at: date) -> list[tuple[str, date]]:
        return [
            row
            for batch, held in self.imports.items()
            if batch not in self.undone or self.undone[batch] > known_at
            for row in held
        ]

    def known(self) -> set[str]:
        return {name for name, _ in self.standing(date.max)}

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(names=rows)
    def import_rows(self, names: list[int]) -> None:
        digest = ",".join(map(str, names))
        document = Imported("f.csv", digest, "rows", Counts(len(names), len(names)), self.day, BY)
        came = self.ledger.take_in(write(document), entries(names, self.day))
        known = self.known()
        new = [f"t{name}" for name in dict.fromkeys(names) if f"t{name}" not in known]
        same = any(self.digests[batch] == digest for batch in self.imports if batch not in self.undone)
        if same or not new:
            assert came.batch == 0
            return
        assert came.batch == self.count + 1
        assert sum(came.new) == len(new)
        self.imports[came.batch] = [(name, self.day) for name in new]
        self.digests[came.batch] = digest
        self.count += 1 + len(new)

    @precondition(lambda self: self.imports)
    @rule(data=st.data())
    def undo_one(self, data: st.DataObject) -> None:
        batch = data.draw(st.sampled_from(sorted(self.imports)))
        if batch in self.undone:
            with pytest.raises(LedgerError, match="B113"):
                undo(self.ledger, batch, self.day, BY)
            return
        undo(self.ledger, batch, self.day, BY)
        self.undone[batch] = self.day
        self.count += 1

    @precondition(lambda self: self.imports)
    @rule(data=st.data(), name=st.integers(20, 30))
    def decide(self, data: st.DataObject, name: int) -> None:
        batch = data.draw(st.sampled_from(sorted(self.imports)))
        if f"t{name}" in self.known():
            return
        decision = write(Decided(batch, Verdict.CREDIT, BY, "plan", f"t{name}"))
        self.ledger.append([decision, *entries([name], self.day)], batch=batch)
        self.imports[batch].append((f"t{name}", self.day))
        self.count += 2

    @rule()
    def close(self) -> None:
        _, head = self.ledger.head
        self.ledger.append([write(Closed("2021-01", self.day, "{}", head.hex(), BY))])
        self.count += 1

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

    @invariant()
    def is_whole(self) -> None:
        assert self.ledger.verify() is None
        assert self.ledger.head[0] == self.count

    @invariant()
    def holds_what_was_known(self) -> None:
        for day in (FIRST, self.day - timedelta(20), self.day):
            found = sorted((row.target, row.reported_on) for row in standing_rows(self.ledger, day))
            assert found == sorted(self.standing(day))
        everything = [row for _, page in self.ledger.rows(date.min) for row in read_rows(page, "f.csv")]
        assert len(everything) == sum(map(len, self.imports.values()))

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
