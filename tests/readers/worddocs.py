"""Word documents for the tests, written part by part as XML: also such as no program would write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
DAY = (2021, 7, 1, 0, 0, 0)
"""The date of every part, so that the same document is the same bytes."""


def docx(body: str, *, stored: bool = False, **parts: str) -> bytes:
    """The bytes of a document with this body; `parts` are others by kind: styles, numbering, header1, footnotes …"""
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
    }
    files["word/document.xml"] = part("document", f"<w:body>{body}<w:sectPr/></w:body>")
    files["word/_rels/document.xml.rels"] = _relations({name: f"{name}.xml" for name in parts})
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    return packed({name: content.encode() for name, content in files.items()}, stored=stored)


def packed(files: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """The bytes of a zip of these files; stored ones are the same whatever library packs them."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def part(root: str, content: str) -> str:
    """The XML of a part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {_NAMESPACES}>{content}</w:{root}>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what is no markup is a run of text."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(map(_run, runs))}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; what is no markup is a cell of one paragraph."""
    cells = ("".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    """A cell; what is no markup is one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def _run(text: str) -> str:
    return text if text.startswith("<") else r(text)


def _relations(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for number, (name, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def _content_types(parts: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", **{name: name.rstrip("0123456789") for name in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{base}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
