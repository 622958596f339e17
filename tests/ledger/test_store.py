"""The file itself: all or nothing, twice is once, nothing can be changed unseen, and what goes wrong is said."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.gates.project import ROOT
from tracker.ledger import Appended, By, Entry, Kind, Ledger, LedgerError, New, Undone, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def rows(*names: str) -> Iterator[New]:
    return (New(Kind.ROW, f'["{name}"]', name.encode()) for name in names)


def document(name: str) -> New:
    return New(Kind.DOCUMENT, f'"{name}"', f"document {name}".encode())


def take_in(ledger: Ledger, *names: str) -> Appended:
    """An import of rows, as a document of its own."""
    return ledger.take_in(document(" ".join(names)), rows(*names))


def undo(batch: int, on: date = date(2021, 7, 1)) -> New:
    return write(Undone(batch, on, By("somebody", datetime(2021, 7, 1))))


def contents(ledger: Ledger, known_at: date | None = None) -> list[str]:
    return [content for _, page in ledger.rows(known_at) for content in page]


def test_entries_come_back_in_order_and_chained(path: Path) -> None:
    with Ledger(path) as ledger:
        take_in(ledger, "a", "b")
        ledger.append([New(Kind.PLAN, "{}")])
    with Ledger(path, read_only=True) as ledger:
        assert [(entry.seq, entry.kind, entry.batch) for entry in ledger.entries()] == [
            (1, Kind.DOCUMENT, 1), (2, Kind.ROW, 1), (3, Kind.ROW, 1), (4, Kind.PLAN, 0),
        ]  # fmt: skip
        assert ledger.entry(4) == list(ledger.entries())[-1]
        assert ledger.entry(5) is None
        assert ledger.head[0] == 4
        assert ledger.verify() is None


def test_twice_is_once_in_any_order_and_any_split(path: Path) -> None:
    with Ledger(path) as ledger:
        assert take_in(ledger, "a", "b", "a") == (1, (True, True, False))
        assert take_in(ledger, "b", "a") == (0, (False, False))
        assert take_in(ledger, "b", "c") == (4, (False, True))
        assert contents(ledger) == ['["a"]', '["b"]', '["c"]']


def test_a_document_that_is_known_brings_nothing(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.take_in(document("x"), rows("a"))
        assert ledger.take_in(document("x"), rows("b")) == (0, (False,))


def test_what_was_undone_may_come_again(path: Path) -> None:
    with Ledger(path) as ledger:
        first = take_in(ledger, "a", "b").batch
        ledger.append([undo(first)])
        assert ledger.append([undo(first)]).new == (False,)
        assert contents(ledger) == []
        assert contents(ledger, date(2021, 6, 30)) == ['["a"]', '["b"]']
        assert contents(ledger, date(2021, 7, 1)) == []
        assert take_in(ledger, "b").new == (True,)
        assert contents(ledger) == ['["b"]']
        assert ledger.verify() is None
        assert len(list(ledger.entries())) == 6
        assert ledger.undone() == {first: date(2021, 7, 1)}


def test_a_single_entry_is_undone_and_another_takes_its_place(path: Path) -> None:
    with Ledger(path) as ledger:
        first = take_in(ledger, "a", "b").batch
        taken_back = write(Undone(first, date(2021, 7, 1), By("somebody", datetime(2021, 7, 1)), (3,)))
        assert ledger.append_if_new(taken_back, rows("a", "b", "c"), batch=first)
        assert not ledger.append_if_new(taken_back, rows("d"), batch=first)
        assert contents(ledger) == ['["a"]', '["b"]', '["c"]']
        assert [entry.seq for entry in ledger.entries(Kind.ROW, standing=True)] == [2, 5, 6]
        assert (ledger.undone(), ledger.taken_back()) == ({}, {3})
        assert ledger.taken_back(date(2021, 6, 30)) == set()
        ledger.append([undo(first)])
        assert contents(ledger) == []


def test_entries_are_put_back_as_they_were(path: Path, tmp_path: Path) -> None:
    with Ledger(path) as ledger:
        take_in(ledger, "a", "b")
        entries = list(ledger.entries())
    with Ledger(tmp_path / "other.db") as other:
        other.put_back(entries)
        assert list(other.entries()) == entries


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_what_does_not_follow_is_not_put_back(path: Path, tmp_path: Path, wrong: int) -> None:
    with Ledger(path) as ledger:
        take_in(ledger, "a", "b")
        entries = list(ledger.entries())
    for bad in (entries[wrong]._replace(content='["x"]'), Entry(9, *entries[wrong][1:])):
        with Ledger(tmp_path / "other.db") as other:
            with pytest.raises(LedgerError) as told:
                other.put_back([*entries[:wrong], bad, *entries[wrong + 1 :]])
            assert (told.value.code, told.value.params["place"]) == ("B111", wrong)
            assert list(other.entries()) == []


def test_an_append_that_fails_in_the_middle_leaves_nothing(path: Path) -> None:
    def broken() -> Iterator[New]:
        yield from rows("a")
        raise RuntimeError("the pipe broke")

    with Ledger(path) as ledger:
        with pytest.raises(RuntimeError):
            ledger.append(broken())
        assert list(ledger.entries()) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entry SET content = '[\"x\"]' WHERE seq = 2", (2, "altered")),
        ("UPDATE entry SET kind = 'plan' WHERE seq = 3", (3, "altered")),
        ("UPDATE entry SET batch = 9 WHERE seq = 1", (1, "altered")),
        ("UPDATE entry SET key = x'00' WHERE seq = 1", (1, "altered")),
        ("UPDATE entry SET hash = zeroblob(32) WHERE seq = 2", (2, "altered")),
        ("DELETE FROM entry WHERE seq = 2", (2, "missing")),
        ("DELETE FROM entry WHERE seq = 1", (1, "missing")),
        ("UPDATE entry SET seq = -seq WHERE seq IN (1, 2)", (1, "missing")),
        ("UPDATE entry SET content = (SELECT content FROM entry WHERE seq = 3) WHERE seq = 2", (2, "altered")),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_was_changed_behind_its_back_is_found(path: Path, statement: str, found: tuple[int, str]) -> None:
    with Ledger(path) as ledger:
        ledger.take_in(document("d"), rows("a", "b", "c"))
    base = sqlite3.connect(path)
    for name in ("entry_stays", "entry_remains"):
        base.execute(f"DROP TRIGGER {name}")
    base.execute(statement)
    base.commit()
    base.close()
    with Ledger(path) as ledger:
        assert ledger.verify() == found


@pytest.mark.parametrize("statement", ["UPDATE entry SET content = ''", "DELETE FROM entry"])
def test_nothing_can_be_changed_by_accident(path: Path, statement: str) -> None:
    with Ledger(path) as ledger:
        ledger.append(rows("a"))
        with pytest.raises(sqlite3.IntegrityError):
            ledger.base.execute(statement)


def code_of(action: object) -> str:
    """The code of the complaint that an action ends in."""
    assert callable(action)
    with pytest.raises(LedgerError) as told:
        action()
    return told.value.code


def test_what_is_no_ledger(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" * 1000)
    assert code_of(lambda: Ledger(path)) == "B102"
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE t (x)")
    assert code_of(lambda: Ledger(other)) == "B102"
    assert code_of(lambda: Ledger(tmp_path / "none.db", read_only=True)) == "B101"
    assert code_of(lambda: Ledger(tmp_path / "no folder" / "ledger.db")) == "B108"


def test_a_ledger_that_is_only_read_cannot_be_written(path: Path) -> None:
    with Ledger(path) as ledger:
        take_in(ledger, "a")
    with Ledger(path, read_only=True) as ledger:
        assert code_of(lambda: take_in(ledger, "b")) == "B105"
        assert contents(ledger) == ['["a"]']


def test_a_ledger_of_a_later_version_is_left_alone(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.base.execute("PRAGMA user_version = 99")
    assert code_of(lambda: Ledger(path)) == "B103"


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    with Ledger(path, journal="delete") as ledger:
        ledger.append(rows(*(f"row {n}" * 50 for n in range(500))))
    raw = bytearray(path.read_bytes())
    raw[8192:40960] = os.urandom(40960 - 8192)
    path.write_bytes(raw)
    assert found_in(path) in ("B107", "altered", "file")


def found_in(path: Path) -> str:
    """What a check of a ledger says: a complaint, or the reason of the first entry that is not as it was written."""
    with Ledger(path) as ledger, contextlib.suppress(LedgerError):
        broken = ledger.verify()
        return broken.reason if broken else ""
    return "B107"


def test_a_disk_that_fills_up_leaves_a_ledger_that_verifies(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.take_in(document("d"), rows(*(f"row {n}" for n in range(100))))
    program = f"""
