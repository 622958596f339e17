"""Rows from YAML: what the document says of all rows, and every key at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.problems import Source
from tracker.readers import Rows, read_rows

SEEDS = Path(__file__).parents[2] / "seeds"


def read(text: str) -> Rows:
    return read_rows(text.encode(), "a.yaml")


def shown(rows: Rows) -> list[str]:
    return [f"{problem.source} {problem.code}" for problem in rows.problems]


def test_the_document_speaks_for_its_rows_and_a_row_for_itself() -> None:
    rows = read(
        """
document: {file: report.txt, title: 半年总结, org: 临淄区, period: 2021H1, reported_on: 2021-07-15}
achievements:
  - text: 组建医共体
    value: 3个
    source: {start: 172, end: 174, quote: 3个}
  - {text: 村医培训, value: 9200余人次, org: 沂源县, as_of: 2021-05, source: {file: other.txt, line: 7}}
  - {text: 义诊, value: 3}
"""
    )
    assert rows.problems == ()
    first, second, third = rows.achievements
    assert (first.org, first.as_of, first.reported_on) == ("临淄区", date(2021, 6, 30), date(2021, 7, 15))
    assert (first.value, first.unit) == (Decimal(3), "个")
    assert first.source == Source("report.txt", start=172, end=174, quote="3个")
    assert (second.org, second.as_of, second.bound) == ("沂源县", date(2021, 5, 31), "at_least")
    assert second.source == Source("other.txt", 7)
    assert third.source == Source("report.txt")


def test_without_a_document_a_row_stands_where_it_is_written() -> None:
    rows = read(
        "achievements:\n  - target: c\n    as_of: 2021-06\n    source: {quote: 共3个}\n  - {target: c, as_of: 2021}\n"
    )
    assert [row.source for row in rows.achievements] == [Source("a.yaml", 2, quote="共3个"), Source("a.yaml", 5)]


def test_keys_may_be_chinese() -> None:
    (row,) = read("文档: {单位: 临淄区, 期间: 2021}\n进展:\n  - {目标编号: c, 完成值: 70, 是否核实: 否}\n").achievements
    assert (row.target, row.org, row.value, row.confirmed) == ("c", "临淄区", Decimal(70), False)


def test_of_several_mentions_the_first_is_the_place() -> None:
    (row,) = read(
        "achievements: [{text: t, as_of: 2021, source: [{start: 1, end: 2}, {start: 7, end: 9}]}]"
    ).achievements
    assert row.source.start == 1


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ("target: c\n    as_of: 2021\n    vlaue: 3", ["a.yaml:4:5 A112"]),
        ("target: c\n    as_of: 2021\n    value: 3\n    value: 4", ["a.yaml:5:5 Y110"]),
        ("target: c\n    as_of: 2021\n    value: [3]", ["a.yaml:4:5 A210"]),
        ("target: c\n    as_of: 2021\n    value: {a: 3}", ["a.yaml:4:5 A210"]),
        ("target: c\n    as_of: 2021\n    单位: a\n    org: b", ["a.yaml:5:5 A208"]),
        ("target: c\n    as_of: 2021-13\n    value: abc", ["a.yaml:3:12 A310", "a.yaml:4:12 A301"]),
        ("target: c\n    as_of： 2021", ["a.yaml:3:10 Y108"]),
        ("target: c\n    as_of: 2021\n    value: >=80%", ["a.yaml:4:12 Y111"]),
        ("target: c\n    as_of: 2021\n    source: {from: x}", ["a.yaml:4:5 A211"]),
        ("完成了一半", ["a.yaml:2:5 A114"]),
        ("[a, b]", ["a.yaml:2:5 A114"]),
    ],
)
def test_a_bad_row_is_refused_and_the_next_one_kept(row: str, places: list[str]) -> None:
    rows = read(f"achievements:\n  - {row}\n  - target: good\n    as_of: 2021\n")
    assert shown(rows) == places
    assert [one.target for one in rows.achievements] == ["good"]
    assert (rows.rows_in, rows.refused) == (2, 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("plan: p\ntargets: []\n", ["a.yaml:1:1 A110"]),
        ("amber: 10\n", ["a.yaml:1:1 A111", "a.yaml:1:1 A112"]),
        ("achievemnts: []\n", ["a.yaml:1:1 A112"]),
        ("- {target: c}\n", ["a.yaml:1:1 A111"]),
        ("achievements: 5\n", ["a.yaml:1:15 A113"]),
        ("document: x\nachievements: []\n", ["a.yaml:1:11 A113"]),
        ("document: {perod: 2021}\nachievements: []\n", ["a.yaml:1:12 A112"]),
        ("document: {period: x}\nachievements: []\n", ["a.yaml:1:20 A312"]),
        ("document: {org: [a]}\nachievements: []\n", ["a.yaml:1:17 A210"]),
        ("document: {org: a, 单位: b}\nachievements: []\n", ["a.yaml:1:20 A208"]),
        ("achievements: []\n进展: []\n", ["a.yaml:2:1 A208"]),
        ("", ["a.yaml A105"]),
        ("# nothing\n", ["a.yaml A105"]),
        ("achievements: [\n", ["a.yaml:2:1 Y101"]),
    ],
)
def test_a_file_that_is_none_of_rows_is_named(text: str, places: list[str]) -> None:
    assert shown(read(text)) == places


def test_a_fault_outside_the_rows_is_no_rows_fault() -> None:
    rows = read("achievements:\n  - {target: c, as_of: 2021}\ndocument:\n  org: a\n  org: b\n")
    assert shown(rows) == ["a.yaml:5:3 Y110"]
    assert len(rows.achievements) == 1


def test_empty_items_are_no_rows() -> None:
    rows = read("achievements:\n  -\n  - {}\n  - {target: c, as_of: 2021}\n  - {value: , note: ''}\n")
    assert (rows.rows_in, rows.problems) == (1, ())


@pytest.mark.parametrize("file", sorted(filter(Path.is_file, SEEDS.iterdir())), ids=lambda file: str(file.name))
def test_what_the_project_brings_is_read_whole(file: Path) -> None:
    rows = read_rows(file.read_bytes(), file.name)
    assert [problem.show() for problem in rows.problems] == []
    assert rows.rows_in == len(rows.achievements) > 0
