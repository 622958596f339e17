"""Hold the rules against real results: targets whose outcome or completion rate was published.

    python benchmarks/published.py CORPUS_FOLDER

Every record names a target, what was reported of it, and the verdict or the rate that was published or follows by
arithmetic. Each becomes a plan of one target and one row, as a person would write them; the engine judges it on the
day the result speaks of (progress records) or after the year is over (annual records); the answers are compared.
Exits 1 if a difference remains that no general reason explains.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import tracker
from tracker.board import Board
from tracker.calendar import Period, parse_period
from tracker.model.assessment import Assessment, Status

FILES = ("dev/pages_pairs.jsonl", "dev/gwr_pairs.jsonl")
Record = Mapping[str, Any]

NO_YEAR = 2000
"""A record that names no year is put into this one: months, not years, decide what is due."""

SHORT_OF, OVER = Fraction(5, 100), Fraction(10, 100)
"""How far from "about N" still counts as borderline: 5 % short of a goal, 10 % over a ceiling."""

VERDICTS = {
    Status.ACHIEVED: "met",
    Status.ACHIEVED_LATE: "met",
    Status.MISSED: "not_met",
    Status.UNDETERMINED: "undetermined",
    Status.NO_DATA: "no_data",
    Status.WITHDRAWN: "withdrawn",
}
"""Every other status is one of a goal that is not met and not yet due."""

WRONG_RATE = "the source printed a rate that its own figures do not give"
CUT_RATE = "the source cut the rate off instead of rounding it"
VAGUE_RESULT = "the result is itself only an approximation, too near to the goal to prove or disprove it"
REASONS = (WRONG_RATE, CUT_RATE, VAGUE_RESULT)


@dataclass
class Comparison:
    """One record beside the engine's answer: what differs, each with its reason or none."""

    record: Record
    said: Assessment
    verdict: str
    rate: str
    differences: list[tuple[str, str]] = field(default_factory=list)

    @property
    def unexplained(self) -> bool:
        return any(not reason for _, reason in self.differences)


def period_of(text: str) -> Period:
    """A period as the records write it: also `2013-2017`, `2021-06节点` (a milestone in its year), `年中`, `6月`."""
    if years := re.fullmatch(r"(\d{4})-(\d{4})", text):
        return Period(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
    if text.endswith("节点"):
        end = parse_period(text.removesuffix("节点")).end
        return Period(date(end.year, 1, 1), end)
    if text == "年中":
        return parse_period(str(NO_YEAR))
    return parse_period(f"{NO_YEAR}年{text}" if re.fullmatch(r"\d{1,2}月", text) else text)


def comparator_of(record: Record) -> str:
    """A ceiling is at_most. Everything else, exact, 以上 or 左右, is to be reached: more is never worse."""
    return "at_most" if record["direction"] in ("ceiling", "lower_is_better") else "at_least"


def near_edge(value: Any, comparator: str) -> Any:
    """Of a range, the edge that is reached first."""
    if not isinstance(value, list):
        return value
    return max(value) if comparator == "at_most" else min(value)


def plan_of(record: Record) -> dict[str, Any]:
    """The plan of one target that a record implies."""
    target, comparator = record["target"], comparator_of(record)
    period = period_promised(record)
    promise: dict[str, Any] = {
        "id": "t",
        "text": record["indicator"],
        comparator: near_edge(target["value"], comparator),
        "unit": target["unit"],
    }
    if comparator == "at_most":
        promise["measure"] = "level"
    if re.search(r"增长率|涨幅", record["indicator"]):
        promise["curve"] = "flat"
    return {"plan": "p", "period": {"start": str(period.start), "end": str(period.end)}, "targets": [promise]}


def period_promised(record: Record) -> Period:
    return period_of(record.get("period") or record["target"]["period"])


def row_of(record: Record) -> dict[str, Any]:
    """What was reported, as of the end of the time that it speaks of."""
    said = record["achievement"]
    as_of = period_of(said["as_of"]).end if "as_of" in said else period_promised(record).end
    return {"target": "t", "as_of": as_of, "value": said["value"], "unit": said["unit"], "bound": said["bound"]}


def board_of(record: Record) -> Board:
    """Progress is judged on the day it speaks of; a year's result when the next spring's report has told it."""
    row, year = row_of(record), record["achievement"].get("year")
    day = row["as_of"] if year is None else date(year, 3, 31)
    return tracker.assess(tracker.load_plan(plan_of(record)), tracker.load_achievements([row]), as_of=day)


def compare(record: Record) -> Comparison:
    """Let the engine judge a record and hold its answer against what is known."""
    said = board_of(record)["t"]
    verdict = VERDICTS.get(said.status, "not_yet")
    if verdict == "not_met" and record["target"]["bound"] == "approx" and said.deviation is not None:
        slack = OVER if said.comparator == "at_most" else SHORT_OF
        verdict = "borderline" if said.deviation >= -slack else verdict
    rate = "" if said.completion is None else f"{_rounded(said.completion * 100, 2)}%"
    found = Comparison(record, said, verdict, rate)
    found.differences.extend(_differences(found))
    return found


def _differences(found: Comparison) -> Iterator[tuple[str, str]]:
    record, said = found.record, found.said
    if found.verdict != record["verdict"]:
        vague = record["achievement"]["bound"] == "approx" and said.reasons.get("status") == "unproven"
        yield f"verdict {found.verdict}, published {record['verdict']}", VAGUE_RESULT if vague else ""
    if record.get("diff") is not None:
        yield from _difference_of_values(record, said)
    if record.get("rate_arithmetic") is not None:
        ours = said.completion
        if ours is None or _rounded(ours * 100, 2) != record["rate_arithmetic"]:
            yield f"rate {found.rate}, by arithmetic {record['rate_arithmetic']}%", ""
    if record.get("rate_reported"):
        yield from _difference_of_rates(record, said)


def _difference_of_values(record: Record, said: Assessment) -> Iterator[tuple[str, str]]:
    """V − T as printed, to six significant digits."""
    printed = Fraction(record["diff"])
    ours = said.margin
    if ours is not None and said.comparator == "at_most":
        ours = -ours
    if ours is None or abs(ours - printed) > abs(printed) / 200_000:
        yield f"difference {ours}, published {record['diff']}", ""


def _difference_of_rates(record: Record, said: Assessment) -> Iterator[tuple[str, str]]:
    """A rate in per cent is V/T; one in percentage points is V − T."""
    printed = re.fullmatch(r"(-?[\d.]+)(%|个百分点)", record["rate_reported"])
    if printed is None:
        yield f"rate {record['rate_reported']} cannot be read", ""
        return
    points = printed[2] != "%"
    ours = said.margin if points else said.completion and said.completion * 100
    wanted, places = Decimal(printed[1]), len(printed[1].partition(".")[2])
    if ours is None:
        yield f"no rate, published {wanted}", ""
    elif _rounded(ours, places) == wanted:
        return
    elif _rounded(ours, places, ROUND_DOWN) == wanted:
        yield f"rate {_rounded(ours, places + 1)}, published {wanted}", CUT_RATE
    else:
        goal = Fraction(near_edge(record["target"]["value"], said.comparator))
        value = Fraction(record["achievement"]["value"])
        arithmetic = value - goal if points else value / goal * 100
        yield f"rate {_rounded(ours, places)}, published {wanted}", WRONG_RATE if arithmetic == ours else ""


def _rounded(value: int | Fraction, places: int, how: str = ROUND_HALF_EVEN) -> Decimal:
    exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=how)


