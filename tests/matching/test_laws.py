"""What holds for every plan and every report."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.casebook import plan_of, reading_of, said
from tracker.lexicon import package
from tracker.matching import Block, blocks, match, match_block
from tracker.model.match import Decision, Matches
from tracker.model.statement import Statement
from tracker.text.read import read

THINGS = ["养老床位", "示范标准村卫生室", "健康讲座", "城镇新增就业", "污水处理率", "农村公路", "专项资金", "中医馆"]
VERBS = ["新增", "建成", "举办", "完成", "改造", ""]
UNITS = ["个", "张", "场", "人", "%", "公里", "亿元"]
LEVELS = ["", "省级", "市级", "县级"]
DAY = date(2021, 12, 31)

texts = st.builds("{}{}{}".format, st.sampled_from(LEVELS), st.sampled_from(VERBS), st.sampled_from(THINGS))
targets = st.lists(
    st.fixed_dictionaries({"text": texts, "at_least": st.sampled_from([f"{n}{u}" for n in (3, 50) for u in UNITS])}),
    min_size=1,
    max_size=6,
)
subjects = st.builds("{}{}".format, texts, st.sampled_from(["", "达到"]))
clauses = st.builds("{}【{}{}】".format, subjects, st.sampled_from([2, 51, 900]), st.sampled_from(UNITS))
statements = st.lists(
    st.fixed_dictionaries(
        {
            "clause": clauses,
            "role": st.sampled_from(["achievement", "achievement", "target", "background"]),
            "period": st.sampled_from([2020, 2021, "十四五"]),
            "level": st.sampled_from(LEVELS),
        }
    ),
    max_size=5,
)


def matched(promised: list[dict[str, str]], told: list[dict[str, object]]) -> tuple[list[Statement], Matches]:
    plan = plan_of({f"t{n}": target for n, target in enumerate(promised)})
    spoken = [said(n, **each) for n, each in enumerate(told)]  # type: ignore[arg-type]
    return spoken, match(plan, reading_of(*spoken), as_of=DAY)


@given(targets, statements)
def test_every_statement_is_told_of_or_left_over_and_counts_once_at_most(promised: list, told: list) -> None:
    spoken, found = matched(promised, told)
    told_of = {each.statement.id for each in found.matches}
    left = {each.id for each in found.without_target}
    assert told_of | left == {each.id for each in spoken}
    assert told_of & left == set()
    credited = Counter(each.statement.id for each in found.matches if each.decision is Decision.CREDITED)
    others = {each.statement.id for each in found.matches if each.decision is not Decision.CREDITED}
    settled = {each.statement.id for each in found.matches if any(why.code == "conflict" for why in each.reasons)}
    assert all(count == 1 for count in credited.values())
    assert set(credited) & others - settled == set()


@given(targets, statements)
def test_a_score_is_a_probability_and_a_decision_has_its_reasons(promised: list, told: list) -> None:
    for each in matched(promised, told)[1].matches:
        assert Fraction(0) <= each.score <= 1
        assert each.reasons


@given(targets, statements)
def test_only_what_was_achieved_in_the_time_and_at_the_level_is_credited(promised: list, told: list) -> None:
    for each in matched(promised, told)[1].matches:
        if each.decision is Decision.CREDITED:
            assert each.statement.role == "achievement"
            assert each.statement.period is None or each.statement.period.start.year == 2021
            levels = {each.statement.level, *(level for level in LEVELS if level and level in each.statement.clause)}
            text = promised[int(each.target[1:])]["text"]
            assert not any(level in text and levels - {level, ""} == levels for level in LEVELS[1:])


@given(targets, statements)
def test_a_target_is_reported_or_left_over(promised: list, told: list) -> None:
    found = matched(promised, told)[1]
    reported = {each.target for each in found.matches if each.decision is not Decision.REJECTED}
    left = {target for _, target in found.without_report}
    assert reported | left == {f"t{n}" for n in range(len(promised))}
    assert reported & left == set()


@given(targets, statements)
def test_credited_figures_of_one_target_and_time_agree(promised: list, told: list) -> None:
    values: dict[object, set[object]] = {}
    for each in matched(promised, told)[1].matches:
        if each.decision is Decision.CREDITED:
            assert each.statement.period is not None
            values.setdefault((each.target, each.statement.period.end), set()).add(each.statement.value)
    assert all(len(each) == 1 for each in values.values())


@given(targets, statements)
def test_the_order_of_the_report_changes_no_decision(promised: list, told: list) -> None:
    turned = list(reversed(told))
    one = {(each.statement.clause, each.target, each.decision) for each in matched(promised, told)[1].matches}
    other = {(each.statement.clause, each.target, each.decision) for each in matched(promised, turned)[1].matches}
    assert one == other


@given(targets, statements)
def test_nothing_is_credited_without_a_word_in_common(promised: list, told: list) -> None:
    for each in matched(promised, told)[1].matches:
        if each.decision is Decision.CREDITED:
            assert any(reason.code == "covered" for reason in each.reasons)


@given(targets, st.text(max_size=200))
def test_any_text_can_be_matched(promised: list, text: str) -> None:
    plan = plan_of({f"t{n}": target for n, target in enumerate(promised)})
    found = match(plan, read(text, as_of=DAY), as_of=DAY)
    assert all(text[each.statement.start : each.statement.end] == each.statement.quote for each in found.matches)


NAMES = st.sampled_from(["卫生室", "床位", "讲座", "线上"])
hints = st.fixed_dictionaries(
    {},
    optional={
        "terms": st.lists(NAMES, max_size=2, unique=True),
        "exclude": st.lists(NAMES, max_size=2, unique=True),
    },
)
hinted = st.fixed_dictionaries(
    {"text": texts, "at_least": st.sampled_from(["3个", "50张", "900人", "5%"])},
    optional={"match": hints, "of": NAMES},
)
months = st.builds(
    "{}{}【{}{}】".format,
    st.sampled_from(["", "1月", "12月，", "2021年"]),
    st.sampled_from(["新增养老床位", "市级卫生室", "线上健康讲座"]),
    st.sampled_from([2, 51, 320, 90_000]),
    st.sampled_from(["个", "张", "%", "人"]),
)
repeated = st.lists(
    st.fixed_dictionaries(
        {
            "clause": months,
            "role": st.sampled_from(["achievement", "target", "background"]),
            "period": st.sampled_from([2020, 2021, "2021-06"]),
            "level": st.sampled_from(LEVELS),
            "flags": st.sampled_from([[], ["inherited"], ["damaged_text"]]),
        },
        optional={"subject": NAMES, "denominator": NAMES, "org": st.sampled_from(["甲市", "乙市"])},
    ),
    max_size=6,
)


@settings(deadline=None)
@given(st.lists(hinted, min_size=1, max_size=4), st.lists(hinted, min_size=1, max_size=4), repeated)
def test_what_was_matched_before_changes_no_answer(first: list, second: list, told: list) -> None:
    plans = [
        plan_of({f"t{n}": target for n, target in enumerate(promised)}, plan=name, period=period)
        for name, promised, period in (("a", first, 2021), ("b", second, 2021), ("c", first, "十四五"))
    ]
    spoken = [said(n, **each) for n, each in enumerate(told)]

    def answers(block: Block, each: Statement) -> Matches:
        return match_block(block, reading_of(each), as_of=DAY)

    fresh = [answers(blocks([plan], package())[0], each) for plan in plans for each in spoken]
    remembering = blocks(plans, package())
    assert [answers(block, each) for block in remembering for each in spoken] == fresh
    turned = [answers(block, each) for block in reversed(remembering) for each in reversed(spoken)]
    assert list(reversed(turned)) == fresh


PROMISED = {"text": "建设市级养老床位", "at_least": "50张"}
SAID = {"clause": "老旧小区改造，建设市级养老床位【50张】", "subject": "养老床位", "level": "市级"}


@pytest.mark.parametrize(
    "other",
    [
        {"clause": "老旧小区改造，建设市级养老床位【5000张】"},
        {"clause": "建设市级养老床位【50张】"},
        {"clause": "老旧小区改造，建设市级养老床位【50%】"},
        {"clause": "老旧小区改造，建设市级养老床位【50个】"},
        {"subject": "示范养老床位"},
        {"denominator": "老年人"},
        {"level": "省级"},
        {"flags": ["inherited"]},
        {"period": 2020},
        {"org": "乙市"},
    ],
    ids=str,
)
def test_what_makes_a_difference_makes_it_after_the_like_too(other: dict[str, object]) -> None:
    plan = plan_of({"beds": PROMISED}, period=2021)
    first, second = said(0, **SAID), said(0, **{**SAID, **other})  # type: ignore[arg-type]
    block = blocks([plan], package())[0]
    one, two = (match_block(block, reading_of(each), as_of=DAY) for each in (first, second))
    assert two == match(plan, reading_of(second), as_of=DAY)
    assert [(each.score, each.decision, each.reasons) for each in one.matches] != [
        (each.score, each.decision, each.reasons) for each in two.matches
    ]
