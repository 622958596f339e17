"""Draws the picture of the README from the bundled data: `python docs/make_images.py`; a test holds it current.

Own SVG, not rich's: Chinese characters stand on two cells each whatever fonts the reader's machine has, bars are
drawn as boxes, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import tracker
from tracker.model.assessment import Status
from tracker.render.layout import Line, Span
from tracker.words import cell_width

HERE = Path(__file__).resolve().parent
PICTURE = HERE / "images" / "status.svg"
COMMAND = "tracker status targets/demo-2021.yaml"
WIDTH = 122
"""Cells of the terminal that is drawn."""
PER_STATUS = 2
"""Targets of each status that are shown: all of them would not fit on a first screen."""

FONTS = "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', Menlo, Consolas, 'Microsoft YaHei', monospace"
BLACK = "#24292f"
COLOURS = {"": BLACK, "bold": BLACK, "dim": "#6e7781", "red": "#cf222e", "green": "#116329", "yellow": "#9a6700"}
BOXES = {"█": 1, "░": 0.16}
"""Characters of a bar → how opaque the box is that is drawn for them."""
MARK = "┃"
SHAPES = frozenset("○▼▽▲●◐◎")
"""Symbols that many Chinese fonts draw two cells wide: they are set smaller to stay within their one cell."""
CELL, LINE, SIZE, MARGIN, TOP = 8, 22, 15, 20, 58
RUNS = re.compile(r"[█░]+|┃|─+|[\u2e80-\u9fff\uff00-\uffef、。（）]+| +|[^█░┃─\u2e80-\u9fff\uff00-\uffef、。（） ]+")


def board() -> tracker.Board:
    """A few targets of every status, from the bundled plan that is made up for showing them; totals over all of it."""
    plan = tracker.load_plan(HERE.parent / "targets" / "demo-2021.yaml")
    done = tracker.load_achievements(HERE.parent / "seeds" / "demo-2021-made-up.yaml")
    whole = tracker.assess(plan, done, as_of="2021-09-30").filter()
    first = {status: [a for a in whole if a.status is status][:PER_STATUS] for status in Status}
    return replace(whole, assessments=tuple(a for shown in first.values() for a in shown))


def picture() -> str:
    """The table as a terminal shows it, as SVG."""
    lines = list(board().table(width=WIDTH).lines())
    width, height = WIDTH * CELL + 2 * MARGIN, TOP + len(lines) * LINE + MARGIN // 2
    drawn = [element for number, line in enumerate(lines) for element in _line(line, TOP + number * LINE)]
    prompt = list(_line([Span("$ ", "dim"), Span(COMMAND, "bold")], MARGIN - 8))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="{SIZE}" role="img">',
            f"<title>{COMMAND}</title>",
            f"<style>text {{ font-family: {FONTS}; white-space: pre }} .b {{ font-weight: bold }}</style>",
            f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="#fff" stroke="#d0d7de"/>',
            *prompt,
            *drawn,
            "</svg>\n",
        ]
    )


def _line(line: Line, top: int) -> Iterator[str]:
    """One line of the page: each run of one kind of characters at its own cells."""
    cell, before = 0, "░"
    for text, style in line:
        colour = COLOURS[style.removeprefix("bold ")]
        weight = ' class="b"' if "bold" in style else ""
        for run in RUNS.findall(text):
            cells = cell_width(run)
            x, width = MARGIN + cell * CELL, cells * CELL
            if run[0] in BOXES:
                yield from _bar(run, x, top, colour)
            elif run == MARK:
                yield from _bar(before, x, top, colour)
                yield f'<rect x="{x + CELL - 2}" y="{top + 1}" width="2" height="{LINE - 2}" fill="{BLACK}"/>'
            elif run[0] == "─":
                yield f'<path d="M{x} {top + LINE // 2}h{width}" stroke="{colour}" stroke-width="0.7"/>'
            elif run[0] != " ":
                said = escape(run, quote=False)
                size = ' font-size="9"' if run in SHAPES else ""
                yield f'<text x="{x}" y="{top + 16}" textLength="{width}" fill="{colour}"{size}{weight}>{said}</text>'
            cell, before = cell + cells, run[-1]


def _bar(run: str, x: int, top: int, colour: str) -> Iterator[str]:
    for part in re.findall(r"█+|░+", run):
        width = len(part) * CELL
        opacity = BOXES[part[0]]
        yield f'<rect x="{x}" y="{top + 4}" width="{width}" height="{LINE - 8}" fill="{colour}" opacity="{opacity:g}"/>'
        x += width


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
