"""Documents made to take forever take no time, and none ends the program."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tracker.readers.documents import read_document

HOSTILE: dict[str, tuple[str, Callable[[], str]]] = {
    "200,000 nested blocks": (".html", lambda: "<div>" * 200_000 + "62个"),
    "200,000 nested marks": (".html", lambda: "<b>" * 200_000 + "62个"),
    "nested tables": (".html", lambda: "<table><tr><td>" * 60_000 + "62个"),
    "cells of many columns": (".html", lambda: "<table>" + "<td colspan=1000 rowspan=1000>5" * 20_000),
    "tags without end": (".html", lambda: "<a" * 150_000),
    "quotes without end": (".html", lambda: "<a b='" * 150_000),
    "quotes without end and a bracket": (".html", lambda: "<a b='" * 150_001 + ">"),
    "quotes in turn": (".html", lambda: "<a b='\" c=\"' " * 80_000 + ">"),
    "comments without end": (".html", lambda: "<!--" * 200_000),
    "declarations": (".html", lambda: "<!" * 200_000),
    "scripts without end": (".html", lambda: "<script>" * 100_000),
    "attributes": (".html", lambda: "<p " + "a=1 " * 200_000 + ">62个"),
    "ampersands": (".html", lambda: "&" * 800_000 + "&#" * 100_000),
    "hidden blocks": (".html", lambda: "<div hidden>5" * 70_000),
    "brackets": (".md", lambda: "[" * 800_000),
    "pictures": (".md", lambda: "![x" * 250_000),
    "links without end": (".md", lambda: "[a](" * 200_000),
    "stars": (".md", lambda: "*" * 800_000 + "\n" + "*a" * 300_000),
    "struck out": (".md", lambda: "~~a" * 250_000),
    "blanks in a heading": (".md", lambda: "# " + " " * 800_000 + "x"),
    "blanks in a row of dashes": (".md", lambda: "|a|\n|-" + " " * 800_000 + "x"),
    "dashes in a row": (".md", lambda: "|a|\n|" + "-|" * 300_000 + "x"),
    "quotations": (".md", lambda: "> " * 400_000),
    "comments": (".md", lambda: "<!-- -->\n" * 80_000),
    "fences": (".md", lambda: "```\n~~~\n" * 100_000),
    "a table of many rows": (".md", lambda: "|a|b|\n|-|-|\n" + "|1|2|\n" * 100_000),
    "nothing but line ends": (".txt", lambda: "\r" * 400_000 + "\n" * 400_000 + "x"),
    "one long line": (".txt", lambda: "62个" * 1_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_document_takes_long(name: str) -> None:
    suffix, make = HOSTILE[name]
    raw = make().encode()
    started = time.process_time()
    document = read_document(raw, f"a{suffix}")
    for at in range(0, len(document.text), max(1, len(document.text) // 1000)):
        document.place(at, at + 1)
    assert time.process_time() - started < 5


def test_text_is_read_however_deep_it_stands() -> None:
    assert read_document(HOSTILE["200,000 nested blocks"][1]().encode(), "a.html").text == "62个\n"
    assert read_document(HOSTILE["nested tables"][1]().encode(), "a.html").text == "62个\n"
