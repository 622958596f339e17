"""Paper, fonts and styles of an official report (GB/T 9704): A4, 小标宋 title, 仿宋 text on lines of 28 points."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

TITLE_FONT, TEXT_FONT, HEAD_FONT, SUB_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN_FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)


class Face(NamedTuple):
    """A style: its name, its East Asian font, its size in points, and how its paragraphs stand."""

    name: str
    font: str
    size: int
    centred: bool = False
    indent: int = 0
    line: int = 28
    before: int = 0
    bold: bool = False
    keep: bool = False


TITLE = Face("Tracker Title", TITLE_FONT, 22, centred=True, line=36)
HEAD = Face("Tracker Head", SUB_FONT, 14, centred=True, line=24)
HEADING = Face("Tracker Heading", HEAD_FONT, 16, indent=32, keep=True)
TEXT = Face("Tracker Text", TEXT_FONT, 16, indent=32)
CAPTION = Face("Tracker Caption", HEAD_FONT, 12, centred=True, line=22, before=6, keep=True)
CELL = Face("Tracker Cell", TEXT_FONT, 9, line=13)
NOTE = Face("Tracker Note", TEXT_FONT, 12, line=20)
FACES = (TITLE, HEAD, HEADING, TEXT, CAPTION, CELL, NOTE)


def set_up(paper: Document) -> None:
    """The paper of a report without a template."""
    page(paper.sections[0])
    complete(paper)


def complete(paper: Document) -> None:
    """The styles that the paper does not have yet: a template may bring its own under the same names."""
    for face in FACES:
        if face.name not in paper.styles:
            _add(paper, face)


def page(section: Section, *, landscape: bool = False) -> None:
    """A4 with the margins of an official report, and the page number between dashes."""
    wide, high = Mm(297), Mm(210)
    section.page_width, section.page_height = (wide, high) if landscape else (high, wide)
    section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if landscape else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(22), Mm(22)) if landscape else (Mm(28), Mm(26))
    section.footer_distance = Mm(18) if landscape else Mm(25)
    footer = section.footer
    footer.is_linked_to_previous = False
    _number(footer.paragraphs[0])


def _add(paper: Document, face: Face) -> None:
    style = paper.styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold = LATIN_FONT, Pt(face.size), face.bold
    style.font.color.rgb = BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:hint"):
        fonts.set(qn(name), face.font if name == "w:eastAsia" else "eastAsia")
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.line)
    shape.space_before, shape.space_after = Pt(face.before), Pt(0)
    shape.keep_with_next = face.keep
    if face.centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if face.indent:
        shape.first_line_indent = Pt(face.indent)


def _number(paragraph: Paragraph) -> None:
    """— 1 —, as a field that Word counts."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
    paragraph.add_run(" —")
    for piece in paragraph.runs:
        piece.font.name, piece.font.size = "宋体", Pt(14)
        piece._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
