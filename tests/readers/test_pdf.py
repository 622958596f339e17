"""PDFs: lines in reading order, scans said to be scans, and a program of its own for what strangers wrote."""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable

import pytest

from tests.readers.pdfs import Piece, pdf
from tests.readers.test_documents import codes, place_of
from tracker.model.document import Document
from tracker.readers.documents import read_document
from tracker.readers.pdf import Answer, ask, said


def read(*pages: list[Piece] | None, extra: bytes = b"") -> Document:
    return read_document(pdf(*pages, extra=extra), "a.pdf")


def down(*lines: str, left: int = 72, top: int = 760) -> list[Piece]:
    """Lines one below the other."""
    return [(left, top - 24 * number, line) for number, line in enumerate(lines)]


def test_lines_and_their_places() -> None:
    document = read(down("示例市工作总结", "建成62个卫生室，"), down("覆盖率68.5%。"))
    assert document.text == "示例市工作总结\n建成62个卫生室，\n覆盖率68.5%。\n"
    assert str(place_of(document, "62个")) == "a.pdf!page1:2"
    place = place_of(document, "68.5%")
    assert (place.cell, place.quote) == ("page2:1", "68.5%")
    assert document.text[place.start : place.end] == "68.5%"


@pytest.mark.parametrize(
    ("painted", "said"),
    [
        ([(72, 700, "建 成 62 个 卫 生 室")], "建成62个卫生室"),
        ([(72, 700, "建成"), (106, 700, "62个")], "建成62个"),
        ([(72, 700, "6"), (81, 700, "2个")], "62个"),
        ([(72, 700, "the plan")], "the plan"),
        ([(72, 700, "卫生室"), (200, 700, "62个")], "卫生室\n62个"),
        ([(72, 700, "the imple-"), (72, 676, "mentation")], "the implementation"),
        ([(72, 700, "2021-"), (72, 676, "06")], "2021-06"),
    ],
)
def test_blanks_are_where_a_reader_sees_them(painted: list[Piece], said: str) -> None:
    assert read(painted).text == said + "\n"


@pytest.mark.parametrize(
    ("painted", "said"),
    [
        ([*down("正文一", "正文二", "正文三"), (72, 800, "页眉")], "页眉 正文一 正文二 正文三"),
        ([*reversed(down("一", "二", "三"))], "一 二 三"),
        ([*down("左一", "左二"), *down("右一", "右二", left=320)], "左一 左二 右一 右二"),
        ([*down("右一", "右二", left=320), *down("左一", "左二")], "左一 左二 右一 右二"),
        (
            [(72, 700, "甲一"), (72, 684, "甲二"), (300, 692, "乙"), (72, 650, "丙"), (300, 650, "丁")],
            "甲一 甲二 乙 丙 丁",
        ),
    ],
    ids=["a header painted last", "painted backwards", "columns", "the right column first", "a table with a high cell"],
)
def test_reading_order(painted: list[Piece], said: str) -> None:
    assert read(painted).text.split() == said.split()


def test_lines_that_fill_the_page_go_on_and_first_lines_are_indented() -> None:
    paragraph = "全市建成示范标准村卫生室六十二个，"
    page = [(104, 760, paragraph), (72, 736, "而且" + paragraph), (72, 712, "完成任务。"), (72, 688, "二、培训")]
    document = read(page)
    assert document.text == f"　　{paragraph}而且{paragraph}完成任务。\n二、培训\n"
    start = document.text.index("完成")
    assert document.place(start, start + 4).cell == "page1:3"


def test_short_lines_below_each_other_are_lines() -> None:
    assert read(down("卫生室建设", "医院建设情况", "人员培训")).text.split() == [
        "卫生室建设",
        "医院建设情况",
        "人员培训",
    ]


class TestEdges:
    def test_page_numbers_and_running_heads(self) -> None:
        pages = [down("示例市总结", f"正文{number}页", f"— {number} —") for number in (1, 2, 3)]
        assert read(*pages).text.split() == ["示例市总结", "正文1页", "正文2页", "正文3页"]

    def test_bare_numbers_that_go_up_with_the_pages(self) -> None:
        assert read(down("正文", "4"), down("正文", "5")).text.split() == ["正文", "正文"]

    def test_a_bare_number_may_be_a_figure(self) -> None:
        assert read(down("卫生室", "62")).text.split() == ["卫生室", "62"]
        assert read(down("卫生室", "62"), down("医院", "3")).text.split() == ["卫生室", "62", "医院", "3"]


