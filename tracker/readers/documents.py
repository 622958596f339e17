"""Documents from the files that people write: text, Markdown, web pages, Word and PDF; each stretch with its place.

Bytes and a name come in; the text, the tables and a located problem for everything that could not be read go out.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Literal

from tracker.model.document import BYTE_ORDER_MARK, Document, Table
from tracker.problems import Problem, Source
from tracker.readers.encoding import decode, first_wrong_line
from tracker.readers.outcome import Gathering, Rows
from tracker.readers.transcript import header_row
from tracker.readers.workbook import Cell, Sheet, column_letters

Kind = Literal["text", "markdown", "page", "word", "pdf"]
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".docx": "word",
    ".docm": "word",
    ".pdf": "pdf",
}
DOCUMENT_SUFFIXES = tuple(KINDS)
"""The kinds of document that are read."""
OTHER_DOCUMENTS = frozenset((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".pages", ".ofd"))
BYTE_LIMIT = 64 * 1024 * 1024
TEXT_LIMIT = 5_000_000
"""Characters of the longest document: some four thousand pages."""


def read_document(raw: bytes, name: str, *, encoding: str | None = None) -> Document:
    """Read one document; its kind is told by the end of its name.

    Args:
        raw: the bytes of the file.
        name: its name, as the problems and the places shall show it.
        encoding: the encoding of a text file; without it a web page's own is taken, else see `decode`.

    >>> document = read_document("# 半年总结\\n建成**62**个。".encode(), "六月.md")
    >>> document.text
    '半年总结\\n建成62个。\\n'
    >>> document.place(7, 10)
    Source(file='六月.md', line=2, column=5, start=11, end=16, cell='', quote='62**个')
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in OTHER_DOCUMENTS:
        return _unread(name, "D102", found=suffix)
    if suffix not in KINDS:
        return _unread(name, "D101", found=suffix or name, allowed=" ".join(KINDS))
    if len(raw) > BYTE_LIMIT:
        return _unread(name, "D104", found=len(raw), limit=BYTE_LIMIT)
    document = _read(raw, name, KINDS[suffix], encoding)
    if len(document.text) > TEXT_LIMIT:
        return _unread(name, "D104", found=len(document.text), limit=TEXT_LIMIT)
    if not document.text.strip() and not document.tables and not document.problems:
        return _unread(name, "D105")
    return document


def document_rows(document: Document, *, as_of: date | None = None) -> Rows:
    """The rows of the tables of a document that report under known headers, read as a worksheet's are.

    >>> page = "|目标编号|截至|数值|\\n|-|-|-|\\n|clinics|2021-06|62个|\\n"
    >>> document_rows(read_document(page.encode(), "六月.md")).achievements[0].source.quote
    '62个'
    """
    from tracker.readers.sheets import read_table

    gathering = Gathering()
    blanks: dict[str, object] = {"as_of": as_of} if as_of is not None else {}
    for table in document.tables:
        header = header_row(table.cells)
        if header:
            places = {(cell.row, cell.column): cell.source for cell in table.cells}
            read_table(_sheet(table), header, partial(_place, document.name, table.name, places), blanks, gathering)
    return gathering.rows()


def _sheet(table: Table) -> Sheet:
    """A table as the worksheet that it could be; a cell that holds nothing is none."""
    sheet = Sheet(table.name, hidden=False)
    for cell in table.cells:
        if cell.text:
            sheet.rows.setdefault(cell.row, {}).setdefault(cell.column, Cell("text", cell.text))
        if (cell.bottom, cell.right) != (cell.row, cell.column):
            sheet.merged.append((cell.row, cell.column, cell.bottom, cell.right))
    return sheet


def _place(name: str, table: str, places: Mapping[tuple[int, int], Source], row: int, column: int) -> Source:
    """Where a cell stands; one that a merged range covers or a short row lacks, by its name."""
    return places.get((row, column)) or Source(name, cell=f"{table}.{column_letters(column)}{row}")


def _unread(name: str, code: str, /, **params: object) -> Document:
    return Document(name, problems=(Problem(Source(name), code, params),))


def _read(raw: bytes, name: str, kind: Kind, encoding: str | None) -> Document:
    match kind:
        case "word":
            from tracker.readers.word import read_word

            return read_word(raw, name)
        case "pdf":
            from tracker.readers.pdf import read_pdf

            return read_pdf(raw, name)
        case _:
            return _read_characters(raw, name, kind, encoding)


def _read_characters(raw: bytes, name: str, kind: Kind, encoding: str | None) -> Document:
    """The document that a file of characters is."""
    if kind == "page":
        from tracker.readers.webpage import declared_encoding

        encoding = encoding or declared_encoding(raw)
    try:
        original = decode(raw, encoding)
    except ValueError:
        found = encoding or "UTF-8/UTF-16/GB18030"
        return Document(name, problems=(Problem(Source(name, first_wrong_line(raw)), "D103", {"found": found}),))
    if raw.startswith(BOM_UTF8) and raw.startswith(original[:1].encode(), len(BOM_UTF8)):
        original = BYTE_ORDER_MARK + original
    if not original.strip(BYTE_ORDER_MARK).strip():
        return _unread(name, "D105")
    match kind:
        case "text":
            from tracker.readers.plaintext import read_plain

            return read_plain(original, name)
        case "markdown":
            from tracker.readers.markdown import read_markdown

            return read_markdown(original, name)
        case _:
            from tracker.readers.webpage import read_page

            return read_page(original, name)
