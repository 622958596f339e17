"""Texts made comparable: standard words, without numbers, days and words that say nothing of their own; and grams.

Grams are single characters and pairs of neighbouring ones; what is left out parts its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tracker.lexicon import Lexicon

Grams = frozenset[str]
_NUMERAL = r"\d[\d.,]*(?:万亿|[万亿千百十])*[余多]?(?:万亿|[万亿])?"
_DATE = r"(?:\d{4}年)?\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?|\d{2,4}年(?:度|底|末)?|[由从自]前[一二三四五]年"
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_DIGIT = re.compile("[0-9]")
ROOM = 20_000
"""Texts that are remembered, and other answers of this room: a report says every month the same with other numbers."""


class Wording:
    """How texts are compared under a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        units = "|".join(re.escape(unit) for unit in sorted(lexicon.units, key=len, reverse=True)) or "个"
        light = "|".join(re.escape(word) for word in sorted(lexicon.listed("light"), key=len, reverse=True))
        self._left_out = re.compile(f"{_DATE}|{_NUMERAL}(?:{units})?" + (f"|{light}" if light else ""))
        generic = sorted(map(lexicon.canonical, lexicon.listed("generic")), key=len, reverse=True)
        self._generic = re.compile("|".join(map(re.escape, generic)) or "(?!)")
        self._digits_tell = _telling_digits(lexicon)
        self._read = lru_cache(ROOM)(self._content)
        self.specific_of = lru_cache(ROOM)(self._specific)

    def content(self, text: str) -> str:
        """The words of a text that say what it is about, with a blank where something was left out.

        >>> Wording(Lexicon()).content("2021年，建设50个市级卫生室")
        '建设 市级卫生室'
        """
        return self._read(text if self._digits_tell.search(text) else _DIGIT.sub("0", text))

    def grams(self, text: str) -> Grams:
        """The grams of the content of a text.

        >>> sorted(Wording(Lexicon()).grams("50个卫生室"))
        ['卫', '卫生', '室', '生', '生室']
        """
        return grams_of(self.content(text))

    def specific(self, text: str) -> Grams:
        """The grams of what is left of a text without generic words (医院, 资金)."""
        return self.specific_of(self.content(text))

    def forget(self) -> None:
        """Forget the texts looked at: so that a measure of speed measures."""
        self._read.cache_clear()
        self.specific_of.cache_clear()

    def _content(self, text: str) -> str:
        standard = self.lexicon.canonical(text.replace(" ", ""))
        return _NO_WORD.sub(" ", self._left_out.sub(" ", standard)).strip()

    def _specific(self, content: str) -> Grams:
        return grams_of(self._generic.sub(" ", content))


def _telling_digits(lexicon: Lexicon) -> re.Pattern[str]:
    """What a text has if its digits may matter: a character of a form that has a digit (M of M2), or that becomes one.

    All other texts that differ in their digits alone have the same content.
    """
    plain = [(word, word) for word in (*lexicon.units, *lexicon.listed("light"))]
    forms = [*lexicon.forms.items(), *plain]
    numbered = [_DIGIT.sub("", form) for form, _ in forms if _DIGIT.search(form)]
    if not all(numbered):
        return re.compile("")
    marks, before = frozenset("".join(numbered)), frozenset[str]()
    while marks != before:
        marks, before = marks.union(*(form for form, becomes in forms if marks.intersection(becomes))), marks
    return re.compile(f"[{re.escape(''.join(sorted(marks)))}]" if marks else "(?!)")


def grams_of(content: str) -> Grams:
    """The grams of a content."""
    return frozenset(_grams(content))


def _grams(content: str) -> Iterator[str]:
    for word in content.split():
        yield from word
        yield from map("".join, pairwise(word))
