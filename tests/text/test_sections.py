"""Sections: which part of a document looks back and which looks ahead, and on which time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Period, parse_period
from tracker.text.repair import repair
from tracker.text.sections import sections
from tracker.text.times import Anchor

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "sections.yaml").read_text(encoding="utf-8"))
LINES = st.sampled_from((
    "一、工作回顾", "二、下步打算", "(一)情况", "2020年", "2021年", "今年要抓好以下工作:", "一年来,新建3所。",
    "各位代表", "2021年工作总结及2022年打算", "已建3所。", "名词解释", "附件", "0001年总结", "9999年计划",
    "新的一年里,将新建3所。", "", "过去五年", "“十四五”规划",
))  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_part_tells_what_it_tells(case: dict[str, Any]) -> None:
    mended = repair(case["text"])
    parts = sections(mended)
    assert parts[0].anchor.year == case["year"]
    for words, (modality, period) in case["said"].items():
        place = mended.text.index(words)
        (part,) = [one for one in parts if one.start <= place < one.end]
        assert (part.modality, part.period) == (modality, period and parse_period(str(period))), words


def test_a_year_that_the_caller_knows_is_taken() -> None:
    (part,) = sections(repair("工作安排\n新建3所。"), Anchor(year=2021))
    assert part.period == parse_period("2021")


@pytest.mark.parametrize(
    ("text", "period"),
    [("工作总结\n新建3所。", "2020H1"), ("新建3所。", "2020H1"), ("2019年工作总结\n新建3所。", "2019")],
)
def test_a_period_that_the_caller_knows_is_taken_where_the_text_says_none(text: str, period: str) -> None:
    (part,) = sections(repair(text), Anchor(period=parse_period("2020H1")))
    assert part.period == parse_period(period)


@given(st.one_of(st.lists(LINES).map("\n".join), st.text()))
def test_parts_cover_the_text_without_gaps(text: str) -> None:
    mended = repair(text)
    parts = sections(mended)
    assert [0, *(one.end for one in parts)] == [*(one.start for one in parts), len(mended.text)]


def test_an_address_looks_back_on_the_years_before_its_own_however_late_it_is_read() -> None:
    text = "各位代表:\n一、过去五年工作回顾\n新建8所。\n二、2021年工作\n新建7所。"
    told = sections(repair(text), Anchor(as_of=date(2021, 12, 31)))
    assert [part.period for part in told if "新建" in text[part.start : part.end]] == [
        Period(date(2016, 1, 1), date(2020, 12, 31)),
        Period(date(2021, 1, 1), date(2021, 12, 31)),
    ]
