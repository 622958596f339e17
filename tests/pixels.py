"""A PNG as pixels, to see whether there is ink where there should be; the format is simple enough to read here."""

from __future__ import annotations

import struct
import zlib


class Pixels:
    """A screenshot: the colour of every pixel."""

    def __init__(self, png: bytes) -> None:
        self.width, self.height, depth, colour = struct.unpack(">IIBB", png[16:26])
        assert (depth, colour) in ((8, 2), (8, 6)), "eight bits of RGB or RGBA"
        self.bytes = 3 if colour == 2 else 4
        self.rows = self._unfiltered(zlib.decompress(self._data(png)))

    @staticmethod
    def _data(png: bytes) -> bytes:
        at, data = 8, b""
        while at < len(png):
            length, kind = struct.unpack(">I4s", png[at : at + 8])
            if kind == b"IDAT":
                data += png[at + 8 : at + 8 + length]
            at += length + 12
        return data

    def _unfiltered(self, raw: bytes) -> list[bytearray]:
        size, step = self.width * self.bytes, self.bytes
        rows: list[bytearray] = []
        above = bytearray(size)
        for start in range(0, len(raw), size + 1):
            kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + size])
            for i in range(size) if kind else ():
                left = row[i - step] if i >= step else 0
                corner = above[i - step] if i >= step else 0
                row[i] = (row[i] + _predicted(kind, left, above[i], corner)) & 255
            rows.append(row)
            above = row
        return rows

    def ink(self, x: int, y: int, width: int, height: int) -> bytes:
        """Which pixels of a box differ from its first: a 1 for ink, a 0 for background."""
        ground = self._pixel(x, y)
        return bytes(self._pixel(i, j) != ground for j in range(y, y + height) for i in range(x, x + width))

    def _pixel(self, x: int, y: int) -> bytes:
        return bytes(self.rows[y][x * self.bytes : x * self.bytes + 3])


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind < 4:
        return (0, left, above, (left + above) // 2)[kind]
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
