"""The story on paper: title, head, numbered sections with their tables, the foot, and the annex on pages across."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line

from tracker.render.story.value import Paragraph, Story, Table
from tracker.render.word import layout, tables


def write(paper: Document, story: Story, place: Line | None, *, own: bool) -> None:
    """Write the story at a place of the paper, or at its end; `own` paper gets the title and the annex across."""
    writer = _Writer(paper, place)
    if own:
        writer.line(story.title, layout.TITLE)
        writer.line("　".join(story.head), layout.HEAD)
    for section in story.sections:
        writer.line(section.title, layout.HEADING)
        for block in section.blocks:
            writer.block(block)
    for note in story.foot:
        writer.line(note, layout.NOTE)
    if own:
        across = paper.add_section(WD_SECTION.NEW_PAGE)
        across.orientation = WD_ORIENT.LANDSCAPE
        layout.page(across, landscape=True)
    writer.block(story.annex)


class _Writer:
    """Puts lines and tables one after the other, before a place in the paper or at its end."""

    def __init__(self, paper: Document, place: Line | None) -> None:
        self.paper, self.place = paper, place

    def line(self, text: str, face: layout.Face) -> Line:
        """A paragraph in a style."""
        said = tables.text_of_paper(text)
        if self.place is None:
            return self.paper.add_paragraph(said, face.name)
        return self.place.insert_paragraph_before(said, face.name)

    def block(self, block: Paragraph | Table) -> None:
        """A paragraph with its run-in title, or a table under its caption."""
        if isinstance(block, Paragraph):
            line = self.line("", layout.TEXT)
            if block.head:
                head = line.add_run(tables.text_of_paper(block.head))
                head.font.name = layout.LATIN_FONT
                head._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), layout.SUB_FONT)
            line.add_run(tables.text_of_paper(block.text))
            return
        caption = self.line(block.title, layout.CAPTION)
        style = self.paper.styles[layout.CELL.name].style_id
        caption._p.addnext(parse_xml(tables.table(block, self._width(), style)))

    def _width(self) -> int:
        section = self.paper.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        return int(page or 0) - int(left or 0) - int(right or 0)
