"""Rows that name no target, matched by what they say: whose text it is, whose words they are, or whom to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.matching.casebook import plan_of
from tracker.lexicon import package
from tracker.matching import RowMatcher, blocks, told_of
from tracker.model.achievement import Achievement

TARGETS = {
    "talks": {"text": "举办健康讲座", "at_least": "100场"},
    "nurses": {"text": "引进护理人才", "at_least": "40人"},
    "rate": {"text": "规范化管理率", "at_least": "80%", "of": "在管患者"},
    "opened": {"text": "市中医医院东院区建成投用", "done": True},
    "beds-a": {"text": "新增床位", "at_least": "30张"},
    "beds-b": {"text": "新增床位", "at_least": "30张"},
}


def row(text: str, **given: Any) -> Achievement:
    if "value" in given:
        given["value"] = Decimal(given["value"])
    return Achievement(text=text, as_of=date(2021, 6, 30), **given)


def told(row: Achievement, *plans: str) -> list[str]:
    made = [plan_of(TARGETS, plan=name) for name in plans or ("p",)]
    found = RowMatcher(blocks(made, package())).match(row)
    return [f"{each.decision} {each.target}" for each in found]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (row("举办健康讲座", value=62), ["credited talks"]),
        (row("举办 健康讲座。", value=62, unit="场"), ["credited talks"]),
        (row("开展健康讲座", value=62, unit="场"), ["credited talks"]),
        (row("开展健康讲座", value=62, unit="张"), ["review talks"]),
        (row("面向居民举办线上健康讲座", value=62, unit="场"), ["review talks"]),
        (row("引进医疗人才", value=62, unit="人"), ["review nurses"]),
        (row("淘汰老旧车辆", value=62, unit="辆"), []),
        (row("规范化管理率", numerator=Decimal(62), denominator=Decimal(90)), ["credited rate"]),
        (row("市中医医院东院区已建成投用"), ["credited opened"]),
        (row("市中医医院东院区建成", done_on=date(2021, 5, 1)), ["credited opened"]),
        (row("新增床位", value=62, unit="张"), ["review beds-a", "review beds-b"]),
    ],
    ids=lambda each: each.text if isinstance(each, Achievement) else "",
)
def test_a_row_is_matched_by_its_text(said: Achievement, expected: list[str]) -> None:
    assert told(said) == expected


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        ("甲市", ["credited talks"]),
        ("基层科", ["credited talks"]),
        ("东区", ["review talks"]),
        ("西县", ["credited talks"]),
        ("乙市", ["rejected talks"]),
    ],
)
def test_a_row_of_another_place_is_not_of_the_plan(org: str, expected: list[str]) -> None:
    talks = {"text": "举办健康讲座", "at_least": "100场", "allocation": {"西县": 60}}
    plan = plan_of({"talks": talks}, orgs=["东区", "西县"])
    for text in ("举办健康讲座", "开展健康讲座"):
        found = RowMatcher(blocks([plan], package())).match(row(text, value=62, org=org))
        assert [f"{each.decision} {each.target}" for each in found] == expected


def test_where_several_plans_have_it_a_person_says_which() -> None:
    assert told(row("开展健康讲座", value=62), "a", "b") == ["review talks", "review talks"]
    assert told(row("举办健康讲座", value=62), "a", "b") == ["review talks", "review talks"]
    assert told(row("举办健康讲座", value=62, plan="b"), "a", "b") == ["credited talks"]


def test_why_a_row_is_said_to_be_of_a_target() -> None:
    matcher = RowMatcher(blocks([plan_of(TARGETS)], package()))
    found = (matcher.match(row(text, value=62)) for text in ("举办健康讲座", "新增床位"))
    assert [[reason.code for reason in first.reasons] for first, *_ in found] == [
        ["same_text"],
        ["several", "same_text"],
    ]


def test_a_row_that_is_put_to_a_target_says_what_it_said() -> None:
    plan = plan_of(TARGETS)
    said = row("举办健康讲座", value=62, unit="次", note="含线上", org="东区")
    put = told_of(said, "p", plan["talks"])
    assert put == said._replace(plan="p", target="talks", unit="场")
    assert told_of(said._replace(unit="张"), "p", plan["talks"]).unit == "张"
    assert told_of(said._replace(unit=""), "p", plan["talks"]).unit == ""


TALKS = {"text": "举办健康讲座", "at_least": "100场"}
BRANCHES = {"text": "举办健康讲座", "at_least": "100场", "allocation": {"西县": 60}}
EACH = {"text": "举办健康讲座", "at_least": "100场", "for_each": "orgs"}


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        ("甲市", ["credited a/t", "credited each/t"]),
        ("乙市", ["credited b/t", "credited each/t"]),
        ("西县", ["credited b/t", "credited each/t"]),
        ("东区", ["review a/t", "credited each/t"]),
        ("丙市", ["credited each/t"]),
    ],
)
@pytest.mark.parametrize("text", ["举办健康讲座", "开展健康讲座"])
def test_the_plans_of_other_places_are_not_asked(text: str, org: str, expected: list[str]) -> None:
    plans = [
        plan_of({"t": TALKS}, plan="a", org="甲市", orgs=["东区"]),
        plan_of({"t": BRANCHES}, plan="b", org="乙市"),
        plan_of({"t": EACH}, plan="each", org="丁省"),
    ]
    said = row(text, value=62, org=org)
    found = RowMatcher(blocks(plans, package())).match(said)
    alone = [each for plan in plans for each in RowMatcher(blocks([plan], package())).match(said)]
    counted = [f"{each.decision} {each.plan}/{each.target}" for each in alone if each.decision != "rejected"]
    assert sorted(counted) == sorted(expected)
    assert found
    assert {each.plan for each in found} <= {each.plan for each in alone if each.decision != "rejected"}


def test_a_row_of_no_place_of_any_plan_is_said_to_be_elsewhere() -> None:
    plans = [plan_of({"t": TALKS}, plan=name, org=org) for name, org in (("a", "甲市"), ("b", "乙市"))]
    found = RowMatcher(blocks(plans, package())).match(row("举办健康讲座", value=62, org="丙市"))
    assert [(each.decision, each.plan, each.reasons[0].code) for each in found] == [
        ("rejected", "a", "other_place"),
        ("rejected", "b", "other_place"),
    ]
