"""Times: the forms that reports use, each with the period, the relation and the flags that it must give."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Period, parse_day, parse_period
from tracker.text.times import Anchor, times

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "times.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from((
    "2021年", "今年", "去年", "十四五", "“", "”", "期间", "6月", "底", "前", "末", "初", "以来", "年内",
    "三年", "内", "到", "截至", "目前", "上半年", "第三季度", "每月", "31日", "2月", "30日", "至", "-", "1",
    "9", "0001年", "近", "五年", "来", "9999年", "本月", "年", "月", "日", "二〇二一", "行动", "规划",
    "2021.6.30", ",", "。",
))  # fmt: skip


def _anchor(written: dict[str, Any]) -> Anchor:
    """The anchor as a case writes it; a period of several years by its first and last."""
    first, _, last = str(written.get("period", "")).partition("—")
    period = Period(parse_period(first).start, parse_period(last or first).end) if first else None
    return Anchor(written.get("as_of"), written.get("year"), period)


def _said(period: Period | None) -> str | None:
    return period and f"{period.start}..{period.end}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("name", case["text"]))
def test_a_sentence_names_its_times(case: dict[str, Any]) -> None:
    text = case["text"]
    found = times(text, _anchor(case.get("anchor", {"year": 2021})))
    assert [_told(text, one) for one in found] == [
        (want["quote"], want.get("period"), want["relation"], want.get("flags", [])) for want in case["times"]
    ]


def _told(text: str, one: Any) -> tuple[str, str | None, str, list[str]]:
    return text[one.start : one.end], _said(one.period), one.relation, list(one.flags)


ANCHORS = st.builds(
    Anchor,
    st.none() | st.dates(),
    st.none() | st.integers(1, 9999),
    st.none() | st.builds(lambda day: Period(day, day), st.dates()),
)


@given(st.lists(WORDS, max_size=12).map("".join) | st.text(), ANCHORS)
def test_times_lie_in_the_text_in_order_and_every_period_has_its_ends(text: str, anchor: Anchor) -> None:
    last = 0
    for one in times(text, anchor):
        assert last <= one.start < one.end <= len(text)
        assert one.period is None or one.period.start <= one.period.end
        last = one.end


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        (one,) = times(text)
        assert one.period == Period(day, day) == (parse_day(text, last=True), day)
