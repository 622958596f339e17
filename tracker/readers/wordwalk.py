"""The walk through one part of a Word document, element by element: nothing is built, so nothing can be too deep.

Inserted text is in, deleted text out; the result of a field is in, its code out; a text box is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.model.document import Document
from tracker.problems import Source
from tracker.readers.numbering import Numbering, number_in
from tracker.readers.transcript import Transcript
from tracker.readers.webpage import SUPERSCRIPT
from tracker.readers.wordfields import Fields
from tracker.readers.wordstyles import OFF, Styles
from tracker.readers.wordtables import Tables

SKIPPED = frozenset((
    "del", "moveFrom", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "sectPr", "ffData", "pPrChange",
    "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "binData", "tblGrid", "tabs",
))  # fmt: skip
"""Elements with nothing in them that is to be read: deleted text, phonetics, former properties."""
EMBEDDED = frozenset(("altChunk", "OLEObject", "chart", "relIds"))
PICTURES = frozenset(("blip", "imagedata"))
CHARACTER_LIMIT = 6_000_000
"""Beyond this nothing is taken down any more: the document is too long."""
_SYMBOLS = {
    "symbol": dict(zip("\u00a3\u00b3\u00b1\u00b4\u00b8\u00b9\u00bb\u00b7\u00b0", "≤≥±×÷≠≈•°", strict=True)),
    "wingdings": dict(zip("\u00fc\u00fb\u00fe\u00a8\u00fd", "√×☑□☒", strict=True)),
    "wingdings 2": dict(zip("PROQ\u00a3", "√☑×☒□", strict=True)),
}
"""What the characters of the fonts of symbols stand for; others are ornaments."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is open. `goes_on`: its end is deleted, so that the next one continues it."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""
    series: str | None = None
    level: int | None = None
    goes_on: bool = False


@dataclass(slots=True)
class Run:
    """How a run looks, as far as it matters to its text."""

    hidden: bool | None = None
    struck: bool = False
    raised: bool = False
    style: str = ""


@dataclass(slots=True)
class Book:
    """What the parts of a document share."""

    transcript: Transcript
    styles: Styles
    numbering: Numbering
    repeated: set[str] = field(default_factory=set)
    characters: int = 0
    paragraphs: int = 0
    boxes: int = 0
    embedded: int = 0
    pictures: int = 0

    def document(self) -> Document:
        """The document, with a word on what is in the file and could not be read."""
        here = Source(self.transcript.name)
        if self.embedded:
            self.transcript.leave_out("D114", here, self.embedded)
        if self.pictures and not self.characters:
            self.transcript.note("D115")
        return self.transcript.document()


