"""The hand-written SQL over a ministry's data: the limit that everything else is measured against.

    python benchmarks/by_hand.py FOLDER AS_OF ANSWER

`by_hand.sql` is run as it stands, on two threads and within 1.2 GB; it calls none of our code.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
LIMITS = "SET threads = 2; SET memory_limit = '1200MB'; SET preserve_insertion_order = false;"


def main(folder: str, as_of: str, answer: str) -> None:
    """Judge every target of every county on a day, and write the answer as Parquet."""
    import duckdb

    with duckdb.connect() as base:
        base.execute(f"{LIMITS} SET temp_directory = '{folder}/spill'")
        said = {"folder": folder, "plan": "ministry", "start": date(2021, 1, 1), "answer": answer}
        for name, value in {**said, "as_of": date.fromisoformat(as_of)}.items():
            base.execute(f'SET VARIABLE "{name}" = $1', [value])
        base.execute((HERE / "by_hand.sql").read_text("utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
