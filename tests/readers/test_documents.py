"""Documents of every kind: what is read, and that every stretch of it is found again in the file."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.document import Document
from tracker.problems import Source
from tracker.readers.documents import read_document
from tracker.readers.tablerows import document_rows

CHARACTERS = (".txt", ".md", ".html")
"""The kinds whose places are characters."""


def read(text: str, name: str) -> Document:
    return read_document(text.encode(), name)


def place_of(document: Document, quantity: str) -> Source:
    """The place of a stretch of the text that stands there once."""
    assert document.text.count(quantity) == 1
    start = document.text.index(quantity)
    return document.place(start, start + len(quantity))


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


class TestPlaces:
    @pytest.mark.parametrize("suffix", CHARACTERS)
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_every_line_end_is_one_and_is_counted_as_it_stands(self, suffix: str, end: str) -> None:
        raw = f"<p>第一行{end}{end}<p>建成62个{end}"
        place = place_of(read(raw, f"a{suffix}"), "62个")
        assert raw[place.start : place.end] == place.quote == "62个"
        assert (place.line, place.column) == (3, 6)

    @pytest.mark.parametrize("suffix", CHARACTERS)
    def test_a_byte_order_mark_is_a_character_of_the_file_and_no_column(self, suffix: str) -> None:
        raw = "建成62个".encode("utf-8-sig")
        document = read_document(raw, f"a{suffix}")
        place = place_of(document, "62个")
        assert "\ufeff" not in document.text
        assert raw.decode()[place.start : place.end] == "62个"
        assert (place.line, place.column) == (1, 3)

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
    @pytest.mark.parametrize("suffix", CHARACTERS)
    def test_the_encodings_that_offices_save_in(self, suffix: str, encoding: str) -> None:
        place = place_of(read_document("全县建成62个卫生室".encode(encoding), f"a{suffix}"), "62个")
        assert (place.start, place.end) == (4, 7)

    def test_an_encoding_may_be_named(self) -> None:
        assert read_document("臺帳62個".encode("big5"), "a.txt", encoding="big5").text == "臺帳62個"

    def test_what_is_no_text_is_said_at_its_line(self) -> None:
        document = read_document("第一行\n".encode() * 3 + b"\xff\n", "a.md")
        assert codes(document) == ["D103"]
        assert document.problems[0].source.line == 4

    @given(st.text(st.sampled_from("62个 \r\n\t<b>/p&lt;;#*_`~|-[](!.\\'\"=甲，。\ufeff"), max_size=60))
    def test_every_character_quotes_what_it_points_at(self, text: str) -> None:
        for suffix in CHARACTERS:
            document = read(text, f"a{suffix}")
            last = 0
            for at in range(len(document.text)):
                place = document.place(at, at + 1)
                if not document.runs:
                    continue
                assert place.start is not None
                assert place.end is not None
                assert text[place.start : place.end] == place.quote
                assert last <= place.start <= place.end <= len(text)
                assert text.splitlines(keepends=True) or not place.quote
                last = place.start
                char = document.text[at]
                if char.isdigit() and place.quote.isdigit():
                    assert place.quote == char

    @given(st.text(st.sampled_from("62个 \r\n甲，。"), max_size=60))
    def test_plain_text_loses_nothing_but_carriage_returns(self, text: str) -> None:
        assert read(text, "a.txt").text == re.sub("\r\n?", "\n", text) or not text.strip()


class TestKinds:
    def test_another_kind_is_named_with_those_that_are_read(self) -> None:
        (problem,) = read("a", "a.epub").problems
        assert problem.code == "D101"
        assert ".md" in problem.hint()

    def test_an_old_format_is_to_be_saved_anew(self) -> None:
        assert codes(read("a", "总结.DOC")) == ["D102"]

    @pytest.mark.parametrize("suffix", CHARACTERS)
    def test_nothing_is_not_taken_for_no_progress(self, suffix: str) -> None:
        assert codes(read(" \n", f"a{suffix}")) == ["D105"]

    def test_a_document_without_end_is_refused(self) -> None:
        assert codes(read("62个，" * 1_300_000, "a.txt")) == ["D104"]


class TestRows:
    TABLE = (
        "|目标编号|单位|截至|数值（个）|备注|\n|-|-|-|-|-|\n"
        "|clinics|甲县|2021-06|62| |\n|clinics|乙县|2021-06|约30|含在建|\n"
    )

    def test_a_table_with_known_headers_gives_achievements(self) -> None:
        rows = document_rows(read(self.TABLE, "a.md"))
        first, second = rows.achievements
        assert (first.target, first.org, first.value, first.unit) == ("clinics", "甲县", Decimal(62), "个")
        assert (second.bound, second.note) == ("approx", "含在建")
        assert (first.source.line, first.source.quote) == (3, "62")

    def test_such_a_table_is_not_read_a_second_time_as_prose(self) -> None:
        document = read(f"前言\n\n{self.TABLE}\n后语", "a.md")
        assert document.text.split() == ["前言", "后语"]
        assert [table.name for table in document.tables] == ["table1"]

    def test_any_other_table_stays_text_a_line_a_cell(self) -> None:
        document = read("|重点任务|进展|\n|-|-|\n|卫生室建设|建成62个|\n", "a.md")
        assert document.text.split() == ["重点任务", "进展", "卫生室建设", "建成62个"]
        assert document_rows(document).rows_in == 0

    def test_a_table_of_tasks_with_their_deadlines_is_a_plan_and_no_report(self) -> None:
        document = read("|任务|责任单位|完成时间|\n|-|-|-|\n|建成62个|甲局|2021-12|\n", "a.md")
        assert "建成62个" in document.text
        assert document_rows(document).rows_in == 0

    def test_a_bad_row_is_refused_at_its_cell(self) -> None:
        rows = document_rows(read(self.TABLE.replace("约30", "三十来个吧"), "a.md"))
        assert (rows.rows_in, rows.refused) == (2, 1)
        (problem,) = rows.problems
        assert (problem.source.line, problem.source.quote) == (4, "三十来个吧")

    def test_a_cell_over_several_rows_speaks_for_each(self) -> None:
        head = "<table><tr><th>任务<th>截至<th>数值"
        body = "<tr><td rowspan=2>卫生室<td>2021-06<td>62<tr><td>2021-07<td>70</table>"
        rows = document_rows(read(head + body, "a.html"))
        assert [(row.text, row.value) for row in rows.achievements] == [
            ("卫生室", Decimal(62)),
            ("卫生室", Decimal(70)),
        ]
