"""Random plans, rows and days for the laws of the rule book.

Days are drawn around one year, values around the goal, so that ties, boundaries and late reports are common.
Every plan drawn is a valid one; every row drawn passes the readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tracker.model.achievement import Achievement
from tracker.model.goalrow import GoalRow
from tracker.model.goals import Goal
from tracker.model.plan import NUMERIC, Plan
from tracker.plans import plan_from
from tracker.problems import Source

NEW_YEAR = date(2021, 1, 1)
ORGS = ("甲", "乙", "丙")
GRADES = ("未开展", "部分达成", "达成")
POLICIES = ("yinchuan", "xuancheng", "engagedly", "cascade", {"amber": 5, "red": 15, "ahead": 0, "stale": 20})
AGO = (0, 1, 10, 20, 31, 45, 46, 61, 92, 150, 200, 300, -5)
"""How many days before the day judged a row speaks of; the last is still to come."""
STEPS = ("立项", "竣工", "投用")
NEAR = ("0", "40", "50", "79.9", "80", "90", "99", "100", "100.1", "110", "121")
"""Figures at and around the goals drawn."""
MEMBERS = ("东街", "西街", "南街", "北街")


@dataclass(frozen=True)
class Scene:
    """A plan as written, the rows reported against it, and the day judged."""

    written: dict[str, Any]
    rows: tuple[Achievement, ...]
    as_of: date

    @property
    def plan(self) -> Plan:
        return made(self.written)


def made(written: dict[str, Any]) -> Plan:
    """The plan; a strategy that draws a faulty one is itself at fault."""
    plan, problems = plan_from(written)
    wrong = [problem.show() for problem in problems if not problem.advice]
    assert plan is not None, (written, wrong)
    assert not wrong, (written, wrong)
    return plan


def days(first: int = -40, last: int = 480) -> st.SearchStrategy[date]:
    """A day, often a month's end or the due day, by its distance from New Year."""
    notable = [d for d in (30, 58, 89, 150, 180, 181, 272, 333, 363, 364, 365, 368, 410, 454) if first <= d <= last]
    return st.one_of(st.sampled_from(notable), st.integers(first, last)).map(lambda n: NEW_YEAR + timedelta(n))


def amounts(most: int = 130) -> st.SearchStrategy[Decimal]:
    """A small figure: whole, or with one decimal place."""
    whole = st.integers(0, most).map(Decimal)
    near = st.sampled_from([Decimal(n) for n in NEAR])
    return st.one_of(near, whole, st.integers(0, 10 * most).map(lambda n: Decimal(n) / 10))


@st.composite
def goals(draw: st.DrawFn) -> dict[str, Any]:
    """One numeric comparator and its goal."""
    kind = draw(st.sampled_from(["at_least", "at_least", "more_than", "at_most", "less_than", "between", "equals"]))
    goal = draw(st.sampled_from([Decimal(80), Decimal(100), Decimal(3), Decimal("7.5"), Decimal(10)]))
    if kind == "between":
        return {kind: [goal, goal + draw(st.integers(1, 20))]}
    if kind == "equals" and draw(st.booleans()):
        return {kind: goal, "tolerance": draw(st.integers(1, 5))}
    return {kind: goal}


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    """The target's own days, or none: then the plan's hold."""
    return draw(
        st.sampled_from(
            [
                {},
                {},
                {},
                {"start": date(2021, 3, 16)},
                {"due": date(2021, 6, 30)},
                {"start": date(2021, 2, 1), "due": date(2022, 1, 31)},
            ]
        )
    )


@st.composite
def counts(draw: st.DrawFn) -> dict[str, Any]:
    target = {**draw(goals()), **draw(spans()), "unit": "个"}
    if "at_least" in target:
        target |= draw(curves(target["at_least"]))
    return target


@st.composite
def curves(draw: st.DrawFn, goal: Decimal) -> dict[str, Any]:
    """A declared curve for a rising goal, or none: then the default holds."""
    kind = draw(st.sampled_from(["", "", "", "points", "step", "flat", "none"]))
    if kind in ("flat", "none"):
        return {"curve": kind}
    if kind:
        quarter, half = sorted(draw(st.tuples(st.integers(0, 100), st.integers(0, 100))))
        shape = "step" if kind == "step" else "line"
        points = {date(2021, 4, 30): f"{quarter}%", date(2021, 5, 31): goal * half / 100}
        return {"curve": {"points": points, "shape": shape}}
    return {}


