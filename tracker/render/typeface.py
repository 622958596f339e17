"""What a font file is called and which characters it has: just enough of OpenType to know whether it will do."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

CHINESE = "逾期滞后严达责单标"
"""Characters that every font for simplified Chinese has, and no other."""


class Face(NamedTuple):
    """One face of a font file: its family, and whether it can write simplified Chinese."""

    family: str
    chinese: bool


def faces(raw: bytes) -> tuple[Face, ...]:
    """The faces of a TrueType or OpenType file or collection; none if it is something else.

    >>> faces(b"not a font")
    ()
    """
    try:
        return tuple(_face(raw, tables) for tables in _tables(raw))
    except (struct.error, UnicodeDecodeError):
        return ()


def chinese_family(raw: bytes) -> str | None:
    """The family to write simplified Chinese with; of a collection the face made for it."""
    able = [face.family for face in faces(raw) if face.chinese and face.family]
    simplified = [name for name in able if name.endswith((" SC", " CN", " Hans", " GB"))]
    return next(iter((*simplified, *able)), None)


Tables = Mapping[bytes, tuple[int, int]]


def _tables(raw: bytes) -> Iterator[Tables]:
    """The tables of each face: where they begin and how long they are."""
    if raw[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", raw, 8)
        starts = struct.unpack_from(f">{min(count, 64)}I", raw, 12)
    else:
        starts = (0,) if raw[:4] in (b"\0\1\0\0", b"OTTO", b"true") else ()
    for start in starts:
        (count,) = struct.unpack_from(">H", raw, start + 4)
        records = (struct.unpack_from(">4sIII", raw, start + 12 + 16 * n) for n in range(count))
        yield {tag: (at, length) for tag, _, at, length in records}


def _face(raw: bytes, tables: Tables) -> Face:
    return Face(_family(raw, *tables.get(b"name", (0, 0))), _writes(raw, tables.get(b"cmap", (0, 0))[0], CHINESE))


def _family(raw: bytes, start: int, length: int) -> str:
    """The family as programs know it: its typographic name before its short one, in English before others."""
    if not length:
        return ""
    _, count, texts = struct.unpack_from(">HHH", raw, start)
    found: dict[tuple[bool, bool], str] = {}
    for n in range(count):
        platform, _, lang, kind, size, at = struct.unpack_from(">6H", raw, start + 6 + 12 * n)
        if platform == 3 and kind in (1, 16):
            begin = start + texts + at
            found.setdefault((lang == 0x409, kind == 16), raw[begin : begin + size].decode("utf-16-be"))
    return found[max(found)] if found else ""


def _writes(raw: bytes, start: int, wanted: str) -> bool:
    """Whether one table of characters has all that are wanted."""
    if not start:
        return False
    (count,) = struct.unpack_from(">H", raw, start + 2)
    for n in range(count):
        _, _, at = struct.unpack_from(">HHI", raw, start + 4 + 8 * n)
        (kind,) = struct.unpack_from(">H", raw, start + at)
        ranges = list(_long(raw, start + at) if kind == 12 else _short(raw, start + at) if kind == 4 else ())
        if all(any(first <= ord(char) <= last for first, last in ranges) for char in wanted):
            return True
    return False


def _long(raw: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The ranges of characters of a table of format 12."""
    (count,) = struct.unpack_from(">I", raw, at + 12)
    groups = raw[at + 16 : at + 16 + 12 * count]
    for first, last, _ in struct.iter_unpack(">III", groups[: len(groups) // 12 * 12]):
        yield first, last


def _short(raw: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The ranges of characters of a table of format 4."""
    (twice,) = struct.unpack_from(">H", raw, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", raw, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", raw, at + 16 + twice)
    yield from zip(starts, ends, strict=True)
