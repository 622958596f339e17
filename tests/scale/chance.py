"""Random plans, goals tables and rows by the thousand, for comparing engines; ties and boundaries are common.

Drawn by a plain generator of random numbers, not by hypothesis: a case costs microseconds, and its seed names it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zlib import crc32

START, DUE = date(2021, 1, 1), date(2021, 12, 31)
ORGS = ("甲", "乙", "丙")
OWN = "市"
DAYS = (
    date(2021, 3, 31),
    date(2021, 6, 30),
    date(2021, 9, 30),
    date(2021, 12, 31),
    date(2022, 1, 10),
    date(2022, 3, 1),
)
POLICIES = (
    None,
    "yinchuan",
    "xuancheng",
    "engagedly",
    "cascade",
    {"name": "own", "amber": 5, "red": 15, "ahead": 0, "stale": 20},
)
GOALS = ("80", "100", "3", "7.5", "10", "60")
NUMBERS = ("0", "20", "25", "40", "50", "60", "70", "75", "79.9", "80", "90", "99", "100", "100.1", "110", "121", "-1")
MONTH_ENDS = (*(date(2021, month + 1, 1) - timedelta(1) for month in range(1, 12)), DUE)
LATE = (date(2022, 1, 5), date(2022, 1, 10), date(2022, 2, 28))


@dataclass(frozen=True)
class Batch:
    """Many targets in one plan, rows for them, and the day on which all are judged."""

    written: dict[str, Any]
    rows: list[dict[str, Any]]
    goals: list[dict[str, Any]]
    as_of: date
    known_at: date | None
    policy: Any


def spread(given: Batch) -> Batch:
    """The same reports, each unit's some days before the ends of months: more different days than have a bit each."""
    rows = []
    for row in given.rows:
        before = timedelta(crc32(f"{row['target']} {row['org']}".encode()) % 21)
        as_of = row["as_of"]
        rows.append(row | {"as_of": as_of - before if isinstance(as_of, date) else as_of})
    return replace(given, rows=rows)


def batch(seed: int, size: int = 200, *, kinds: Sequence[str] = (), oddity: float = 1) -> Batch:
    """A plan of `size` targets with their rows; `oddity`: how often rows are odd, against the usual."""
    chance = random.Random(seed)
    drawn = [KINDS[kind] for kind in kinds] or ALL
    targets = [_target(chance, f"t{number}", drawn) for number in range(size)]
    if not kinds:
        _link(chance, targets)
    as_of = chance.choice(DAYS)
    rows = [row for target in targets for row in _rows(chance, target, oddity)]
    goals = []
    if chance.random() < 0.5:
        goals = [goal for target in targets if "for_each" in target for goal in _goals(chance, target)]
    written = {"plan": "p", "org": OWN, "period": 2021, "orgs": list(ORGS), "targets": targets}
    if chance.random() < 0.3:
        written["report"] = {"every": chance.choice(["month", "quarter"]), "day": 10}
    known_at = None if chance.random() < 0.7 else as_of + timedelta(chance.choice((-40, 0, 3, 10)))
    return Batch(written, rows, goals, as_of, known_at, chance.choice(POLICIES))


def _target(chance: random.Random, name: str, templates: float) -> dict[str, Any]:
    kind = chance.choice(
        [_count, _count, _count, _level, _level, _level, _stock, _milestone, _graded, _each, _relative]
    )
    target = {"id": name, "text": f"目标{name}", **kind(chance)}
    if chance.random() < 0.5 and "each" not in target:
        target["for_each"] = "orgs"
    elif chance.random() < 0.1 and kind in (_count, _stock) and "at_least" in target:
        target["allocation"] = {org: chance.choice(GOALS) for org in ORGS[: chance.randint(1, 3)]}
    elif chance.random() < 0.15 and kind in (_level,):
        target["weights"] = {org: chance.randint(1, 4) for org in ORGS}
    if chance.random() < 0.15 and not isinstance(target.get("curve"), dict):
        target |= chance.choice([{"start": date(2021, 3, 16)}, {"due": date(2021, 6, 30)}, {"due": date(2021, 9, 15)}])
    if chance.random() < 0.12 and "steps" not in target:
        target["revisions"] = [_revision(chance, target)]
    return target


