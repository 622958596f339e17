"""What a ministry's plan costs, from a hundred reports to fifty million, beside what others would need for the same.

    python benchmarks/scale.py [--sizes 100,1000,…] [--folder FOLDER] [--write]

Whole processes are run in turn, A B C A B C …, after one warm-up each; user and system time, the clock and the peak
of memory come from the kernel. What is reported is the median of the ratios to the hand-written SQL of the same
round. Answers are compared row for row: those of every contestant with those of the SQL, and those of the SQL, up to
100,000 reports, with the ordinary engine's. `--write` puts the table into scale.md and the plot into scale.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ministry import SIZES, Size
from processes import HERE, PYTHON, TRACKER, Command, Spent, environment, measured
from scale_plot import plot

THREADS = "2"
LIMIT, START_UP = "hand-written DuckDB SQL", "python -c pass"
ROUNDS = {100: 9, 1_000: 9, 10_000: 9, 100_000: 5, 1_000_000: 7, 10_000_000: 5, 50_000_000: 3}
KEPT = "spent.json"
"""What a size took, kept beside its data: the table may be measured size by size."""
CHECKED = 100_000
"""Up to so many reports the ordinary engine is asked as well."""
OURS = "tracker status, Parquet"
MANY, AT_MOST, MEMORY = 1_000_000, 1.25, 1536
"""From so many reports on we may take so many times the CPU time of the limit, and so many MiB."""


class Job(NamedTuple):
    """The data of a size, and where a contestant's answer goes."""

    folder: Path
    size: Size
    out: Path


class Contestant(NamedTuple):
    """Someone who judges the ministry: its name, its command, the largest size it is asked, whether it answers."""

    name: str
    argv: Callable[[Job], Sequence[object]]
    limit: int = 50_000_000
    answers: bool = True


def script(name: str) -> Callable[[Job], Sequence[object]]:
    """A program of this folder."""
    return lambda job: (PYTHON, HERE / name, job.folder, job.size.as_of, job.out)


def told(job: Job, ending: str) -> Sequence[object]:
    """Our own command over goals and achievements in a format."""
    goals, rows = (job.folder / f"{name}.{ending}" for name in ("goals", "achievements"))
    return (*TRACKER, "status", job.folder / "plan.yaml", "--goals", goals, "--achievements", rows,
            "--as-of", job.size.as_of)  # fmt: skip


def hledger(job: Job) -> Sequence[object]:
    """The budget report over the same facts: sums beside budgets, no schedule, no status."""
    return ("hledger", "balance", "--budget", "--yearly", "-f", job.folder / "achievements.journal", "o")


BY_HAND = Contestant(LIMIT, script("by_hand.py"))
CONTESTANTS = (
    Contestant(START_UP, lambda job: (PYTHON, "-c", "pass"), answers=False),
    BY_HAND,
    Contestant(OURS, lambda job: (*told(job, "parquet"), "-o", job.out)),
    Contestant("tracker status, CSV, as a table", lambda job: told(job, "csv"), 100_000, answers=False),
    Contestant("Polars", script("by_polars.py")),
    Contestant("pandas", script("by_pandas.py"), 10_000_000),
    Contestant("hledger balance --budget", hledger, 100_000, answers=False),
)


class Result(NamedTuple):
    """What a contestant spent on a size, round by round."""

    name: str
    size: Size
    spent: tuple[Spent, ...]

    @property
    def peak(self) -> float:
        return max(spent.peak for spent in self.spent)

    def ratios(self, base: Result, what: str = "cpu") -> list[float]:
        """Ours to another's, of the same rounds."""
        return [getattr(a, what) / getattr(b, what) for a, b in zip(self.spent, base.spent, strict=True)]


Results = Mapping[int, Mapping[str, Result]]


def aside(name: str, *arguments: object) -> str:
    """What a program of this folder says. This process stays small: what it starts is charged its memory at first."""
    argv = [PYTHON, str(HERE / name), *map(str, arguments)]
    said: str = subprocess.run(argv, check=True, stdout=subprocess.PIPE, text=True, env=environment()).stdout
    return said.strip()


