"""Characters for characters: full width to half width, spaces to spaces, Traditional to Simplified; lengths stay.

Chinese marks that have no half-width twin stay as they are (。、“”《》…), and so do ①, ½ and ㎡, which the Unicode
normal form KC would turn into digits that nobody wrote.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from opencc import OpenCC

_BLOCKS = (
    (0xFF01, 0xFF5F),  # full-width ASCII
    (0xFE50, 0xFE6C),  # small forms
    (0x2F00, 0x2FD6),  # Kangxi radicals, which PDF files hold in place of the characters
    (0xF900, 0xFB00),  # compatibility characters
)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_COMMON = tuple(zip("，；：（）！？\u3000", ",;:()!? ", strict=True))


def _twins() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _SPACES), " ")
    for first, last in _BLOCKS:
        for code in range(first, last):
            twin = normalize("NFKC", chr(code))
            if len(twin) == 1 and twin != chr(code):
                table[code] = twin
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_TWINS = _twins()
_LESS_COMMON = re.compile(f"[{_SPACES}\u2f00-\u2fd5\ufe50-\ufe6b\uf900-\ufaff\uff02-\uff5e\ud800-\udfff]")
WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0e\uff0b\uff0d]+")
"""Digits, letters, ％, ．, ＋ and － of full width."""


def half_width(text: str) -> str:
    """`text` with every full-width or compatibility character as its ordinary twin, one for one.

    >>> half_width("覆盖率达９０％（①），建成１．２万所。")
    '覆盖率达90%(①),建成1.2万所。'
    """
    for wide, twin in _COMMON:
        text = text.replace(wide, twin)
    return text.translate(_TWINS) if _LESS_COMMON.search(text) else text


def simplified(text: str) -> tuple[str, bool]:
    """`text` in Simplified characters, one for one, and whether the converter was there to do it.

    Simplified text comes back as it was (显著, 著名, 乾隆 and 坏 stay), so it is always asked.
    """
    converter = _converter()
    if converter is None or text.isascii():
        return text, converter is not None
    done = converter.convert(text)
    return (done if len(done) == len(text) else _line_by_line(text, converter)), True


def _line_by_line(text: str, converter: OpenCC) -> str:
    """Where a phrase changed its length, its line is converted character by character."""
    lines = []
    for line in text.split("\n"):
        done = converter.convert(line)
        if len(done) != len(line):
            done = "".join(twin if len(twin := converter.convert(one)) == 1 else one for one in line)
        lines.append(done)
    return "\n".join(lines)


@lru_cache(maxsize=1)
def _converter() -> OpenCC | None:
    try:
        from opencc import OpenCC
    except ImportError:
        return None
    return OpenCC("t2s")
