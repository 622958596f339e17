"""What is credited, as rows: value and unit as they count for the target, the day, the unit below, the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.matching.casebook import plan_of, reading_of, said
from tracker.matching import achievements, match
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.statement import Statement
from tracker.problems import Source
from tracker.rules.binding import bind

TALKS = {"text": "举办健康讲座", "at_least": "100场"}


def source(statement: Statement) -> Source:
    return Source("report.txt", 1, 1, statement.start, statement.end, "", statement.quote)


def credited(
    target: dict[str, Any], *told: dict[str, Any], as_of: str = "2021-12-31", **plan: Any
) -> list[Achievement]:
    made = plan_of({"t": target}, **plan)
    day = date.fromisoformat(as_of)
    matches = match(made, reading_of(*(said(n, **each) for n, each in enumerate(told))), as_of=day)
    return achievements(matches, [made], as_of=day, source=source)


def test_a_row_says_what_the_sentence_says() -> None:
    (row,) = credited(TALKS, {"clause": "举办健康讲座【110余场】", "period": 2021})
    assert (row.plan, row.target, row.value, row.unit, row.bound) == ("p", "t", Decimal(110), "场", "at_least")
    assert (row.as_of, row.mode, row.text) == (date(2021, 12, 31), "", "举办健康讲座110余场")
    assert row.source == Source("report.txt", 1, 1, 0, 5, "", "110余场")


@pytest.mark.parametrize(
    ("goal", "quote", "value", "unit"),
    [
        ("50个", "51家", 51, "个"),
        ("50家", "51", 51, "家"),
        ("3亿元", "3.2亿元", 320_000_000, "元"),
        ("900万人", "970万人", 9_700_000, "人"),
        ("9万人", "9.7万名", 97_000, "人"),
    ],
)
def test_a_unit_of_another_name_is_the_targets_own(goal: str, quote: str, value: int, unit: str) -> None:
    (row,) = credited({"text": "举办健康讲座", "at_least": goal}, {"clause": f"举办健康讲座【{quote}】"})
    assert (row.value, row.unit) == (Decimal(value), unit)


def test_a_row_never_speaks_of_a_day_after_the_one_judged() -> None:
    (row,) = credited(
        TALKS,
        {"clause": "举办健康讲座【62场】", "period": 2021},
        as_of="2021-06-30",
    )
    assert row.as_of == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("period", "mode"), [(2021, ""), ("2021H1", ""), ("2021Q3", "increment"), ("2021-12", "increment")]
)
def test_a_count_of_a_later_part_of_the_time_adds_to_what_was_before(period: object, mode: str) -> None:
    (row,) = credited(TALKS, {"clause": "举办健康讲座【20场】", "period": period})
    assert row.mode == mode


def test_what_is_said_twice_is_one_row() -> None:
    told = {"clause": "举办健康讲座【110场】", "period": 2021}
    assert len(credited(TALKS, told, told)) == 1


def test_a_unit_below_is_named_where_it_has_a_share() -> None:
    target = {"text": "举办健康讲座", "at_least": "100场", "allocation": {"东区": 40, "西县": 60}}
    (row,) = credited(target, {"clause": "举办健康讲座【41场】", "org": "东区"}, orgs=["东区", "西县"])
    assert row.org == "东区"


def test_a_milestone_is_done_on_the_day_said() -> None:
    (row,) = credited(
        {"text": "市中医医院东院区建成投用"}, {"clause": "市中医医院东院区建成投用", "period": "2021-11-20"}
    )
    assert (row.done_on, row.value, row.step) == (date(2021, 11, 20), None, "")


def test_a_step_is_done_where_it_is_named() -> None:
    target = {
        "text": "市中医医院东院区建设",
        "steps": [{"name": "竣工", "due": "2021-06"}, {"name": "投用", "due": "2021-12"}],
    }
    (row,) = credited(target, {"clause": "市中医医院东院区竣工", "period": "2021-05"})
    assert (row.step, row.done_on) == ("竣工", date(2021, 5, 31))


def test_a_grade_is_the_longest_one_named() -> None:
    target = {"text": "建立医防融合机制", "grade_at_least": "达成", "grades": ["未开展", "部分达成", "达成"]}
    (row,) = credited(target, {"clause": "医防融合机制建立部分达成", "subject": "医防融合机制建立"})
    assert (row.grade, row.done_on) == ("部分达成", None)


@pytest.mark.parametrize(
    ("goal", "said_in", "unit"),
    [
        ("100张", "场", "场"),
        ("500米", "公里", "公里"),
        ("40公顷", "亩", "亩"),
        ("100万元", "万美元", "万美元"),
        ("100人", "人次", "人次"),
        ("100个", "人", "人"),
        ("100场", "次", "场"),
        ("100个", "座", "个"),
        ("3万人", "万名", "万人"),
    ],
)
def test_a_figure_put_to_a_target_counts_in_its_unit_only_where_both_count_the_same(
    goal: str, said_in: str, unit: str
) -> None:
    plan = plan_of({"t": {"text": "举办健康讲座", "at_least": goal}})
    statement = replace(said(0, clause="举办健康讲座【110场】"), unit=said_in)
    match = Match("p", "t", statement, Decision.CREDITED, Fraction(1))
    (row,) = achievements(Matches((match,)), [plan], as_of=date(2021, 12, 31), source=source)
    assert row.unit == unit
    assert bool(bind([plan], [row], date.max).refused) == (unit == said_in)
