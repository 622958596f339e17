"""A Word document: what stands in it when every change is accepted, part by part."""

from __future__ import annotations

from tracker.model.document import Document
from tracker.problems import Problem, Source
from tracker.readers.numbering import Numbering
from tracker.readers.transcript import Transcript
from tracker.readers.wordstyles import Styles
from tracker.readers.wordwalk import Book, Walker
from tracker.readers.xmlparts import Parts
from tracker.readers.zipguard import WORD, objection

BESIDE = ("footnotes", "endnotes", "header", "footer")
"""The parts that are read after the text itself."""


def read_word(raw: bytes, name: str) -> Document:
    """The document that a Word file is; not opened if it is damaged, locked or a bomb."""
    refused = objection(raw, WORD)
    if refused is not None:
        return Document(name, problems=(Problem(Source(name), refused.code, refused.params),))
    try:
        return _read(Parts(raw), name)
    except ValueError:
        return Document(name, problems=(Problem(Source(name), "D110"),))


def _read(parts: Parts, name: str) -> Document:
    main = next((one.target for one in parts.relations("").values() if one.kind == "officeDocument"), "")
    if main not in parts:
        raise ValueError("no main part")
    related = sorted(set(parts.relations(main).values()))
    book = Book(Transcript(name), Styles(), Numbering())
    for kind, target in related:
        if kind == "styles":
            parts.walk(target, book.styles)
        elif kind == "numbering":
            parts.walk(target, book.numbering)
    _walk(parts, main, Walker(book))
    for kind in BESIDE:
        for number, part in enumerate((one.target for one in related if one.kind == kind), 1):
            _walk(parts, part, Walker(book, f"{kind}{number}" if kind in ("header", "footer") else ""))
    return book.document()


def _walk(parts: Parts, part: str, walker: Walker) -> None:
    parts.walk(part, walker)
    walker.close()
