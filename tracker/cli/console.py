"""stdout and stderr: what they can show, and how pages and files get there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tracker import words
from tracker.problems import Problem
from tracker.values import replace

if TYPE_CHECKING:
    from tracker.render.layout import Canvas, Page

T = TypeVar("T")
_KEPT: list[object] = []


def kept(value: T) -> T:
    """A value that is held until the process ends, which then need not take it down piece by piece."""
    _KEPT.append(value)
    return value


def prepare() -> None:
    """What an encoding lacks is shown as `?`: a strange name must not end a report."""
    _KEPT.clear()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def canvas(lang: str, *, ascii_only: bool = False) -> Canvas:
    """What stdout is: as wide as the terminal, or as wide as it takes where it is a file or a pipe.

    `TRACKER_WIDTH` overrides it: a number of cells, or `cjk` where ambiguous characters take two, or both.
    """
    from tracker.render.layout import Canvas

    setting = os.environ.get("TRACKER_WIDTH", "").casefold()
    digits = "".join(char for char in setting if char.isdigit())
    width = _terminal_width() if sys.stdout.isatty() else None
    return Canvas(
        width=max(1, int(digits)) if digits else width,
        encoding=sys.stdout.encoding or "utf-8",
        ascii=ascii_only,
        wide="cjk" in setting,
        lang=lang,
    )


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def show(pages: Iterable[Page], lang: str, *, ascii_only: bool = False, output: Path | None = None) -> None:
    """Pages, one after the other: on stdout, in colour where it is a terminal, or as text into a file."""
    drawn = canvas(lang, ascii_only=ascii_only)
    if output is not None:
        drawn = replace(drawn, width=None, encoding="utf-8")
        write(["\n".join(replace(page, canvas=drawn).text() for page in pages)], output, lang)
        return
    for number, page in enumerate(pages):
        if number:
            print()
        _show(replace(page, canvas=drawn))


def _show(page: Page) -> None:
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        from tracker.render.layout import plain

        sys.stdout.writelines(f"{plain(line)}\n" for line in page.lines())
        return
    from rich.console import Console

    wide = page.canvas.width or 10_000
    Console(file=sys.stdout, width=wide, emoji=False, markup=False, highlight=False).print(
        page, crop=False, no_wrap=True, overflow="ignore"
    )


def write(pieces: Iterable[str], output: Path | None, lang: str) -> None:
    """Text for machines, always UTF-8: on stdout, or whole into a file."""
    if output is None:
        sys.stdout.flush()
        raw = getattr(sys.stdout, "buffer", None)
        if raw is None:
            sys.stdout.writelines(pieces)
            return
        raw.writelines(piece.encode("utf-8", "replace") for piece in pieces)
        raw.flush()
        return
    from tracker.workflow.files import write_whole

    write_whole(output, pieces)
    note(words.say("written", lang, file=output))


def note(text: str) -> None:
    """A line on stderr."""
    print(text, file=sys.stderr)


def problems(found: Iterable[Problem], lang: str) -> None:
    """Problems on stderr."""
    for problem in found:
        note(problem.show(lang))


def tables(count: int, lang: str) -> None:
    """On stderr, how many rows the tables of a document hold, which are no part of what is read as prose."""
    if count:
        note(words.say("documents.rows", lang, n=count))


def forget_stdout() -> None:
    """Let what is still to be written go nowhere: the reader has gone, and Python would complain at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
