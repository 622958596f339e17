"""How much CPU time the program costs, as ratios: the same on a slow machine and on a fast one.

    python benchmarks/speed.py [--only a,b,c,d,e,f,g] [--write]

Whole processes are run in turn, A B A B …, after one warm-up each; their user and system time comes from the
kernel. What is reported is the median of the ratios B/A of neighbouring runs. `--write` puts the table into speed.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from processes import HERE, PYTHON, TRACKER, Command, in_turn, run
from workload import AS_OF, Size, write_journal, write_plans, write_rows

FLOOR = HERE / "floor.py"
LOAD_ALONE = (
    "import sys, yaml\n"
    "plans = []\n"
    "for name in sys.argv[1:]:\n"
    "    with open(name, 'rb') as file:\n"
    "        plans.append(yaml.load(file, Loader=yaml.CSafeLoader))\n"
)
DUCKDB_QUERY = (
    "import sys, duckdb\n"
    'duckdb.sql("SET threads = 1")\n'
    "print(duckdb.sql(f\"SELECT plan, target, sum(value) FROM read_csv('{sys.argv[1]}') GROUP BY ALL ORDER BY ALL\")"
    ".fetchall()[:3])\n"
)
FEW, MANY = 3, 9


class Line(NamedTuple):
    """One line of the table: what was compared, the bar, the ratios of the pairs."""

    key: str
    what: str
    bar: str
    ratios: tuple[float, ...]
    peak: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def holds(self) -> bool:
        sign, _, limit = self.bar.partition(" ")
        return not limit or (self.ratio < float(limit) if sign == "<" else self.ratio >= float(limit))


class Bench:
    """A folder for the made-up files, and the commands over them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *argv: object, name: str = "answer") -> Command:
        return Command(tuple(map(str, argv)), self.folder / f"{name}.out")

    def workload(self, size: Size) -> tuple[list[Path], Path]:
        folder = self.folder / "-".join(map(str, size))
        if folder.exists():
            return sorted(folder.glob("*.yaml")), folder / "rows.csv"
        folder.mkdir()
        return write_plans(folder, size), write_rows(folder / "rows.csv", size)

    def status(self, plans: Sequence[Path], rows: Path, *options: str) -> Command:
        return self.command(*TRACKER, "status", *plans, "--achievements", rows, "--as-of", AS_OF, *options)

    def known(self, plans: Sequence[Path], rows: Path, *options: str) -> Command:
        """The status of plans that were read before: the run that warms up keeps them."""
        return self.status(plans, rows, *options)._replace(cache=str(self.folder / "kept"))


def start_up(bench: Bench) -> Iterator[Line]:
    """(a) What it costs to say the version."""
    base = bench.command(PYTHON, "-c", "pass", name="base")
    ratios, peak = in_turn(base, bench.command(*TRACKER, "--version"), MANY)
    yield Line("a", "`tracker --version` / `python -c pass`", "< 6", ratios, peak)


def small(bench: Bench) -> Iterator[Line]:
    """(b) A unit's plan beside the floor of the libraries."""
    plans, rows = bench.workload(Size(50, 10))
    base = bench.command(PYTHON, FLOOR, plans[0], name="base")
    ratios, peak = in_turn(base, bench.status(plans, rows), MANY)
    yield Line("b", "`tracker status`, 50 targets, 500 rows / the libraries alone, 50 models, one table", "< 1.6",
               ratios, peak)  # fmt: skip


def large(bench: Bench) -> Iterator[Line]:
    """(c) A province's plans beside loading their YAML: as one plan, and as plans of a thousand targets."""
    for targets, per_plan in ((20_000, 20_000), (10_000, 1000), (20_000, 1000), (40_000, 1000)):
        plans, rows = bench.workload(Size(targets, 10, per_plan))
        base = bench.command(PYTHON, "-c", LOAD_ALONE, *plans, name="base")
        ratios, peak = in_turn(base, bench.status(plans, rows, "--json"), FEW)
        many = "one plan" if len(plans) == 1 else f"{len(plans)} plans"
        what = f"`tracker status --json`, {targets:,} targets in {many}, {targets * 10:,} rows / CSafeLoader alone"
        yield Line("c", what, "< 3", ratios, peak)


def linear(bench: Bench) -> Iterator[Line]:
    """(c) Twice the work for twice the targets."""
    for targets in (10_000, 20_000):
        half, whole = bench.workload(Size(targets, 10)), bench.workload(Size(2 * targets, 10))
        ratios, peak = in_turn(bench.status(*half, "--json"), bench.status(*whole, "--json"), FEW)
        what = f"`tracker status --json`, {2 * targets:,} targets / {targets:,} targets"
        yield Line("c", what, "< 2.2", ratios, peak)


