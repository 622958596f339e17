"""Rows as entries: nothing is lost, and the same row is known again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import Scene, scenes
from tests.rules.test_laws import law
from tracker.ledger import UNSAID, read_rows, write_rows
from tracker.model.achievement import Achievement
from tracker.problems import Source

FILE = "rows.csv"
texts = st.text(max_size=20)
sources = st.builds(
    Source,
    file=st.just(FILE),
    line=st.integers(1, 10**6),
    column=st.integers(0, 500),
    start=st.none() | st.integers(0, 10**6),
    end=st.none() | st.integers(0, 10**6),
    cell=texts,
    quote=texts,
)
JULY = date(2021, 7, 1)


def read_again(rows: Sequence[Achievement], on: date = JULY) -> list[Achievement]:
    return read_rows([written.content for written in write_rows(rows, FILE, on)], FILE)


def key(row: Achievement, *, file: str = FILE, on: date = JULY) -> bytes:
    (written,) = write_rows([row], file, on)
    return written.key


@law
@given(scenes())
def test_rows_come_back_as_they_were(scene: Scene) -> None:
    rows = [row._replace(source=Source(FILE, number)) for number, row in enumerate(scene.rows, 2)]
    assert read_again(rows) == rows


@law
@given(st.lists(st.tuples(texts, texts, sources)))
def test_whatever_is_written_in_them(said: list[tuple[str, str, Source]]) -> None:
    rows = [Achievement(target=target, note=note, source=source) for target, note, source in said]
    assert read_again(rows) == rows


def test_numbers_keep_their_digits() -> None:
    rows = [Achievement(value=Decimal(written), source=Source(FILE, 2)) for written in ("1.50", "1.5", "1E+3", "-0")]
    assert [str(row.value) for row in read_again(rows)] == ["1.50", "1.5", "1E+3", "-0"]


def test_a_day_of_reporting_that_a_row_does_not_give_is_that_of_the_import() -> None:
    row = Achievement(as_of=date(2021, 6, 30), reported_on=UNSAID, source=Source(FILE, 2))
    given = row._replace(reported_on=date(2021, 7, 9))
    assert [each.reported_on for each in read_again([row, given])] == [JULY, date(2021, 7, 9)]
    assert read_again([row], on=date(2021, 6, 1))[0].reported_on == row.as_of


def test_a_source_that_the_row_names_itself_is_kept() -> None:
    row = Achievement(source=Source("6月月报.docx"))
    assert read_again([row]) == [row]


@law
@given(sources, sources, st.dates(date(2021, 1, 1), date(2030, 1, 1)))
def test_the_same_row_is_known_again_wherever_and_whenever(here: Source, there: Source, day: date) -> None:
    row = Achievement(target="a", reported_on=UNSAID, source=here)
    assert key(row._replace(source=there._replace(file="b.csv")), file="b.csv", on=day) == key(row)


@pytest.mark.parametrize(
    "other",
    [{"note": "!"}, {"confirmed": False}, {"bound": "approx"}, {"reported_on": JULY}, {"source": Source("b.csv")}],
    ids=lambda other: next(iter(other)),
)
def test_a_row_that_says_something_else_is_another(other: dict[str, object]) -> None:
    row = Achievement(target="a", reported_on=UNSAID, source=Source(FILE, 2))
    assert key(row._replace(**other)) != key(row)


@law
@given(st.lists(st.builds(Achievement, target=texts, note=texts, bound=st.sampled_from(("exact", "approx")))))
def test_a_key_does_not_depend_on_the_rows_beside_it(rows: list[Achievement]) -> None:
    assert [written.key for written in write_rows(rows, FILE, JULY)] == [key(row) for row in rows]


def test_half_a_character_can_be_stored() -> None:
    row = Achievement(note="\ud800", source=Source(FILE, 2))
    (written,) = write_rows([row], FILE, JULY)
    assert json.loads(written.content.encode())[2] == "\ud800"
    assert read_again([row, row._replace(note="],[")]) == [row, row._replace(note="],[")]
