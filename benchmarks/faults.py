"""What a ledger survives: killed writers, many at once, a full disk, entries changed behind its back.

    python benchmarks/faults.py [--kills 200] [--processes 8] [--imports 500] [--changes 200] [--write]

Every part counts what was acknowledged (said on stdout after the append returned) and holds it against what the ledger
has and what its check says. `--write` puts the figures into faults.md. The moments and places are made up by
arithmetic, the same in every run; what the machine does in between is not.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workload import mixed

from tracker.ledger import Ledger

HERE = Path(__file__).parent
WRITER = """
import sys
from pathlib import Path
from tracker.ledger import Kind, Ledger, New
path, name, count, rows = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with Ledger(path) as ledger:
    for n in range(count):
        said = [f"{name}-{n}-{row}" for row in range(rows)]
        document = New(Kind.DOCUMENT, f'{{"name":"{name}-{n}"}}', f"document {name} {n}".encode())
        ledger.take_in(document, [New(Kind.ROW, f'["{each}"]', each.encode()) for each in said])
        print(n, flush=True)
"""
FULL = """
import resource, signal, sys
from pathlib import Path
from tracker.ledger import Kind, Ledger, LedgerError, New
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Ledger(Path(sys.argv[1])) as ledger:
        for n in range(10000):
            ledger.append([New(Kind.ROW, f'["{n}-{row}"]', f"{n} {row}".encode()) for row in range(20)])
            print(n, flush=True)
except LedgerError as error:
    print(error.code, file=sys.stderr)
"""
ROWS = 5
"""Rows of an import."""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def held(path: Path) -> list[str]:
    """The rows of a ledger, after its check has found nothing."""
    with Ledger(path) as ledger:
        broken = ledger.verify()
        if broken is not None:
            raise SystemExit(f"{path}: {broken}")
        return [content for _, page in ledger.rows() for content in page]


def killed(folder: Path, times: int) -> str:
    """A writer is killed at a moment that nobody chose, again and again, over one ledger."""
    path, acknowledged, cut = folder / "killed.db", 0, 0
    Ledger(path).close()
    for trial in range(times):
        writer = started(WRITER, path, f"t{trial}", 100_000, ROWS)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(mixed(trial) % 1000 / 10_000)
        writer.send_signal(signal.SIGKILL)
        acknowledged += 1 + len([line for line in writer.communicate()[0].splitlines() if line.isdigit()])
        rows = held(path)
        whole, rest = divmod(len(rows), ROWS)
        if rest or whole < acknowledged:
            raise SystemExit(f"kill {trial}: {acknowledged} imports acknowledged, {len(rows)} rows held")
        cut = whole - acknowledged
    return (
        f"| kill −9, {times} times | {acknowledged:,} imports of {ROWS} rows acknowledged | 0 lost, 0 by halves, "
        f"chain whole after every kill; {cut} written but not yet acknowledged |"
    )


def at_once(folder: Path, processes: int, imports: int) -> str:
    """Several processes write into one ledger."""
    path = folder / "many.db"
    Ledger(path).close()
    begun = time.monotonic()
    running = [started(WRITER, path, f"p{number}", imports, ROWS) for number in range(processes)]
    ended = [(process.communicate(), process.returncode) for process in running]
    seconds = time.monotonic() - begun
    if any(code for _, code in ended):
        raise SystemExit(str([said[1] for said, code in ended if code]))
    rows = held(path)
    if len(rows) != processes * imports * ROWS or len(set(rows)) != len(rows):
        raise SystemExit(f"{len(rows)} rows held")
    return (
        f"| {processes} processes × {imports} imports | {len(rows):,} rows | all there, chain whole, "
        f"{processes * imports / seconds:.0f} imports a second |"
    )


def full(folder: Path, times: int) -> str:
    """The disk fills up at another size each time."""
    acknowledged = 0
    for trial in range(times):
        path = folder / f"full{trial}.db"
        writer = started(FULL, path, 60_000 + mixed(trial) % 3_000_000)
        out, err = writer.communicate()
        said = len(out.split())
        if err.strip() not in ("B106", "B109"):
            raise SystemExit(f"full {trial}: {err}")
        if len(held(path)) != said * 20:
            raise SystemExit(f"full {trial}: {said} acknowledged, {len(held(path))} rows held")
        acknowledged += said
    return (
        f"| disk full (RLIMIT_FSIZE), {times} sizes | {acknowledged:,} appends acknowledged | "
        "0 lost, said as such, chain whole |"
    )


CHANGES: tuple[Callable[[sqlite3.Connection, int, int], object], ...] = (
    lambda base, one, _: base.execute("UPDATE entry SET content = content || ' ' WHERE seq = ?", (one,)),
    lambda base, one, _: base.execute("UPDATE entry SET kind = 'plan' WHERE seq = ?", (one,)),
    lambda base, one, _: base.execute("UPDATE entry SET batch = batch + 1 WHERE seq = ?", (one,)),
    lambda base, one, _: base.execute("UPDATE entry SET key = zeroblob(16) WHERE seq = ?", (one,)),
    lambda base, one, _: base.execute("UPDATE entry SET hash = zeroblob(32) WHERE seq = ?", (one,)),
    lambda base, one, _: base.execute("DELETE FROM entry WHERE seq = ?", (one,)),
    lambda base, one, other: base.executemany(
        "UPDATE entry SET seq = ? WHERE seq = ?", [(-1, one), (one, other), (other, -1)]
    ),
)


def changed(folder: Path, times: int) -> str:
    """One entry is changed, left out, or changes places with another."""
    path = folder / "changed.db"
    with Ledger(path, journal="delete"):
        pass
    started(WRITER, path, "c", 200, ROWS).communicate()
    with Ledger(path) as ledger:
        count, _ = ledger.head
    base = sqlite3.connect(path, isolation_level=None)
    for name in ("entry_stays", "entry_remains"):
        base.execute(f"DROP TRIGGER {name}")
    pristine, first = sqlite3.connect(":memory:"), 0
    base.backup(pristine)
    for trial in range(times):
        one = 1 + mixed(trial, 1) % (count - 1)
        other = one + 1 + mixed(trial, 2) % (count - one)
        base.execute("BEGIN")
        CHANGES[trial % len(CHANGES)](base, one, other)
        base.execute("COMMIT")
        with Ledger(path, read_only=True) as ledger:
            broken = ledger.verify()
        if broken is None:
            raise SystemExit(f"change {trial} of entry {one} was not found")
        first += broken.seq == one
        pristine.backup(base)
    base.close()
    return (
        f"| {times} changes of one of {count:,} entries, of {len(CHANGES)} kinds | {times} found | "
        f"{first} at the very entry |"
    )


def main() -> None:
    """Run every part and show the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--imports", type=int, default=500)
    parser.add_argument("--sizes", type=int, default=20)
    parser.add_argument("--changes", type=int, default=210)
    parser.add_argument("--write", action="store_true", help="put the figures into faults.md")
    asked = parser.parse_args()
    lines = ["| what happens | how much | outcome |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part, arguments in (
            (changed, (asked.changes,)),
            (full, (asked.sizes,)),
            (at_once, (asked.processes, asked.imports)),
            (killed, (asked.kills,)),
        ):
            lines.append(part(folder, *arguments))
            print(lines[-1], flush=True)
    if asked.write:
        page = HERE / "faults.md"
        head, mark, _ = page.read_text("utf-8").partition("<!-- measured -->")
        page.write_text(f"{head}{mark}\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
