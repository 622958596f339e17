"""The picture of the README shows what `tracker` says today, and a browser really draws it."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from docs import make_images

TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
WEB = re.compile(r"(?:href|src|url)\s*[=(]\s*[\"']?(?:https?:)?//")


def _words(svg: str) -> list[str]:
    return [html.unescape(text).replace("\xa0", " ") for text in TEXT.findall(svg)]


def test_the_picture_says_what_the_table_says_today() -> None:
    committed = make_images.PICTURE.read_text(encoding="utf-8")
    assert _words(committed) == _words(make_images.picture()), "run: python docs/make_images.py"


def test_the_picture_fetches_nothing() -> None:
    assert not WEB.search(make_images.PICTURE.read_text(encoding="utf-8"))


# -- in a real browser


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


def _screenshot(page: str, folder: Path, width: int, height: int) -> Pixels:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser, "no browser: apt-get install chromium fonts-noto-cjk"
    source, shot = folder / "page.html", folder / "page.png"
    source.write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    window = [f"--user-data-dir={folder / 'profile'}"]
    window += [f"--window-size={width},{height}", f"--screenshot={shot}", source.as_uri()]
    subprocess.run([browser, *options, *window], check=True, capture_output=True, timeout=120)
    return Pixels(shot.read_bytes())


BODY = "<!doctype html><meta charset=utf-8><body style='margin:0;background:#fff'>"


@pytest.mark.heavy
def test_a_chinese_font_is_there(tmp_path: Path) -> None:
    """Where it is missing every character is the same empty box."""
    words = "逾期滞后完成"
    cells = "".join(f"<div style='position:absolute;left:{40 * n}px;top:0'>{c}</div>" for n, c in enumerate(words))
    pixels = _screenshot(f"{BODY}<div style='font:32px {make_images.FONTS}'>{cells}</div>", tmp_path, 300, 100)
    drawn = {pixels.ink(40 * n, 0, 38, 60) for n in range(len(words))}
    assert len(drawn) == len(words)


@pytest.mark.heavy
def test_every_word_of_the_picture_leaves_ink(tmp_path: Path) -> None:
    svg = make_images.PICTURE.read_text(encoding="utf-8")
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert box
    pixels = _screenshot(f"{BODY}<div style='width:{box[1]}px'>{svg}</div>", tmp_path, int(box[1]), int(box[2]))
    drawn = re.findall(r'<text x="(\d+)" y="(\d+)" textLength="(\d+)"[^>]*>([^<]+)<', svg)
    assert len(drawn) > 50
    for x, y, length, said in drawn:
        assert any(pixels.ink(int(x) - 2, int(y) - 14, int(length) + 2, 18)), f"no ink: {said}"
