"""PDFs for the tests, written object by object: text at chosen places, in Chinese without a font file."""

from __future__ import annotations

from collections.abc import Sequence

Piece = tuple[int, int, str]
"""Where a piece of text begins on the page (A4, points, from the lower left), and the text."""
SIZE = 16
_IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\nx\nendstream"
)


def pdf(*pages: Sequence[Piece] | None, extra: bytes = b"") -> bytes:
    """The bytes of a PDF; a page of None is a picture, as a scanner makes them. `extra` is drawn on every page."""
    kids = b" ".join(b"%d 0 R" % (7 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/FontDescriptor 6 0 R/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        _IMAGE,
        b"<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/StemV 80"
        b"/CapHeight 880/ItalicAngle 0>>",
    ]
    for number, page in enumerate(pages):
        drawn = b"q 595 0 0 842 0 0 cm /I Do Q" if page is None else b"\n".join(map(_drawn, page))
        drawn += extra
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>"
            b"/Contents %d 0 R>>" % (8 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _drawn(piece: Piece) -> bytes:
    left, bottom, text = piece
    return b"BT /F %d Tf %d %d Td <%s> Tj ET" % (SIZE, left, bottom, text.encode("utf-16-be").hex().encode())


def _file(objects: Sequence[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(written))
    )
