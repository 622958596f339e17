"""Documents from the files that people write: text, Markdown, web pages, Word and PDF; each stretch with its place.

Bytes and a name come in; the text, the tables and a located problem for everything that could not be read go out.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Literal

from tracker.model.document import BYTE_ORDER_MARK, Document
from tracker.problems import Problem, Source
from tracker.readers.encoding import decode, first_wrong_line

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
