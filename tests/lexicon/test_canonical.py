"""Texts in standard words: what is replaced, what stays, and that once is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lexicon.test_layers import lexicon
from tracker.lexicon import package

WORDS = """
synonyms:
  村卫生室: [卫生室, 村级卫生室]
  质量控制中心: [质控中心]
protect: [社区卫生室]
"""


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("50个卫生室", "50个村卫生室"),
        ("50个村卫生室", "50个村卫生室"),
        ("50个村级卫生室", "50个村卫生室"),
        ("3个社区卫生室、2个卫生室", "3个社区卫生室、2个村卫生室"),
        ("质控中心", "质量控制中心"),
        ("", ""),
    ],
)
def test_the_longest_form_decides(text: str, standard: str) -> None:
    assert lexicon(WORDS).canonical(text) == standard


def test_a_chain_over_two_layers_is_followed_to_its_end() -> None:
    assert lexicon("synonyms: {乙室: [丙室]}", "synonyms: {甲室: [乙室]}").canonical("丙室和乙室") == "甲室和甲室"


def test_a_circle_ends() -> None:
    assert lexicon("synonyms: {甲室: [乙室], 乙室: [甲室]}").canonical("甲室") in ("甲室", "乙室")


SOME = sorted({*package().standard, *package().group("synonyms"), *package().listed("protect")})


@given(st.lists(st.sampled_from([*SOME, "村", "镇", "区", "和", "、", "2", "中心", "社区"]), max_size=8).map("".join))
def test_once_is_enough(text: str) -> None:
    standard = package().canonical(text)
    assert package().canonical(standard) == standard


@given(st.text(max_size=40))
def test_once_is_enough_for_any_text(text: str) -> None:
    standard = package().canonical(text)
    assert package().canonical(standard) == standard


@given(
    st.sampled_from(package().listed("protect")), st.text("甲乙丙丁，", max_size=5), st.text("甲乙丙丁，", max_size=5)
)
def test_what_is_protected_stays(word: str, before: str, after: str) -> None:
    assert word in package().canonical(before + word + after)