class Arena:
    """A folder with the data of the sizes; contestants that fail are named and left out."""

    def __init__(self, folder: Path, only: Sequence[str]) -> None:
        self.folder = folder
        self.only = only
        self.faults: list[str] = []

    def compete(self, rows: int) -> dict[str, Result]:
        """All contestants of a size, in turn."""
        size = SIZES[rows]
        data = Path(aside("ministry_files.py", self.folder, "--size", size.name))
        commands = dict(self._ready(rows, data, size))
        spent: dict[str, list[Spent]] = {name: [] for name in commands}
        for _ in range(ROUNDS[rows]):
            for name, command in commands.items():
                spent[name].append(measured(command))
        if not self.only:
            (data / KEPT).write_text(json.dumps(spent), encoding="utf-8")
        return {name: Result(name, size, tuple(rounds)) for name, rounds in spent.items()}

    def kept(self) -> dict[int, dict[str, Result]]:
        """What all contestants spent on the sizes whose data is in the folder, by the last run of each."""
        results = {}
        for rows, size in SIZES.items():
            if (file := self.folder / size.name / KEPT).exists():
                spent = json.loads(file.read_text("utf-8"))
                results[rows] = {
                    name: Result(name, size, tuple(Spent(*each) for each in rounds)) for name, rounds in spent.items()
                }
        return results

    def _ready(self, rows: int, data: Path, size: Size) -> Iterator[tuple[str, Command]]:
        """The commands that work, each run once and its answer compared."""
        for place, contestant in enumerate(CONTESTANTS):
            if rows > contestant.limit or not self._wanted(contestant.name):
                continue
            out = data / f"answer-{place}.parquet"
            out.unlink(missing_ok=True)
            try:
                argv = tuple(map(str, contestant.argv(Job(data, size, out))))
                command = Command(argv, data / "said.out", str(data / "kept"))
                measured(command)
                if contestant.answers:
                    self._compare(rows, contestant.name, data, out)
            except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
                print(f"{rows:,}: {contestant.name} is left out: {error}", file=sys.stderr)
                continue
            yield contestant.name, command

    def _wanted(self, name: str) -> bool:
        return name in (LIMIT, START_UP) or not self.only or any(word in name for word in self.only)

    def _compare(self, rows: int, name: str, data: Path, out: Path) -> None:
        """The limit with the ordinary engine, everyone else with the limit."""
        if name != LIMIT:
            self._same(rows, name, out, data / f"answer-{CONTESTANTS.index(BY_HAND)}.parquet")
        elif rows <= CHECKED:
            self._same(rows, "the ordinary engine", "--ordinary", data, out)

    def _same(self, rows: int, name: str, *sides: object) -> None:
        if count := int(aside("scale_check.py", *sides)):
            self.faults.append(f"{rows:,}: {count:,} rows of {name} differ from those of the {LIMIT}")


def table(results: Results) -> str:
    """Every contestant beside the hand-written SQL, size by size."""
    lines = ["| reports due | targets | | CPU | lowest–highest | wall | peak MiB |", "|--:|--:|---|--:|--:|--:|--:|"]
    for of_size in results.values():
        base = of_size[LIMIT]
        for result in of_size.values():
            rows, targets = result.size.rows, result.size.definitions * result.size.orgs
            cpu, wall = result.ratios(base), median(result.ratios(base, "wall"))
            spread = f"{min(cpu):.2f}–{max(cpu):.2f} ({len(cpu)})"
            figures = f"{median(cpu):.2f} | {spread} | {wall:.2f} | {result.peak:.0f}"
            lines.append(f"| {rows:,} | {targets:,} | {result.name} | {figures} |")
    return "\n".join(lines)


def drawing(results: Results) -> str:
    """Cost against size: CPU time as multiples of the start of Python."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for of_size in results.values():
        for name, result in of_size.items():
            if name != START_UP:
                cost = median(result.ratios(of_size[START_UP]))
                lines.setdefault(name, []).append((result.size.rows, cost))
    return plot(lines, title="CPU time of whole processes", across="reports due", up="times the start of Python")


def missed(results: Results) -> Iterator[str]:
    """The bars that do not hold."""
    for rows, of_size in results.items():
        if rows < MANY or OURS not in of_size:
            continue
        result = of_size[OURS]
        if (ratio := median(result.ratios(of_size[LIMIT]))) > AT_MOST:
            yield f"{rows:,}: {OURS}: {ratio:.2f} times the {LIMIT}, bar {AT_MOST}"
        if result.peak > MEMORY:
            yield f"{rows:,}: {OURS}: {result.peak:.0f} MiB, bar {MEMORY}"


def written(results: Results) -> None:
    """Put the table and the plot beside this file."""
    page = HERE / "scale.md"
    head, mark, _ = page.read_text("utf-8").partition("<!-- measured -->")
    page.write_text(f"{head}{mark}\n{table(results)}\n", encoding="utf-8")
    (HERE / "scale.svg").write_text(drawing(results), encoding="utf-8")


def main() -> int:
    """Measure the sizes that were asked for; the exit code says whether all answers are the same and the bars hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="so many reports, by commas")
    parser.add_argument("--only", default="", help="parts of the names of the contestants beside the limit, by commas")
    parser.add_argument("--folder", type=Path, help="where the data is kept, or found if it was made before")
    parser.add_argument("--write", action="store_true", help="write scale.md and scale.svg, of all sizes in the folder")
    chosen = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = THREADS
    folder = chosen.folder or Path(tempfile.mkdtemp())
    arena = Arena(folder, [word for word in chosen.only.split(",") if word])
    results: dict[int, dict[str, Result]] = {}
    for rows in map(int, chosen.sizes.split(",")):
        results[rows] = arena.compete(rows)
        print(table({rows: results[rows]}), flush=True)
    if chosen.write:
        written(arena.kept() or results)
    if not chosen.folder:
        shutil.rmtree(folder)
    faults = [*arena.faults, *missed(results)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