class TestScans:
    def test_a_scan_is_not_taken_for_no_progress(self) -> None:
        (problem,) = read(None, None).problems
        assert problem.code == "D123"
        assert problem.message().startswith("扫描件，无法读取文字")
        assert problem.params == {"pages": "1–2", "count": 2}

    def test_a_scanned_page_among_others(self) -> None:
        document = read(down("建成62个"), None, down("完"))
        assert document.text == "建成62个\n完\n"
        assert [(problem.code, str(problem.source)) for problem in document.problems] == [("D123", "a.pdf!page2")]

    def test_an_empty_page_is_no_scan(self) -> None:
        assert codes(read([], down("建成62个"))) == []
        assert codes(read([])) == ["D105"]

    def test_a_letterhead_is_no_scan(self) -> None:
        assert codes(read(down("建成62个"), extra=b" q 100 0 0 50 0 0 cm /I Do Q")) == []


def test_a_power_is_no_digit_of_its_number() -> None:
    power = b" BT /F 16 Tf 72 700 Td <00310030> Tj /F 9 Tf 16 8 Td <0034> Tj ET"
    assert read([], extra=power).text == "10⁴\n"


def test_characters_without_a_meaning_are_counted() -> None:
    document = read(down("建成62个"), extra=b" BT /F 16 Tf 72 700 Td <D800D800> Tj ET")
    assert codes(document) == ["D126"]


def test_text_that_is_turned_with_its_page() -> None:
    turned = pdf(down("建成62个", "覆盖率68.5%")).replace(b"/MediaBox", b"/Rotate 90/MediaBox")
    assert read_document(turned, "a.pdf").text == "建成62个\n覆盖率68.5%\n"


def test_a_watermark_disturbs_no_line() -> None:
    mark = " BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{}> Tj ET".format("样稿".encode("utf-16-be").hex())
    lines = read(down("建成62个", "覆盖率68.5%"), extra=mark.encode()).text.split()
    assert lines[:2] == ["建成62个", "覆盖率68.5%"]


def test_without_pypdfium2_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (problem,) = read(down("建成62个")).problems
    assert problem.code == "D120"
    assert 'pip install "target-tracker[office]"' in problem.hint()


GOOD = pdf(down("建成62个"))


def drawing(content: bytes) -> bytes:
    """A PDF whose one page is drawn by this, packed."""
    packed = zlib.compress(content, 9)
    old = GOOD[GOOD.index(b"<</Length", GOOD.index(b"8 0 obj")) : GOOD.index(b"endobj", GOOD.index(b"8 0 obj"))]
    new = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream\n" % (len(packed), packed)
    return GOOD.replace(old, new)


def _line(number: int) -> bytes:
    return b"BT /F 5 Tf 0 %d Td (%s) Tj ET\n" % (7 * number, b"abcd" * 500)


_SECRET = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("D121", lambda: b""),
    "no PDF": ("D121", lambda: "建成62个".encode()),
    "a head alone": ("D121", lambda: b"%PDF-1.7\n" + b"0" * 1000),
    "cut off": ("D121", lambda: GOOD[:300]),
    "a password": ("D122", lambda: GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R" + _SECRET)),
    "pages within themselves": ("D125", lambda: GOOD.replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]")),
    "more marks than are read": ("D125", lambda: drawing(b"".join(map(_line, range(120))))),
    "200 MB of nothing": ("D105", lambda: drawing(b" " * 200_000_000)),
    "two million boxes in boxes": ("D105", lambda: drawing(b"q " * 2_000_000)),
}


@pytest.mark.parametrize("name", BAD)
def test_a_pdf_that_is_damaged_locked_or_a_bomb_is_named(name: str) -> None:
    code, make = BAD[name]
    raw = make()
    started = time.monotonic()
    assert codes(read_document(raw, "a.pdf")) == [code]
    assert time.monotonic() - started < 15


def test_a_thousand_million_pages_that_are_not_there() -> None:
    assert read_document(GOOD.replace(b"/Count 1", b"/Count 999999999"), "a.pdf").text == "建成62个\n"


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    answer = ask(drawing(b"".join(b"BT /F 9 Tf %d %d Td (a) Tj ET\n" % (n % 600, n % 840) for n in range(900_000))), 1)
    assert (answer.pages, answer.total) == ([], 1)
    assert time.monotonic() - started < 15


def test_what_was_read_before_is_kept_and_said() -> None:
    (problem,) = said(Answer([{"text": "", "places": [], "pictures": 0, "too_much": False}], 3), "a.pdf").problems
    assert (problem.code, problem.params) == ("D124", {"read": 1, "count": 3})
