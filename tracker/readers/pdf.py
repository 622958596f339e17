"""A PDF as a document: its lines in reading order, read by PDFium in a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.document import Document
from tracker.problems import Problem, Source
from tracker.readers.pdflayout import Said, flowing, lines, marks, undivided, without_running_lines
from tracker.readers.transcript import Transcript

if TYPE_CHECKING:
    from tracker.readers.pdfpages import Page

SECONDS = 15
"""Of computing, for one PDF: a thousand pages take some five."""
PATIENCE = 4
"""How many times as long is waited: the machine may have other things to do."""
HEAD = 1024
"""Bytes within which a PDF says that it is one."""
PASSWORD = 4
"""PDFium's number for a file that asks for one."""
SCANNED = 50
"""Per cent of a page that a picture covers, and the page has hardly any text: a scan."""
FEW = 20


class Answer(NamedTuple):
    """What the program said: the pages that it read, how many there are, and what went wrong."""

    pages: list[Page]
    total: int = 0
    error: int = 0


def read_pdf(raw: bytes, name: str) -> Document:
    """The document that a PDF is."""
    if b"%PDF-" not in raw[:HEAD]:
        return _unread(name, "D121")
    if find_spec("pypdfium2") is None:
        return _unread(name, "D120", command='pip install "target-tracker[office]"')
    answer = ask(raw)
    if answer.error == PASSWORD:
        return _unread(name, "D122")
    if not answer.total:
        return _unread(name, "D121")
    return said(answer, name)


def ask(raw: bytes, seconds: int = SECONDS) -> Answer:
    """Have a PDF read; what was read before the program ended, or was ended, counts."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdfpages.py")), str(seconds)]
    try:
        output = subprocess.run(command, input=raw, capture_output=True, timeout=PATIENCE * seconds, check=False).stdout
    except subprocess.TimeoutExpired as expired:
        output = expired.stdout or b""
    answer = Answer([])
    for line in output.splitlines(keepends=True):
        if not line.endswith(b"\n"):
            break
        value = json.loads(line)
        if "text" in value:
            answer.pages.append(value)
        else:
            answer = answer._replace(total=value.get("pages", 0), error=value.get("error", 0))
    return answer


def said(answer: Answer, name: str) -> Document:
    """The document that an answer gives, with a word on every page that could not be read, or not to its end."""
    transcript = Transcript(name)
    pages = [_lines(page) for page in answer.pages]
    for number, page in enumerate(without_running_lines(pages), 1):
        for place, line in page:
            transcript.write_at(line.text, f"page{number}:{place}")
            if not line.goes_on or (place, line) == page[-1]:
                transcript.end_line()
    scans = [number for number, page in enumerate(answer.pages, 1) if _is_scan(page)]
    if scans:
        transcript.note("D123", Source(name, cell=f"page{scans[0]}"), pages=ranges(scans), count=len(scans))
    if len(answer.pages) < answer.total:
        transcript.note("D124", read=len(answer.pages), count=answer.total)
    full = [number for number, page in enumerate(answer.pages, 1) if page["too_much"]]
    if full:
        transcript.note("D125", Source(name, cell=f"page{full[0]}"), pages=ranges(full))
    damaged = sum(page["text"].count("\ufffd") for page in answer.pages)
    if damaged:
        transcript.leave_out("D126", Source(name), damaged)
    return transcript.document()


def _lines(page: Page) -> list[Said]:
    """The lines of a page: what stands upright first, then what is turned, such as a watermark."""
    upright, turned = marks(page["text"], page["places"])
    return undivided([*flowing(lines(upright)), *flowing(lines(turned))])


def _is_scan(page: Page) -> bool:
    return page["pictures"] >= SCANNED and len(page["text"]) < FEW


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers, those that follow each other in one.

    >>> ranges([1, 3, 4, 5, 9])
    '1, 3–5, 9'
    """
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    spans = ([number for _, number in run] for _, run in runs)
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def _unread(name: str, code: str, /, **params: object) -> Document:
    return Document(name, problems=(Problem(Source(name), code, params),))
