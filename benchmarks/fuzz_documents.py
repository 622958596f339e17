"""Feed broken documents to the readers of documents and of prose: only text, tables and problems may come out.

    python benchmarks/fuzz_documents.py --seconds 600

Documents of every format are mutated at random; atheris, where it is installed, guides the mutations by coverage.
A document that raises anything, takes more than ten seconds of computing, or has a place that does not quote what it
points at is kept in the temporary folder and ends the run with exit code 1.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from fuzzing import ROOT, Fuzzer

from tracker.model.document import Document
from tracker.model.statement import Span
from tracker.readers.documents import DOCUMENT_SUFFIXES, read_document
from tracker.readers.tablerows import document_rows
from tracker.text.read import read

SLOW = 10
READ = 20_000
"""Characters of a text that are read as prose: so that many documents are."""
PLACES = 200
WORDS = r"""
    & ; < > </ /> ' " = ** ~~ ` ``` # - | |-|-| [ ]( ![ <!-- --> --- \ [^1] <p> <b> <table> <tr> <ul><li> <script>
    <del> <pre> <sup> &#65; &lt &nbsp; &#x110000; &#xD800; <! <? <![CDATA[ <w:p> </w:p> <w:r><w:t>62个</w:t></w:r>
    <w:del> <w:tbl><w:tr><w:tc> <w:txbxContent> <w:tab/> <w:vMerge/> <w:vanish/> <mc:AlternateContent> <mc:Choice/>
    <mc:Fallback> endstream endobj stream << >> obj % -1 1e99 /Filter/FlateDecode 目标编号 截至 数值 62个 １２ 万 余
    累计 ， 。 （ “ 其中 分别 2021年 十
"""
PHRASES = (
    *("\0", "\n", "\r", "\r\n", "\n\n", "\n- ", "\n> ", "\n## ", "\n```\n", "\ufeff", "\u200b", "\u2028", "\x0b"),
    *("<p hidden>", "<td rowspan=9 colspan=9>", "<meta charset=big5>", "<!DOCTYPE x>", '<w:gridSpan w:val="99"/>'),
    *('<w:fldChar w:fldCharType="begin"/>', '<w:numId w:val="1"/>', '<w:ilvl w:val="99"/>', 'w:val="0"'),
    *("/Length 0", "/Count 99999", "/Kids[2 0 R]", "/Rotate 90", "BT ", " ET", " Tj", "1 0 0 1 0 0 cm ", "99999 0 Td "),
    *("/F 0 Tf ", "6 0 R"),
)
PIECES = tuple(piece.encode() for piece in (*WORDS.split(), *PHRASES))
TABLE = "|目标编号|单位|截至|数值（个）|\n|-|-|-|-|\n|clinics|甲县|2021-06|62|\n|clinics|乙县|2021-06|约30|\n"
PAGE = (
    "<table><tr><th>任务<th>截至<th>数值<tr><td rowspan=2>卫生室<td>2021-06<td>62<tr><td>2021-07<td>70</table>"
    "<ol><li>建成<b>62</b>个<li>覆盖率&ge;80&#37;</ol><pre>甲\n乙</pre><div style='display:none'>60个</div>"
    "10<sup>4</sup>"
)


def corpus() -> list[tuple[str, bytes]]:
    """The bundled report in every format, and what it lacks."""
    files = sorted((ROOT / "seeds" / "formats").iterdir())
    return [
        *((file.suffix, file.read_bytes()) for file in files),
        (".md", TABLE.encode()),
        (".html", PAGE.encode("gbk")),
    ]


def check(suffix: str, raw: bytes) -> None:
    """Read one document.

    Raises:
        AssertionError: it took too long, nothing came of it without a word, or a place does not quote what it means.
    """
    started = time.process_time()
    document = read_document(raw, f"fuzz{suffix}")
    assert document.text.strip() or document.tables or document.problems, "nothing, and no word"
    for problem in document.problems:
        problem.show("zh").encode()
        problem.show("en").encode()
    for start, end in spans(document):
        check_place(document, start, end)
    rows = document_rows(document)
    assert rows.rows_in == len(rows.achievements) + rows.refused, "a row is lost"
    taken = time.process_time() - started
    assert taken < SLOW, f"{taken:.1f} s"


def spans(document: Document) -> Iterator[Span]:
    """Stretches of a text whose places are looked up: some anywhere, and those of all that is read in it."""
    length = len(document.text)
    for at in range(0, length, max(1, length // PLACES)):
        yield Span(at, at + 1)
        yield Span(at, min(length, at + 50))
    text = document.text[:READ]
    reading = read(text, document.name)
    for one in (*reading.statements, *reading.events, *reading.masked):
        assert 0 <= one.start < one.end <= len(text), f"{one} stands outside"
        assert text[one.start : one.end] == one.quote, f"{one} is quoted wrongly"
        yield Span(one.start, one.end)


def check_place(document: Document, start: int, end: int) -> None:
    """A place lies within the file, and its quote is what stands there.

    Raises:
        AssertionError: it does not.
    """
    place = document.place(start, end)
    whole = document.original or document.text
    assert place.start is not None, "no place"
    assert place.end is not None, "no place"
    assert 0 <= place.start <= place.end <= len(whole), f"{place} stands outside"
    assert whole[place.start : place.end] == place.quote, f"{place} is quoted wrongly"
    if document.original:
        assert 0 < place.line <= len(document.lines), f"{place} is on no line"
        assert place.column > 0, f"{place} is in no column"
    else:
        assert place.cell, "a place without a name"


if __name__ == "__main__":
    found = corpus()
    assert {suffix for suffix, _ in found} <= set(DOCUMENT_SUFFIXES)
    Fuzzer("documents", found, PIECES, ("document.xml", "numbering.xml", ".rels"), check).main(
        __doc__, "no exception, no hang, every place quotes what it points at"
    )
