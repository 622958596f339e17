"""A plan drafted from what a document promises: what each kind of promise becomes, and that the draft always loads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans.test_loading import loaded
from tests.render.boards import holds_golden
from tests.render.readings import READING
from tracker.calendar import Period, parse_period
from tracker.model.plan import Plan, Target
from tracker.model.statement import Kind, Reading, Role, Span, Statement
from tracker.plans.drafting import draft
from tracker.text.read import read

YEAR = parse_period("2021")


def said(clause: str, quote: str, value: object = None, **given: object) -> Statement:
    """A promise in a clause of its own."""
    start = clause.index(quote)
    facts: dict[str, object] = {
        "kind": Kind.RATIO if given.get("unit") == "%" else Kind.COUNT, "role": Role.TARGET,
        "value": None if value is None else Decimal(str(value)), "sentence_span": Span(0, len(clause)), **given,
    }  # fmt: skip
    return Statement(f"s{start}", start, start + len(quote), quote, clause, clause, **facts)  # type: ignore[arg-type]


def drafted(*statements: Statement, period: Period = YEAR, org: str = "示例市", lang: str = "zh") -> str:
    quantities = tuple(each for each in statements if each.kind is not Kind.EVENT)
    events = tuple(each for each in statements if each.kind is Kind.EVENT)
    return draft(Reading("要点.txt", quantities, events), period=period, org=org, lang=lang)


def plan_of(text: str) -> Plan:
    return loaded(text)


def target_of(statement: Statement, *others: Statement) -> Target:
    return plan_of(drafted(statement, *others)).targets[0]


def test_a_draft_looks_as_it_did() -> None:
    assert holds_golden("draft.yaml", draft(READING, period=YEAR, org="示例市"))


# -- which goal


@pytest.mark.parametrize(
    ("statement", "comparator", "goal", "unit"),
    [
        (said("建成卫生室50个", "50个", 50, unit="个", subject="卫生室"), "at_least", "50", "个"),
        (said("引进人才不少于170名", "不少于170名", 170, unit="名", bound="at_least", bound_word="不少于"), "at_least",
         "170", "名"),
        (said("财政收入超过20亿元", "超过20亿元", 2_000_000_000, unit="元", bound="at_least", bound_word="超过"),
         "more_than", "20亿元", "元"),
        (said("等候时间不超过20分钟", "不超过20分钟", 20, unit="分钟", bound="at_most", bound_word="不超过"), "at_most",
         "20", "分钟"),
        (said("发病率低于1%", "低于1%", 1, unit="%", bound="at_most", bound_word="低于"), "less_than", "1%", "%"),
        (said("城镇登记失业率控制在4.5%", "4.5%", "4.5", unit="%", subject="城镇登记失业率"), "at_most", "4.5%", "%"),
        (said("居民消费价格涨幅3%左右", "3%左右", 3, unit="%", bound="approx", subject="居民消费价格涨幅"), "at_most",
         "3%", "%"),
        (said("单位产值能耗降低4%左右", "4%左右", 4, unit="%", bound="approx", subject="单位产值能耗", action="降低"),
         "at_least", "4%", "%"),
        (said("生产总值增长8%左右", "8%左右", 8, unit="%", bound="approx", subject="生产总值"), "at_least", "8%", "%"),
        (said("疾控控制中心招聘17名", "17名", 17, unit="名", subject="控制中心招聘"), "at_least", "17", "名"),
        (said("财政赤字80亿元", "80亿元", 8_000_000_000, unit="元", subject="财政赤字"), "at_most", "80亿元", "元"),
    ],
)  # fmt: skip
def test_the_comparator_follows_the_words(statement: Statement, comparator: str, goal: str, unit: str) -> None:
    target = target_of(statement)
    assert (target.comparator, str(target.goals[0]), target.goal_unit) == (comparator, goal, unit)


def test_a_range_is_between() -> None:
    statement = said("满意度80%至85%", "80%至85%", unit="%", low=Decimal(80), high=Decimal(85))
    assert [str(goal) for goal in target_of(statement).goals] == ["80%", "85%"]


@pytest.mark.parametrize(
    ("clause", "quote", "unit", "measure", "curve"),
    [
        ("生产总值增长8%", "8%", "%", "level", "flat"),
        ("参保率提高到95%", "95%", "%", "level", None),
        ("签约率达到70%", "70%", "%", "level", None),
        ("补助标准提高到120元", "120元", "元", "level", None),
        ("新增床位300张", "300张", "张", "count", None),
    ],
)
def test_a_growth_rate_is_flat_and_a_level_holds(
    clause: str, quote: str, unit: str, measure: str, curve: str | None
) -> None:
    target = target_of(said(clause, quote, 8, unit=unit, subject="x"))
    assert (target.kind, target.curve and target.curve.kind) == (measure, curve)


def test_the_value_that_it_starts_from_is_the_baseline() -> None:
    clause = "参保率由60%提高到80%"
    before = said(clause, "60%", 60, unit="%", role=Role.BACKGROUND, detail="baseline", subject="参保率")
    target = target_of(said(clause, "80%", 80, unit="%", subject="参保率"), before)
    assert target.baseline is not None
    assert str(target.baseline.value) == "60%"


def test_percentage_points_are_relative_and_ask_for_a_baseline() -> None:
    text = drafted(said("参保率提高3个百分点", "3个百分点", 3, unit="个百分点", subject="参保率", action="提高"))
    assert "at_least: +3pp  # 请核对：是比原来提高或降低多少，原文没有写基数" in text
    assert plan_of(text).targets[0].goals[0].relative == "points"
    falling = drafted(said("占比下降2个百分点", "2个百分点", 2, unit="个百分点", subject="占比", action="下降"))
    assert "at_most: -2pp" in falling


@pytest.mark.parametrize(("quote", "goal"), [("翻番", "x2"), ("翻两番", "x4")])
def test_to_double_is_relative(quote: str, goal: str) -> None:
    value = int(goal[1:])
    target = target_of(said(f"产值{quote}", quote, value, unit="倍", subject="产值"))
    assert (str(target.goals[0]), target.goals[0].relative) == (goal, "times")


def test_a_share_names_its_whole() -> None:
    statement = said("80%的县医院达标", "80%", 80, unit="%", subject="达标的县医院", denominator="县医院")
    assert target_of(statement).of == "县医院"


def test_a_promise_to_every_member_is_a_task_until_their_number_is_known() -> None:
    text = drafted(said("每个乡镇卫生院至少建成1个特色科室", "1个", 1, unit="个", subject="特色科室", bound="at_least"))
    target = plan_of(text).targets[0]
    assert (target.done, target.text) == (True, "每个乡镇卫生院特色科室")
    assert "each: {of: 乡镇卫生院, members: ?, at_least: 1, unit: 个}" in text


def test_a_promise_to_every_member_counts_them_where_the_document_does() -> None:
    there = said(
        "现有86个乡镇卫生院", "86个", 86, unit="个", subject="乡镇卫生院", role=Role.BACKGROUND, detail="universe"
    )
    promise = said("每个乡镇卫生院至少建成1个特色科室", "1个", 1, unit="个", subject="特色科室", bound="at_least")
    text = drafted(there, promise)
    assert "each: {of: 乡镇卫生院, members: 86, at_least: 1, unit: 个}  # 请核对：原文说乡镇卫生院有 86 个" in text
    assert plan_of(text).targets[0].comparator == "each"


def test_what_is_to_happen_is_done_by_its_day() -> None:
    day = parse_period("2021年5月")
    target = target_of(said("新院区5月投用", "投用", kind=Kind.EVENT, subject="新院区", action="投用", period=day))
    assert (target.done, target.due, target.text) == (True, day.end, "新院区5月投用")


def test_a_day_that_is_promised_is_the_due_day_of_what_it_is_promised_for() -> None:
    clause = "预计2023年5月竣工投用新院区"
    day = said(clause, "2023年5月", kind=Kind.DATE, unit="月", subject="竣工投用新院区", action="竣工", on="2023-05")
    event = said(clause, clause, kind=Kind.EVENT, subject="新院区", action="竣工")
    (target,) = plan_of(drafted(day, event)).targets
    assert (target.done, str(target.due), target.start, target.text) == (True, "2023-05-31", None, "竣工投用新院区")


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (9_000_000, "人", "900万人"), (10_500, "元", "1.05万元"), (9999, "元", "9999"), (20_000_000, "千瓦", "2000万"),
        (7_500_000_000_000, "元", "7.5万亿元"), (1_123_456_789, "元", "11.23456789亿元"),
    ],
)  # fmt: skip
def test_large_numbers_are_written_as_people_write_them(value: int, unit: str, written: str) -> None:
    target = target_of(said("新增多少", "多少", value, unit=unit))
    assert (str(target.goals[0]), target.goals[0].value) == (written, value)


def test_a_quotation_gets_back_the_mark_that_opens_it() -> None:
    text = drafted(said("新增“雄鹰”企业20家", "20家", 20, unit="家", subject="雄鹰”企业", action="新增"))
    assert plan_of(text).targets[0].text == "新增“雄鹰”企业"


# -- when


def test_only_other_days_than_those_of_the_plan_are_written() -> None:
    assert "due" not in drafted(said("建50个", "50个", 50, unit="个", period=YEAR))
    assert "due: 2021-06" in drafted(said("建50个", "50个", 50, unit="个", period=parse_period("2021H1")))


def test_a_promise_beyond_the_period_keeps_its_own_days() -> None:
    text = drafted(said("五年建50个", "50个", 50, unit="个", period=parse_period("十四五")))
    assert "due: 2025-12  # 请核对：期限在本计划周期之外" in text
    assert plan_of(text).targets[0].start is None


def test_a_promise_of_an_earlier_period_is_no_target_but_is_listed() -> None:
    past = said("去年要建9个", "9个", 9, unit="个", subject="村卫生站点", period=parse_period("2020"))
    text = drafted(past, said("建50个", "50个", 50, unit="个", subject="卫生室"))
    assert len(plan_of(text).targets) == 1
    assert text.endswith("# 下面这些说的是以前的期间，没有写成目标：\n# - 村卫生站点 9个（2020）\n")
    assert drafted(past) == ""


def test_an_event_without_a_day_is_listed_unless_something_is_built() -> None:
    facts = {"kind": Kind.EVENT, "period": YEAR, "flags": ("period_assumed",)}
    built = said("东院区建成投用", "东院区建成投用", action="建成投用", **facts)
    started = said("启动林场改革", "启动林场改革", action="启动", **facts)
    barred = said("未批准的项目不准开工", "未批准的项目不准开工", action="开工", **facts)
    text = drafted(built, started, barred)
    assert [target.text for target in plan_of(text).targets] == ["东院区建成投用"]
    assert "# - 启动林场改革\n# - 未批准的项目不准开工\n" in text


def test_where_nothing_says_plan_or_result_it_is_the_drafters_plan() -> None:
    unknown = said(
        "新建农田300亩", "300亩", 300, unit="亩", role=Role.ACHIEVEMENT, subject="农田", flags=("role_unknown",)
    )
    assert "# 请核对：计划还是成效不明" in drafted(unknown)
    sure = said("计划改造管网12公里", "12公里", 12, unit="公里", subject="管网", action="改造")
    assert [target.text for target in plan_of(drafted(unknown, sure)).targets] == ["改造管网"]


def test_what_is_reported_as_achieved_is_no_target() -> None:
    assert drafted(said("已建50个", "50个", 50, unit="个", role=Role.ACHIEVEMENT)) == ""


# -- one promise, one target


def test_the_same_promise_said_twice_is_one_target_with_both_places() -> None:
    first = said("建成卫生室50个", "50个", 50, unit="个", subject="卫生室", action="建成")
    again = said("全年将建成卫生室50个", "50个", 50, unit="个", subject="卫生室", action="建成", flags=("duplicate",))
    target = target_of(first, again)
    assert [origin.start for origin in target.source] == [5, 8]


def test_ids_are_made_of_the_text_and_stay_when_the_document_grows() -> None:
    clinics = said("建成市级卫生室50个", "50个", 50, unit="个", subject="卫生室", action="建成", level="市级")
    more = said("建成市级卫生室60个", "60个", 60, unit="个", subject="卫生室", action="建成", level="市级")
    other = said("引进人才9名", "9名", 9, unit="名", subject="人才", action="引进")
    assert [each.id for each in plan_of(drafted(clinics)).targets] == ["建成市级卫生室"]
    assert [each.id for each in plan_of(drafted(other, clinics, more)).targets] == [
        "引进人才", "建成市级卫生室", "建成市级卫生室-2",
    ]  # fmt: skip


def test_no_two_ids_are_the_same_whatever_the_texts() -> None:
    texts = ["卫生服务站", "卫生服务站", "卫生服务站-2", "卫生服务站"]
    several = [said(f"{text}{n}个", f"{n}个", n, unit="个", subject=text) for n, text in enumerate(texts, 3)]
    ids = [target.id for target in plan_of(drafted(*several)).targets]
    assert len(set(ids)) == len(texts)


def test_the_level_is_a_hint_for_matching() -> None:
    target = target_of(said("建成卫生室50个", "50个", 50, unit="个", subject="卫生室", level="县级"))
    assert target.match is not None
    assert (target.match.level, target.text) == ("县级", "县级卫生室")


# -- doubts


def test_what_the_reader_was_not_sure_of_stands_beside_the_target() -> None:
    text = drafted(said("建50个", "50个", 50, unit="个", flags=("inherited",)))
    assert "    # 请核对：沿用前文主语\n" in text


def test_another_unit_is_told_but_not_another_name_of_the_one_whose_document_it_is() -> None:
    own = [said(f"建站点{n}个", f"{n}个", n, unit="个", org="示例市") for n in (3, 4)]
    text = drafted(*own, said("甲县建站点9个", "9个", 9, unit="个", org="甲县"), org="示例市卫生健康委")
    assert text.count("原文说的是") == 1
    assert "    # 请核对：原文说的是甲县\n" in text


def test_what_a_plan_would_refuse_becomes_a_task_and_says_why() -> None:
    text = drafted(said("赠送-5个", "-5个", -5, unit="个", subject="赠送"))
    target = plan_of(text).targets[0]
    assert target.done
    assert "请核对：数字没有写进来（-5）" in text


def test_comments_are_in_the_language_asked_for() -> None:
    text = drafted(said("涨幅3%左右", "3%左右", 3, unit="%", bound="approx", subject="涨幅"), lang="en")
    assert "please check: the text says “3%左右”" in text


# -- whatever the document says

WORDS = st.text(max_size=30) | st.sampled_from(
    ["", "卫生室", "增长", "控制", "每个县至少", "true", "%", "- a: b #c", "12"]
)
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.just(Decimal("1E+90"))
PERIODS = st.none() | st.sampled_from(
    [parse_period(text) for text in ("2020", "2021H1", "2023-05", "十四五", "2021-03-05")]
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    start = draw(st.integers(0, 200))
    end = start + draw(st.integers(1, 20))
    return Statement(
        "s1", start, end, draw(WORDS), draw(WORDS), draw(WORDS), draw(st.sampled_from(Kind)),
        draw(st.sampled_from([Role.TARGET, Role.TARGET, Role.BACKGROUND])),
        draw(NUMBERS), draw(NUMBERS), draw(NUMBERS), draw(WORDS | st.sampled_from(["%", "个百分点", "万元", "个"])),
        draw(st.sampled_from(["exact", "at_least", "at_most", "approx"])), draw(WORDS), draw(WORDS), draw(WORDS),
        draw(WORDS), draw(PERIODS), draw(st.sampled_from(["", "point"])), draw(WORDS), draw(WORDS),
        draw(st.sampled_from(["", "baseline", "delta"])), draw(st.sampled_from([(), ("inherited",)])),
        draw(st.sampled_from([Span(0, 0), Span(0, 300)])), draw(st.sampled_from(["", "2021-05", "2019-05-06"])),
    )  # fmt: skip


def _is_past(said: Statement) -> bool:
    spoken_of = parse_period(said.on) if said.on else said.period
    return spoken_of is not None and spoken_of.end < YEAR.start


@given(st.lists(statements(), max_size=5), WORDS, WORDS, st.sampled_from(["zh", "en"]))
def test_whatever_a_document_says_the_draft_loads(found: list[Statement], file: str, org: str, lang: str) -> None:
    text = draft(Reading(file or "a.txt", tuple(found)), period=YEAR, org=org, lang=lang)
    wanted = [each for each in found if each.role is Role.TARGET]
    sure = {(each.start, each.end) for each in wanted if each.kind is not Kind.EVENT and not _is_past(each)}
    if not text:
        assert not sure
        return
    spans = {(origin.start, origin.end) for target in plan_of(text).targets for origin in target.source}
    assert sure <= spans <= {(each.start, each.end) for each in wanted}


FRAGMENTS = [
    *("2021年", "今年", "去年", "新建", "市级", "卫生室", "50个", "80%以上", "控制在", "4.6%以内", "增长", "8%左右"),
    *(
        "每个乡镇至少",
        "1个",
        "由60%提高到",
        "3个百分点",
        "翻一番",
        "全覆盖",
        "分别达",
        "5月底前",
        "建成投用",
        "三分之一",
    ),
    *("，", "。", "；", "、", "和", "\n", "“", "”", "一、工作打算\n", "1.2万元", "近20", "两癌", "-5", "0", "100万亿"),
    *("#", ": ", "- ", "\t", "\u3000", "(", ")"),
]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join))
def test_whatever_a_text_says_its_draft_loads(text: str) -> None:
    drawn = draft(read(f"2021年工作计划\n{text}", "要点.txt", period=YEAR), period=YEAR, org="示例市")
    if drawn:
        plan_of(drawn)