def refused_for_its_unit(record: Record) -> bool:
    """Whether the engine refuses to hold a number of things against a goal in per cent."""
    return [problem.code for problem in board_of(record).problems] == ["R105"]


def read(path: Path) -> list[Record]:
    """The records of a file, their numbers exact."""
    return [json.loads(line, parse_float=Decimal) for line in path.read_text("utf-8").splitlines() if line.strip()]


def table(name: str, found: list[Comparison]) -> Table:
    """Each record with our answer and the published one."""
    shown = Table(title=name, title_justify="left")
    for column in ("record", "indicator", "goal", "actual", "status", "verdict", "published", "rate", "published", "="):
        shown.add_column(column, justify="right" if column in ("goal", "actual", "rate") else "left")
    for one in found:
        record, said = one.record, one.said
        sign = "≤" if said.comparator == "at_most" else "≥"
        sign += "~" if record["target"]["bound"] == "approx" else ""
        printed = record.get("rate_reported") or record.get("rate_arithmetic") or record.get("diff")
        mark = "no" if one.unexplained else "(*)" if one.differences else "yes"
        goal = f"{sign}{record['target']['value']}{said.unit}"
        actual = str(record["achievement"]["value"])
        rate = one.rate or ("" if said.margin is None else f"{float(said.margin):+g}")
        shown.add_row(record["id"], record["indicator"], goal, actual, said.status, one.verdict, record["verdict"],
                      rate, str(printed or ""), mark)  # fmt: skip
    return shown


def main(arguments: list[str]) -> int:
    """Compare every record of the corpus; the exit code says whether an unexplained difference remains."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Console(width=160, highlight=False)
    unexplained = 0
    for name in FILES:
        records = read(Path(arguments[0]) / name)
        found = [compare(record) for record in records if record["verdict"]]
        out.print(table(name, found))
        unexplained += sum(one.unexplained for one in found)
        _report(out, records, found)
        for record in records:
            if record.get("relation") == "neg_unit" and not refused_for_its_unit(record):
                out.print(f"{record['id']}: the units differ, and the row was not refused")
                unexplained += 1
    out.print(f"unexplained differences: {unexplained}")
    return 1 if unexplained else 0


def _report(out: Console, records: list[Record], found: list[Comparison]) -> None:
    agreed = sum(not one.differences for one in found)
    rated = [one for one in found if one.record.get("rate_arithmetic") is not None or one.record.get("rate_reported")]
    out.print(f"{len(records)} records, {len(found)} with a verdict, {len(rated)} with a rate; {agreed} agree in all")
    for (ours, theirs), count in sorted(Counter((one.verdict, one.record["verdict"]) for one in found).items()):
        out.print(f"  engine {ours}, published {theirs}: {count}")
    without = Counter(record["relation"] for record in records if not record["verdict"])
    for relation, count in sorted(without.items()):
        out.print(f"  no verdict, {relation}: {count}")
    for one in found:
        for what, reason in one.differences:
            out.print(f"  (*) {one.record['id']}: {what}: {reason or 'NOT EXPLAINED'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
