"""Rows from workbooks: what Excel shows is what is read, and what cannot be read is named by its cell."""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.readers.workbooks import SHEET, book, in_sheet, patched, saved
from tracker.readers import Rows, read_rows, zipguard

HEADER = ("目标编号", "单位", "截至", "完成值", "备注")


def read(raw: bytes) -> Rows:
    return read_rows(raw, "a.xlsx")


def shown(rows: Rows) -> list[str]:
    return [f"{problem.source} {problem.code}" for problem in rows.problems]


def only(*cells: object, header: tuple[str, ...] = HEADER, **formats: str) -> Rows:
    """One row under the header; `formats` are number formats by column letter."""

    def change(sheet: Any) -> None:
        for letter, code in formats.items():
            sheet[f"{letter}2"].number_format = code

    return read(book(header, cells, change=change))


def test_a_row_and_its_cell() -> None:
    (row,) = only("clinics", "临淄区", date(2021, 6, 30), 70, "含在建").achievements
    assert (row.target, row.org, row.as_of, row.value, row.note) == (
        "clinics",
        "临淄区",
        date(2021, 6, 30),
        70,
        "含在建",
    )
    assert str(row.source) == "a.xlsx!台账!D2"


@pytest.mark.parametrize(
    ("cell", "code", "value", "unit"),
    [
        (0.7, "0.0%", "70", "%"),
        (Decimal("0.685"), "0%", "68.5", "%"),
        (0.7, "General", "0.7", ""),
        (70, '0"%"', "70", ""),
        (0.1 + 0.2, "General", "0.3", ""),
        (62 / 90, "0.0%", "68.8888888888889", "%"),
        (123456789012345, "0", "123456789012345", ""),
        (1e21, "General", "1000000000000000000000", ""),
        ("68.5％", "General", "68.5", "%"),
        ("５", "General", "5", ""),
        ("1,234.0", "General", "1234", ""),
        ("500人次", "General", "500", "人次"),
        ("9200余", "General", "9200", ""),
        (1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "1234.5", ""),
    ],
)
def test_numbers_are_what_excel_shows(cell: object, code: str, value: str, unit: str) -> None:
    (row,) = only("c", "", "2021", cell, D=code).achievements
    assert (str(row.value), row.unit) == (value, unit)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (date(2021, 6, 30), "yyyy-mm-dd"),
        (datetime(2021, 6, 30, 17, 5), "yyyy/m/d h:mm"),
        (44377, "General"),
        (44377, 'yyyy"年"m"月"d"日"'),
        (44377.75, "General"),
        ("2021年6月", "General"),
        ("2021-06-30", "@"),
        ("20210630", "General"),
        (20210630, "General"),
        ("2021H1", "General"),
    ],
)
def test_days_may_be_dates_serials_or_text(cell: object, code: str) -> None:
    (row,) = only("c", "", cell, 1, C=code).achievements
    assert row.as_of == date(2021, 6, 30)


def test_a_year_as_a_number_is_a_year() -> None:
    assert only("c", "", 2021, 1).achievements[0].as_of == date(2021, 12, 31)


def test_a_chinese_date_format_that_is_built_in_makes_a_date() -> None:
    raw = book(
        (*HEADER, "爱好"),
        ("c", "", "2021", 1, 44377),
        change=lambda sheet: setattr(sheet["E2"], "number_format", "0.00"),
    )
    raw = patched(raw, "xl/styles.xml", lambda xml: xml.replace(b'numFmtId="2"', b'numFmtId="31"'))
    assert read(raw).achievements[0].note == "2021-06-30"


def test_a_workbook_that_counts_from_1904() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append(["target", "as_of"])
    workbook.active.append(["c", date(2021, 6, 30)])
    assert read(saved(workbook)).achievements[0].as_of == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#REF!", "A332"),
        ("=SUM(A1:A2)", "A334"),
        (True, "A210"),
        (date(2021, 3, 1), "A301"),
        ("已完成", "A301"),
        (1e300, "A304"),
    ],
)
def test_a_cell_that_is_no_number_refuses_its_row(cell: object, code: str) -> None:
    rows = read(book(HEADER, ("c", "", "2021", cell), ("d", "", "2021", 1)))
    assert shown(rows) == [f"a.xlsx!台账!D2 {code}"]
    assert [row.target for row in rows.achievements] == ["d"]


