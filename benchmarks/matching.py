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
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

from tracker.calendar import parse_period
from tracker.lexicon import package
from tracker.matching import Block, match, match_block
from tracker.matching.likeness import Memory
from tracker.model.match import Match
from tracker.model.plan import Plan
from tracker.model.statement import Reading
from tracker.plans import load_plan
from tracker.plans.drafting import draft
from tracker.words.figures import rounded
from tracker.workflow.documents import read_document

Record = Mapping[str, Any]
PAGE = Path(__file__).with_suffix(".md")
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
DECISIONS = ("credited", "review", "rejected", "none")
TARGETS, PLANS, STATEMENTS, CORES, SECONDS = 100, 3_000, 100_000, 2, 5
DRAFTED, CREDITED, SEEN = Fraction("0.95"), Fraction("0.75"), Fraction("0.95")
"""The bars: targets drafted; of the same facts those credited, and those credited or for review."""


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


def statements_a_second(plan: Plan, document: Reading, *, again: bool) -> int:
    """Statements of a document held against a hundred targets, the plan made ready; `again`: all were said before."""
    padded, told = _padded(plan, TARGETS), replace(document, events=())
    memory = Memory(package())
    taken = count = 0
    while taken < SECONDS * 10**9:
        memory = memory if again else Memory(package())
        block = Block(padded, memory)
        started = time.perf_counter_ns()
        match_block(block, told, as_of=plan.period.end)
        taken += time.perf_counter_ns() - started
        count += len(told.statements)
    return count * 10**9 // taken


def _padded(plan: Plan, size: int) -> Plan:
    """The plan with as many targets as asked for: its own, again and again under other ids."""
    own = plan.targets
    targets = [own[n % len(own)].changed(id=f"t{n}") for n in range(size)]
    return plan.changed(targets=tuple(targets))


def blocks_in_seconds(plan: Plan, document: Reading) -> tuple[Fraction, Fraction]:
    """A tenth of a million statements against 3,000 plans, a block each, on two cores: to make ready, and to match."""
    shares = [range(first, PLANS, CORES) for first in range(CORES)]
    with Pool(CORES) as pool:
        done = pool.starmap(_share, [(plan, document, share) for share in shares])
    return max(ready for ready, _ in done), max(match for _, match in done)


def _share(plan: Plan, document: Reading, share: range) -> tuple[Fraction, Fraction]:
    """The work of one core: its plans one after the other, each with the statements that its own unit reports."""
    each, told = STATEMENTS // PLANS, document.statements
    ready = match_time = 0
    memory = Memory(package())
    for number in share:
        first = number * each % (len(told) - each)
        part = replace(document, statements=told[first : first + each], events=())
        started = time.perf_counter_ns()
        block = Block(_padded(plan, TARGETS), memory)
        made = time.perf_counter_ns()
        match_block(block, part, as_of=plan.period.end)
        ready, match_time = ready + made - started, match_time + time.perf_counter_ns() - made
    return Fraction(ready, 10**9), Fraction(match_time, 10**9)


# -- the figures


def figures(folder: Path) -> tuple[str, list[str]]:
    """The page's figures, and the bars that are missed."""
    parts, missed = [], []
    for title, pairs in (("National reports", national), ("Provincial reports", provincial), ("Founding", founding)):
        outcomes = [outcome(pair) for pair in pairs(folder)]
        parts.append(_table(title, outcomes))
        missed += [f"{title}: {each}" for each in _missed(title, outcomes)]
    year = folder / "raw/dev/gwr/2009.txt"
    plan, document = drafted(year, "2009", "全国"), reading(folder / "raw/dev/gwr/2010.txt")
    assert plan is not None
    ready, matching = blocks_in_seconds(plan, document)
    new, again = (statements_a_second(plan, document, again=again) for again in (False, True))
    parts.append(
        "## Speed\n\n"
        f"- {new:,} statements a second on one core, {TARGETS} targets in the block, nothing seen before;"
        f" {again:,} of statements seen before\n"
        f"- {STATEMENTS:,} statements against {PLANS:,} plans of {TARGETS} targets, by blocks on {CORES} cores,"
        f" the same ones again and again: {rounded(matching, 0)} s to match,"
        f" {rounded(ready, 0)} s to make {PLANS * TARGETS:,} targets ready"
    )
    return "\n\n".join(parts), missed


def _table(title: str, outcomes: Sequence[Outcome]) -> str:
    """Decisions by what the annotation says of the pair."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        name = "the same fact" if each.pair.counts else each.pair.relation.removeprefix("neg_").replace("_", " ")
        groups["the same fact" if each.pair.counts else f"not to be counted: {name}"][each.decision] += 1
    lines = [
        f"## {title}",
        "",
        f"{len(outcomes)} pairs; a target drafted for {sum(each.drafted for each in outcomes)}.",
        "",
        "| pairs | n | " + " | ".join(DECISIONS) + " |",
        "|---|--:" + "|--:" * len(DECISIONS) + "|",
    ]
    for name, counts in sorted(groups.items(), reverse=True):
        cells = " | ".join(str(counts[decision] or "") for decision in DECISIONS)
        lines.append(f"| {name} | {counts.total()} | {cells} |")
    return "\n".join(lines)


def _missed(title: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The bars of the project that are missed."""
    for each in outcomes:
        if each.decision == "credited" and not each.pair.counts:
            yield f"{each.pair.name} credited ({each.pair.relation})"
        if each.pair.relation == "prior_year" and "other_period" not in each.reasons:
            yield f"{each.pair.name} not recognised as of the year before"
    same = Counter(each.decision for each in outcomes if each.pair.counts)
    if title == "National reports":
        if Fraction(sum(each.drafted for each in outcomes), len(outcomes)) < DRAFTED:
            yield "targets drafted"
        if Fraction(same["credited"], same.total()) < CREDITED:
            yield "same fact credited"
        if Fraction(same["credited"] + same["review"], same.total()) < SEEN:
            yield "same fact credited or for review"


def main(folder: Path, *, write: bool) -> int:
    """Print the figures, or write them into the page."""
    text, missed = figures(folder)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")
    else:
        print(text)
    for each in missed:
        print("missed:", each, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), write="--write" in sys.argv[2:]))
