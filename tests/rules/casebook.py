"""How a case of the rule book reads: a plan, rows and a day go in; what the engine must answer stands beside them.

One case is one YAML mapping:

    name        a sentence; the test's id
    target      one target (id `t` and a text are filled in), or `targets`, a list with their ids
    plan        further keys of the plan (period 2021 unless said)
    policy      a preset, or thresholds
    rows        achievements, for target `t` unless said, as of the day judged unless said
    actual      short for one row with this value
    as_of, known_at
    goals       rows of a goals table, for target `t` unless said
    expect      fields of the assessment; with `targets`, one mapping per target id (`id@org` for one unit)
    totals      fields of the totals
    listed      how many rows did not count for any target, or the reason of each, in their order
    refused     how many rows were refused, by the reader or by the rules
    problems    what the rules said of the refused rows: the code and any parameters of each
    beside      plans judged beside the one of the case

A number is compared to as many places as are written, `7/17` exactly, null means None.
`flags` must be raised and `not_flags` must not; `reasons` and `forecast` are compared key by key;
`counted` is the number of rows that the value rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from tracker.model.assessment import Assessment, Glance, Timeline, Verdicts
from tracker.model.plan import Plan
from tracker.plans import plan_from
from tracker.problems import Problem
from tracker.readers import Rows, rows_from
from tracker.readers.goals import goals_from
from tracker.rules import Shares, assess, glances, share_out

FOLDER = Path(__file__).parent / "cases"
KEYS = {"name", "target", "targets", "plan", "policy", "rows", "actual", "as_of", "known_at", "expect"}
KEYS |= {"totals", "listed", "refused", "problems", "beside", "goals"}


class _Loader(yaml.SafeLoader):
    """YAML whose numbers with a point stay exact, and keep the places that were written."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


