"""A summary as one picture for a chat: the figures, the strip, who is furthest behind, what is overdue and due next."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tracker import words
from tracker.model.assessment import Assessment
from tracker.model.report import Report
from tracker.render import cells, numbers
from tracker.render.layout import Canvas
from tracker.render.story.headline import headline
from tracker.render.story.value import Story
from tracker.render.story.write import story
from tracker.render.svg import look, marks, progress, strip
from tracker.render.svg.draw import Svg, box, cut, length, lines, place, tag, text
from tracker.words import figures

WIDTH, EDGE = 750, 40
ROOM = WIDTH - 2 * EDGE
SIZE, SMALL, LARGE, HUGE = 26, 22, 36, 46
"""Sizes of type: a telephone shows the card at half its size."""
BAR = 220
LISTED = 3
"""How many targets each list names; more are counted."""


class Font(NamedTuple):
    """A font that can write Chinese: its family, and the files that hold it."""

    family: str
    files: tuple[Path, ...]


def card(report: Report, font: Font, told: Story | None = None) -> bytes:
    """The card as PNG, 750 pixels wide; the same bytes for the same report and font.

    Raises:
        ModuleNotFoundError: resvg-py is not installed.
    """
    from resvg_py import svg_to_bytes

    drawn = drawing(report, font.family, told)
    files = [str(file) for file in font.files]
    return bytes(svg_to_bytes(drawn, skip_system_fonts=True, font_files=files, font_family=font.family))


def drawing(report: Report, family: str, told: Story | None = None) -> Svg:
    """The card as SVG, in a family of fonts."""
    told = story(report) if told is None else told
    parts, y = [], Fraction(0)
    for block in _blocks(report, told):
        parts.append(tag("g", *block.parts, transform=f"translate({EDGE} {place(y)})"))
        y += block.height
    paper = box(0, 0, WIDTH, y, "paper")
    red = box(0, 0, WIDTH, 10, "red")
    style = tag("style", Svg(look.sheet(look.LIGHT) + STYLE))
    return tag(
        "svg", style, marks.defined(), paper, red, *parts, xmlns="http://www.w3.org/2000/svg", font_family=family,
        font_size=SIZE, fill=look.LIGHT.type, width=WIDTH, height=y, viewBox=f"0 0 {WIDTH} {place(y)}",
    )  # fmt: skip


STYLE = (
    f".paper{{fill:{look.LIGHT.paper}}}.red{{fill:{look.LIGHT.warning}}}"
    f".title{{font-size:{LARGE}px;font-weight:700}}.big{{font-size:{HUGE}px;font-weight:700}}.head{{font-weight:700}}"
    f".small{{font-size:{SMALL}px;fill:{look.LIGHT.quiet}}}.bad{{fill:{look.LIGHT.warning};font-weight:700}}"
    f".c-figure{{font-size:{SMALL}px;font-weight:700}}"
)


class Block(NamedTuple):
    """Some parts of the card, from its own upper edge, and how high they are."""

    parts: tuple[Svg, ...]
    height: Fraction


def _blocks(report: Report, told: Story) -> Iterable[Block]:
    yield _title(told)
    yield _tiles(report, told)
    parts, height = strip.drawn(report.totals.counts, report.lang, strip.Scale(ROOM, 44, SMALL))
    yield Block(parts, height + 24)
    yield from _behind(report)
    yield from _overdue(report)
    yield from _due_next(report)
    yield _foot(told)


def _title(told: Story) -> Block:
    """The title on at most three lines, the day of the figures beneath."""
    y, parts = 36, []
    for line in lines(told.title, LARGE, ROOM, most=3):
        y += 48
        parts.append(text(0, y, line, class_="title"))
    y += 42
    parts.append(text(0, y, cut(" · ".join(told.head[:1]), SMALL, ROOM), class_="small"))
    return Block(tuple(parts), Fraction(y + 28))


TILE = ROOM // 3 - 8


def _tiles(report: Report, told: Story) -> Block:
    parts: list[Svg] = []
    for n, (word, figure, alarming) in enumerate(headline(report, told)):
        x, y = Fraction(ROOM * (n % 3), 3), 112 * (n // 3)
        parts.append(text(x, y + 24, cut(word, SMALL, TILE), class_="small"))
        parts.append(text(x, y + 74, cut(figure, HUGE, TILE), class_="big bad" if alarming else "big"))
    return Block(tuple(parts), Fraction(2 * 112))


def _behind(report: Report) -> Iterable[Block]:
    found = [item.assessment for item in report.below_schedule]
    yield _heading(report, "behind", len(found))
    if not found:
        yield _sentence(words.say("summary.behind.nothing", report.lang))
    for a in found[:LISTED]:
        yield _furthest(report, a)


def _furthest(report: Report, a: Assessment) -> Block:
    """A target that is behind: its name and gap, then its lead, its bar, and how far it is."""
    gap = "" if a.schedule_gap is None else _say(report, "card.gap", points=figures.fixed(abs(a.schedule_gap), 1))
    status = _say(report, f"status.{a.status}")
    parts = [*_pair(report, cells.task_alone(Canvas(lang=report.lang), a), gap or status, "bad")]
    if a.progress is not None:
        bar = progress.bar(a.status, a.progress, a.expected, width=BAR, height=22)
        parts.append(tag("g", *bar, transform="translate(0 50)"))
        expected = "" if a.expected is None else numbers.percent(a.expected)
        said = _say(report, "card.progress", actual=numbers.percent(a.progress), expected=expected)
        parts.append(text(BAR + 16, 69, said, class_="small"))
        room = ROOM - BAR - 16 - length(said, SMALL) - 20
        parts += _right(cut(a.lead, SMALL, room) if room > 4 * SMALL else "", 69, "small")
    else:
        parts.append(text(0, 69, cut(a.lead, SMALL, ROOM), class_="small"))
    return Block(tuple(parts), Fraction(98))


def _overdue(report: Report) -> Iterable[Block]:
    found = [item.assessment for item in report.overdue]
    if found:
        yield _heading(report, "overdue", len(found))
        for a in found[:LISTED]:
            late = _say(report, "due.overdue", days=a.overdue_days or 0)
            yield Block(_pair(report, cells.task_alone(Canvas(lang=report.lang), a), late, "bad"), Fraction(44))


def _due_next(report: Report) -> Iterable[Block]:
    found = [item.assessment for item in report.due_next]
    if found:
        yield _heading(report, "due_next", len(found))
        for a in found[:LISTED]:
            yield Block(
                _pair(report, cells.task_alone(Canvas(lang=report.lang), a), a.due.isoformat(), ""), Fraction(44)
            )


def _heading(report: Report, key: str, count: int) -> Block:
    """The head of a list, with a rule above and how many there are."""
    rule = tag("path", d=f"M0 16H{ROOM}", class_="c-rule")
    more = _say(report, "card.more", n=count, shown=LISTED) if count > LISTED else _say(report, "card.count", n=count)
    head = text(0, 56, _say(report, f"summary.{key}"), class_="head")
    return Block((rule, head, *(_right(more, 56, "small") if count else ())), Fraction(76))


def _sentence(said: str) -> Block:
    return Block((text(0, 30, cut(said, SIZE, ROOM)),), Fraction(48))


def _pair(report: Report, left: str, right: str, class_: str) -> tuple[Svg, ...]:
    """A name on the left, cut where it would run into what stands on the right."""
    room = ROOM - length(right, SIZE) - 24
    return (text(0, 30, cut(left, SIZE, room)), *_right(right, 30, class_))


def _right(said: str, y: int, class_: str) -> tuple[Svg, ...]:
    return (text(ROOM, y, said, class_=class_, anchor="end"),) if said else ()


def _foot(told: Story) -> Block:
    rule = tag("path", d=f"M0 20H{ROOM}", class_="c-rule")
    said = (*told.head[1:], words.say("card.foot", told.lang))
    return Block((rule, text(0, 58, cut(" · ".join(said), SMALL, ROOM), class_="small")), Fraction(88))


def _say(report: Report, key: str, **params: object) -> str:
    return words.say(key, report.lang, **params)
