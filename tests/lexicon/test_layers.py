"""A lexicon file as read, and layers laid over each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tracker.lexicon import Lexicon, lexicon_of, package, package_layers, read_layer
from tracker.lexicon.keys import ALIASES, SHAPES


def lexicon(*texts: str) -> Lexicon:
    layers = []
    for number, text in enumerate(texts):
        layer, problems = read_layer(text, f"{number}.yaml")
        assert problems == []
        layers.append(layer)
    return lexicon_of(layers)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("synonims: {甲: [乙]}", "a.yaml:1:1: X101 synonims：词表里没有这个字段"),
        ("同意词: {甲: [乙]}", "a.yaml:1:1: X101 同意词：词表里没有这个字段"),
        ("synonyms: [甲, 乙]", "a.yaml:1:11: T119 synonyms：应写成下级字段"),
        ("synonyms: {甲: {乙: 丙}}", "a.yaml:1:15: T123 甲：应是一个列表"),
        ("protect: {甲: 乙}", "a.yaml:1:10: T123 protect：应是一个列表"),
        ("protect: [[甲]]", "a.yaml:1:11: T103 protect：应是一句话或一个名称"),
        ("protect: [甲, '']", "a.yaml:1:14: T104 protect：空着没有写"),
        ("weights: {clause: 很大}", "a.yaml:1:19: X102 clause：“很大”不是一个数"),
        ("units: {所: {grup: org}}", "a.yaml:1:13: T118 所：没有“grup”这个选项"),
        ("units: {所: {kind: org}}", "a.yaml:1:19: T118 kind：没有“org”这个选项"),
        ("- synonyms", "a.yaml:1:1: T139 文件最外层应是字段，不是列表或一句话"),
        ("protect: [甲]\nprotect: [乙]", "a.yaml:2:1: Y110 protect：重复的字段，第 1 行已经写过"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, problem: str) -> None:
    _, problems = read_layer(text, "a.yaml")
    assert [each.show().splitlines()[0] for each in problems] == [problem]


def test_an_unknown_key_is_answered_with_the_one_that_was_meant() -> None:
    _, problems = read_layer("synonims: {}\n同意词: {}\n其他: {}", "a.yaml")
    hints = [each.hint() for each in problems]
    assert hints[:2] == ["您是不是想写 synonyms？", "您是不是想写 同义词？"]
    assert hints[2].startswith("可用的有 synonyms、tiers、protect")


@pytest.mark.parametrize("text", ["", "# 只有注释", "synonyms:", "synonyms: {}"])
def test_a_layer_may_be_empty(text: str) -> None:
    assert lexicon(text).digest == lexicon().digest


def test_keys_may_be_written_in_chinese() -> None:
    assert set(ALIASES.values()) == set(SHAPES)
    assert lexicon("同义词: {甲室: 乙室}").digest == lexicon("synonyms: {甲室: [乙室]}").digest


def test_lists_grow_and_variants_are_added() -> None:
    both = lexicon("protect: [甲]\nsynonyms: {甲室: [乙室]}", "protect: [乙]\nsynonyms: {甲室: [丙室]}")
    assert both.listed("protect") == ("甲", "乙")
    assert both.group("synonyms") == {"甲室": ("乙室", "丙室")}


def test_a_word_listed_anew_leaves_where_it_was() -> None:
    below = "tiers: {县级: [区级, 旗级]}\nsynonyms: {村卫生室: [卫生室, 卫生所]}"
    both = lexicon(below, "tiers: {区级: []}\nsynonyms: {机关卫生所: [卫生所]}")
    assert (both.tier["区级"], both.tier["旗级"]) == ("区级", "县级")
    assert both.canonical("卫生室、卫生所") == "村卫生室、机关卫生所"


def test_of_groups_units_and_numbers_the_topmost_stands() -> None:
    both = lexicon(
        "exclusive: {病: [甲, 乙], 院: [丙, 丁]}\nunits: {所: {group: 机构}}\nweights: {clause: 1, bias: -6.6}",
        "exclusive: {病: []}\nunits: {所: {strong: true}}\nweights: {clause: 2.5}",
    )
    assert both.group("exclusive") == {"病": (), "院": ("丙", "丁")}
    assert both.units["所"] == ("机构", "count", True)
    assert both.number("weights", "clause") == Fraction(5, 2)
    assert both.number("weights", "bias") == Fraction(-33, 5)
    assert both.number("weights", "none such") == 0


def test_the_digest_is_of_the_content_not_of_the_file() -> None:
    one, other = lexicon("protect: [甲]"), lexicon("", "# 换一种写法\nprotect:\n- 甲\n")
    assert one.digest == other.digest
    assert lexicon("protect: [乙]").digest != one.digest


def test_the_packages_own_layers_have_no_problem() -> None:
    for layer in package_layers():
        assert read_layer(layer.document.text, layer.name)[1] == []
    assert package() is package()