def peers(bench: Bench) -> Iterator[Line]:
    """(d) Many rows on few targets beside a program for budgets, and beside a bare sum."""
    size = Size(500, 200, counts_only=True)
    plans, rows = bench.workload(size)
    ours = bench.status(plans, rows)
    if shutil.which("hledger"):
        journal = write_journal(bench.folder / "rows.journal", size)
        theirs = bench.command("hledger", "balance", "--budget", "--yearly", "-f", journal, "plan-", name="base")
        ratios, peak = in_turn(theirs, ours, FEW)
        ratios = tuple(1 / ratio for ratio in ratios)
        yield Line("d", "`hledger balance --budget` / `tracker status`, 100,000 rows on 500 targets", "≥ 5",
                   ratios, peak)  # fmt: skip
    else:
        print("d: hledger is not installed, that line is left out (Debian: apt-get install hledger)", file=sys.stderr)
    try:
        run(bench.command(PYTHON, "-c", "import duckdb"))
    except RuntimeError:
        print("d: duckdb is not installed, that line is left out", file=sys.stderr)
        return
    ratios, peak = in_turn(bench.command(PYTHON, "-c", DUCKDB_QUERY, rows, name="base"), ours, FEW)
    yield Line("d", "`tracker status`, 100,000 rows on 500 targets / DuckDB, the bare sum per target", "", ratios, peak)


def summary(bench: Bench) -> Iterator[Line]:
    """(e) A month's summary of a year's rows in six formats beside the status table of the same data."""
    plans, rows = bench.workload(Size(500, 12, 500))
    files = [
        word for kind in ("docx", "xlsx", "html", "md", "json", "png") for word in ("-o", bench.folder / f"e.{kind}")
    ]
    period = ("--period", f"{AS_OF:%Y-%m}")
    whole = bench.command(*TRACKER, "summary", *plans, "--achievements", rows, *period, *files, name="summary")
    ratios, peak = in_turn(bench.status(plans, rows), whole, MANY)
    what = "`tracker summary` in six formats, 500 targets and 12 rows a target / `tracker status`"
    yield Line("e", what, "< 8", ratios, peak)
    size = (bench.folder / "e.html").stat().st_size
    print(f"e: the page has {size / 1_000_000:.2f} MB (bar: < 2)", file=sys.stderr)


BARE = (
    "import csv, sqlite3, sys\n"
    "base = sqlite3.connect(sys.argv[2])\n"
    "base.executescript('DROP TABLE IF EXISTS row; PRAGMA journal_mode = wal; PRAGMA synchronous = full')\n"
    "with open(sys.argv[1], encoding='utf-8', newline='') as file:\n"
    "    names, *rows = csv.reader(file)\n"
    "size = max(int(sys.argv[3]), len(names))\n"
    "if size > len(names):\n"
    "    rest = [None] * (size - 1 - len(names))\n"
    "    rows = ((*row, *rest, line) for line, row in enumerate(rows, 2))\n"
    "base.execute(f\"CREATE TABLE row ({','.join(f'c{n}' for n in range(size))})\")\n"
    "base.executemany(f\"INSERT INTO row VALUES ({','.join('?' * size)})\", rows)\n"
    "base.commit()\n"
)
"""A file read by the csv module and put into a table: as many fields as asked for, the last of them the line."""
FIELDS = 23
"""What the ledger keeps of a row: its 22 fields, and the line that it stands in."""
FRESH = (
    "import sys\n"
    "from pathlib import Path\n"
    "for rest in Path(sys.argv[1]).parent.glob(Path(sys.argv[1]).name + '*'):\n"
    "    rest.unlink()\n"
    "from tracker.__main__ import main\n"
    "main(['import', *sys.argv[2:], '--ledger', sys.argv[1]])\n"
)


STORED = (
    "import sqlite3, sys\n"
    "from datetime import date\n"
    "from pathlib import Path\n"
    "from time import process_time\n"
    "from tracker.ledger import Kind, Ledger, New, write_rows\n"
    "from tracker.readers import read_rows\n"
    "rows = read_rows(Path(sys.argv[1]).read_bytes(), 'rows.csv').achievements\n"
    "folder = Path(sys.argv[2])\n"
    "for rest in [*folder.glob('stored.db*'), *folder.glob('bare.db*')]:\n"
    "    rest.unlink()\n"
    "begun = process_time()\n"
    "base = sqlite3.connect(folder / 'bare.db')\n"
    "base.executescript('PRAGMA journal_mode = wal; PRAGMA synchronous = full')\n"
    "base.execute(f\"CREATE TABLE row ({','.join(f'c{n}' for n in range(23))})\")\n"
    "plain = lambda value: value if value is None or isinstance(value, (str, int)) else str(value)\n"
    "said = ([*map(plain, row[:22]), row.source.line] for row in rows)\n"
    "base.executemany(f\"INSERT INTO row VALUES ({','.join('?' * 23)})\", said)\n"
    "base.commit()\n"
    "bare = process_time()\n"
    "with Ledger(folder / 'stored.db') as ledger:\n"
    "    document = New(Kind.DOCUMENT, '{\"name\":\"rows.csv\"}', b'rows.csv')\n"
    "    ledger.take_in(document, write_rows(rows, 'rows.csv', date(2021, 1, 1)))\n"
    "print((process_time() - bare) / (bare - begun))\n"
)


