"""Bytes into text: UTF-8, UTF-16 by its mark, else GB18030, the three that Chinese offices save in."""

from __future__ import annotations

import codecs

SAMPLE = 1 << 18
"""Bytes looked at on either side of the first that is not UTF-8."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(raw: bytes, encoding: str | None = None) -> str:
    """The text of a file, without its byte order mark.

    Args:
        raw: the bytes of the file.
        encoding: the encoding to use; without it UTF-8, UTF-16 or UTF-32 by its mark, and GB18030 are tried.

    Raises:
        ValueError: none of them fits, or there is no such encoding.

    >>> decode("目标".encode("gb18030")), decode(b"\\xef\\xbb\\xbfa")
    ('目标', 'a')
    """
    if encoding:
        return _decode_as(raw, encoding)
    try:
        return raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        for mark, marked in _MARKS:
            if raw.startswith(mark):
                return raw.decode(marked)
        if _is_damaged_utf8(raw[max(0, error.start - SAMPLE) : error.start + SAMPLE]):
            raise ValueError(f"utf-8: byte {error.start}") from None
    return raw.decode("gb18030")


def first_wrong_line(raw: bytes) -> int:
    """The line (from 1) that is not UTF-8; 0 if there is none."""
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return 0


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        return raw.decode("utf-8-sig" if name == "utf-8" else name)
    except LookupError:
        raise ValueError(f"no encoding {encoding!r}") from None


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether this is UTF-8 with a few wrong bytes: as GB18030 it would often decode, into nonsense.

    Chinese in GB18030 hardly ever makes three-byte sequences of UTF-8; UTF-8 makes nothing else.
    """
    text = raw.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(1 for char in text if char >= "\u0800" and char != "\ufffd") > 4 * wrong
