"""Texts made comparable: standard words, without numbers, days and words that say nothing of their own; and grams.

Grams are single characters and pairs of neighbouring ones; what is left out parts its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tracker.lexicon import Lexicon

Grams = frozenset[str]
_NUMERAL = r"\d[\d.,]*(?:万亿|[万亿千百十])*[余多]?(?:万亿|[万亿])?"
_DATE = r"(?:\d{4}年)?\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?|\d{2,4}年(?:度|底|末)?|[由从自]前[一二三四五]年"
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
CACHE = 20_000
"""Texts that are remembered; a clause with ten quantities is looked at ten times."""


class Wording:
    """How texts are compared under a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        units = "|".join(re.escape(unit) for unit in sorted(lexicon.units, key=len, reverse=True)) or "个"
        light = "|".join(re.escape(word) for word in sorted(lexicon.listed("light"), key=len, reverse=True))
        self._left_out = re.compile(f"{_DATE}|{_NUMERAL}(?:{units})?" + (f"|{light}" if light else ""))
        generic = sorted(map(lexicon.canonical, lexicon.listed("generic")), key=len, reverse=True)
        self._generic = re.compile("|".join(map(re.escape, generic)) or "(?!)")
        self._remembered: dict[str, tuple[str, Grams]] = {}

    def content(self, text: str) -> str:
        """The words of a text that say what it is about, with a blank where something was left out.

        >>> Wording(Lexicon()).content("2021年，建设50个市级卫生室")
        '建设 市级卫生室'
        """
        return self._read(text)[0]

    def grams(self, text: str) -> Grams:
        """The grams of the content of a text.

        >>> sorted(Wording(Lexicon()).grams("50个卫生室"))
        ['卫', '卫生', '室', '生', '生室']
        """
        return self._read(text)[1]

    def specific(self, text: str) -> Grams:
        """The grams of what is left of a text without generic words (医院, 资金)."""
        return frozenset(_grams(self._generic.sub(" ", self.content(text))))

    def forget(self) -> None:
        """Forget the texts looked at: so that a measure of speed measures."""
        self._remembered.clear()

    def _read(self, text: str) -> tuple[str, Grams]:
        read = self._remembered.get(text)
        if read is None:
            standard = self.lexicon.canonical(text.replace(" ", ""))
            content = _NO_WORD.sub(" ", self._left_out.sub(" ", standard)).strip()
            if len(self._remembered) >= CACHE:
                self._remembered.clear()
            read = self._remembered[text] = content, frozenset(_grams(content))
        return read


def _grams(content: str) -> Iterator[str]:
    for word in content.split():
        yield from word
        yield from map("".join, pairwise(word))
