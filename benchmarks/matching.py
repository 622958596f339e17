"""Hold matching against annotated pairs of a target and what a report says of it, and time it.

    python benchmarks/matching.py CORPUS_FOLDER [--write]

CORPUS_FOLDER holds `dev/gwr_pairs.jsonl`, `dev/prov_pairs.jsonl` and `seeds_pairs.jsonl` with `seeds_extraction.jsonl`,
the texts under `raw/`; the five founding documents lie in the folder `seeds` beside it. They are not part of this
project. A plan is drafted from each document of targets, the other document matched to it, and the decision looked up
by the characters of the two figures. `--write` puts the figures into `benchmarks/matching.md`, between its marks.
Exits 1 if a bar of the project is missed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.calendar import parse_period
from tracker.lexicon import package
from tracker.matching import Block, match, match_block
from tracker.model.match import Match
from tracker.model.plan import Plan
from tracker.model.statement import Reading
from tracker.plans import load_plan
from tracker.plans.drafting import draft
from tracker.workflow.documents import read_document

Record = Mapping[str, Any]
PAGE = Path(__file__).with_suffix(".md")
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
DECISIONS = ("credited", "review", "rejected", "none")
BLOCK = 100
PLANS = 3_000
STATEMENTS = 100_000


class Pair(NamedTuple):
    """A target and a figure of a report, as annotated: documents, characters, whose and of which period."""

    name: str
    target_doc: Path
    target_span: tuple[int, int]
    report_doc: Path
    report_span: tuple[int, int]
    period: str
    org: str
    same: bool
    counts: bool
    relation: str


class Outcome(NamedTuple):
    """What became of a pair: the decision, the codes of its reasons, and whether the target was drafted at all."""

    pair: Pair
    decision: str
    reasons: frozenset[str]
    drafted: bool


# -- the annotated pairs


def records(file: Path) -> Iterator[Record]:
    return (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def national(folder: Path) -> Iterator[Pair]:
    """Targets of a year and what the next report says of them; those of two documents."""
    for each in records(folder / "dev/gwr_pairs.jsonl"):
        target, said = each["target"], each["achievement"]
        if each["set"] not in ("annual", "negative") or target["doc"] == said["doc"]:
            continue
        year = target["doc"].removeprefix("GWR")
        yield Pair(
            each["id"],
            folder / f"raw/dev/gwr/{year}.txt",
            _span(target),
            folder / f"raw/dev/gwr/{said['doc'].removeprefix('GWR')}.txt",
            _span(said),
            year,
            "全国",
            each["same_indicator"],
            each["same_indicator"] and each.get("countable", True),
            each["relation"],
        )


def provincial(folder: Path) -> Iterator[Pair]:
    """Last year's result beside this year's target, in one document."""
    texts = list((folder / "raw/dev/prov").glob("*.txt"))
    for each in records(folder / "dev/prov_pairs.jsonl"):
        target, said = each["target"], each["achievement"]
        file = next((text for text in texts if text.stem in target["doc"]), None)
        if file is not None and "start" in target and "start" in said:
            period, org = str(target["period"])[:4], target.get("org", "")
            counts = bool(each["countable"]) and each["same_indicator"]
            spans = _span(target), _span(said)
            yield Pair(
                each["id"],
                file,
                spans[0],
                file,
                spans[1],
                period,
                org,
                each["same_indicator"],
                counts,
                each["relation"],
            )


def founding(folder: Path) -> Iterator[Pair]:
    """Targets and achievements of the five founding documents; nearly all are another place, year or indicator."""
    spans = {each["id"]: _span(each) for each in records(folder / "seeds_extraction.jsonl")}
    texts = {file.name[:3]: file for file in (folder.parent / "seeds").glob("*.txt")}
    for each in records(folder / "seeds_pairs.jsonl"):
        target, said = each["left"], each["right"]
        if each["type"] != "target-achievement" or target.get("id") not in spans or said.get("id") not in spans:
            continue
        yield Pair(
            each["id"],
            texts[target["doc"]],
            spans[target["id"]],
            texts[said["doc"]],
            spans[said["id"]],
            str(target["period"])[:4],
            target["org"],
            each["same_indicator"],
            each["same_indicator"] and bool(each["same_scope"]),
            each["relation"],
        )


def _span(record: Record) -> tuple[int, int]:
    return record["start"], record["end"]


# -- what becomes of them


@lru_cache(maxsize=64)
def reading(file: Path) -> Reading:
    return read_document(file).reading


@lru_cache(maxsize=64)
def drafted(file: Path, period: str, org: str) -> Plan | None:
    return load_plan(draft(reading(file), period=parse_period(period), org=org), "draft.yaml")[0]


@lru_cache(maxsize=64)
def matched(target_doc: Path, period: str, org: str, report_doc: Path) -> tuple[Match, ...]:
    plan = drafted(target_doc, period, org)
    assert plan is not None
    return match(plan, reading(report_doc), as_of=parse_period(period).end).matches


def outcome(pair: Pair) -> Outcome:
    """The best decision on the figure for any target drafted from the span."""
    plan = drafted(pair.target_doc, pair.period, pair.org)
    if plan is None:
        return Outcome(pair, "none", frozenset(), False)
    ids = {
        target.id
        for target in plan.targets
        for origin in target.source
        if origin.start is not None and origin.end is not None and _meet((origin.start, origin.end), pair.target_span)
    }
    told = [
        each
        for each in matched(pair.target_doc, pair.period, pair.org, pair.report_doc)
        if each.target in ids and _meet((each.statement.start, each.statement.end), pair.report_span)
    ]
    best = min(told, key=lambda each: DECISIONS.index(each.decision), default=None)
    if best is None:
        return Outcome(pair, "none", frozenset(), bool(ids))
    return Outcome(pair, best.decision.value, frozenset(reason.code for reason in best.reasons), bool(ids))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


# -- throughput


def statements_a_second(plan: Plan, document: Reading) -> int:
    """Statements of a document held against a hundred targets, the plan made ready once."""
    block = Block(plan.model_copy(update={"targets": plan.targets[:BLOCK]}), package())
    block = Block(_padded(plan, BLOCK), package())
    told = replace(document, statements=document.statements, events=())
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < 3:
        block.eye.wording.forget()
        match_block(block, told, as_of=plan.period.end)
        count += len(told.statements)
    return round(count / (time.perf_counter() - started))


def _padded(plan: Plan, size: int) -> Plan:
    """The plan with as many targets as asked for: its own, again and again under other ids."""
    targets = [plan.targets[n % len(plan.targets)].model_copy(update={"id": f"t{n}"}) for n in range(size)]
    return plan.model_copy(update={"targets": tuple(targets)})


def main(folder: Path, *, write: bool) -> int:
    print(folder, write)
    return 0
