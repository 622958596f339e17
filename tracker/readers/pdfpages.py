"""The characters of a PDF and where they stand on its pages: run as a program of its own, within limits.

PDFium is C++ that reads what strangers wrote: if it hangs, crashes or swallows memory, only this program ends.
The PDF comes in on standard input; JSON goes out, a line a page, so that what was read before an end is kept.
"""

from __future__ import annotations

import ctypes
import json
import sys
from math import degrees, isfinite
from typing import TypedDict

PAGE_LIMIT = 1_000
CHARACTER_LIMIT = 100_000
"""On one page."""
OBJECT_LIMIT = 20_000
MEMORY = 2 * 1024**3
HYPHEN = 2
"""What PDFium gives for a hyphen at the end of a line."""
FAR = 1_000_000


class Page(TypedDict):
    """A page: its characters; for each left, bottom, right and top in tenths of a point, and how many degrees it is
    turned; how many per cent of the page are pictures; whether there was more than is read.
    """

    text: str
    places: list[int]
    pictures: int
    too_much: bool


def main() -> None:
    """Read a PDF from standard input, computing for so many seconds at most."""
    _limit(int(sys.argv[1]))
    import pypdfium2  # type: ignore[import-untyped]

    raw = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        _send({"error": int(pypdfium2.raw.FPDF_GetLastError())})
        return
    _send({"pages": len(document)})
    for number in range(min(len(document), PAGE_LIMIT)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            _send({"text": "", "places": [], "pictures": 0, "too_much": True})
            continue
        _send(_read(page))
        page.close()


def _limit(seconds: int) -> None:
    """Bound time and memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _read(page: object) -> Page:
    from pypdfium2 import raw

    text: list[str] = []
    places: list[int] = []
    text_page = raw.FPDFText_LoadPage(page)
    count = raw.FPDFText_CountChars(text_page) if text_page else 0
    box = raw.FS_RECTF()
    for index in range(min(count, CHARACTER_LIMIT)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if (0 < code < 32 and code != HYPHEN) or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if raw.FPDFText_GetLooseCharBox(text_page, index, box):
            text.append(_character(code))
            turn = degrees(raw.FPDFText_GetCharAngle(text_page, index))
            places += map(_whole, (box.left * 10, box.bottom * 10, box.right * 10, box.top * 10, turn))
    if text_page:
        raw.FPDFText_ClosePage(text_page)
    return {
        "text": "".join(text),
        "places": places,
        "pictures": _pictures(page),
        "too_much": count > CHARACTER_LIMIT,
    }


def _character(code: int) -> str:
    if code in (HYPHEN, 0xFFFE):
        return "-"
    return "\ufffd" if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _whole(number: float) -> int:
    return max(-FAR, min(FAR, round(number))) if isfinite(number) else 0


def _pictures(page: object) -> int:
    """How many per cent of a page its pictures cover, at most."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0
    for index in range(min(OBJECT_LIMIT, raw.FPDFPage_CountObjects(page))):
        one = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(one) not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        if raw.FPDFPageObj_GetBounds(one, left, bottom, right, top):
            covered += _whole(right.value - left.value) * _whole(top.value - bottom.value)
    whole = _whole(raw.FPDF_GetPageWidthF(page)) * _whole(raw.FPDF_GetPageHeightF(page))
    return min(100, covered * 100 // whole) if whole > 0 and covered > 0 else 0


if __name__ == "__main__":
    main()