@dataclass(frozen=True, eq=False)
class Case:
    """One case as written, and the file that it stands in."""

    file: str
    written: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.written["name"])

    @property
    def as_of(self) -> date:
        return self.written["as_of"]

    def plan(self) -> dict[str, Any]:
        """The plan file that the case stands for."""
        targets = self.written.get("targets") or [self.written["target"]]
        plan = {"plan": "p", "period": 2021, **self.written.get("plan", {})}
        if "policy" in self.written:
            plan["policy"] = self.written["policy"]
        plan["targets"] = [{"id": "t", "text": "目标", **target} for target in targets]
        return plan

    def rows(self) -> list[dict[str, Any]]:
        """The rows that the case stands for."""
        rows = list(self.written.get("rows", ()))
        if "actual" in self.written:
            rows.append({"value": self.written["actual"]})
        return [{"target": "t", "as_of": self.as_of, **row} for row in rows]

    def expected(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Each assessment that is spoken of, by `id` or `id@org`, with what is said of it."""
        expect = self.written.get("expect", {})
        if "targets" in self.written:
            yield from expect.items()
        elif expect:
            yield "t", expect


@lru_cache(maxsize=1)
def all_cases() -> tuple[Case, ...]:
    """Every case of the rule book, in the order of its files."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        written = yaml.load(path.read_text("utf-8"), Loader=_Loader)
        found.extend(Case(path.name, case) for case in written)
    return tuple(found)


@dataclass(frozen=True)
class Answer:
    """What the engine said of a case, and how many rows were refused."""

    verdicts: Verdicts
    refused: int

    def __getitem__(self, name: str) -> Assessment:
        target, _, org = name.partition("@")
        for said in self.verdicts.assessments:
            if said.target == target and (said.org == org if org else said.scope == "plan"):
                return said
        raise KeyError(name)


@cache
def read(case: Case) -> tuple[list[Plan], Rows]:
    """A case through the plan loader and the row reader."""
    plans = []
    for written in (case.plan(), *case.written.get("beside", ())):
        plan, problems = plan_from(written)
        wrong = [problem.show() for problem in problems if not problem.advice]
        assert plan is not None, wrong
        assert not wrong, wrong
        plans.append(plan)
    return plans, rows_from(case.rows())


def shares(case: Case) -> tuple[Shares, list[Problem]]:
    """What the goals table of a case gives its units."""
    rows, problems = goals_from([{"target": "t", **row} for row in case.written.get("goals", ())])
    given, wrong = share_out(read(case)[0], rows)
    return given, [*problems, *wrong]


def answer(case: Case) -> Answer:
    """What the rules say of a case."""
    plans, rows = read(case)
    given, wrong = shares(case)
    verdicts = assess(plans, rows.achievements, as_of=case.as_of, known_at=case.written.get("known_at"), shares=given)
    verdicts = replace(verdicts, problems=(*wrong, *verdicts.problems))
    refused = len(rows.problems) + len([problem for problem in verdicts.problems if not problem.advice])
    return Answer(verdicts, refused)


def faults(case: Case) -> list[str]:
    """Everything that the rules say otherwise than the case expects, one line each; empty if nothing."""
    said = answer(case)
    wrong = []
    for name, expect in case.expected():
        prefix = f"{name}: " if "targets" in case.written else ""
        wrong += [f"{prefix}{line}" for line in differences(said[name], expect)]
    for key, wanted in case.written.get("totals", {}).items():
        got = getattr(said.verdicts.totals, key)
        if not agrees(got, wanted):
            wrong.append(f"totals {key}: {shown(got)}, not {shown(wanted)}")
    reasons = [judged.reason for judged in said.verdicts.listed if not judged.counted]
    if case.written.get("listed", reasons) not in (reasons, len(reasons)):
        wrong.append(f"listed: {reasons}, not {case.written['listed']}")
    counted = {id(line.row) for each in said.verdicts.assessments for line in each.rows if line.counted}
    if not said.verdicts.rows == len(read(case)[1].achievements) == len(counted) + len(reasons):
        wrong.append(f"rows: {said.verdicts.rows} in, {len(counted)} counted, {len(reasons)} listed")
    problems = [{"code": problem.code, **problem.params} for problem in said.verdicts.problems]
    wanted = case.written.get("problems", [])
    if len(wanted) != len(problems) or not all(map(agrees, problems, wanted)):
        wrong.append(f"problems: {problems}, not {wanted}")
    if said.refused != case.written.get("refused", 0):
        wrong.append(f"refused: {said.refused}, not {case.written.get('refused', 0)}")
    return wrong + unlike_at_a_glance(case, said.verdicts)


def unlike_at_a_glance(case: Case, said: Verdicts) -> list[str]:
    """What the glances of a case show otherwise than its assessments."""
    plans, rows = read(case)
    known_at, given = case.written.get("known_at"), shares(case)[0]
    seen = glances(plans, rows.achievements, as_of=case.as_of, known_at=known_at, shares=given)
    held = list(map(glance_of, said.assessments))
    return [] if seen == held else [f"at a glance: {seen}, not {held}"]


def glance_of(said: Assessment) -> Glance:
    """What a glance must show of what an assessment says."""
    return Glance(*(getattr(said, name) for name in Glance._fields))


def differences(said: Assessment, expect: Mapping[str, Any]) -> list[str]:
    """What the engine said otherwise than expected, one line each; empty if nothing."""
    wrong = []
    for key, wanted in expect.items():
        if key == "flags":
            missing = [flag for flag in wanted if flag not in said.flags]
            wrong += [f"flag {flag} is not raised: {list(map(str, said.flags))}" for flag in missing]
        elif key == "not_flags":
            wrong += [f"flag {flag} is raised" for flag in wanted if flag in said.flags]
        elif key == "counted":
            if len(said.evidence) != wanted:
                wrong.append(f"counted: {len(said.evidence)}, not {wanted}")
        else:
            got = getattr(said, key)
            if not agrees(got, wanted):
                wrong.append(f"{key}: {shown(got)}, not {shown(wanted)}")
    return wrong


def agrees(got: object, wanted: object) -> bool:
    """Whether what was said is what was wanted, to the places that were written."""
    if isinstance(wanted, Mapping):
        return all(agrees(_part(got, str(key)), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, (tuple, Timeline)) and len(got) == len(wanted) and all(map(agrees, got, wanted))
    if wanted is None or isinstance(wanted, bool) or got is None:
        return got is wanted
    if isinstance(wanted, str) and re.fullmatch(r"-?\d+/\d+", wanted):
        return got == Fraction(wanted)
    if isinstance(wanted, Decimal):
        half = Fraction(1, 2) * Fraction(10) ** wanted.as_tuple().exponent
        return isinstance(got, (int, Fraction)) and abs(got - Fraction(wanted)) <= half
    return got == wanted


def _part(got: object, key: str) -> object:
    return got.get(key) if isinstance(got, Mapping) else getattr(got, key)


def shown(value: object) -> str:
    """A value as a reader of a failure wants it."""
    if isinstance(value, Fraction):
        return f"{value} ({float(value):.6f})"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return f"({', '.join(map(shown, value))})"
    return str(value)
