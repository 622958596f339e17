"""The reference pages are current, and every link of the docs leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import generate
from docs.examples import PAGES
from tests.gates.project import ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)")
WEB = re.compile(r"https?://[^\s)>\"']+")


@pytest.mark.parametrize("name", generate.PAGES)
def test_is_current(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == generate.PAGES[name](), "run: python docs/generate.py"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    here = ROOT / page
    for match in LINK.finditer(here.read_text(encoding="utf-8")):
        target = here.parent / match[1] if match[1] else here
        assert target.exists(), match[0]
        if match[2] and target.suffix == ".md":
            assert match[2][1:] in _anchors(target), match[0]


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them: lower case, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = {match[1] for match in LINK.finditer(index)}
    pages = {page.removeprefix("docs/") for page in PAGES if page.startswith("docs/")} - {"index.md"}
    assert pages - linked == set()