@pytest.mark.parametrize("cell", [clock(3, 5), 0.5, 99, 2021.5, 123456789, False, "六月"])
def test_a_cell_that_is_no_day_refuses_its_row(cell: object) -> None:
    assert shown(only("c", "", cell, 1))[0].startswith("a.xlsx!台账!C2 A")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="D2"><f>1+1</f><v>2</v></c>', Decimal(2)),
        (b'<c r="D2" t="str"><f>A1&amp;"x"</f><v></v></c>', None),
        (b'<c r="D2" t="str"><f>"7"&amp;"0%"</f><v>70%</v></c>', Decimal(70)),
    ],
    ids=["a number", "empty text", "text"],
)
def test_the_result_of_a_formula_is_read(cell: bytes, value: Decimal | None) -> None:
    raw = book(HEADER, ("c", "", "2021", 7))
    (row,) = read(patched(raw, SHEET, lambda xml: xml.replace(b'<c r="D2" t="n"><v>7</v></c>', cell))).achievements
    assert row.value == value


def test_an_error_in_a_column_that_is_not_read_refuses_nothing() -> None:
    rows = read(book(("target", "as_of", "同比"), ("c", 2021, "#DIV/0!"), ("d", 2021, "=A1")))
    assert len(rows.achievements) == 2
    assert shown(rows) == ["a.xlsx!台账!C1 A108"]


def test_a_title_a_merged_header_and_a_numbering_do_not_matter() -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("F2:G2")

    rows = read(book(("2021年6月台账",), ("序号", *HEADER), (1, "c", "", "2021", 7), (2,), (3,), change=change))
    assert [row.value for row in rows.achievements] == [7]
    assert (rows.rows_in, rows.problems) == (1, ())


def test_a_merged_cell_speaks_for_every_row_beside_it_but_a_figure_counts_once() -> None:
    def change(sheet: Any) -> None:
        for cells in ("B2:B4", "C2:C3", "D2:D3", "A7:A9"):
            sheet.merge_cells(cells)

    rows = read(
        book(
            HEADER,
            ("a", "临淄区", "2021-06", 5),
            ("b",),
            ("c", None, "2021-07", 6),
            ("d", None, "2021-08", 7),
            ("e", "沂源县", "2021-08", 8),
            change=change,
        )
    )
    assert [(row.target, row.org, row.as_of.month, row.value) for row in rows.achievements] == [
        ("a", "临淄区", 6, 5),
        ("b", "临淄区", 6, None),
        ("c", "临淄区", 7, 6),
        ("d", "", 8, 7),
        ("e", "沂源县", 8, 8),
    ]
    assert [(str(problem.source), problem.code, problem.advice) for problem in rows.problems] == [
        ("a.xlsx!台账!D2", "A126", True)
    ]


def test_every_visible_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "填表说明"
    workbook.active.append(["请如实填写"])
    for name, state in (
        ("一季度", "visible"),
        ("二季度", "visible"),
        ("草稿", "hidden"),
        ("底稿", "veryHidden"),
        ("空", "visible"),
    ):
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        if name != "空":
            sheet.append(["目标编号", "截至", "数值"])
            sheet.append([name, "2021-03", 1])
    rows = read(saved(workbook))
    assert [(row.target, str(row.source)) for row in rows.achievements] == [
        ("一季度", "a.xlsx!一季度!C2"),
        ("二季度", "a.xlsx!二季度!C2"),
    ]
    assert [(problem.code, problem.params["found"], problem.advice) for problem in rows.problems] == [
        ("A124", "草稿", True),
        ("A124", "底稿", True),
        ("A125", "填表说明", True),
    ]


def test_the_header_is_looked_for_in_the_first_ten_rows_and_needs_two_names() -> None:
    assert only("c", header=("目标编号",)).problems[0].code == "A106"
    above = [("说明", number) for number in range(9)]
    assert len(read(book(*above, HEADER, ("c", "", "2021", 1))).achievements) == 1
    assert read(book(*above, ("说明",), HEADER, ("c", "", "2021", 1))).problems[0].code == "A106"


def test_the_same_column_twice_refuses_the_sheet() -> None:
    rows = only("c", 2021, 2022, header=("目标编号", "截至", "截至日期"))
    assert shown(rows) == ["a.xlsx!台账!C1 A107"]
    assert rows.rows_in == 0


def test_a_stray_cell_in_the_last_corner_is_named_and_costs_no_time() -> None:
    def change(sheet: Any) -> None:
        sheet["XFD1048576"] = "x"

    started = time.process_time()
    rows = read(book(HEADER, ("c", "", "2021", 1), change=change))
    assert time.process_time() - started < 2
    assert shown(rows) == ["a.xlsx!台账!XFD1048576 A109"]
    assert len(rows.achievements) == 1