import resource
from pathlib import Path
from tests.ledger.test_store import document, rows
from tracker.ledger import Ledger, LedgerError
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Ledger(Path({str(path)!r})) as ledger:
    try:
        ledger.take_in(document("more"), rows(*(f"more {{n}}" * 40 for n in range(5000))))
    except LedgerError as error:
        print(error.code)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "B106", done.stderr
    with Ledger(path) as ledger:
        assert ledger.verify() is None
        assert len(contents(ledger)) == 100
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


WRITER = """
import sys
from pathlib import Path
from tests.ledger.test_store import take_in
from tracker.ledger import Ledger
with Ledger(Path(sys.argv[1])) as ledger:
    for n in range(int(sys.argv[3])):
        take_in(ledger, f"{sys.argv[2]}-{n}")
        print(n, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A process that appends one row after the other, and says each once it is written."""
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_several_writers_at_once_lose_nothing(path: Path) -> None:
    Ledger(path).close()
    running = [writer(path, f"writer{number}", 40) for number in range(4)]
    assert [process.communicate()[1] or process.returncode for process in running] == [0, 0, 0, 0]
    with Ledger(path) as ledger:
        assert ledger.verify() is None
        assert len(contents(ledger)) == 160


def test_a_writer_that_is_killed_loses_nothing_that_it_said(path: Path) -> None:
    Ledger(path).close()
    acknowledged = 0
    for trial in range(3):
        process = writer(path, f"trial{trial}", 10_000)
        time.sleep(0.5 + 0.2 * trial)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        acknowledged += len(out.splitlines())
        with Ledger(path) as ledger:
            assert ledger.verify() is None
            assert len(contents(ledger)) >= acknowledged
    assert acknowledged > 0
