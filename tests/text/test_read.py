"""Reading prose: each phenomenon with a sentence of our own; laws that hold for any text whatever."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tracker import words
from tracker.calendar import Period
from tracker.model.statement import Kind, Reading, Role
from tracker.text import masks, roles
from tracker.text.read import read

FOLDER = Path(__file__).parent / "cases" / "reading"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
NUMERALS = "零〇一二两三四五六七八九十百千万亿"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_sentence_says(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    said = [_shown(one) for one in reading.statements]
    assert len(said) == len(case["said"]), said
    for wanted, got in zip(case["said"], said, strict=True):
        for name, value in wanted.items():
            if name == "flags":
                assert set(value) <= set(got["flags"])
            else:
                assert str(got[name]) == str(value), got
    for reason, quotes in case.get("masked", {}).items():
        assert set(quotes) <= {one.quote for one in reading.masked if one.reason == reason}, reading.masked


def _shown(one: Any) -> dict[str, Any]:
    names = [
        "quote",
        "value",
        "low",
        "high",
        "unit",
        "bound",
        "role",
        "kind",
        "subject",
        "level",
        "mode",
        "action",
        "detail",
        "on",
        "flags",
    ]
    return {name: getattr(one, name) for name in names} | {"word": one.bound_word}


def test_the_period_comes_from_the_words_else_from_the_section() -> None:
    first, second = read("某局2020年工作总结\n上半年建成书房3个。\n培训120人。").statements
    assert first.period == Period(date(2020, 1, 1), date(2020, 6, 30))
    assert second.period == Period(date(2020, 1, 1), date(2020, 12, 31))
    assert "period_assumed" in second.flags


def test_a_fact_told_twice_is_flagged() -> None:
    first, second = read("今年新建书房20个。\n会议提出,今年新建书房20个。").statements
    assert "duplicate" not in first.flags
    assert "duplicate" in second.flags


def test_events_are_no_statements() -> None:
    reading = read("某局2020年工作总结\n建成投用区图书馆,数字平台上线运行。")
    assert [(one.action, one.subject, one.role, one.kind) for one in reading.events] == [
        ("建成投用", "区图书馆", Role.ACHIEVEMENT, Kind.EVENT),
        ("上线运行", "数字平台", Role.ACHIEVEMENT, Kind.EVENT),
    ]
    assert reading.statements == ()


def test_ids_count_in_reading_order() -> None:
    reading = read("建成3所,培训20人,\n投入5万元。")
    assert [one.id for one in reading.statements] == ["s001", "s002", "s003"]
    assert [one.value for one in reading.statements] == [Decimal(3), Decimal(20), Decimal(50000)]


WORDS = [
    "建成",
    "新建",
    "投入",
    "达到",
    "分别",
    "均",
    "全部",
    "全覆盖",
    "未发生",
    "由",
    "提高到",
    "其中",
    "累计",
    "覆盖率",
    "示范标准",
    "村卫生室",
    "市级",
    "县级",
    "和",
    "、",
    ",",
    "。",
    ";",
    ":",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "余",
    "多",
    "万",
    "亿",
    "万元",
    "%",
    "‰",
    "个百分点",
    "人次",
    "家",
    "所",
    "名",
    "个",
    "以上",
    "左右",
    "不少于",
    "近",
    "约",
    "至",
    "-",
    "到",
    "年",
    "月",
    "日",
    "岁",
    "级",
    "第",
    "每千人口",
    "每人每月",
    "翻番",
    "一半",
    "三分之一",
    "2021",
    "12",
    "3.5",
    "1,234",
    "0",
    "7",
    "一",
    "二",
    "三十",
    "百余",
    "数十",
    "十四五",
    "2020年",
    "今年",
    "年底前",
    "A",
    "5G",
    "１２",
    "％",
    "**",
    "\n",
    "預計",
    "醫(yī)療",
    "\u200b",
    "🙂",
]
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


@given(st.one_of(st.text(max_size=200), PROSE))
def test_every_statement_quotes_the_file_where_it_says(text: str) -> None:
    reading = read(text)
    for one in (*reading.statements, *reading.events, *reading.masked):
        assert 0 <= one.start <= one.end <= len(text)
        assert text[one.start : one.end] == one.quote
    for one in (*reading.statements, *reading.events):
        first, last = one.sentence_span
        assert 0 <= first <= one.start <= one.end <= last <= len(text)


@given(PROSE)
def test_every_numeral_is_read_or_masked_with_a_reason(text: str) -> None:
    assert uncovered(text, read(text)) == []


def uncovered(text: str, reading: Reading) -> list[int]:
    """Places of digits and Chinese numerals that no statement and no mask covers."""
    told = {place for one in (*reading.statements, *reading.masked) for place in range(one.start, one.end)}
    return [place for place, char in enumerate(text) if (char.isdecimal() or char in NUMERALS) and place not in told]


@given(PROSE)
def test_statements_stand_in_reading_order(text: str) -> None:
    starts = [one.start for one in read(text).statements]
    assert starts == sorted(starts)


def test_the_day_of_an_event_is_not_that_of_what_follows() -> None:
    day, rooms = read("某局2022年工作计划\n新校区预计2023年5月竣工,新建书房2间。").statements
    assert day.on == "2023-05"
    assert rooms.period == Period(date(2022, 1, 1), date(2022, 12, 31))
    first, second = read("某局2022年工作计划\n到2023年5月,新建书房2间,培训20人。").statements
    assert first.period == second.period
    assert first.period is not None
    assert first.period.end == date(2023, 5, 31)


def test_every_doubt_detail_and_reason_has_words() -> None:
    details = ("baseline", "universe", "growth", "delta", "assigned", *(name for name, *_ in roles._KINDS))
    reasons = {*masks.REASONS, "threshold", "attribute", "bare", "year", "word", "name"}
    for lang in ("zh", "en"):
        for key in (*(f"detail.{name}" for name in details), *(f"masked.{name}" for name in reasons), "caution.hedged"):
            assert words.say(key, lang) != key


def test_an_event_has_the_day_that_its_own_clause_names() -> None:
    for end in ("。", ",方便群众就医。"):
        (event,) = read(f"某市2021年工作计划\n市医院东院区5月底前建成投用{end}").events
        assert event.period is not None
        assert event.period.end.isoformat() == "2021-05-31"


def test_a_place_is_that_of_the_title_or_of_the_clause() -> None:
    first, second = read("甘棠区卫健局2020年工作总结\n建成书房3个。柳河镇培训20人。").statements
    assert (first.org, second.org) == ("甘棠区", "甘棠区")
    told = read("某市2020年工作总结\n青石区新建书房2个,全市建成12个,社区建成3个。", org="某市").statements
    assert [one.org for one in told] == ["青石区", "某市", "某市"]


@pytest.mark.parametrize("mark", ["- ", "• ", "● ", "▲", "1. ", "1、", "12) ", "(1)", "一、", "一是"])
def test_the_mark_of_a_list_is_no_part_of_what_is_counted(mark: str) -> None:
    (statement,) = read(f"2021年工作情况\n{mark}建成62个卫生室。").statements
    assert (statement.subject, statement.action) == ("卫生室", "建成")


def test_a_task_with_a_deadline_is_an_event() -> None:
    first, second = read("某局2022年工作计划\n6月底前完成疾控中心搬迁,县医院顺利通过三级医院评审。").events
    assert (first.action, first.period and first.period.end) == ("搬迁", date(2022, 6, 30))
    assert (second.action, second.subject) == ("通过三级医院评审", "县医院")