def test_an_empty_workbook_is_named() -> None:
    assert [problem.code for problem in read(saved(openpyxl.Workbook())).problems] == ["A105"]


GOOD = book(HEADER, ("c", "", "2021", 1))


DAMAGED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("A121", lambda: b""),
    "no zip": ("A121", lambda: b"PK\x03\x04 and no more"),
    "cut off": ("A121", lambda: GOOD[: len(GOOD) // 2]),
    "an old format": ("A102", lambda: zipguard.OLE + b"\0" * 600),
    "with a password": ("A122", lambda: zipguard.OLE + "EncryptedPackage".encode("utf-16-le")),
    "no workbook part": ("A121", lambda: patched(GOOD, "[Content_Types].xml", lambda xml: b"<Types/>")),
    "workbook cut off": ("A121", lambda: patched(GOOD, "xl/workbook.xml", lambda xml: xml[:-20])),
    "styles cut off": ("A121", lambda: patched(GOOD, "xl/styles.xml", lambda xml: xml[:200])),
    "entities": ("A121", lambda: patched(GOOD, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml)),
    "no row number": ("A121", lambda: in_sheet(GOOD, cells=b'<row r="x"><c><v>1</v></c></row>')),
    "no such text": ("A121", lambda: in_sheet(GOOD, cells=b'<row><c t="s"><v>99</v></c></row>')),
    "no such column": ("A121", lambda: in_sheet(GOOD, cells=b'<row><c r="ZZZZ9"><v>1</v></c></row>')),
    "no number": ("A121", lambda: in_sheet(GOOD, cells=b"<row><c><v>eleven</v></c></row>")),
    "ten million rows": ("A123", lambda: in_sheet(GOOD, cells=b"<row/>" * 10_000_000)),
    "too much of nothing": ("A123", lambda: in_sheet(GOOD, cells=b" " * 30_000_000)),
    "five million cells": ("A123", lambda: in_sheet(GOOD, cells=b"<row>" + b"<c/>" * 4_900_000 + b"</row>")),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_workbook_that_is_damaged_locked_or_a_bomb_is_named(name: str) -> None:
    code, make = DAMAGED[name]
    raw = make()
    started = time.process_time()
    rows = read(raw)
    assert shown(rows) == [f"a.xlsx {code}"]
    assert time.process_time() - started < 5


def _with_header(raw: bytes, at: int, number: int, size: int) -> bytes:
    """A zip with a number written into every central header, `at` bytes after its beginning."""
    changed = bytearray(raw)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + at : place + at + size] = number.to_bytes(size, "little")
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (_with_header(GOOD, 24, 10, 4), "A121"),
        (_with_header(GOOD, 24, 2**32 - 2, 4), "A123"),
        (_with_header(GOOD, 8, 1, 2), "A122"),
        (_with_header(GOOD, 10, 99, 2), "A121"),
    ],
    ids=["smaller than said", "larger than said", "encrypted", "unknown compression"],
)
def test_a_zip_that_lies_is_refused(raw: bytes, code: str) -> None:
    assert shown(read(raw)) == [f"a.xlsx {code}"]


def test_a_zip_of_too_many_members_is_refused() -> None:
    stream = BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(zipguard.MEMBER_LIMIT):
            archive.writestr(f"xl/media/{number}.png", b"")
    assert shown(read(stream.getvalue())) == ["a.xlsx A123"]


def test_ranges_that_cover_the_whole_sheet_cost_no_time() -> None:
    merges = (
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A2:A1048576"/><mergeCell ref="?"/></mergeCells>'
    )
    links = b'<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>'
    started = time.process_time()
    rows = read(in_sheet(GOOD, merges + links))
    assert len(rows.achievements) == 1
    assert time.process_time() - started < 2


def test_cells_without_references_rich_text_and_phonetics() -> None:
    cells = (
        b'<row><c t="inlineStr"><is><r><t>d</t></r><r><t>e</t></r><rPh><t>x</t></rPh></is></c>'
        b'<c/><c t="d"><v>2021-06-30T00:00:00</v></c><c><v>3</v></c></row>'
    )
    _, row = read(in_sheet(GOOD, cells=cells)).achievements
    assert (row.target, row.as_of, row.value, row.source.line) == ("de", date(2021, 6, 30), 3, 3)


def test_without_openpyxl_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (problem,) = read(GOOD).problems
    assert problem.code == "A120"
    assert 'pip install "target-tracker[office]"' in problem.hint()
