"""Made-up plans and rows of any size, the same on every machine: no clock, no random seed, only arithmetic."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

YEAR = 2021
AS_OF = date(2021, 10, 31)
PER_PLAN = 1000
HEADER = ("plan", "target", "as_of", "reported_on", "mode", "value", "numerator", "denominator", "unit")
DEPARTMENTS = ("医政科", "基层科", "妇幼科", "老龄科", "规划科", "宣传科", "疾控科")
THEMES = ("服务能力", "公共卫生", "健康促进", "医养结合", "人才队伍")
POINTS = "curve: {points: {2021-03: 10%, 2021-06: 30%, 2021-09: 60%, 2021-12: 100%}}"


class Place(NamedTuple):
    """A target by its number: the plan file it stands in, and its id there."""

    plan: str
    target: str
    number: int


def mixed(*numbers: int) -> int:
    """A well-spread number between 0 and 2³² − 1, always the same for the same input.

    >>> mixed(1, 2), mixed(1, 3)
    (243049948, 3192981172)
    """
    state = 2166136261
    for number in numbers:
        for byte in number.to_bytes(4, "little"):
            state = (state ^ byte) * 16777619 & 0xFFFFFFFF
        state ^= state >> 15
    return state


class Size(NamedTuple):
    """How large a workload is; `counts_only` makes every target a count and every row an increment."""

    targets: int
    per_target: int
    per_plan: int = PER_PLAN
    counts_only: bool = False

    def places(self) -> Iterator[Place]:
        """Every target, in order."""
        for number in range(self.targets):
            yield Place(f"plan-{number // self.per_plan:03}", f"t-{number:06}", number)


def goal(number: int) -> int:
    """The goal of a count."""
    return 50 + mixed(number) % 950


def promise(number: int) -> tuple[str, ...]:
    """What a target promises: counts, counts by points, levels with and without a baseline, ceilings, caps."""
    match number % 8:
        case 0 | 1 | 2:
            return (f"at_least: {goal(number)}", "unit: 个")
        case 3:
            return (f"at_least: {goal(number)}", "unit: 人次", POINTS)
        case 4:
            return ("at_least: 80%", "of: 医疗机构", "baseline: {value: 60%, on: 2020-12}")
        case 5:
            return ("at_least: 90%", "of: 签约居民")
        case 6:
            return ("at_most: 8", "unit: 人/千人", "measure: level", "baseline: 12.5")
        case _:
            return ("at_most: 40", "unit: 起")


def write_plans(folder: Path, size: Size) -> list[Path]:
    """Write the plans of a workload, as a person would: eight to ten keys a target, a source, a theme."""
    files: dict[str, list[str]] = {}
    for plan, target, number in size.places():
        lines = files.setdefault(plan, [f"plan: {plan}", f"title: 示例计划 {plan}", f"period: {YEAR}", "targets:"])
        keys = (f"at_least: {goal(number)}", "unit: 个") if size.counts_only else promise(number)
        lines.append(f"  - id: {target}")
        lines.append(f"    text: 第{number}项示例任务")
        lines.extend(f"    {key}" for key in keys)
        lines.append(f"    lead: {DEPARTMENTS[number % len(DEPARTMENTS)]}")
        lines.append(f"    theme: {THEMES[number % len(THEMES)]}")
        start = mixed(number, 1) % 9000
        lines.append(f"    source: {{file: plan.txt, start: {start}, end: {start + 3}}}")
    written = []
    for plan, lines in files.items():
        path = folder / f"{plan}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.append(path)
    return written


def figures(number: int, index: int, rows: int) -> tuple[str, str, str, str, str]:
    """Mode, value, numerator, denominator and unit of the row `index` of a target."""
    part = (index + 1) / rows
    pace = 40 + mixed(number, 2) % 90
    match number % 8:
        case 0 | 1 | 3:
            return "to_date", str(goal(number) * pace * (index + 1) // (rows * 100)), "", "", ""
        case 2:
            return "increment", str(mixed(number, index) % (2 * goal(number) // rows + 1)), "", "", "个"
        case 4:
            return "", "", str(54 + round(part * (mixed(number, 3) % 25))), "90", ""
        case 5:
            return "", f"{70 + mixed(number, index) % 250 / 10:.1f}", "", "", "%"
        case 6:
            return "", f"{12.5 - part * (mixed(number, 4) % 60) / 10:.2f}", "", "", ""
        case _:
            return "to_date", str((mixed(number, 5) % 50) * (index + 1) // rows), "", "", "起"


def rows(size: Size) -> Iterator[tuple[str, ...]]:
    """The rows of a workload in the order in which they would be reported: day by day over ten months."""
    span = (AS_OF - date(YEAR, 1, 1)).days
    for index in range(size.per_target):
        day = date(YEAR, 1, 1) + timedelta(days=span * (index + 1) // size.per_target)
        for plan, target, number in size.places():
            if size.counts_only:
                said = (
                    "increment",
                    str(mixed(number, index) % (2 * goal(number) // size.per_target + 2)),
                    "",
                    "",
                    "个",
                )
            else:
                said = figures(number, index, size.per_target)
            yield (plan, target, str(day), str(day + timedelta(days=3)), *said)


def write_rows(path: Path, size: Size) -> Path:
    """Write the rows of a workload as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(size))
    return path


def write_journal(path: Path, size: Size) -> Path:
    """Write the rows of a counts-only workload as an hledger journal: a budget per target, a transaction per row."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"~ yearly from {YEAR}-01-01\n")
        file.writelines(f"  {plan}:{target}  {goal(number)}\n" for plan, target, number in size.places())
        file.write("  plan\n\n")
        for plan, target, as_of, _, _, value, *_ in rows(size):
            file.write(f"{as_of} report\n  {plan}:{target}  {value}\n  reported\n\n")
    return path
