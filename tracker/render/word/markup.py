"""Paragraphs and tables as Word's own XML: tinted statuses, bars of coloured characters, a head on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from xml.sax.saxutils import escape

from tracker.render.story.value import Cell, Column, Table, Tint

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FILLS: dict[Tint, str] = {"green": "E3F1E5", "yellow": "FDF1CF", "red": "F9DCDA", "grey": "ECECEC"}
INKS: dict[Tint, str] = {"green": "1E6B34", "yellow": "7A5500", "red": "A31D1D", "grey": "5C6670"}
HEAD_FILL, LINE = "DCE6F1", "8C9AA8"
BLOCK, BLOCKS, DONE, LEFT = "█", 8, "2F6FB0", "D5DCE4"
LONGEST = 300
"""Characters of a cell of a table: its row must fit on a page. What is longer is cut visibly; prose never is."""
TWIPS = 635
"""English metric units in a twentieth of a point."""

MARK = "\ufffd"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def paragraph(runs: str, style: str) -> str:
    """The XML of a paragraph in a style."""
    return f'<w:p xmlns:w="{SPACE}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def table(content: Table, width: int, style: str) -> str:
    """The XML of a table that is `width` English metric units wide, its lines in the paragraph style `style`."""
    return "".join(_pieces(content, widths(content.columns, width // TWIPS), style))


def widths(columns: Sequence[Column], width: int) -> list[int]:
    """The width shared out by the columns' weights."""
    total = sum(column.weight for column in columns)
    return [width * column.weight // total for column in columns]


def _pieces(content: Table, sizes: Sequence[int], style: str) -> Iterator[str]:
    yield f'<w:tbl xmlns:w="{SPACE}"><w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:jc w:val="center"/>'
    yield "<w:tblBorders>"
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    yield '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    yield '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for column, size in zip(content.columns, sizes, strict=True):
        yield _cell(run(column.title, bold=True), size, style, "center", HEAD_FILL)
    yield "</w:tr>"
    for row in content.rows:
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for column, size, cell in zip(content.columns, sizes, row, strict=True):
            fill = FILLS[cell.tint] if cell.tint else ""
            yield _cell(_content(cell), size, style, "right" if column.figures else "left", fill)
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(runs: str, size: int, style: str, side: str, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>{runs}</w:p></w:tc>'
    )


def _content(cell: Cell) -> str:
    text = cell.text if len(cell.text) <= LONGEST else cell.text[: LONGEST - 1] + "…"
    said = run(text, ink=INKS[cell.tint] if cell.tint else "")
    return said if cell.bar is None else _bar(cell.bar) + said


def _bar(share: Fraction) -> str:
    """A bar of coloured characters: no picture, and no font that anybody lacks."""
    full = int(share * BLOCKS)
    done = run(BLOCK * full, ink=DONE, size=10) if full else ""
    return done + (run(BLOCK * (BLOCKS - full), ink=LEFT, size=10) if full < BLOCKS else "") + run(" ")


def run(said: str, *, bold: bool = False, ink: str = "", size: int = 0, font: str = "") -> str:
    """The XML of a stretch of text; what XML cannot hold shows as a mark."""
    shape = f'<w:rFonts w:eastAsia="{font}"/>' if font else ""
    shape += ("<w:b/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
    shape += f'<w:sz w:val="{size}"/>' if size else ""
    properties = f"<w:rPr>{shape}</w:rPr>" if shape else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(_NO_XML.sub(MARK, said))}</w:t></w:r>'