def ledger(bench: Bench) -> Iterator[Line]:
    """(f) The ledger: rows taken in, and read back."""
    plans, rows = bench.workload(Size(500, 200))
    stored = bench.command(PYTHON, "-c", STORED, rows, bench.folder, name="stored")
    ratios, peak = [], 0.0
    for _ in range(FEW):
        peak = max(peak, run(stored)[1])
        ratios.append(float(stored.out.read_text()))
    what = "100,000 rows, once read, into a ledger: keyed, chained / a bare `executemany` of their 23 fields"
    yield Line("f", what, "< 3", tuple(ratios), peak)
    file = bench.folder / "ledger.db"
    plan = [part for each in plans for part in ("--plan", each)]
    take_in = bench.command(PYTHON, "-c", FRESH, file, rows, *plan)
    for size, fields, bar in ((FIELDS, "of the same 23 fields", "< 3"), (0, "of the file's nine columns alone", "")):
        bare = bench.command(PYTHON, "-c", BARE, rows, bench.folder / "bare.db", size, name="base")
        ratios, peak = in_turn(bare, take_in, MANY)
        what = f"`tracker import`, 100,000 rows / the csv module and a bare `executemany` {fields}"
        yield Line("f", what, bar, ratios, peak)
    of_csv, of_ledger = bench.status(plans, rows), bench.status(plans, file)
    ratios, peak = in_turn(of_csv, of_ledger, MANY)
    yield Line("f", "`tracker status`, 100,000 rows in a ledger / the same in CSV", "< 1.3", ratios, peak)


def small_end(bench: Bench) -> Iterator[Line]:
    """(g) Plans that were read before, beside Python doing nothing, beside more targets, and beside hledger."""
    python = bench.command(PYTHON, "-c", "pass", name="base")
    plans, rows = bench.workload(Size(50, 10))
    table = bench.known(plans, rows)
    as_json = bench.known(plans, rows, "--json")
    for form, ours, bar in (("`tracker status --json`", as_json, "< 4"), ("its table", table, "< 10")):
        ratios, peak = in_turn(python, ours, MANY)
        yield Line("g", f"{form}, 50 targets of a known plan, 500 rows / `python -c pass`", bar, ratios, peak)
    many, their_rows = bench.workload(Size(1000, 10))
    for of_them, count, bar in ((rows, "the same 500 rows", "< 3"), (their_rows, "10,000 rows", "")):
        ratios, peak = in_turn(table, bench.known(many, of_them), MANY)
        yield Line("g", f"the table of 1,000 targets, {count} / of 50 targets, 500 rows", bar, ratios, peak)
    if not shutil.which("hledger"):
        print("g: hledger is not installed, those lines are left out", file=sys.stderr)
        return
    for size, bar in ((Size(50, 10, counts_only=True), "< 1.1"), (Size(500, 10, counts_only=True), "< 0.35")):
        plans, rows = bench.workload(size)
        journal = write_journal(rows.with_suffix(".journal"), size)
        theirs = bench.command("hledger", "balance", "--budget", "--yearly", "-f", journal, "plan-", name="base")
        ratios, peak = in_turn(theirs, bench.known(plans, rows), MANY)
        what = f"the table of {size.targets} targets, {size.targets * 10:,} rows / `hledger balance --budget`"
        yield Line("g", what, bar, ratios, peak)


SECTIONS: dict[str, tuple[Callable[[Bench], Iterator[Line]], ...]] = {
    "a": (start_up,),
    "b": (small,),
    "c": (large, linear),
    "d": (peers,),
    "e": (summary,),
    "f": (ledger,),
    "g": (small_end,),
}


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    rows = ["| | what | bar | ratio | lowest–highest | peak MiB |", "|---|---|---|--:|--:|--:|"]
    for line in lines:
        spread = f"{min(line.ratios):.2f}–{max(line.ratios):.2f} ({len(line.ratios)})"
        rows.append(f"| {line.key} | {line.what} | {line.bar} | {line.ratio:.2f} | {spread} | {line.peak:.0f} |")
    return "\n".join(rows)


def main() -> int:
    """Measure what was asked for; the exit code says whether every bar holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SECTIONS), help="which parts, by letter")
    parser.add_argument("--write", action="store_true", help="put the table into speed.md")
    chosen = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for key in chosen.only.split(","):
            for section in SECTIONS[key.strip()]:
                for line in section(bench):
                    print(table([line]).splitlines()[-1], flush=True)
                    lines.append(line)
    if chosen.write:
        page = HERE / "speed.md"
        head, mark, _ = page.read_text("utf-8").partition("<!-- measured -->")
        page.write_text(f"{head}{mark}\n{table(lines)}\n", encoding="utf-8")
    failed = [line for line in lines if not line.holds]
    for line in failed:
        print(f"not held: {line.what}: {line.ratio:.2f}, bar {line.bar}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
