"""Rows from JSON lines: numbers exactly as written, faults at their column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.problems import Source
from tracker.readers import Rows, read_rows


def read(text: str) -> Rows:
    return read_rows(text.encode(), "a.jsonl")


def test_numbers_are_exact() -> None:
    rows = read(
        '{"target": "c", "as_of": "2021-06", "value": 0.1}\n'
        '{"目标编号": "c", "截至": 20210630, "数值": 94.60}\r\n'
        '\n{"target": 7, "as_of": 2021, "value": 1e3}\n'
        '{"target": "c", "as_of": "2021", "numerator": 62, "denominator": 90.0}\n'
    )
    assert [row.value for row in rows.achievements] == [Decimal("0.1"), Decimal("94.6"), Decimal(1000), None]
    assert [row.source.line for row in rows.achievements] == [1, 2, 4, 5]
    assert rows.achievements[2].target == "7"
    assert rows.problems == ()


def test_a_row_may_say_which_document_it_was_read_from() -> None:
    rows = read(
        '{"target": "c", "as_of": "2021", "source": {"file": "x.txt", "start": 3, "end": 5, "quote": "3个"}}\n'
        '{"target": "c", "as_of": "2021", "source": "x.txt"}\n'
        '{"target": "c", "as_of": "2021", "source": [{"cell": "表!G6"}, {"cell": "表!G7"}]}\n'
    )
    assert [row.source for row in rows.achievements] == [
        Source("x.txt", start=3, end=5, quote="3个"),
        Source("x.txt"),
        Source("a.jsonl", 3, cell="表!G6"),
    ]


def test_null_and_empty_text_are_not_given() -> None:
    (row,) = read(
        '{"target": "c", "as_of": "2021", "value": null, "unit": "", "note": "  "}\n{"value": null}\n{}'
    ).achievements
    assert (row.value, row.unit, row.note) == (None, "", "")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('{"target": "c",', "a.jsonl:1:16 A206"),
        ('{"target": "c", "value": NaN}', "a.jsonl:1:26 A206"),
        ('{"target": "c", "value": -Infinity}', "a.jsonl:1:26 A206"),
        ('{"target": "c", "target": "d"}', "a.jsonl:1:17 A208"),
        ('{"target": "c", "目标编号": "d", "as_of": 2021}', "a.jsonl:1:17 A208"),
        ('["target"]', "a.jsonl:1:1 A209"),
        ("[", "a.jsonl:1:2 A209"),
        ("7", "a.jsonl:1:1 A207"),
        ('{"target": "c", "as_of": 2021, "value": true}', "a.jsonl:1:41 A210"),
        ('{"target": "c", "as_of": 2021, "value": [1]}', "a.jsonl:1:41 A210"),
        ('{"target": "c", "as_of": 2021.5}', "a.jsonl:1:26 A310"),
        ('{"target": "c", "as_of": 2021, "value": 1' + "0" * 40 + "}", "a.jsonl:1:41 A304"),
        ('{"target": "c", "as_of": 2021, "value": 1e999999999}', "a.jsonl:1:41 A304"),
        ('{"target": "\\ud800", "as_of": 2021}', "a.jsonl:1:12 A205"),
        ('{"target": "c", "as_of": 2021, "source": {"start": -1}}', "a.jsonl:1:42 A211"),
        ('{"target": "c", "as_of": 2021, "source": {"file": "\\u0000"}}', "a.jsonl:1:42 A205"),
        ('{"target": "c", "as_of": 2021, "source": {"page": 1}}', "a.jsonl:1:42 A211"),
    ],
)
def test_a_bad_line_is_refused_at_its_column(line: str, place: str) -> None:
    rows = read(line)
    assert [f"{problem.source} {problem.code}" for problem in rows.problems] == [place]
    assert (rows.rows_in, rows.refused) == (1, 1)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "\n{}"])
def test_deep_nesting_is_refused_without_a_crash(text: str) -> None:
    rows = read(text)
    assert rows.refused == rows.rows_in == 1


def test_a_json_array_is_named_once() -> None:
    rows = read('[\n  {"target": "c"},\n  {"target": "d"}\n]\n')
    assert [problem.code for problem in rows.problems] == ["A209"]


def test_an_unknown_key_is_named_once_for_the_file() -> None:
    rows = read(
        '{"target": "c", "as_of": 2021, "colour": "red"}\n' * 3 + '{"target": "c", "as_of": 2021, "colour": null}\n'
    )
    (problem,) = rows.problems
    assert (str(problem.source), problem.params["count"], problem.advice) == ("a.jsonl:1:32", 3, True)
    assert len(rows.achievements) == 4


def test_an_empty_file_is_named() -> None:
    assert [problem.code for problem in read(" \n\n").problems] == ["A105"]
