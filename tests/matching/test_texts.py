"""Texts made comparable, and what a figure measures."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.lexicon import lexicon_of, package, package_layers, read_layer
from tracker.matching.decisions import words_shared
from tracker.matching.measures import Measures
from tracker.matching.scoring import WHOLE, logistic
from tracker.matching.wording import Wording

WORDING, MEASURES = Wording(package()), Measures.of(package())


@cache
def _wording(written: str) -> Wording:
    layer, problems = read_layer(written, "own.yaml")
    assert problems == []
    return Wording(lexicon_of([*package_layers(), layer]))


def wording(own: dict[str, object]) -> Wording:
    """How texts are compared with some words of one's own."""
    return _wording(yaml.safe_dump(own, allow_unicode=True))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("2021年新增养老床位4,385张", "新增养老床位"),
        ("新增养老床位3000张以上", "新增养老床位"),
        ("9月底，举办讲座30余场", "讲座"),
        ("质控中心", "质量控制中心"),
        ("", ""),
    ],
)
def test_numbers_days_and_light_words_are_left_out(text: str, content: str) -> None:
    assert WORDING.content(text) == content


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("地区生产总值增长", "up"),
        ("价格涨幅", "up"),
        ("提高公用经费标准", ""),
        ("单位能耗降低", "down"),
        ("由上升转为下降", "down"),
        ("覆盖率提高到", ""),
        ("失业率下降至", ""),
        ("覆盖率", ""),
    ],
)
def test_a_change_is_told_from_a_level(text: str, change: str) -> None:
    assert MEASURES.change(text) == change


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    content = WORDING.content(text)
    assert all(len(gram) in (1, 2) and gram in content for gram in WORDING.grams(text))


LETTERED = {
    "synonyms": {"对象": ["M2对象"], "M9": ["指标甲"], "货币": ["M92"]},
    "units": {"m3": {"group": "m3"}},
    "light": ["一级"],
}
WRITTEN = [*"Mm2391. ", "20", "120", "2019", "年", "月", "万", "对象", "指标甲", "卫生室", "一级"]


@pytest.mark.parametrize("own", [{}, LETTERED, {"light": ["120"]}])
@example(text="M2对象")
@example(text="指标甲2")
@given(text=st.lists(st.sampled_from(WRITTEN), max_size=8).map("".join))
def test_other_digits_are_the_same_content_only_where_no_digit_tells(own: dict, text: str) -> None:
    plain, folding_nothing = wording(own), wording({**own, "light": [*own.get("light", []), "7777777"]})
    assert plain.content(text) == folding_nothing.content(text)


@given(st.text("甲乙丙丁 ", max_size=20), st.text("甲乙丙丁 ", max_size=20))
def test_shared_words_are_in_both_and_missing_ones_in_the_first(asked: str, told: str) -> None:
    covered, missing = words_shared(asked, told)
    assert all(word in asked and word in told for word in covered)
    assert all(word in asked for word in missing)


@given(st.integers(-3000, 3000), st.integers(0, 500))
def test_more_odds_are_never_less_probable(steps: int, more: int) -> None:
    assert 0 <= logistic(steps) <= logistic(steps + more) <= WHOLE
