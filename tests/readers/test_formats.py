"""The same report in five formats says the same."""

from __future__ import annotations

import pytest

from tests.readers.formats import FOLDER, FORMATS, NAME, PARTS
from tests.readers.test_documents import codes
from tracker.model.document import Document
from tracker.model.statement import Statement
from tracker.readers.documents import read_document
from tracker.text.read import read


def document(suffix: str) -> Document:
    return read_document((FOLDER / (NAME + suffix)).read_bytes(), NAME + suffix)


def statements(suffix: str) -> tuple[Statement, ...]:
    return read(document(suffix).text).statements


def test_there_is_one_of_every_format() -> None:
    assert {file.suffix for file in FOLDER.iterdir()} == set(FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_is_what_its_writer_writes(suffix: str) -> None:
    assert (FOLDER / (NAME + suffix)).read_bytes() == FORMATS[suffix]()


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_lines_are_the_same(suffix: str) -> None:
    def lines(suffix: str) -> list[str]:
        return [line.strip() for line in document(suffix).text.splitlines() if line.strip()]

    assert lines(suffix) == lines(".txt")
    assert len(lines(suffix)) == 2 + sum(1 + len(sentences) for sentences in PARTS.values())


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_statements_are_the_same(suffix: str) -> None:
    def told(suffix: str) -> list[object]:
        return [(s.quote, s.sentence, s.value, s.unit, s.subject, s.role, s.period) for s in statements(suffix)]

    assert len(told(suffix)) == 10
    assert told(suffix) == told(".txt")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_statement_is_found_again_in_its_file(suffix: str) -> None:
    file = document(suffix)
    for statement in statements(suffix):
        place = file.place(statement.start, statement.end)
        whole = file.original or file.text
        assert whole[place.start : place.end] == place.quote
        if not any(mark in place.quote for mark in "<*&"):
            assert place.quote == statement.quote


@pytest.mark.parametrize("suffix", FORMATS)
def test_only_what_the_page_hides_is_left_out(suffix: str) -> None:
    assert codes(document(suffix)) == (["D130"] if suffix == ".html" else [])
