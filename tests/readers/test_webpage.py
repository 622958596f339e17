"""Web pages: what a reader sees, in lines as a reader sees them, each character where the file has it."""

from __future__ import annotations

import pytest

from tests.readers.test_documents import codes, place_of, read
from tracker.readers.documents import read_document


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<p>覆盖率<b>68</b>.5%", "覆盖率68.5%"),
        ("<p>建成<span>6</span><span>2</span>个</p>", "建成62个"),
        ("<p>一</p><p>二</p>三<div>四</div>", "一\n二\n三\n四"),
        ("<p>建成\n   62个<p>a\n  b  c", "建成62个\na b c"),
        ("<p>建成<br/>62个", "建成\n62个"),
        ("<p>5&lt;6&nbsp;&#25104;&hellip;", "5<6\xa0成…"),
        ("<title>2021</title><script>var x='<p>99';</script><style>p{width:5px}</style>62个", "62个"),
        ("<nav><li>1</nav>62个<!-- 99 --><![CDATA[x]]>", "62个"),
        ("<ul><li>甲<li>乙</ul><ol><li>丙<li>丁</ol>", "• 甲\n• 乙\n1. 丙\n2. 丁"),
        ("<ol><li><p>丙</p><p>丁</p></li><li></li><li>戊</ol>己", "1. 丙\n丁\n3. 戊\n己"),
        ("<body style='visibility:hidden'>62个", "62个"),
        ("建成&#10;62&#13;个&#32;", "建成 62 个"),
        ("<pre>甲\n  乙</pre>", "甲\n  乙"),
        ("10<sup>4</sup>人", "10⁴人"),
        ("5 < 6 个", "5 < 6 个"),
        ('<p title="a>b">62个', "62个"),
        ("<ruby>覆<rt>fu</rt></ruby>盖", "覆盖"),
        ("62个<", "62个<"),
        ("62个<b", "62个<b"),
        ("62个<!-- ", "62个<!--"),
    ],
)
def test_what_is_seen(written: str, said: str) -> None:
    assert read(written, "a.html").text.strip() == said


@pytest.mark.parametrize(
    "written",
    [
        "<p hidden>60个</p>",
        "<div style='display: none'><div>60</div>个</div>",
        "<del>60个</del>",
        "<p style=visibility:hidden>60个<p>",
    ],
)
def test_what_is_hidden_or_struck_out_is_said_and_not_read(written: str) -> None:
    document = read(f"{written}建成62个", "a.html")
    assert document.text == "建成62个\n"
    assert codes(document) == ["D130"]
    assert document.problems[0].params == {"count": 3}


def test_a_figure_with_tags_inside_is_quoted_with_them() -> None:
    place = place_of(read("<p>覆盖率<b>68</b>.5&#37;。", "a.html"), "68.5%")
    assert place.quote == "68</b>.5&#37;"
    assert (place.line, place.column, place.start) == (1, 10, 9)


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_a_page_says_its_encoding(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><p>建成62个'
    assert read_document(page.encode("gbk"), "a.htm").text == "建成62个\n"


def test_a_page_in_big5() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>臺帳62個'
    assert read_document(page.encode("big5"), "a.html").text == "臺帳62個\n"


def test_a_page_that_says_gbk_and_is_utf_8() -> None:
    assert read('<meta charset="gbk"><p>建成62个', "a.html").text == "建成62个\n"


def test_tables_within_tables() -> None:
    document = read("<table><tr><td>甲<table><tr><td>乙<td>丙</table><td>丁</table>戊", "a.html")
    assert [[(cell.row, cell.column, cell.text) for cell in table.cells] for table in document.tables] == [
        [(1, 1, "甲\n乙\n丙"), (1, 2, "丁")],
        [(1, 1, "乙"), (1, 2, "丙")],
    ]
    assert document.text == "甲\n乙\n丙\n丁\n戊\n"


def test_cells_over_several_rows_and_columns() -> None:
    document = read("<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>", "a.html")
    assert [cell[:5] for cell in document.tables[0].cells] == [
        (1, 1, 2, 1, "甲"),
        (1, 2, 1, 3, "乙"),
        (2, 2, 2, 2, "丙"),
        (2, 3, 2, 3, "丁"),
    ]


def test_tables_deeper_than_anybody_lays_them_are_text_and_close_no_other() -> None:
    deep = 25
    document = read("<table><tr><td>甲" * deep + "</table>" * (deep - 1) + "<td>乙</table>丙", "a.html")
    assert document.text.split() == ["甲"] * deep + ["乙", "丙"]
    assert [cell.text for cell in document.tables[0].cells][1] == "乙"
