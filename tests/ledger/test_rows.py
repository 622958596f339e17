"""Rows as entries: nothing is lost, and the same row is known again."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import Scene, scenes
from tests.rules.test_laws import law
from tracker.ledger.rows import read_row, write_row
from tracker.model.achievement import Achievement
from tracker.problems import Source

texts = st.text(max_size=20)
sources = st.builds(
    Source,
    file=texts,
    line=st.integers(0, 10**6),
    column=st.integers(0, 500),
    start=st.none() | st.integers(0, 10**6),
    end=st.none() | st.integers(0, 10**6),
    cell=texts,
    quote=texts,
)


@law
@given(scenes())
def test_a_row_comes_back_as_it_was(scene: Scene) -> None:
    for row in scene.rows:
        assert read_row(write_row(row).content) == row


@law
@given(texts, texts, sources)
def test_whatever_is_written_in_it(target: str, note: str, source: Source) -> None:
    row = Achievement(target=target, note=note, source=source)
    assert read_row(write_row(row).content) == row


@law
@given(sources, st.dates())
def test_the_same_row_is_known_again_wherever_in_its_file_and_whenever(source: Source, day: date) -> None:
    row = Achievement(target="a", source=Source("rows.csv", 3))
    moved = row._replace(reported_on=day, source=source._replace(file="rows.csv"))
    assert write_row(moved).key == write_row(row).key
    assert write_row(row._replace(note="!")).key != write_row(row).key
    assert write_row(row._replace(source=Source("other.csv", 3))).key != write_row(row).key
