"""The story on paper: title, head, numbered sections with their tables, the foot, and the annex on pages across."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as Line

from tracker.render.story.value import Paragraph, Story, Table
from tracker.render.word import layout, markup


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
        self.styles = {face: paper.styles[face.name].style_id for face in layout.FACES}

    def line(self, text: str, face: layout.Face, *, head: str = "") -> None:
        """A paragraph in a style, its run-in title in the font of subtitles."""
        runs = markup.run(head, font=layout.SUB_FONT) if head else ""
        self._put(markup.paragraph(runs + markup.run(text), self.styles[face]))

    def block(self, block: Paragraph | Table) -> None:
        """A paragraph with its run-in title, or a table under its caption."""
        if isinstance(block, Paragraph):
            self.line(block.text, layout.TEXT, head=block.head)
            return
        self.line(block.title, layout.CAPTION)
        self._put(markup.table(block, self._width(), self.styles[layout.CELL]))

    def _put(self, element: str) -> None:
        """python-docx looks every style up anew for every paragraph; XML of our own is ten times as fast."""
        before = self.place._p if self.place is not None else self.paper.element.body.sectPr
        before.addprevious(parse_xml(element))

    def _width(self) -> int:
        section = self.paper.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        return int(page or 0) - int(left or 0) - int(right or 0)
