"""Whatever reading finds has words in both languages: every kind of mask, repair, doubt and background."""

from __future__ import annotations

import pytest

from tests.render.test_reading import drawn
from tracker.render import reading
from tracker.text.read import read

TEXT = """一、2021年工作情况\r
“两癌”筛查和“十四五”规划第3次评估（一）：二级以上医院65岁及以上老人，P3实验室，3天内完成２１台。\r
一批专家下乡，全覆盖、多层次的体系，建成衛生室**３４**\r

處；另建12 5个，投入1.5万元。居民满意度由80%提高到85%。
辖区现有居民2万人，比上年增长5%，完成下达的7个任务，分别达3个和4个。
醫(yī)生１０.5 6萬人,,占比5·6%，收入2l亿元，力争无重大事故发生。
\u200b二、下步打算
明年新建3所。居民参保率均达95%以上。打造专科4家
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_numeral_can_be_explained(lang: str) -> None:
    found = read(TEXT, "报告.txt")
    assert len({each.reason for each in found.masked}) > 5
    assert len({each.kind for each in found.repairs}) > 5
    for page in (reading.page(found, TEXT), reading.explained(found, TEXT)):
        assert drawn(page, lang=lang).startswith("报告.txt")