class Walker:
    """Takes down one part; `region` names it if it is none of the text itself (`header1`)."""

    def __init__(self, book: Book, region: str = "") -> None:
        self.book = book
        self.transcript = book.transcript
        self.region = region
        self.repeats = bool(region)
        self.names: list[str] = []
        self.skipped = 0
        self.paragraphs: list[Paragraph] = []
        self.unfinished: Paragraph | None = None
        self.runs: list[Run] = []
        self.fields = Fields()
        self.unheard = 0
        self.choices: list[int] = []
        self.tables = Tables(book.transcript)
        self.boxes: list[tuple[int, int]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.names.append(name)
        if self.skipped:
            return
        if name in SKIPPED:
            if name in ("del", "moveFrom") and self.names[-3:-1] == ["pPr", "rPr"] and self.paragraphs:
                self.paragraphs[-1].goes_on = True
            self.skipped = len(self.names)
        elif not (self._start_block(name) or self._start_inline(name, attributes)):
            self._describe(name, attributes)

    def _start_block(self, name: str) -> bool:
        if self.tables.begin(name):
            return True
        match name:
            case "p":
                self.tables.begin_cell()
                self.paragraphs.append(self.unfinished or Paragraph())
                self.paragraphs[-1].goes_on, self.unfinished = False, None
            case "AlternateContent":
                self.choices.append(self.book.characters)
            case "Choice" | "Fallback":
                if self.choices and self.book.characters > self.choices[-1]:
                    self.skipped = len(self.names)
            case "txbxContent":
                self.book.boxes += 1
                self.boxes.append((self.book.boxes, len(self.tables)))
            case _:
                return False
        return True

    def _start_inline(self, name: str, attributes: Mapping[str, str]) -> bool:
        match name:
            case "r":
                self.runs.append(Run())
            case "tab" | "ptab" | "br" | "cr" | "noBreakHyphen":
                self._say(_CHARACTERS[name])
            case "sym":
                self._say(_symbol(attributes))
            case "fldSimple":
                self.fields.begin_simple(attributes.get("instr", ""))
            case "fldChar":
                self.fields.see(attributes.get("fldCharType", ""))
            case "footnote" | "endnote":
                self.region = f"{name}{attributes.get('id', '')[:9]}"
                if "type" in attributes:
                    self.skipped = len(self.names)
            case _:
                return False
        return True

    def _describe(self, name: str, attributes: Mapping[str, str]) -> None:
        """A property, of what is open."""
        value = attributes.get("val", "")
        around = self.names[-3:-1]
        paragraph = self.paragraphs[-1] if self.paragraphs else Paragraph()
        if name in EMBEDDED:
            self.book.embedded += 1
        elif name in PICTURES:
            self.book.pictures += 1
        elif around == ["r", "rPr"] and self.runs:
            self._describe_run(name, value)
        elif name == "pStyle":
            paragraph.style = value
        elif name == "numId" and around[-1:] == ["numPr"]:
            paragraph.series = value
        elif name == "ilvl" and around[-1:] == ["numPr"]:
            paragraph.level = number_in(value)
        else:
            self.tables.describe(name, value)

    def _describe_run(self, name: str, value: str) -> None:
        run = self.runs[-1]
        match name:
            case "rStyle":
                run.style = value
            case "vanish":
                run.hidden = value not in OFF
            case "strike" | "dstrike":
                run.struck = run.struck or value not in OFF
            case "vertAlign":
                run.raised = value == "superscript"
            case _:
                pass

    def end(self, name: str) -> None:
        """An element ends."""
        depth = len(self.names)
        self.names.pop()
        if self.skipped:
            if self.skipped == depth:
                self.skipped = 0
            return
        match name:
            case "p":
                self._end_paragraph(self.paragraphs.pop())
            case "r":
                self.runs.pop()
            case "fldSimple":
                self.fields.end_simple()
            case "AlternateContent":
                self.choices.pop()
            case "txbxContent":
                self.boxes.pop()
            case _:
                self.tables.end(name)

    def text(self, data: str) -> None:
        """Text: of a run, or the code of a field."""
        if self.skipped or not self.names:
            return
        if self.names[-1] == "t":
            self._say(data.replace("\n", " "))
        elif self.names[-1] == "instrText":
            self.fields.add_code(data)

    def _say(self, text: str) -> None:
        """Take down a piece of a paragraph, if it is shown."""
        if not self.paragraphs or self.book.characters > CHARACTER_LIMIT:
            return
        count = len(text) - sum(map(str.isspace, text))
        run = self.runs[-1] if self.runs else Run()
        if self.fields.muted:
            self.unheard += count
        elif run.struck or self._is_hidden(run):
            if count:
                self.transcript.leave_out("D130", Source(self.transcript.name, cell=self._place(1)), count)
        else:
            self.paragraphs[-1].pieces.append(text.translate(SUPERSCRIPT) if run.raised else text)
            self.book.characters += len(text)

    def _is_hidden(self, run: Run) -> bool:
        if run.hidden is not None:
            return run.hidden
        styles = self.book.styles
        return styles.is_hidden(run.style) or styles.is_hidden(self.paragraphs[-1].style)

    def _end_paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.goes_on:
            self.unfinished = paragraph
            return
        series, level = paragraph.series, paragraph.level
        if series is None:
            series, level = self.book.styles.numbering(paragraph.style)
        label = self.book.numbering.label(series, level, paragraph.style)
        text = "".join(paragraph.pieces)
        if not text.strip() or (self.repeats and text in self.book.repeated):
            return
        if self.repeats:
            self.book.repeated.add(text)
        elif not (self.region or self.boxes or self.transcript.depth):
            self.book.paragraphs += 1
        self.transcript.write_at(label + text, self._place())
        self.transcript.end_line()

    def _place(self, ahead: int = 0) -> str:
        """The name of the place that is being read."""
        if self.boxes and self.boxes[-1][1] == len(self.tables):
            return f"box{self.boxes[-1][0]}"
        if self.transcript.depth:
            return self.transcript.cell_name
        return self.region or f"para{self.book.paragraphs + ahead}"

    def close(self) -> None:
        """The part ends; what a field without an end has kept back is said."""
        if self.unfinished is not None:
            self.unfinished.goes_on = False
            self._end_paragraph(self.unfinished)
        if self.fields and self.unheard:
            self.transcript.leave_out("D113", Source(self.transcript.name), self.unheard)


def _symbol(attributes: Mapping[str, str]) -> str:
    """What a character of a font of symbols stands for: fonts keep theirs at U+F0xx."""
    try:
        code = int(attributes.get("char", "")[:6], 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(attributes.get("font", "").casefold(), {}).get(chr(code & 0xFF), "")
