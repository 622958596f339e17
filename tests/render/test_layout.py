"""Text in cells: measured as terminals do, wrapped without loss, and never obeyed."""

from __future__ import annotations

import unicodedata

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.render.layout import SYMBOLS, Canvas, visible, wrapped

CANVAS = Canvas()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("引进卫生专业技术人员", 8, ["引进卫生", "专业技术", "人员"]),
        ("创建（一期）工程", 8, ["创建（一", "期）工程"]),
        ("达到80%以上", 6, ["达到", "80%以", "上"]),
        ("完成任务。", 8, ["完成任", "务。"]),
        ("one two three", 7, ["one two", "three"]),
        ("averyverylongword", 6, ["averyv", "erylon", "gword"]),
        ("短", 1, ["短"]),
        ("", 5, [""]),
    ],
)
def test_words_stay_whole_and_marks_with_what_they_close(text: str, width: int, lines: list[str]) -> None:
    assert CANVAS.wrap(text, width) == lines


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80), st.integers(2, 40), st.booleans())
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int, wide: bool) -> None:
    canvas = Canvas(wide=wide)
    shown = visible(text)
    lines = canvas.wrap(shown, width)
    assert "".join("".join(lines).split()) == "".join(shown.split())
    assert all(canvas.cells(line) <= max(2, width) for line in lines)


@pytest.mark.parametrize("symbols", SYMBOLS.values())
def test_symbols_are_as_wide_as_we_think(symbols: tuple[str, str, str]) -> None:
    for symbol in symbols:
        assert wcwidth.wcswidth(symbol) == CANVAS.cells(symbol)


def test_every_symbol_has_its_writing_in_gbk_and_ascii() -> None:
    for _, gbk, ascii_only in SYMBOLS.values():
        gbk.encode("gbk")
        ascii_only.encode("ascii")


@pytest.mark.parametrize("text", ["淄博市", "Ｆｕｌｌ", "ｶﾅ", "한국", "é", "e\u0301", "😀", "①", "“引号”", "ア", "−"])
def test_text_is_measured_as_wcwidth_does(text: str) -> None:
    assert CANVAS.cells(text) == wcwidth.wcswidth(text)


def test_ambiguous_characters_take_two_cells_where_asked() -> None:
    wide = Canvas(wide=True)
    assert (CANVAS.cells("“①”—"), wide.cells("“①”—")) == (4, 8)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\nb\tc\u3000d", "a b c d"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
        ("\x9b31m", r"\x9b31m"),
        ("\U000e0041", r"\U000e0041"),
        ("✔\ufe0f", "✔"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_half_a_character_is_written_out() -> None:
    assert visible("\ud800") == r"\ud800"


@given(st.text(max_size=50))
def test_nothing_visible_is_obeyed(text: str) -> None:
    assert not {unicodedata.category(char) for char in visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_paragraph_hangs_under_its_first_line() -> None:
    lines = ["".join(span.text for span in line) for line in wrapped(Canvas(14), "一二三四五六七", indent=2, hanging=4)]
    assert lines == ["  一二三四五", "    六七"]
