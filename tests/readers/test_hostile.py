"""Input made to take forever takes no time; every input here is a few hundred kilobytes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tracker.readers import read_rows

HOSTILE: dict[str, tuple[str, Callable[[], str]]] = {
    "brackets": (".yaml", lambda: "[" * 100_000),
    "brackets in JSON": (".jsonl", lambda: "[" * 100_000),
    "quotation marks": (".csv", lambda: 'target,as_of\n"' + '"' * 400_000),
    "unclosed quotation marks": (".csv", lambda: "target,as_of\n" + '"a,\nb"c,2021\n' * 30_000),
    "a line of delimiters": (".csv", lambda: "target,as_of" + "," * 400_000 + "\na,2021\n"),
    "a hundred thousand columns": (".csv", lambda: "target,as_of," + ",".join(map(str, range(100_000))) + "\na,2021\n"),
    "nearly known columns": (".csv", lambda: "target,as_of," + ",".join(f"valu{n}" for n in range(900)) + "\na,2021\n"),
    "a cell of many lines": (".csv", lambda: 'target,note,as_of\na,"' + "x\n" * 60_000 + '",2021-13\n'),
    "rows that are all bad": (".csv", lambda: "target,as_of,value\n" + "a,2021-13,abc\n" * 20_000),
    "a long number": (".csv", lambda: "target,as_of,value\na,2021," + "9" * 130_000 + "\n"),
    "blanks around a number": (".csv", lambda: "target,as_of,value\na,2021,约" + " " * 130_000 + "7左右\n"),
    "fifty thousand keys": (".jsonl", lambda: "{" + ",".join(f'"value{n}":1' for n in range(50_000)) + "}"),
    "a new key on every line": (".jsonl", lambda: "".join(f'{{"target":"a","valu{n}":1}}\n' for n in range(10_000))),
    "a new key in every row": (
        ".yaml",
        lambda: "achievements:\n" + "".join(f"- {{target: a, valu{n}: 1}}\n" for n in range(5_000)),
    ),
    "nothing but line ends": (".csv", lambda: "\n" * 400_000),
    "mixed line ends": (".tsv", lambda: "target\tas_of\r\r\n\n\r" * 40_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_input_takes_long(name: str) -> None:
    suffix, make = HOSTILE[name]
    raw = make().encode()
    started = time.process_time()
    rows = read_rows(raw, f"a{suffix}")
    assert time.process_time() - started < 5
    assert rows.rows_in == len(rows.achievements) + rows.refused


def test_a_table_that_is_too_wide_is_named() -> None:
    (problem,) = read_rows(HOSTILE["a line of delimiters"][1]().encode(), "a.csv").problems
    assert problem.code == "A115"


def test_of_many_unknown_keys_the_last_are_counted_together() -> None:
    rows = read_rows(HOSTILE["a new key on every line"][1]().encode(), "a.jsonl")
    unknown = [problem for problem in rows.problems if problem.code == "A108"]
    assert sum(int(str(problem.params["count"])) for problem in unknown) == 10_000
    assert len(unknown) == 201