def _numeric(chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(["at_least"] * 4 + ["more_than", "at_most", "less_than", "between", "equals"])
    goal = chance.choice(GOALS)
    if kind == "between":
        return {kind: [goal, str(Decimal(goal) + chance.randint(1, 20))]}
    if kind == "equals" and chance.random() < 0.5:
        return {kind: goal, "tolerance": chance.choice(["1", "5", "10%"])}
    return {kind: goal}


def _curve(chance: random.Random, goal: str) -> dict[str, Any]:
    kind = chance.choice(["", "", "", "points", "step", "flat", "none", "values"])
    if kind in ("flat", "none"):
        return {"curve": kind}
    if not kind:
        return {}
    low, high = sorted((chance.randint(0, 100), chance.randint(0, 100)))
    points: dict[date, Any] = {date(2021, 4, 30): f"{low}%", date(2021, 8, 31): f"{high}%"}
    if kind == "values":
        points[date(2021, 8, 31)] = str(Decimal(goal) * high / 100)
    return {"curve": {"points": points, "shape": "step" if kind == "step" else "line"}}


def _count(chance: random.Random) -> dict[str, Any]:
    target = {**_numeric(chance), "unit": "个"}
    if "at_least" in target:
        target |= _curve(chance, target["at_least"])
    if chance.random() < 0.05 and "curve" not in target:
        target["attain"] = "throughout"
    if chance.random() < 0.1:
        target["baseline"] = chance.choice(["30", "40", "2"])
        if "at_least" in target and "curve" not in target:
            target["at_least"] = chance.choice(["x2", "+20%", target["at_least"]])
    return target


def _level(chance: random.Random) -> dict[str, Any]:
    target = {**_numeric(chance), "measure": "level", "unit": chance.choice(["%", "分", "‰"])}
    if chance.random() < 0.6:
        target["baseline"] = chance.choice(["60", "85", "95", "120", "2", "80"])
    return target | chance.choice([{}, {}, {}, {"attain": "throughout"}, {"curve": "flat"}, {"curve": "none"}])


def _stock(chance: random.Random) -> dict[str, Any]:
    return {"at_least": chance.choice(GOALS), "unit": "个", "stock": True} | chance.choice([{}, {"baseline": "2"}])


def _milestone(chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.5:
        return {"done": True}
    return {
        "done": True,
        "steps": [{"name": "竣工", "due": date(2021, 4, 30)}, {"name": "投用", "due": date(2021, 6, 30), "weight": 2}],
    }


def _graded(chance: random.Random) -> dict[str, Any]:
    return {"grade_at_least": chance.choice(["部分达成", "达成"])}


def _each(chance: random.Random) -> dict[str, Any]:
    return {"each": {"of": "卫生院", "members": 4, "at_least": 1, "unit": "个"}}


def _relative(chance: random.Random) -> dict[str, Any]:
    goal = chance.choice(
        [{"at_least": "+10%"}, {"at_least": "x2"}, {"at_least": "+5pp", "unit": "%"}, {"at_most": "-10%"}]
    )
    return {"measure": "level", "unit": "分", **goal, **chance.choice([{}, {"baseline": "60"}, {"baseline": "50"}])}


def _revision(chance: random.Random, target: dict[str, Any]) -> dict[str, Any]:
    decided = chance.choice([date(2021, 5, 20), date(2021, 11, 20), date(2022, 1, 5)])
    if chance.random() < 0.3:
        return {"decided_on": decided, "withdraw": True, "reason": "并入上级任务"}
    field = next((name for name in ("at_least", "at_most") if name in target and target[name][0] not in "+-x"), "")
    if field and chance.random() < 0.5:
        return {"decided_on": decided, "field": field, "to": chance.choice(GOALS), "reason": "调整"}
    return {
        "decided_on": decided,
        "field": "due",
        "to": max(decided, chance.choice([date(2021, 10, 31), date(2022, 2, 28)])),
        "reason": "延期",
    }


def _link(chance: random.Random, targets: list[dict[str, Any]]) -> None:
    """A few wholes over parts."""
    counts = [
        t
        for t in targets
        if t.get("unit") == "个" and "for_each" not in t and "allocation" not in t and "stock" not in t
    ]
    counts = [t for t in counts if "at_least" in t and "revisions" not in t]
    if len(counts) > 6:
        whole, *parts = chance.sample(counts, 4)
        whole["parts"] = [part["id"] for part in parts]
        if chance.random() < 0.5:
            whole["rollup"] = "met"


def _goals(chance: random.Random, target: dict[str, Any]) -> list[dict[str, Any]]:
    if (
        not {"at_least", "more_than", "at_most", "less_than", "between", "equals"} & target.keys()
        or chance.random() < 0.2
    ):
        return []
    curve = target.get("curve", "")
    if isinstance(curve, dict) and not all(point.endswith("%") for point in curve["points"].values()):
        return []
    made = []
    for org in (*ORGS[: chance.randint(1, 3)], "丁"):
        row: dict[str, Any] = {"target": target["id"], "org": org}
        if chance.random() < 0.8:
            sign = str(target.get("at_least", target.get("at_most", "")))[:1]
            row["goal"] = {"+": "5", "x": "5", "-": "-5"}.get(sign) or chance.choice(GOALS)
            if "between" in target:
                row["goal_high"] = str(Decimal(row["goal"]) + chance.randint(1, 20))
        if chance.random() < (0.5 if target.get("measure") == "level" else 0.1):
            row["baseline"] = chance.choice(["60", "85", "50", "120", "80"])
        made.append(row)
    return made


def _rows(chance: random.Random, target: dict[str, Any], oddity: float) -> list[dict[str, Any]]:
    drawn = chance.random()
    alone = [""] if drawn >= 0.4 else ORGS if drawn >= 0.1 * oddity else ["", *ORGS]
    orgs = [*ORGS, "丁"] if "for_each" in target else alone
    ways = [_way(chance, target)] * len(orgs) if chance.random() < 0.7 else [_way(chance, target) for _ in orgs]
    rows = [row for org, way in zip(orgs, ways, strict=True) for row in _history(chance, target, org, way, oddity)]
    if "for_each" in target and chance.random() < 0.05 * oddity:
        rows += _history(chance, target, "", ways[0], oddity)
    return rows


def _way(chance: random.Random, target: dict[str, Any]) -> str:
    """How a unit reports: by a mode, or as n of d."""
    count = "measure" not in target and "stock" not in target and target.get("unit") == "个"
    way = chance.choice(["", "to_date", "increment", "increment"] if count else ["", "point", "ratio", "ratio"])
    return "" if way == "ratio" and "stock" in target else way


def _history(chance: random.Random, target: dict[str, Any], org: str, way: str, oddity: float) -> list[dict[str, Any]]:
    """The reports of one unit: mostly one way of reporting, now and then something odd among them."""
    if chance.random() < 0.08:
        return []
    days = chance.sample(MONTH_ENDS, chance.randint(1, 6)) + ([chance.choice(LATE)] if chance.random() < 0.2 else [])
    if chance.random() < 0.1:
        days.append(date(2020, 12, 31))
    if chance.random() < 0.12 * oddity:
        days.append(days[0])
    rows = [_row(chance, target, org, day, way, oddity) for day in days]
    if chance.random() < 0.06 * oddity:
        rows.append(dict(chance.choice(rows)))
    if chance.random() < 0.05 * oddity and len(rows) > 1:
        rows[0]["id"] = f"{target['id']}-{org}-1"
        rows[-1]["supersedes"] = rows[0]["id"]
    if chance.random() < 0.05 * oddity:
        rows[0]["id"] = chance.choice(["r1", "r2", f"{target['id']}{org}x"])
    return rows


def _row(chance: random.Random, target: dict[str, Any], org: str, day: date, way: str, oddity: float) -> dict[str, Any]:
    row: dict[str, Any] = {"target": target["id"], "org": org, "as_of": day}
    if chance.random() < 0.8:
        row["reported_on"] = day + timedelta(chance.choice((0, 1, 5, 12, 45)))
    if "done" in target:
        if "steps" in target and chance.random() < 0.7:
            row["step"] = chance.choice(["竣工", "投用"])
        if chance.random() < 0.7:
            row["done_on"] = day - timedelta(chance.choice((0, 3)))
        elif "step" not in row:
            row["note"] = "稳步推进"
        return row
    if "grade_at_least" in target:
        return row | {"grade": chance.choice(["未开展", "部分达成", "达成", ""])}
    if "each" in target:
        return row | chance.choice([{"member": chance.choice("东西南北")}, {"value": chance.choice("01234")}])
    if way == "ratio":
        whole = chance.choice([3, 7, 90, 100])
        part = chance.choice(["0.5", "2.25"]) if chance.random() < 0.03 * oddity else str(chance.randint(0, whole))
        return row | {"numerator": part, "denominator": str(whole)}
    row |= {"mode": way, "value": chance.choice(NUMBERS)}
    odd = chance.random() / oddity if oddity else 1
    if odd < 0.02:
        row["value"] = None
    elif odd < 0.05:
        row["bound"] = chance.choice(["at_least", "at_most", "approx"])
    elif odd < 0.07:
        row["confirmed"] = False
    elif odd < 0.09:
        row["mode"] = chance.choice(["increment", "to_date", "point"])
    elif odd < 0.10:
        row["unit"] = chance.choice(["万个", "家", target["unit"]])
    elif odd < 0.105:
        row["org"] = chance.choice(["戊", OWN])
    elif odd < 0.11:
        row["target"] = "nowhere"
    elif odd < 0.12:
        row["as_of"] = chance.choice([f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"])
    return row


Kind = Callable[[random.Random], dict[str, Any]]
KINDS: Mapping[str, Kind] = {"count": _count, "level": _level}
ALL = [_count, _count, _count, _level, _level, _level, _stock, _milestone, _graded, _each, _relative]
