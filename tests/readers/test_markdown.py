"""Markdown: its marks are no text, and move nothing."""

from __future__ import annotations

import pytest

from tests.readers.test_documents import codes, place_of, read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("## 二、工作成效 ##", "二、工作成效"),
        ("建成**62**个，覆盖率*68.5%*", "建成62个，覆盖率68.5%"),
        ("覆盖率12\\.5%", "覆盖率12.5%"),
        ("`62`个，见[附件](http://example.cn/2021)", "62个，见附件"),
        ("> 引文3条", "引文3条"),
        ("- 建成5个", "• 建成5个"),
        ("* [x] 建成5个", "• 建成5个"),
        ("1. 建成5个", "1. 建成5个"),
        ("面积3*4*5米，编号a_b_c", "面积3*4*5米，编号a_b_c"),
        ("5&lt;6，&#54;2个", "5<6，62个"),
        ("<b>62</b>个<!-- 旧数60 -->。", "62个。"),
        ("![图2](a.png)见图[^1]", "见图"),
        ("<https://example.cn/5>", ""),
    ],
)
def test_a_mark_is_left_out(written: str, said: str) -> None:
    document = read(written + "\n\n62万人", "a.md")
    assert document.text == said + "\n\n62万人\n"
    assert place_of(document, "62万人").start == len(written) + 2


def test_a_figure_with_marks_inside_is_quoted_with_them() -> None:
    place = place_of(read("覆盖率**68**.5%。", "a.md"), "68.5%")
    assert (place.start, place.end, place.quote) == (5, 12, "68**.5%")


def test_front_matter_is_no_text() -> None:
    assert read("---\ntitle: 2021年总结\n---\n正文", "a.md").text == "正文\n"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n正文", "a.md").text == "正文\n"


def test_code_is_left_out_and_said() -> None:
    document = read("前\n```yaml\nvalue: 62\n```\n后", "a.md")
    assert document.text == "前\n后\n"
    assert codes(document) == ["D131"]
    assert document.problems[0].source.line == 2


def test_nothing_but_code_is_no_text() -> None:
    document = read("\n```\nvalue: 62\n```\n\n", "a.md")
    assert (document.text, document.runs) == ("", ())
    assert codes(document) == ["D131"]


def test_what_is_struck_out_is_not_what_is_reported() -> None:
    document = read("建成~~60~~62个，~~约~~70人", "a.md")
    assert document.text == "建成62个，70人\n"
    assert codes(document) == ["D130"]
    assert document.problems[0].params == {"count": 3}


def test_a_table_has_cells_with_their_places() -> None:
    document = read("|名称|数|\n|:-|-:|\n|甲\\|乙|**5**家|\n丙|6|\n", "a.md")
    (table,) = document.tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (1, 1, "名称"),
        (1, 2, "数"),
        (2, 1, "甲|乙"),
        (2, 2, "5家"),
        (3, 1, "丙"),
        (3, 2, "6"),
    ]
    assert table.cells[3].source.quote == "5**家"


def test_a_bar_in_a_sentence_makes_no_table() -> None:
    assert read("甲|乙\n丙|丁", "a.md").tables == ()
