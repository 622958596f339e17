"""The picture of the README shows what `tracker` says today, and a browser really draws it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from docs import make_images
from tests.pixels import Pixels

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
