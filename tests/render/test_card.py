"""The card for a chat: what it says, that nothing on it overlaps, and that every word of it is really drawn."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.pixels import Pixels
from tests.render.boards import holds_golden
from tests.render.summaries import hostile, june
from tracker.problems import PlanError
from tracker.render.card import EDGE, WIDTH, card, drawing
from tracker.render.svg.draw import length
from tracker.render.typeface import CHINESE, Face, chinese_family, faces
from tracker.workflow.fonts import chinese_font
from tracker.workflow.summary import Summary

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 36, "big": 46, "small": 22}
FAMILY = "Some Sans"


class Label(NamedTuple):
    """A text where it is drawn: its left and right, its foot, its size."""

    said: str
    left: int
    right: int
    foot: int
    size: int

    def touches(self, other: Label) -> bool:
        """Whether two texts run into each other."""
        apart = self.foot - self.size >= other.foot or other.foot - other.size >= self.foot
        return not apart and self.left < other.right and other.left < self.right


def labels(drawn: str) -> Iterator[Label]:
    """Every text of a card."""
    yield from _labels(ElementTree.fromstring(drawn), 0, 0, 26)


def _labels(element: ElementTree.Element, right: float, down: float, size: int) -> Iterator[Label]:
    moved = re.match(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform", ""))
    if moved:
        right, down = right + float(moved[1]), down + float(moved[2])
    size = int(element.get("font-size", size))
    if element.tag == f"{SVG}text":
        size = next((SIZES[name] for name in element.get("class", "").split() if name in SIZES), size)
        said = element.text or ""
        wide = int(length(said, size)) if element.get("class") != "c-figure" else 0
        at = right + float(element.get("x", "0"))
        at -= {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
        yield Label(said, int(at), int(at) + wide, int(down + float(element.get("y", "0"))), size)
    for child in element:
        yield from _labels(child, right, down, size)


@pytest.fixture(params=["zh", "en"])
def summary(request: pytest.FixtureRequest) -> Summary:
    return june(request.param)


def test_the_card_says_what_the_story_says(summary: Summary) -> None:
    texts = "\n".join(label.said for label in labels(drawing(summary, FAMILY)))
    assert holds_golden(f"card-{summary.lang}.txt", f"{texts}\n")
    for name in ("目标数", "完成率", "达序时率", "平均进度", "滞后项数", "逾期项数"):
        assert summary.story.fields[name] in texts


@pytest.mark.parametrize("one", [june(), june("en"), hostile()])
def test_no_word_runs_into_another_or_off_the_card(one: Summary) -> None:
    found = list(labels(drawing(one, FAMILY)))
    assert not [(a.said, b.said) for a, b in combinations(found, 2) if a.touches(b)]
    for label in found:
        assert label.left >= EDGE - 1
        assert label.right <= WIDTH - EDGE + 1, label.said


def test_hostile_words_are_text() -> None:
    drawn = drawing(hostile(), FAMILY)
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawn).iter()}
    assert tags == {"svg", "style", "defs", "g", "rect", "path", "marker", "use", "text"}
    assert "<script>alert(1)</script>" in "".join(label.said for label in labels(drawn))
    assert len(drawn) < 40_000


# -- fonts


def _font(family: str, characters: str, *, kind: int = 4, lang: int = 0x409) -> bytes:
    """A font of two tables, with these characters and this name."""
    said = family.encode("utf-16-be")
    name = struct.pack(">HHH6H", 0, 1, 18, 3, 1, lang, 1, len(said), 0) + said
    codes = sorted(map(ord, characters))
    if kind == 4:
        count, empty = len(codes), [0] * len(codes)
        numbers = [*codes, 0, *codes, *empty, *empty]
        table = struct.pack(f">7H{len(numbers)}H", 4, 0, 0, 2 * count, 0, 0, 0, *numbers)
    else:
        groups = b"".join(struct.pack(">III", code, code, 1) for code in codes)
        table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table
    start = 12 + 2 * 16
    head = struct.pack(">4sHHHH", b"\0\1\0\0", 2, 0, 0, 0)
    head += struct.pack(">4sIII", b"name", 0, start, len(name))
    head += struct.pack(">4sIII", b"cmap", 0, start + len(name), len(cmap))
    return head + name + cmap


@pytest.mark.parametrize("kind", [4, 12])
def test_a_font_that_writes_chinese_is_known_by_its_characters(kind: int) -> None:
    assert faces(_font("某黑体", CHINESE, kind=kind, lang=0x804)) == (Face("某黑体", True),)
    assert faces(_font("Latin Sans", "abc", kind=kind)) == (Face("Latin Sans", False),)
    assert chinese_family(_font("Latin Sans", "abc", kind=kind)) is None


def test_a_font_for_traditional_characters_alone_is_not_enough() -> None:
    assert chinese_family(_font("Ming", "逾期滯後嚴達責單標")) is None


def test_of_a_collection_the_face_for_simplified_chinese_is_taken() -> None:
    one, two = (_font(f"Sans CJK {place}", CHINESE) for place in ("JP", "SC"))
    starts = (20, 20 + len(one))
    raw = bytearray(struct.pack(">4sIIII", b"ttcf", 0, 2, *starts) + one + two)
    for start in starts:  # the places of tables are counted from the beginning of the file
        for record in (start + 12, start + 28):
            (at,) = struct.unpack_from(">I", raw, record + 8)
            struct.pack_into(">I", raw, record + 8, at + start)
    assert chinese_family(bytes(raw)) == "Sans CJK SC"


@pytest.mark.parametrize("size", range(0, 130, 7))
def test_half_a_font_is_none(size: int) -> None:
    assert chinese_family(_font("某黑体", CHINESE)[:size]) is None


def test_without_a_font_nothing_is_drawn_and_a_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        chinese_font(folders=[tmp_path])
    (problem,) = refused.value.problems
    assert problem.code == "S106"
    assert "--font" in problem.hint()


def test_a_file_that_is_no_chinese_font_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "latin.ttf"
    file.write_bytes(_font("Latin Sans", "abc"))
    with pytest.raises(PlanError) as refused:
        june().save(tmp_path / "card.png", font=file)
    (problem,) = refused.value.problems
    assert (problem.code, problem.source.file) == ("S107", str(file))
    assert not (tmp_path / "card.png").exists()


def test_the_fittest_of_the_fonts_that_are_there_is_taken_with_its_bold(tmp_path: Path) -> None:
    for name in ("simhei.ttf", "NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf", "other.ttf"):
        (tmp_path / name).write_bytes(_font(name.partition(".")[0], CHINESE))
    found = chinese_font(folders=[tmp_path / "none", tmp_path])
    assert found.family == "NotoSansSC-Regular"
    assert [file.name for file in found.files] == ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"]


# -- with a real font


@pytest.mark.heavy
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_card_leaves_ink(lang: str) -> None:
    one, font = june(lang), chinese_font()
    pixels = Pixels(card(one, font))
    assert pixels.width == WIDTH
    found = list(labels(drawing(one, font.family)))
    assert len(found) > 30
    for label in found:
        wide = max(label.right - label.left, 12)
        assert any(pixels.ink(label.left, label.foot - label.size, wide, label.size)), f"no ink: {label.said}"


@pytest.mark.heavy
def test_a_family_that_the_file_has_not_leaves_none() -> None:
    """What the search for the family's name is there for: the painter says nothing and draws nothing."""
    font = chinese_font()
    blank = Pixels(card(june(), font._replace(family="Nobody Sans")))
    title = next(labels(drawing(june(), font.family)))
    assert not any(blank.ink(title.left, title.foot - title.size, 200, title.size))


@pytest.mark.heavy
def test_the_card_is_the_same_again() -> None:
    font = chinese_font()
    assert card(june(), font) == card(june(), font)
