"""A ministry's plan, its goals for every county and their reports, in files: the same on every machine.

    python benchmarks/ministry_files.py FOLDER [--size 300x3000x12]

No clock, no random seed, only arithmetic. The folder receives `plan.yaml`, `goals` and `achievements` (as Parquet, and
as CSV and as an hledger journal where they are few), and `definitions.parquet`: the terms of the plan as an expert
would write them into a query by hand, E included.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ministry import START, Size, definitions

if TYPE_CHECKING:
    import duckdb

HERE = Path(__file__).parent
FEW = 150_000
"""Up to so many rows are written as CSV and as a journal too."""


def write_plan(folder: Path, size: Size) -> None:
    """Write the plan: one template for every definition."""
    lines = ["plan: ministry", f"period: {{start: {START}, end: {size.due}}}", "targets:"]
    lines += [line for definition in definitions(size) for line in definition.yaml()]
    (folder / "plan.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_data(folder: Path, size: Size) -> None:
    """Write goals, achievements and definitions."""
    import duckdb

    with duckdb.connect() as base:
        base.execute(f"SET temp_directory = '{folder}/spill'")
        for name, value in zip(Size._fields, size, strict=True):
            base.execute(f"SET VARIABLE {name} = {value}")
        _write_definitions(base, size)
        base.execute((HERE / "ministry.sql").read_text("utf-8"))
        for table in ("definitions", "goals", "achievements"):
            file = folder / table
            base.execute(f"COPY {table} TO '{file}.parquet' (FORMAT parquet, COMPRESSION zstd)")
            if size.rows <= FEW:
                base.execute(f"COPY {table} TO '{file}.csv' (HEADER)")
    if size.rows <= FEW:
        write_journal(folder)


def _write_definitions(base: duckdb.DuckDBPyConnection, size: Size) -> None:
    base.execute(
        "CREATE TABLE definitions (number INT, target VARCHAR, unit VARCHAR, rows VARCHAR, level BOOL, rising BOOL,"
        " curve VARCHAR, has_baseline BOOL, due DATE, due_month INT, elapsed BIGINT, whole BIGINT)"
    )
    rows = [definition.row() for definition in definitions(size)]
    base.executemany(f"INSERT INTO definitions VALUES ({','.join('?' * len(rows[0]))})", rows)


def write_journal(folder: Path) -> Path:
    """Write the reports as an hledger journal whose balances are the latest values: a transaction for each report."""
    import duckdb

    path = folder / "achievements.journal"
    with duckdb.connect() as base, path.open("w", encoding="utf-8") as file:
        file.write(f"~ yearly from {START}\n")
        for target, org, goal in base.execute(f"SELECT target, org, goal FROM '{folder}/goals.parquet'").fetchall():
            file.write(f"  {org}:{target}  {goal}\n")
        file.write("  promised\n\n")
        for as_of, target, org, change in base.execute(CHANGES.format(folder=folder)).fetchall():
            file.write(f"{as_of} report\n  {org}:{target}  {change}\n  reported\n\n")
    return path


CHANGES = """
    WITH told AS (
        SELECT *, coalesce(value, round(100 * numerator / denominator, 4)::DECIMAL(18, 4)) AS said
        FROM '{folder}/achievements.parquet'
    )
    SELECT as_of, target, org, CASE WHEN mode = 'increment' THEN said ELSE
        said - coalesce(lag(said) OVER (PARTITION BY target, org ORDER BY as_of), 0) END
    FROM told ORDER BY as_of, org, target
"""
"""What every report changes: increments as they stand, of totals and levels the difference from the one before."""


def write(folder: Path, size: Size) -> Path:
    """Write everything, unless it is there."""
    made = folder / size.name
    if not (made / "complete").exists():
        made.mkdir(parents=True, exist_ok=True)
        write_plan(made, size)
        write_data(made, size)
        (made / "complete").touch()
    return made


def main() -> None:
    """Make the data of one size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="300x3000x12", help="definitions x orgs x months")
    chosen = parser.parse_args()
    print(write(chosen.folder, Size(*map(int, chosen.size.split("x")))))


if __name__ == "__main__":
    main()
