"""Whether the engines say the same, over random cases by the hundred thousand.

    python benchmarks/equal.py [--cases 100000] [--first 0] [--engine duckdb|spark] [--write]

A case is a target, or a unit of a template, on a day: every measure, comparator, curve, rollup, revision, mode and tie
that `tests/scale/chance.py` draws. Each is judged by the ordinary engine and by the engine of tables, and every column
of the status table is compared. `--write` adds a line to equal.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.scale.chance import batch, spread  # noqa: E402
from tests.scale.comparing import compare  # noqa: E402
from tracker.scale import longway  # noqa: E402
from tracker.scale.answers import PUBLISHED  # noqa: E402

STATUS = list(PUBLISHED).index("status")
SIZES = {"duckdb": 400, "spark": 6000}
"""Targets of a batch: where a statement is dear, more of them."""
AT_ONCE = {"duckdb": 500, "spark": 20_000}
"""Rows that are judged together the long way: few, so that a batch is judged in parts."""
MANY = 4
"""Of so many batches one has more different days than have a bit each: they are folded otherwise."""


def engine_of(name: str) -> Any:
    """An engine for a batch, as every table that is judged has one of its own; on Spark in one session."""
    if name == "spark":
        from pyspark.sql import SparkSession

        from tracker.scale.spark import Spark

        return Spark(SparkSession.builder.appName("equal").getOrCreate())
    from tracker.scale.duck import Duck

    return Duck()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--engine", choices=list(SIZES), default="duckdb")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    longway.ROWS = AT_ONCE[asked.engine]
    cases = aside = different = 0
    seed = asked.first
    statuses: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while cases < asked.cases:
            drawn = batch(seed, SIZES[asked.engine])
            engine = engine_of(asked.engine)
            compared = compare(spread(drawn) if seed % MANY == 0 else drawn, engine, Path(folder))
            engine.close()
            for pair in compared.different:
                print(f"seed {seed}: {pair[0]}\n      {pair[1]}")
            cases += len(compared.ordinary)
            aside += compared.aside
            different += len(compared.different)
            statuses.update(line[STATUS] for line in compared.ordinary.values())
            seed += 1
    line = (
        f"| {asked.engine} | {asked.first}–{seed - 1} | {cases:,} | {cases - aside:,} | {len(statuses)} | {different} |"
    )
    print(line, f"{time.monotonic() - began:.0f} s", dict(statuses))
    if asked.write:
        with (HERE / "equal.md").open("a", encoding="utf-8") as page:
            page.write(line + "\n")


if __name__ == "__main__":
    main()
