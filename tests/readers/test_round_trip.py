"""Rows written in any format read back the same, and no row is ever lost without a word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.readers.workbooks import saved
from tracker.model.achievement import Achievement
from tracker.problems import Source
from tracker.readers import Rows, read_rows
from tracker.readers.cells import ERRORS, TOTALS
from tracker.readers.delimited import BLOCK

FIELDS = tuple(name for name in Achievement._fields if name != "source")
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co"))
NAMES = (
    st.text(LETTERS, max_size=12).map(str.strip).filter(lambda text: text.lower() not in TOTALS and text not in ERRORS)
)
TEXTS = st.text(LETTERS | st.just("\n"), max_size=30).map(str.strip).filter(lambda text: text not in ERRORS)
AMOUNTS = st.decimals(-(10**12), 10**12, places=3, allow_nan=False).map(
    lambda value: Decimal(f"{value:f}".rstrip("0").rstrip("."))
)


@st.composite
def achievements(draw: st.DrawFn) -> Achievement:
    """A row that the readers keep."""
    as_of = draw(DAYS)
    row = Achievement(
        plan=draw(NAMES),
        target=draw(NAMES.filter(bool)),
        org=draw(NAMES),
        as_of=as_of,
        mode=draw(st.sampled_from(("", "to_date", "increment", "point"))),
        member=draw(NAMES),
        unit=draw(st.sampled_from(("", "%", "‰", "个", "万元", "人次", "托位/千人"))),
        bound=draw(st.sampled_from(("exact", "at_least", "at_most", "approx"))),
        confirmed=draw(st.booleans()),
        supersedes=draw(NAMES),
        text=draw(NAMES),
        reason=draw(TEXTS),
        next_step=draw(TEXTS),
        note=draw(TEXTS),
        id=draw(NAMES),
        reported_on=draw(st.dates(as_of, date(2101, 1, 1))),
    )
    if row.supersedes == row.id:
        row = row._replace(supersedes="")
    kind = draw(st.sampled_from(("nothing", "value", "ratio", "day", "grade")))
    if kind == "value":
        return row._replace(value=draw(AMOUNTS))
    if kind == "ratio":
        return row._replace(numerator=draw(AMOUNTS), denominator=draw(AMOUNTS.filter(lambda value: value > 0)))
    if kind == "day":
        return row._replace(done_on=draw(st.dates(date(1990, 1, 1), as_of)), step=draw(NAMES))
    return row._replace(grade=draw(NAMES), member="") if kind == "grade" else row


def record(row: Achievement) -> dict[str, object]:
    """A row by its field names, without what is not given."""
    return {name: value for name in FIELDS if (value := getattr(row, name)) not in ("", None)}


def cell(value: object) -> str:
    """A value as a table of text has it; text that a spreadsheet would run is guarded as our own tables guard it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip("'")[:1] in ("=", "+", "-", "@") else text


def as_csv(rows: list[Achievement]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, FIELDS, restval="")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in record(row).items()} for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def as_json_lines(rows: list[Achievement]) -> bytes:
    def plain(value: object) -> object:
        return value if isinstance(value, (str, bool)) else str(value)

    lines = (json.dumps({name: plain(value) for name, value in record(row).items()}) for row in rows)
    return "\n".join(lines).encode()


def as_yaml(rows: list[Achievement]) -> bytes:
    def plain(value: object) -> object:
        return value if isinstance(value, (str, bool, date)) else str(value)

    items = [{name: plain(value) for name, value in record(row).items()} for row in rows]
    return yaml.safe_dump({"achievements": items}, allow_unicode=True, sort_keys=False).encode()


def as_workbook(rows: list[Achievement]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(FIELDS)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(FIELDS, 1):
            value = record(row).get(name)
            if isinstance(value, Decimal) and len(value.as_tuple().digits) > 15:
                value = str(value)
            sheet.cell(number, column, value)
            if isinstance(value, str):
                sheet.cell(number, column).data_type = "s"
    return saved(workbook)


FORMATS: dict[str, Callable[[list[Achievement]], bytes]] = {
    ".csv": as_csv,
    ".jsonl": as_json_lines,
    ".yaml": as_yaml,
    ".xlsx": as_workbook,
}


def without_place(rows: Rows) -> list[Achievement]:
    return [row._replace(source=Source()) for row in rows.achievements]


def test_an_apostrophe_before_a_formula_is_kept() -> None:
    for name in ("'=1", "''-x", "'", "'甲"):
        row = Achievement(target=name, as_of=date(2021, 3, 31), reported_on=date(2021, 3, 31))
        assert without_place(read_rows(as_csv([row]), "a.csv")) == [row]


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(achievements(), min_size=1, max_size=4))
def test_what_is_written_is_read_back(suffix: str, rows: list[Achievement]) -> None:
    read = read_rows(FORMATS[suffix](rows), "a" + suffix)
    assert [problem.show() for problem in read.problems] == []
    assert without_place(read) == rows


@settings(max_examples=20, deadline=None)
@given(row=achievements(), before=st.integers(0, BLOCK + 2))
def test_a_row_reads_the_same_whatever_stands_before_it(row: Achievement, before: int) -> None:
    plain = Achievement(target="plain", as_of=date(2021, 6, 30), value=Decimal(1), reported_on=date(2021, 7, 5))
    read = read_rows(as_csv([*[plain] * before, row]), "a.csv")
    assert without_place(read) == [*[plain] * before, row]


JUNK = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(
        st.sampled_from(
            ["目标编号", "截至", "数值", "a", "2021", "9200余", ",", '"', "\n", "{", "}", ":", "- ", "\0", "'"]
        )
    ).map(lambda parts: "".join(parts).encode()),
)


@pytest.mark.parametrize("suffix", [*FORMATS, ".tsv"])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=JUNK)
@example(raw=b"")
@example(raw=b'target,as_of\nc,2021\n"')
def test_rows_in_is_rows_kept_and_rows_refused_on_any_bytes(suffix: str, raw: bytes) -> None:
    rows = read_rows(raw, "a" + suffix)
    assert rows.rows_in == len(rows.achievements) + rows.refused
    assert rows.problems or rows.refused == 0
    for problem in rows.problems:
        assert problem.show("zh")
        assert problem.show("en")


@settings(max_examples=150, deadline=None)
@given(junk=st.text(max_size=60).filter(lambda text: "\n" not in text and "\r" not in text and '"' not in text))
def test_a_line_of_junk_costs_no_other_row(junk: str) -> None:
    text = f"target,as_of,value\na,2021,1\n{junk}\nb,2021,2\n"
    rows = read_rows(text.encode("utf-8", "surrogatepass"), "a.csv")
    if not rows.achievements:  # the junk has made the text undecodable
        assert rows.problems[0].code == "A103"
    else:
        assert [rows.achievements[0].target, rows.achievements[-1].target] == ["a", "b"]
        assert rows.rows_in - rows.refused <= 3
