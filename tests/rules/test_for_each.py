"""One target for each unit is the same as one target written by hand for each, judged alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rules.strategies import ORGS, POLICIES, Scene, days, made, own_goals, rows_of, targets
from tests.rules.test_laws import law
from tracker.model.achievement import Achievement
from tracker.model.goalrow import GoalRow
from tracker.model.goals import Goal
from tracker.model.plan import NUMERIC
from tracker.plans import plan_from
from tracker.rules import assess, glances, share_out
from tracker.rules.terms import Share, terms

JUNE = date(2021, 6, 30)


@st.composite
def templates(draw: st.DrawFn) -> tuple[Scene, list[GoalRow]]:
    """A plan of one target for each unit, what was reported against it, and a goals table or none."""
    target = draw(targets("t", orgs=False))
    table = draw(own_goals(target)) if draw(st.booleans()) else []
    if any(row.goal for row in table):
        target["revisions"] = [each for each in target.get("revisions", ()) if each.get("field", "due") == "due"]
    written = {"plan": "p", "period": 2021, "policy": draw(st.sampled_from(POLICIES)), "org": "市", "orgs": list(ORGS)}
    judged = draw(st.one_of(days(100, 364), days(365, 480), days()))
    said = tuple(map(named_by_unit, draw(rows_of(target, (*ORGS, "丁"), judged))))
    return Scene({**written, "targets": [{**target, "for_each": "orgs"}]}, said, judged), table


def named_by_unit(row: Achievement) -> Achievement:
    """The row under an id of its unit's own: by hand each unit has a plan of its own."""
    return row._replace(id=row.id and f"{row.org}{row.id}", supersedes=row.supersedes and f"{row.org}{row.supersedes}")


def by_hand(target: dict[str, Any], own: GoalRow) -> dict[str, Any]:
    """The target as one would write it for one unit."""
    written = {key: value for key, value in target.items() if key != "for_each"}
    kind = next((str(each.value) for each in NUMERIC if each.value in target), "")
    if own.goal is not None:
        number = own.goal.value
        if own.goal_high is not None:
            written[kind] = [number, own.goal_high.value]
        elif target[kind] == "x2":
            written[kind] = f"x{number}"
        else:
            written[kind] = f"{number:+}%" if str(target[kind]).endswith("%") else number
    if own.baseline is not None:
        written["baseline"] = own.baseline.value
    return written


@law
@given(templates())
def test_a_target_for_each_unit_is_one_written_by_hand_for_each(drawn: tuple[Scene, list[GoalRow]]) -> None:
    scene, table = drawn
    (target,) = scene.written["targets"]
    shares, problems = share_out([scene.plan], table)
    assume(not problems)
    together = assess([scene.plan], scene.rows, as_of=scene.as_of, shares=shares)
    units = table or [GoalRow(org=org) for org in ORGS]
    assert [said.org for said in together.assessments] == [own.org for own in units]
    for said, own in zip(together.assessments, units, strict=True):
        alone, wrong = plan_from({**scene.written, "org": own.org, "orgs": [], "targets": [by_hand(target, own)]})
        assert alone is not None, [problem.show() for problem in wrong]
        rows = tuple(row for row in scene.rows if row.org == own.org)
        (expected,) = assess([alone], rows, as_of=scene.as_of).assessments
        assert replace(said, rows=(), for_each=False) == replace(expected, rows=())
        assert said.rows == expected.rows


@law
@given(templates())
def test_every_row_of_a_target_for_each_unit_is_counted_or_listed(drawn: tuple[Scene, list[GoalRow]]) -> None:
    scene, table = drawn
    shares, _ = share_out([scene.plan], table)
    verdicts = assess([scene.plan], scene.rows, as_of=scene.as_of, shares=shares)
    counted = {id(line.row) for said in verdicts.assessments for line in said.rows if line.counted}
    assert len(scene.rows) == len(counted) + len(verdicts.listed)
    assert all(line.reason for line in verdicts.listed)


@law
@given(templates())
def test_a_glance_shows_what_is_said_of_each_unit(drawn: tuple[Scene, list[GoalRow]]) -> None:
    scene, table = drawn
    shares, _ = share_out([scene.plan], table)
    seen = glances([scene.plan], scene.rows, as_of=scene.as_of, shares=shares)
    said = assess([scene.plan], scene.rows, as_of=scene.as_of, shares=shares).assessments
    assert [(one.target, one.org, one.status, one.actual) for one in seen] == [
        (one.target, one.org, one.status, one.actual) for one in said
    ]


def test_the_terms_of_one_unit_can_be_had_alone() -> None:
    target = {"id": "t", "text": "目标", "measure": "level", "at_least": 80, "baseline": 60, "for_each": "orgs"}
    plan = made({"plan": "p", "period": 2021, "orgs": ["甲县"], "targets": [target]})
    held = terms(plan, plan["t"], JUNE, None, Share("甲县", (Goal(Decimal(90)),), Goal(Decimal(50))))
    assert (held.bounds.lo, held.base) == (90, 50)
    assert terms(plan, plan["t"], JUNE, None, Share("甲县")) == terms(plan, plan["t"], JUNE)


def test_ten_thousand_rows_of_a_thousand_units_are_sorted_once() -> None:
    """Each unit's rows are looked at once: twice the units take about twice the looks, not four times."""
    orgs = [f"{number}县" for number in range(1000)]
    target = {"id": "t", "text": "目标", "at_least": 100, "for_each": "orgs"}
    plan = made({"plan": "p", "period": 2021, "orgs": orgs, "targets": [target]})
    rows = [
        Achievement(target="t", org=org, as_of=date(2021, 6, day), reported_on=JUNE, value=Decimal(day))
        for org in orgs
        for day in range(1, 11)
    ]
    verdicts = assess([plan], rows, as_of=JUNE)
    assert len(verdicts.assessments) == 1000
    assert {said.actual for said in verdicts.assessments} == {10}