@st.composite
def levels(draw: st.DrawFn) -> dict[str, Any]:
    target = {**draw(goals()), **draw(spans()), "measure": "level", "unit": "分"}
    if draw(st.booleans()):
        target["baseline"] = Decimal(draw(st.sampled_from([60, 85, 95, 120, 2])))
    kinds = [{}, {}, {"attain": "throughout"}, {"curve": "flat"}, {"curve": "none"}, {"stock": True}]
    extra = draw(st.sampled_from(kinds))
    if "stock" in extra:
        target.pop("measure")
    return target | extra


@st.composite
def relative(draw: st.DrawFn) -> dict[str, Any]:
    goal = draw(
        st.sampled_from(
            [
                {"at_least": "+10%"},
                {"at_least": "x2"},
                {"at_least": "+10%", "measure": "level"},
                {"at_most": "-10%", "measure": "level"},
            ]
        )
    )
    base = draw(st.sampled_from([{}, {"baseline": Decimal(60)}, {"baseline": Decimal(50)}]))
    return {**goal, **base, "unit": "分"}


@st.composite
def milestones(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return {"done": True, **draw(spans())}
    steps = [
        {"name": name, "due": due, "weight": draw(st.integers(1, 3))}
        for name, due in zip(STEPS, (date(2021, 3, 31), date(2021, 6, 30), date(2021, 12, 31)), strict=True)
    ]
    return {"done": True, "steps": steps}


@st.composite
def grades(draw: st.DrawFn) -> dict[str, Any]:
    return {"grade_at_least": draw(st.sampled_from(GRADES[1:])), "grades": list(GRADES), **draw(spans())}


@st.composite
def eaches(draw: st.DrawFn) -> dict[str, Any]:
    inner = draw(st.sampled_from(["at_least", "more_than", "at_most", "less_than"]))
    return {"each": {"of": "中心", "members": list(MEMBERS), inner: 2, "share": draw(st.sampled_from(["100%", "60%"]))}}


@st.composite
def revisions(draw: st.DrawFn, target: dict[str, Any]) -> list[dict[str, Any]]:
    """Up to two decisions: another goal, another due day, or a withdrawal."""
    made: list[dict[str, Any]] = []
    numeric = next((key for key in ("at_least", "more_than", "at_most", "less_than") if key in target), None)
    kinds = ["due", "due", "withdraw"] + (["goal", "goal"] if numeric and "+" not in str(target[numeric]) else [])
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        decided = draw(days(20, 410))
        if any(revision["decided_on"] == decided for revision in made):
            continue
        kind = draw(st.sampled_from(kinds))
        if kind == "withdraw":
            made.append({"decided_on": decided, "withdraw": True, "reason": "取消"})
        elif kind == "due":
            later = [day for day in (date(2021, 9, 30), date(2022, 1, 31), date(2022, 3, 31)) if day > decided]
            made.append({"decided_on": decided, "field": "due", "to": draw(st.sampled_from(later)), "reason": "改期"})
        else:
            made.append(
                {
                    "decided_on": decided,
                    "field": numeric,
                    "to": draw(st.sampled_from([Decimal(60), Decimal(90), Decimal(120), Decimal(4)])),
                    "reason": "调整",
                }
            )
    return made


@st.composite
def targets(draw: st.DrawFn, name: str, *, orgs: bool) -> dict[str, Any]:
    """One target of any measure, with the decisions on it and how it adds up."""
    kind = draw(st.sampled_from([counts, counts, counts, levels, levels, relative, milestones, grades, eaches]))
    target = draw(kind())
    if kind in (counts, levels, milestones, grades):
        target["revisions"] = draw(revisions(target))
    if orgs and kind is levels and not target.get("stock"):
        weighted = {"weights": {"甲": 3, "乙": 1, "丙": 1}}
        target |= draw(st.sampled_from([{}, weighted, {"rollup": "none"}]))
    if orgs and kind is counts and "at_least" in target and draw(st.booleans()):
        target["allocation"] = {"甲": target["at_least"] / 2, "乙": target["at_least"] / 2}
    if orgs and not {"weights", "rollup", "allocation"} & target.keys() and draw(st.sampled_from([False, False, True])):
        target["for_each"] = "orgs"
    return {"id": name, "text": f"目标{name}", **target}


@st.composite
def rows_of(draw: st.DrawFn, target: dict[str, Any], orgs: tuple[str, ...], judged: date) -> list[Achievement]:
    """Rows for `target` on a few days: exact or bounded, confirmed or not, early or late, at times corrections."""
    ago = draw(st.lists(st.sampled_from(AGO), min_size=1, max_size=3))
    known = [judged - timedelta(number) for number in ago]
    rows: list[Achievement] = []
    for number in range(draw(st.sampled_from([0, 1, 2, 2, 3, 3, 4, 5]))):
        as_of = draw(st.sampled_from(known))
        fields: dict[str, Any] = {
            "plan": "p",
            "target": target["id"],
            "as_of": as_of,
            "reported_on": as_of + timedelta(draw(st.sampled_from([0, 0, 0, 3, 20, 60]))),
            "org": draw(st.sampled_from(["", *orgs])),
            "confirmed": draw(st.sampled_from([True] * 6 + [False])),
            "id": draw(st.sampled_from([*[f"{target['id']}{number}"] * 5, "", "", f"{target['id']}0"])),
            "source": Source(draw(st.sampled_from(["", "甲.csv", "乙.csv"]))),
        }
        named = [row for row in rows if row.id]
        if named and draw(st.sampled_from([False, False, True])):
            wrong = draw(st.sampled_from(named))
            fields["supersedes"] = draw(st.sampled_from([wrong.id, wrong.id, wrong.id, "没有"]))
            fields["reported_on"] = max(fields["reported_on"], *(row.reported_on for row in rows))
        rows.append(Achievement(**fields, **draw(facts(target, as_of))))
    return rows


@st.composite
def facts(draw: st.DrawFn, target: dict[str, Any], as_of: date) -> dict[str, Any]:
    """What a row says, in the terms of the target's measure; now and then only words."""
    if draw(st.sampled_from([False] * 9 + [True])):
        return {"text": "稳步推进"}
    if "done" in target:
        done_on = draw(st.sampled_from([None, *(as_of - timedelta(number) for number in AGO[:8])]))
        step = draw(st.sampled_from(STEPS)) if "steps" in target else ""
        return {"done_on": done_on if step else done_on or as_of, "step": step}
    if "grade_at_least" in target:
        return {"grade": draw(st.sampled_from(GRADES))}
    if "each" in target:
        member = draw(st.sampled_from(["", *MEMBERS]))
        return {"member": member, "value": draw(st.sampled_from([Decimal(n) for n in range(5)]))}
    bound = draw(st.sampled_from(["exact"] * 5 + ["at_least", "at_most", "approx"]))
    said: dict[str, Any] = {"value": draw(amounts()), "bound": bound}
    if target.get("measure") == "level" or target.get("stock"):
        if not target.get("stock") and draw(st.booleans()):
            return {"numerator": draw(amounts()), "denominator": Decimal(draw(st.integers(1, 120)))}
        return said
    return said | {"mode": draw(st.sampled_from(["", "to_date", "increment", "increment"]))}


@st.composite
def own_goals(draw: st.DrawFn, target: dict[str, Any]) -> list[GoalRow]:
    """A goals table of a target for each unit: some units, some of them with numbers of their own."""
    kind = next((str(key.value) for key in NUMERIC if key.value in target), "")
    rows: list[GoalRow] = []
    for org in draw(st.lists(st.sampled_from((*ORGS, "丁")), min_size=1, max_size=4, unique=True)):
        row = GoalRow(target=target["id"], org=org)
        if kind and draw(st.booleans()):
            low = Decimal(draw(st.sampled_from([70, 90, 100, 8]))) * (-1 if target[kind] == "-10%" else 1)
            row = row._replace(goal=Goal(low), goal_high=Goal(low + 10) if kind == "between" else None)
        if kind and draw(st.booleans()):
            row = row._replace(baseline=Goal(Decimal(draw(st.sampled_from([60, 85, 95, 3])))))
        rows.append(row)
    return rows


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A plan of a few targets, some rows for each, and a day."""
    orgs = draw(st.sampled_from([(), (), ORGS]))
    written: dict[str, Any] = {"plan": "p", "period": 2021, "policy": draw(st.sampled_from(POLICIES))}
    if orgs:
        written |= {"org": "市", "orgs": list(orgs)}
    if draw(st.booleans()):
        written["report"] = {"every": draw(st.sampled_from(["month", "quarter"])), "day": 5}
    judged = draw(st.one_of(days(100, 364), days(365, 480), days()))
    chosen = [draw(targets(f"t{n}", orgs=bool(orgs))) for n in range(draw(st.integers(1, 3)))]
    rows = [row for target in chosen for row in draw(rows_of(target, orgs, judged))]
    if sum("for_each" not in target for target in chosen) > 1 and draw(st.sampled_from([False, False, True])):
        parts = [target["id"] for target in chosen if "for_each" not in target]
        whole = {"id": "whole", "text": "合计", "at_least": len(parts), "unit": "个"}
        chosen.append({**whole, "parts": parts, "rollup": "met"})
    return Scene({**written, "targets": chosen}, tuple(rows), judged)
