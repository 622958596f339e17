"""A web page as a document: what it shows, blocks as lines, inline marks joined, tables as tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.model.document import BYTE_ORDER_MARK, Document
from tracker.readers.markdown import BULLET
from tracker.readers.tags import Token, tokens
from tracker.readers.transcript import Transcript

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
))  # fmt: skip
DROPPED = frozenset((
    "audio", "button", "canvas", "math", "nav", "noscript", "object", "rp", "rt", "select", "svg", "template", "video",
))  # fmt: skip
"""Elements that are not read: what they show is no text of the document."""
STRUCK = frozenset(("del", "s", "strike"))
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
NEVER_HIDDEN = VOID | {"html", "body"}
"""A page that hides itself shows itself by a script."""
TABLE_DEPTH = 20
SPAN_LIMIT = 100
SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
"""10<sup>4</sup> is not 104."""
BLANKS = " \t\n\r\f"
META_BYTES = 4096
CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}

_CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
_IN_CHINESE = re.compile(f"{_WIDE}(?:{_WIDE}|[0-9])|[0-9%]{_WIDE}")


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page says it has, if its bytes are not UTF-8 and it is a Chinese one.

    >>> declared_encoding("<meta charset=gb2312>目标".encode("gbk"))
    'gb18030'
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        found = _CHARSET.search(raw[:META_BYTES])
        return CHARSETS.get(found[1].decode().lower()) if found else None
    return None


def read_page(original: str, name: str) -> Document:
    """The document that a web page shows.

    >>> read_page("<p>覆盖率<b>68</b>.5&percnt;<p>累计&nbsp;70个", "a.html").text
    '覆盖率68.5%\\n累计\\xa070个\\n'
    """
    return _Page(original, name).document()


@dataclass(slots=True)
class _Grid:
    """Where the next cell of a table comes: its row, its column, and down to which row each column is taken."""

    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def cell(self, attributes: dict[str, str]) -> tuple[int, int, int, int]:
        """Row, column, last row and last column of the next cell."""
        row, column = max(1, self.row), self.column + 1
        while self.taken.get(column, 0) >= row:
            column += 1
        bottom = row + _span(attributes.get("rowspan")) - 1
        right = column + _span(attributes.get("colspan")) - 1
        if bottom > row:
            self.taken.update(dict.fromkeys(range(column, right + 1), bottom))
        self.column = right
        return row, column, bottom, right


def _span(written: str | None) -> int:
    return min(SPAN_LIMIT, max(1, int(written))) if written and written.isdecimal() and len(written) < 6 else 1


class _Page:
    """A page while it is walked through."""

    def __init__(self, original: str, name: str) -> None:
        self.original = original
        self.transcript = Transcript(name, original)
        self.grids: list[_Grid] = []
        self.lists: list[int] = []
        self.label = ""
        self.blank: tuple[int, int] | None = None
        self.superscript = self.verbatim = self.deeper = 0
        self.skipped = ""
        self.skipped_depth = 0
        self.is_hidden = False

    def document(self) -> Document:
        """Walk through the page."""
        for token in tokens(self.original, len(BYTE_ORDER_MARK) if self.original[:1] == BYTE_ORDER_MARK else 0):
            if self.skipped:
                self._skip(token)
            elif token.tag is None:
                self._text(token)
            else:
                self._tag(token, token.tag)
        self._end_line()
        return self.transcript.document()

    def _skip(self, token: Token) -> None:
        """Pass over what is not shown; what a reader might miss is counted."""
        if token.tag is None:
            count = len(token.text) - sum(map(str.isspace, token.text))
            if self.is_hidden and count:
                self.transcript.leave_out("D130", self.transcript.place(token.start, token.end), count)
        elif token.tag == "/" + self.skipped:
            self.skipped_depth -= 1
            if not self.skipped_depth:
                self.skipped = ""
        elif self.skipped == "p" and token.tag.lstrip("/") in BLOCKS:  # a paragraph ends where a block begins or ends
            self.skipped = ""
            self._tag(token, token.tag)
        elif token.tag == self.skipped:
            self.skipped_depth += 1

    def _tag(self, token: Token, tag: str) -> None:
        if tag.startswith("/"):
            self._end(tag[1:])
        else:
            self._start(token, tag)

    def _start(self, token: Token, tag: str) -> None:
        attributes = token.attributes()
        hidden = tag in STRUCK or "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
        if tag in BLOCKS:
            self._end_line()
        if (hidden and tag not in NEVER_HIDDEN) or tag in DROPPED:
            self.skipped, self.skipped_depth, self.is_hidden = tag, 1, hidden
            return
        match tag:
            case "br":
                self._end_line()
            case "table" if len(self.grids) == TABLE_DEPTH:
                self.deeper += 1
            case "table":
                self.grids.append(_Grid())
                self.transcript.open_table()
            case "tr" | "td" | "th" if self.deeper or not self.grids:
                self._end_line()
            case "tr":
                self.transcript.close_cell()
                self.grids[-1].row += 1
                self.grids[-1].column = 0
            case "td" | "th":
                self._end_line()
                self.transcript.open_cell(*self.grids[-1].cell(attributes))
            case "ul" | "ol":
                self.lists.append(-1 if tag == "ul" else 0)
            case "li":
                self._item()
            case "sup":
                self.superscript += 1
            case "pre":
                self.verbatim += 1
            case _:
                pass

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
        match tag:
            case "table" if self.deeper:
                self.deeper -= 1
            case "table" if self.grids:
                self.grids.pop()
                self.transcript.close_table()
            case "td" | "th" | "tr" if self.deeper or not self.grids:
                self._end_line()
            case "td" | "th" | "tr":
                self.transcript.close_cell()
                self.blank = None
            case "li":
                self.label = ""
            case "ul" | "ol" if self.lists:
                self.lists.pop()
            case "sup":
                self.superscript = max(0, self.superscript - 1)
            case "pre":
                self.verbatim = max(0, self.verbatim - 1)
            case _:
                pass

    def _item(self) -> None:
        """What stands before an item of a list."""
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.label = f"{self.lists[-1]}. "
        else:
            self.label = BULLET + " "

    def _end_line(self) -> None:
        self.transcript.end_line()
        self.blank = None

    def _text(self, token: Token) -> None:
        if token.end - token.start != len(token.text):  # an entity
            if token.text in BLANKS:
                self._see_blank(token.start, token.end)
            else:
                self._word(token.text, token.start, token.end)
            return
        if self.verbatim:
            self._verbatim(token)
            return
        at = token.start
        for words in _WORDS.finditer(self.original, token.start, token.end):
            self._see_blank(at, words.start())
            self._word(words[0], words.start(), words.end())
            at = words.end()
        self._see_blank(at, token.end)

    def _verbatim(self, token: Token) -> None:
        """Text whose line ends count."""
        at = token.start
        for line in token.text.splitlines(keepends=True):
            said = line.rstrip("\r\n")
            self._word(said, at, at + len(said))
            at += len(line)
            if said != line:
                self.transcript.end_line()

    def _see_blank(self, start: int, end: int) -> None:
        if start < end:
            self.blank = (self.blank or (start, end))[0], end

    def _word(self, text: str, start: int, end: int) -> None:
        """Write text, and the one blank before it: none at the begin of a line, none for a line end in Chinese."""
        if not text:
            return
        last = self.transcript.last
        if self.label:
            self.transcript.put(self.label)
        elif self.blank and last not in ("", "\n"):
            broken = "\n" in self.original[slice(*self.blank)]
            if not (broken and _IN_CHINESE.match(last + text[0])):
                self.transcript.write(" ", *self.blank)
        self.label, self.blank = "", None
        self.transcript.write(text.translate(SUPERSCRIPT) if self.superscript else text, start, end)
