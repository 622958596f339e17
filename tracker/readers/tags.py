"""HTML cut into text, tags and entities, each at its characters, in time that grows with the length alone.

The library's own parser looks to the end of the file for every tag that is not closed, and says only the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RAW = frozenset(("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"))
"""Elements whose content has no tags."""
ATTRIBUTES_LIMIT = 200
VALUE_LIMIT = 2_000

_NAME = re.compile(r"/?[A-Za-z][^\s/<>]{0,100}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});?")
_VALUE = re.compile(r"""=\s*+(["'])""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]*+))?""")


class Token(NamedTuple):
    """A stretch of the file: text (`tag` is None) or a tag by its lower-case name, `/p` where it ends one.

    `text` is what stands for the stretch: itself, the character of an entity, or what stands in the tag.
    """

    start: int
    end: int
    tag: str | None
    text: str

    def attributes(self) -> dict[str, str]:
        """The attributes of a tag, by their lower-case names."""
        found: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(self.text, len(self.tag or "") + 1):
            if len(found) == ATTRIBUTES_LIMIT:
                break
            found.setdefault(attribute[1].lower(), unescape((attribute[2] or "").strip("\"'")[:VALUE_LIMIT]))
        return found


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a page, from left to right; comments and declarations are none."""
    finder = _Finder(text)
    while start < len(text):
        opening = text.find("<", start)
        if opening < 0:
            opening = len(text)
        yield from _said(text, start, opening)
        if opening == len(text):
            return
        start = finder.after_markup(opening)
        if start == opening:
            start = opening + 1
            yield Token(opening, start, None, "<")
            continue
        name = _NAME.match(text, opening + 1)
        if name is not None:
            tag = name[0].lower()
            yield Token(opening, start, tag, text[opening:start])
            if tag in RAW:
                start = finder.after_raw(tag, start)


def _said(text: str, start: int, end: int) -> Iterator[Token]:
    """Text without tags: what stands for itself, and entities."""
    for entity in _ENTITY.finditer(text, start, end):
        char = unescape(entity[0])
        if char != entity[0]:
            yield Token(start, entity.start(), None, text[start : entity.start()])
            yield Token(entity.start(), entity.end(), None, char)
            start = entity.end()
    if start < end:
        yield Token(start, end, None, text[start:end])


class _Finder:
    """Where markup ends. What was not found once is not looked for again: it does not stand further on either."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._missing: set[str] = set()

    def find(self, wanted: str, start: int) -> int:
        """Where `wanted` stands next; -1 if nowhere."""
        if wanted in self._missing:
            return -1
        found = self.text.find(wanted, start)
        if found < 0:
            self._missing.add(wanted)
        return found

    def after_markup(self, opening: int) -> int:
        """Where the markup that a `<` opens ends; the same place if it opens none."""
        text = self.text
        if text.startswith("<!--", opening):
            end = self.find("-->", opening + 4)
            return end + 3 if end >= 0 else opening
        if text.startswith(("<!", "<?"), opening):
            return self.find(">", opening) + 1 or opening
        if _NAME.match(text, opening + 1) is None:
            return opening
        return self._after_tag(opening + 1) or opening

    def _after_tag(self, start: int) -> int:
        """Where a tag ends, a `>` in a quoted value passed over; 0 if nowhere."""
        end = self.find(">", start)
        while end >= 0:
            quote = _VALUE.search(self.text, start, end)
            closing = self.find(quote[1], quote.end()) if quote is not None else -1
            if closing < 0:
                return end + 1
            start = closing + 1
            if start > end:
                end = self.find(">", start)
        return 0

    def after_raw(self, tag: str, start: int) -> int:
        """Where the content of a raw element ends: with the page, if nothing ends it."""
        found = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(self.text, start)
        return found.start() if found else len(self.text)
