"""Every phrase that a user sees, in Chinese and English, and how numbers are written for people.

Whole sentences stand in the catalogues `zh` and `en` under the same keys; nothing is glued from fragments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType

LANGUAGES = ("zh", "en")


def _catalogue(lang: str) -> ModuleType:
    if lang == "en":
        from tracker.words import en

        return en
    from tracker.words import zh

    return zh


def say(key: str, lang: str = "zh", /, **params: object) -> str:
    """The phrase `key` in `lang`, filled with `params`.

    Raises:
        KeyError: no such phrase; a test holds the two catalogues equal, so this is a programmer's error.

    >>> say("status.missed"), say("status.missed", "en")
    ('逾期未完成', 'missed')
    """
    template: str = _catalogue(lang).PHRASES[key]
    return template.format_map(params) if params else template


def message(code: str, lang: str, params: Mapping[str, object]) -> str:
    """The message of a problem, filled with what was found and what was wanted."""
    template: str = _catalogue(lang).PROBLEMS[code][0]
    return template.format_map({name: _shown(value) for name, value in params.items()})


def hint(code: str, lang: str, params: Mapping[str, object]) -> str:
    """The first hint of a problem whose every word is known; empty if there is none."""
    shown = {name: _shown(value) for name, value in params.items() if value not in ("", None)}
    for template in _catalogue(lang).PROBLEMS[code][1:]:
        try:
            return str(template.format_map(shown))
        except KeyError:
            continue
    return ""


def _shown(value: object, limit: int = 60) -> str:
    """A found value, short and on one line: control characters are written out, never sent to the terminal."""
    text = str(value)[: limit + 1]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


@lru_cache(maxsize=16384)
def cell_width(text: str) -> int:
    """How many terminal cells a text takes: Chinese characters take two.

    >>> cell_width("临淄区 2021")
    11
    """
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


@lru_cache(maxsize=16384)
def _char_width(char: str) -> int:
    import unicodedata

    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
