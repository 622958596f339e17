"""What `tracker lexicon check` says of a file."""

from __future__ import annotations

import pytest

from tests.lexicon.test_layers import lexicon
from tracker.lexicon import check, package


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("synonyms: {甲室: [乙室, 丙室, 乙室]}", "0.yaml:1:25: X110 乙室：重复了，第 1 行已经写过"),
        ("synonyms:\n  甲室: [丙室]\n  乙室: [丙室]", "0.yaml:3:8: X110 丙室：重复了，第 2 行已经写过"),
        ("protect:\n- 甲室内\n- 甲室内\nsynonyms: {乙: [甲室]}", "0.yaml:3:3: X110 甲室内：重复了，第 2 行已经写过"),
        ("synonyms: {村卫生室: [卫生室], 社区卫生室: []}", "0.yaml:1:19: X111 卫生室：“社区卫生室”里也有这个词"),
        ("synonyms: {甲室: [乙室], 乙室: [丙室]}", "0.yaml:1:22: X113 乙室：既是规范词，又是“甲室”的变体"),
        ("synonyms: {甲室: [甲室]}", "0.yaml:1:12: X112 甲室→甲室：绕成了一圈"),
        ("protect: [甲室]", "0.yaml:1:11: X114 甲室：里面没有会被替换的词"),
        ("exclusive: {病: [甲]}", "0.yaml:1:13: X115 病：互斥的一组里只有一个词"),
        (
            "exclusive: {病: [甲病, 乙病]}\nsynonyms: {乙病: [甲病]}",
            "0.yaml:1:21: X116 乙病：同“甲病”是一个意思，不会互相排斥",
        ),
    ],
)
def test_each_doubt_is_said_at_its_place(text: str, said: str) -> None:
    assert [problem.show().splitlines()[0] for problem in check(lexicon(text))] == [said]


def test_a_circle_is_shown_whole() -> None:
    problems = check(lexicon("synonyms: {甲室: [乙室], 乙室: [甲室]}"))
    assert [problem.message() for problem in problems] == ["甲室→乙室→甲室：绕成了一圈", "乙室→甲室→乙室：绕成了一圈"]


def test_what_is_only_doubtful_is_advice() -> None:
    advice = {problem.code for problem in check(lexicon("protect: [甲室]")) if problem.advice}
    assert advice == {"X114"}


def test_a_layer_may_say_anew_what_one_beneath_it_said() -> None:
    assert check(lexicon("synonyms: {甲室: [乙室]}", "synonyms: {丙室: [乙室]}")) == []


def test_the_packages_own_words_are_clean() -> None:
    assert check(package()) == []
