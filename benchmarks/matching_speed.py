"""Time matching at scale: monthly reports and rows of three thousand counties against a hundred targets.

    python benchmarks/matching_speed.py [--write] [--counties 3000]

Everything is made here: a hundred targets, for every county and month twenty-eight figures in other words, as sentences
of a report and as rows of a table. Each run is a process of its own; its processor time is that of all its processes,
its memory that of the largest. `--write` puts the figures into `benchmarks/matching.md`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any, NamedTuple

import pyarrow as pa

from tracker.calendar import days_in
from tracker.model.plan import Plan
from tracker.problems import PlanError
from tracker.scale.matching import match_batches
from tracker.workflow import load_plan
from tracker.workflow.matching import match_documents

PAGE = Path(__file__).with_name("matching.md")
MARKS = ("<!-- scale -->", "<!-- end of scale -->")
FIELDS = (
    "养老护理", "婴幼托育", "急诊急救", "农机作业", "图书借阅", "污水处理", "燃气安全", "集中供热", "森林防火",
    "水产养殖", "全民健身", "乡村旅游", "消防救援", "公共交通", "气象观测", "档案整理", "邮政快递", "河湖巡查",
    "粮食储备", "光伏发电", "残疾康复", "殡葬服务", "法律援助", "就业帮扶", "科学普及",
)  # fmt: skip
THINGS = (("站点", "个"), ("课程", "场"), ("设备", "台"), ("队伍", "支"))
SAID = ("新增{}", "全县新增{}", "已新增{}", "新增各类{}")
RUNS = (
    ("rows", "one plan", 1),
    ("rows", "a plan each", 1),
    ("rows", "words of its own", 10),
    ("reports", "one plan", 10),
)
"""What is matched to which plans, and by how many times fewer counties."""
MONTHS, FIGURES = 12, 28
BATCH = 28_000


class Asked(NamedTuple):
    """A run: what is matched, how the plans are made, for how many counties, by how many processes."""

    what: str
    plans: str
    counties: int
    processes: int


class Ran(NamedTuple):
    """What it took: seconds by the clock and of processors, megabytes; what came of how much."""

    clock: int
    processor: int
    memory: int
    told: int
    credited: int


# -- what is made


def targets() -> list[dict[str, Any]]:
    """A hundred targets."""
    pairs = enumerate(product(FIELDS, THINGS))
    return [
        {"id": f"t{n}", "text": f"新增{field}{thing}", "at_least": f"{500 + n}{unit}"}
        for n, (field, (thing, unit)) in pairs
    ]


def county(number: int) -> str:
    """A name of its own for each county."""
    digits = "甲乙丙丁戊己庚辛壬癸"
    return "".join(digits[int(digit)] for digit in f"{number:04}") + "县"


def plans(kind: str, counties: int) -> list[Plan]:
    """One plan for all counties, or one for each: of the same words, or of its own."""
    orgs = [county(n) for n in range(counties)]
    if kind == "one plan":
        each = [{**target, "for_each": "orgs"} for target in targets()]
        return [load_plan({"plan": "p", "period": 2021, "org": "某省", "orgs": orgs, "targets": each})]
    if kind == "a plan each":
        return [load_plan({"plan": org, "period": 2021, "org": org, "targets": targets()}) for org in orgs]
    return [
        load_plan({"plan": org, "period": 2021, "org": org, "targets": [_own(each, org) for each in targets()]})
        for org in orgs
    ]


def _own(target: dict[str, Any], org: str) -> dict[str, Any]:
    return {**target, "text": f"{target['text']}（{org[:4]}专项）"}


def figures(number: int, month: int) -> Iterator[tuple[str, int, str]]:
    """What a county says in a month: in which words, how much, of what."""
    pairs = list(product(FIELDS, THINGS))
    for figure in range(FIGURES):
        field, (thing, unit) = pairs[(number + figure * 3) % len(pairs)]
        said = SAID[(number + figure) % len(SAID)].format(field + thing)
        yield said, 37 * month + number % 11 + figure, unit


def batches(counties: int) -> Iterator[pa.RecordBatch]:
    """The rows of all counties and months."""
    kinds = pa.schema(
        {"text": pa.string(), "org": pa.string(), "as_of": pa.date32(), "value": pa.int64(), "unit": pa.string()}
    )
    rows: list[dict[str, Any]] = []
    for number, month in product(range(counties), range(1, MONTHS + 1)):
        day = date(2021, month, days_in(2021, month))
        rows += [
            {"text": text, "org": county(number), "as_of": day, "value": value, "unit": unit}
            for text, value, unit in figures(number, month)
        ]
        if len(rows) >= BATCH:
            yield pa.RecordBatch.from_pylist(rows, kinds)
            rows = []
    yield pa.RecordBatch.from_pylist(rows, kinds)


def reports(folder: Path, counties: int) -> list[tuple[Path, date]]:
    """The reports of all counties and months, as files, and the day judged of each."""
    files = []
    for number, month in product(range(counties), range(1, MONTHS + 1)):
        path = folder / f"{number}-2021-{month:02}.txt"
        told = "\n".join(f"{month}月{text}{value}{unit}。" for text, value, unit in figures(number, month))
        path.write_text(f"{county(number)}2021年{month}月工作情况汇报\n\n{told}\n", encoding="utf-8")
        files.append((path, date(2021, month, days_in(2021, month))))
    return files


# -- what is measured


def run(asked: Asked) -> Ran:
    """One run, in this process."""
    made = plans(asked.plans, asked.counties)
    decisions: Counter[str | None] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = reports(Path(folder), asked.counties) if asked.what == "reports" else []
        before = _processor()
        started = time.perf_counter_ns()
        if asked.what == "rows":
            for batch in match_batches(made, batches(asked.counties), processes=asked.processes):
                decisions.update(batch.column("decision").to_pylist())
        else:
            for found in match_documents(made, files, processes=asked.processes):
                assert not isinstance(found, PlanError)
                decisions.update(match.decision.value for match in found.matches.matches)
                decisions[None] += len(found.matches.without_target)
        clock = time.perf_counter_ns() - started
    memory = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) // 1024
    told = asked.counties * MONTHS * FIGURES
    return Ran(round(clock / 10**9), round(_processor() - before), memory, told, decisions["credited"])


def _processor() -> Decimal:
    """Seconds of processors, of this process and of those that have ended."""
    return sum((Decimal(str(getrusage(who)[at])) for who in (RUSAGE_SELF, RUSAGE_CHILDREN) for at in (0, 1)), Decimal())


def table(counties: int) -> str:
    """Every run, each in a process of its own."""
    lines = [
        "| matched | plans | processes | credited | seconds | of processors | a second and processor | MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for what, kind, fewer in RUNS:
        for processes in (1, 2):
            asked = json.dumps(Asked(what, kind, counties // fewer, processes))
            done = subprocess.run([sys.executable, __file__, "--run", asked], stdout=subprocess.PIPE, check=True)
            ran = Ran(*json.loads(done.stdout))
            speed = f"{ran.told // max(1, ran.processor):,}"
            lines.append(
                f"| {ran.told:,} {what if what == 'rows' else 'statements'} | {kind} | {processes} | {ran.credited:,}"
                f" | {ran.clock} | {ran.processor} | {speed} | {ran.memory:,} |"
            )
            print(lines[-1], file=sys.stderr)
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the figures, or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--counties", type=int, default=3_000)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.run:
        print(json.dumps(run(Asked(*json.loads(asked.run)))))
        return
    text = table(asked.counties)
    if not asked.write:
        print(text)
        return
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
    PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
