"""A user's own paper: its styles and red head stay, and `{{字段}}` is replaced from a fixed list; nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Paper
from docx.opc.exceptions import PackageNotFoundError
from docx.section import _BaseHeaderFooter
from docx.table import Table
from docx.text.paragraph import Paragraph

FIELD = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
BODY = "正文"
"""The field that says where the text goes."""


def opened(template: bytes) -> Paper:
    """The template as a paper.

    Raises:
        ValueError: it is no .docx.
    """
    try:
        return Document(BytesIO(template))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise ValueError("template") from error


def filled(paper: Paper, fields: Mapping[str, str]) -> Paragraph | None:
    """Fill every field in place; returns the paragraph before which the text goes, None for the end.

    Raises:
        KeyError: there are no such fields; all of them are named.
    """
    place: Paragraph | None = None
    unknown: dict[str, None] = {}
    for line in _lines(paper):
        for name in FIELD.findall(line.text):
            if name != BODY and name not in fields:
                unknown[name] = None
        if BODY in FIELD.findall(line.text):
            place = place or line
        if FIELD.search(line.text):
            _replace(line, {**fields, BODY: ""})
    if unknown:
        raise KeyError(*unknown)
    return place


def _replace(line: Paragraph, fields: Mapping[str, str]) -> None:
    """Word may part a field among several runs: the first keeps its shape and takes the whole text."""
    text = FIELD.sub(lambda match: fields.get(match[1], match[0]), line.text)
    first, *others = line.runs
    first.text = text
    for run in others:
        run.text = ""


def _lines(paper: Paper) -> Iterator[Paragraph]:
    """Every paragraph of the paper: its text, its tables, its heads and feet."""
    yield from _within(paper.paragraphs, paper.tables)
    for section in paper.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            yield from _of_margin(part)


def _of_margin(part: _BaseHeaderFooter) -> Iterator[Paragraph]:
    if not part.is_linked_to_previous:
        yield from _within(part.paragraphs, part.tables)


def _within(lines: Iterable[Paragraph], tables: Iterable[Table]) -> Iterator[Paragraph]:
    yield from (line for line in lines if line.runs)
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _within(cell.paragraphs, cell.tables)
