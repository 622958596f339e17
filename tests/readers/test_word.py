"""Word documents: what other readers lose without a word is read, what is deleted or hidden is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.readers.test_documents import codes, place_of
from tests.readers.worddocs import docx, p, packed, part, r, table, tc
from tracker.model.document import Document
from tracker.readers.documents import read_document
from tracker.readers.tablerows import document_rows

ALTERNATE = "<mc:AlternateContent>{}</mc:AlternateContent>"
FALLBACK = (
    "<mc:Fallback><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></mc:Fallback>"
)
BOX = ALTERNATE.format(
    "<mc:Choice Requires='wps'><w:r><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    "</mc:Choice>" + FALLBACK
)


def read(body: str, **parts: str) -> Document:
    return read_document(docx(body, **parts), "a.docx")


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{r(result)}{mark('end')}"


PROBES: dict[str, tuple[str, str]] = {
    "runs": (p("建成6", "2个"), "建成62个"),
    "an insertion": (p("建成", f"<w:ins w:author='x'>{r('62')}</w:ins>", "个"), "建成62个"),
    "a deletion": (p("建成", "<w:del><w:r><w:delText>60</w:delText></w:r></w:del>", "62个"), "建成62个"),
    "text moved away": (p("建成", f"<w:moveFrom>{r('60个')}</w:moveFrom>", "62个"), "建成62个"),
    "text moved here": (p("建成", f"<w:moveTo>{r('62个')}</w:moveTo>"), "建成62个"),
    "a deleted end of a paragraph": (p("建成6", properties="<w:rPr><w:del/></w:rPr>") + p("2个"), "建成62个"),
    "a deleted end of the last paragraph": (p("建成62个", properties="<w:rPr><w:del/></w:rPr>"), "建成62个"),
    "a block content control": (
        f"<w:sdt><w:sdtPr><w:alias w:val='9个'/></w:sdtPr><w:sdtContent>{p('建成62个')}</w:sdtContent></w:sdt>",
        "建成62个",
    ),
    "an inline content control": (p("共", f"<w:sdt><w:sdtContent>{r('62')}</w:sdtContent></w:sdt>", "个"), "共62个"),
    "a hyperlink": (p("见", f"<w:hyperlink>{r('附件1')}</w:hyperlink>"), "见附件1"),
    "a text box, once": (p("前", BOX.format(p("框内62个"), p("框内62个")), "后"), "框内62个\n前后"),
    "a text box of an old program": (p(ALTERNATE.format(FALLBACK.format(p("框内62个")))), "框内62个"),
    "the result of a field": (p("共", field("= 31*2", "62"), "个"), "共62个"),
    "a simple field": (p("共", f"<w:fldSimple w:instr='SEQ 表'>{r('62')}</w:fldSimple>", "个"), "共62个"),
    "page numbers": (p(field(" PAGE ", "3"), "正文", field("NUMPAGES", "9")), "正文"),
    "a table of contents": (p(field('TOC \\o "1-3"', "二、成效")) + p("二、成效"), "二、成效"),
    "a field within a code": (p("共", field("IF " + field("DATE", "2021"), "62"), "个"), "共62个"),
    "breaks and tabs": (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), "甲\n乙\t丙"),
    "tab stops": (p("甲", properties="<w:tabs><w:tab w:val='left'/></w:tabs>"), "甲"),
    "a symbol": (p("覆盖率", "<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "80%"), "覆盖率≥80%"),
    "an ornament": (p("<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>", "62个"), "62个"),
    "a power": (p("10", r("4", "<w:vertAlign w:val='superscript'/>"), "人"), "10⁴人"),
    "phonetics": (p(f"<w:ruby><w:rt>{r('fu')}</w:rt><w:rubyBase>{r('覆')}</w:rubyBase></w:ruby>", "盖"), "覆盖"),
    "a hyphen": (p("2020", "<w:r><w:noBreakHyphen/></w:r>", "2021年"), "2020-2021年"),
    "former properties": (p("甲", properties="<w:pPrChange><w:pPr><w:pStyle w:val='x'/></w:pPr></w:pPrChange>"), "甲"),
    "tables within tables": (table(("甲", tc(p("乙") + table(("62个",)) + p("丙")))), "甲\n乙\n62个\n丙"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBES)
def test_text_of_every_kind(name: str) -> None:
    body, said = PROBES[name]
    document = read(body)
    assert document.text == said + "\n"
    assert codes(document) == []


def test_a_place_is_a_paragraph_a_cell_or_a_box() -> None:
    document = read(
        p("一") + p(" ") + p("建成62个") + table(("甲", "乙63个")) + p(BOX.format(p("丙64个"), "")) + p("丁65个")
    )
    places = {quantity: place_of(document, quantity) for quantity in ("62个", "63个", "64个", "65个")}
    assert [str(place) for place in places.values()] == [
        "a.docx!para2",
        "a.docx!table1.B1",
        "a.docx!box1",
        "a.docx!para3",
    ]
    for quantity, place in places.items():
        assert document.text[place.start : place.end] == place.quote == quantity


@pytest.mark.parametrize(
    ("hidden", "count"),
    [
        (r("旧数60", "<w:vanish/>"), 4),
        (r("旧数60", "<w:strike/>"), 4),
        (r("旧数60", "<w:rStyle w:val='secret'/>"), 4),
        (r("旧数60", "<w:vanish w:val='0'/>"), 0),
        (r("旧数60", "<w:rStyle w:val='secret'/><w:vanish w:val='false'/>"), 0),
    ],
)
def test_hidden_text_is_said_and_not_read(hidden: str, count: int) -> None:
    styles = part(
        "styles",
        "<w:style w:styleId='base'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='secret'><w:basedOn w:val='base'/></w:style>",
    )
    document = read(p("建成62个", hidden), styles=styles)
    assert document.text == ("建成62个\n" if count else "建成62个旧数60\n")
    assert [problem.params["count"] for problem in document.problems] == [count] * (count > 0)


def test_headers_and_notes_come_after_the_text_and_headers_once() -> None:
    note = "<w:footnote w:id='0' w:type='separator'>{}</w:footnote><w:footnote w:id='2'>{}</w:footnote>"
    document = read(
        p("正文") + p("结尾"),
        header1=part("hdr", p("示例市63号")),
        header2=part("hdr", p("示例市63号")),
        footer1=part("ftr", p("第", field("PAGE", "1"), "页")),
        footnotes=part("footnotes", note.format(p("—"), p("注：含在建2个"))),
    )
    assert document.text == "正文\n结尾\n注：含在建2个\n示例市63号\n第页\n"
    assert str(place_of(document, "2个")) == "a.docx!footnote2"
    assert str(place_of(document, "63号")) == "a.docx!header1"


NUMBERING = part(
    "numbering",
    """
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    """,
)


def numbered(text: str, series: int, level: int = 0) -> str:
    return p(text, properties=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{series}'/></w:numPr>")


def test_automatic_numbers_are_written_out() -> None:
    body = (
        numbered("甲", 1)
        + numbered("乙", 1, 1)
        + numbered("丙", 1, 1)
        + numbered("丁", 1)
        + numbered("戊", 1, 1)
        + numbered("己", 2)
        + numbered("庚", 3)
        + numbered("辛", 0)
        + numbered("壬", 9)
    )
    assert read(body, numbering=NUMBERING).text.splitlines() == [
        *("一、甲", "一.1 乙", "一.2 丙", "二、丁", "二.1 戊", "• 己", "五、庚", "辛", "壬"),
    ]


def test_a_style_may_number() -> None:
    styles = part("styles", "<w:style w:styleId='h'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>")
    body = p("甲", properties="<w:pStyle w:val='h'/>") * 2
    assert read(body, styles=styles, numbering=NUMBERING).text == "一、甲\n二、甲\n"


def test_a_table_with_known_headers_gives_rows() -> None:
    rows = document_rows(
        read(
            p("附表")
            + table(
                ("任务", "单位", "截至", "数值（个）"),
                (tc("卫生室", "<w:vMerge w:val='restart'/>"), "甲县", "2021-06", "62"),
                (tc("<w:p/>", "<w:vMerge/>"), "乙县", "2021-06", "约30"),
            )
        )
    )
    assert [(row.text, row.org, row.value) for row in rows.achievements] == [
        ("卫生室", "甲县", Decimal(62)),
        ("卫生室", "乙县", Decimal(30)),
    ]
    assert str(rows.achievements[1].source) == "a.docx!table1.D3"
    assert rows.achievements[1].source.quote == "约30"


def test_a_wide_cell_moves_those_after_it() -> None:
    document = read(table((tc("甲", "<w:gridSpan w:val='2'/>"), "乙"), ("丙", "丁", "戊")))
    assert [cell[:5] for cell in document.tables[0].cells] == [
        (1, 1, 1, 2, "甲"),
        (1, 3, 1, 3, "乙"),
        (2, 1, 2, 1, "丙"),
        (2, 2, 2, 2, "丁"),
        (2, 3, 2, 3, "戊"),
    ]


def test_what_is_embedded_is_said() -> None:
    document = read(p("见图", "<w:r><w:drawing><c:chart/></w:drawing></w:r>"))
    assert codes(document) == ["D114"]


def test_a_scan_is_not_taken_for_no_progress() -> None:
    (problem,) = read(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")).problems
    assert problem.code == "D115"
    assert "扫描件" in problem.message()


def test_a_field_without_an_end_is_said() -> None:
    document = read(p("前", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "62个"))
    assert document.text == "前\n"
    assert codes(document) == ["D113"]


def test_nothing_is_not_taken_for_no_progress() -> None:
    assert codes(read("<w:p/>")) == ["D105"]


GOOD = docx(p("建成62个"))
XXE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY b{n} '{'&a;' * 99}'>" for n in range(9)) + "]>"


def with_main(xml: bytes) -> bytes:
    """A document whose main part is this."""
    files = {"[Content_Types].xml": b"<Types/>", "word/document.xml": xml}
    files["_rels/.rels"] = b'<R><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>'
    return packed(files)


def saying(size: int) -> bytes:
    """A document whose parts say that they are of this size."""
    changed = bytearray(GOOD)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 24 : place + 28] = size.to_bytes(4, "little")
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("D110", lambda: b""),
    "no zip": ("D110", lambda: "建成62个".encode()),
    "cut off": ("D110", lambda: GOOD[:-100]),
    "an old document": ("D102", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    "a password": ("D111", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "another kind of zip": ("D110", lambda: packed({"[Content_Types].xml": b"<Types/>"})),
    "no XML": ("D110", lambda: with_main(b"<w:document>")),
    "an encoding that nobody knows": ("D110", lambda: with_main(b"<?xml version='1.0' encoding='x'?><x/>")),
    "an external entity": ("D110", lambda: with_main(XXE.encode() + b"<x>&a;</x>")),
    "entities": ("D110", lambda: with_main(LAUGHS.encode() + b"<x>&b8;</x>")),
    "entities in UTF-16": ("D110", lambda: with_main((LAUGHS + "<x>&b8;</x>").encode("utf-16"))),
    "250 MB of text": ("D112", lambda: with_main(b"<x>" + b"a" * 250_000_000 + b"</x>")),
    "ten million tags": ("D112", lambda: with_main(b"<x>" + b"<y/>" * 4_900_000 + b"</x>")),
    "more than it says": ("D110", lambda: saying(10)),
    "less than it says": ("D112", lambda: saying(2**31)),
}


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_is_damaged_locked_or_a_bomb_is_named(name: str) -> None:
    code, make = BAD[name]
    raw = make()
    started = time.process_time()
    assert codes(read_document(raw, "a.docx")) == [code]
    assert time.process_time() - started < 5


@pytest.mark.parametrize("element", ["sdt", "ins", "smartTag", "tbl", "p", "r", "mc:AlternateContent", "txbxContent"])
def test_text_is_read_however_deep_it_stands(element: str) -> None:
    name = element if ":" in element else f"w:{element}"
    started = time.process_time()
    document = read(f"<{name}>" * 50_000 + p("建成62个") + f"</{name}>" * 50_000)
    assert document.text == "建成62个\n"
    assert time.process_time() - started < 5


def test_fields_without_end_take_no_time() -> None:
    started = time.process_time()
    read(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>6</w:t></w:r>' * 50_000))
    assert time.process_time() - started < 5
