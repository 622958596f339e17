"""The documents opened by an office suite: every page is drawn, and what is said can be read off the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.pixels import Pixels
from tests.render.summaries import hostile, june
from tracker.render.story.value import Paragraph
from tracker.workflow.summary import Summary

pytestmark = pytest.mark.heavy


def printed(summary: Summary, suffix: str, folder: Path) -> Path:
    """The summary as the office suite prints it."""
    office = shutil.which("soffice")
    assert office, "no office suite: apt-get install libreoffice-writer libreoffice-calc poppler-utils"
    file = folder / f"june{suffix}"
    summary.save(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "june.pdf"


def words_on(paper: Path) -> str:
    """The text of the paper, without the breaks of its lines."""
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, timeout=60)
    return re.sub(r"\s+", "", done.stdout.decode())


def pages_of(paper: Path, folder: Path) -> list[Pixels]:
    """Every page as a picture."""
    subprocess.run(["pdftoppm", "-r", "40", "-png", paper, folder / "page"], check=True, timeout=120)
    return [Pixels(file.read_bytes()) for file in sorted(folder.glob("page-*.png"))]


def test_the_document_is_on_paper_as_it_is_told(tmp_path: Path) -> None:
    summary = june()
    said = words_on(printed(summary, ".docx", tmp_path))
    for section in summary.story.sections:
        assert re.sub(r"\s+", "", section.title) in said
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert re.sub(r"\s+", "", block.head + block.text)[:24] in said
    for row in summary.story.annex.rows:
        assert row[1].text[:6] in said


def test_every_page_of_the_document_has_ink(tmp_path: Path) -> None:
    pages = pages_of(printed(june(), ".docx", tmp_path), tmp_path)
    assert len(pages) >= 3
    upright, across = pages[0], pages[-1]
    assert upright.height > upright.width
    assert across.width > across.height
    for page in pages:
        assert sum(page.ink(0, 0, page.width, page.height)) > 300


def test_the_workbook_is_on_paper_too(tmp_path: Path) -> None:
    paper = printed(june(), ".xlsx", tmp_path)
    said = words_on(paper)
    for words in ("总体情况", "建成示范标准村卫生室", "41.2%", "2021-12-31", "滞后"):
        assert words in said
    assert all(sum(page.ink(0, 0, page.width, page.height)) > 50 for page in pages_of(paper, tmp_path))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_hostile_words_are_opened_as_words(suffix: str, tmp_path: Path) -> None:
    """Of 300 characters: paragraphs of 30,000 without a blank cost LibreOffice minutes, whoever wrote them."""
    assert "<script>alert(1)</script>" in words_on(printed(hostile(300), suffix, tmp_path))
