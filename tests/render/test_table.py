"""The table in a terminal: aligned in cells, never without a task, right at every width."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import StringIO

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from tests.render.boards import ASSESSMENTS, HOSTILE, STAFF, TITLES, holds_golden, verdicts
from tracker.model.assessment import Assessment
from tracker.render import table
from tracker.render.layout import Canvas, plain

BOARD = verdicts()
MODES = {
    "table-60.txt": (Canvas(60), False),
    "table-80.txt": (Canvas(80), False),
    "table-120.txt": (Canvas(120), False),
    "table-200.txt": (Canvas(200), True),
    "table-piped.txt": (Canvas(), False),
    "table-ascii-120.txt": (Canvas(120, ascii=True), False),
    "table-gbk-120.txt": (Canvas(120, encoding="gbk"), False),
    "table-cjk-120.txt": (Canvas(120, wide=True), False),
    "table-en-120.txt": (Canvas(120, lang="en"), False),
}


def lines(canvas: Canvas, *, orgs: bool = False, board: object = BOARD) -> list[str]:
    page = table.board(board, titles=TITLES, orgs=orgs)  # type: ignore[arg-type]
    return [plain(line) for line in page.build(canvas)]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", MODES)
def test_the_table_looks_as_it_did(name: str) -> None:
    canvas, orgs = MODES[name]
    assert holds_golden(name, "\n".join([*lines(canvas, orgs=orgs), ""]))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in lines(Canvas(width), orgs=True):
        assert wcwidth.wcswidth(line) <= width, line


@pytest.mark.parametrize("width", [60, 80, 120, 200, None])
@pytest.mark.parametrize("mode", [{}, {"ascii": True}, {"encoding": "gbk"}, {"lang": "en"}])
def test_columns_stand_under_each_other(width: int | None, mode: dict[str, object]) -> None:
    """Every status begins in the same cell, whatever stands before it."""
    canvas = Canvas(width, **mode)  # type: ignore[arg-type]
    words = {f"{canvas.symbol(a.status)} {canvas.say(f'status.{a.status}')}" for a in ASSESSMENTS}
    rule = canvas.symbol("rule") * 10
    body = lines(canvas)
    top, bottom = (i for i, line in enumerate(body) if line.startswith(rule))
    starts = set()
    for line in body[top + 1 : bottom]:
        for word in words:
            before, found, _ = line.partition(f" {word}")
            if found:
                starts.add(wcwidth.wcswidth(before))
    assert len(starts) == 1, starts


@pytest.mark.parametrize("width", [1, 10, 40, 60, 80, 120, 200, None])
def test_no_task_is_hidden_or_cut(width: int | None) -> None:
    """Down the first column every task can be read whole."""
    canvas = Canvas(width)
    for judged in ASSESSMENTS:
        if judged.text == HOSTILE or judged.scope == "org":
            continue
        one = lines(canvas, board=verdicts((judged,)))
        head, _, others = one[0].partition(canvas.say("column.status"))
        start = wcwidth.wcswidth(head) if others else 1000
        read = ""
        for line in one[2:]:
            if line.startswith("─"):
                break
            cells = 0
            for char in line:
                cells += wcwidth.wcwidth(char)
                if cells > start:
                    break
                read += char
        assert squeezed(judged.text) in squeezed(read)


def test_what_is_dropped_is_named() -> None:
    narrow = "".join(lines(Canvas(60)))
    for name in ("进度", "序时差", "标志", "缺口", "责任单位", "编号"):
        assert name in squeezed(narrow).partition("未显示：")[2]
    assert "未显示" not in "".join(lines(Canvas()))


def test_a_column_that_says_nothing_is_left_out() -> None:
    assert "标志" not in lines(Canvas(), board=verdicts((replace(STAFF, flags=()),)))[0]


def test_hostile_text_is_shown_as_text() -> None:
    text = "\n".join(lines(Canvas()))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"Evil [red]name[/red] \x1b[31mred\x1b[0m \u202ereversed" in text


def test_units_stand_beneath_their_target_only_if_asked_for() -> None:
    assert not any("甲区" in line for line in lines(Canvas()))
    shown = lines(Canvas(), orgs=True)
    place = next(i for i, line in enumerate(shown) if line.startswith("└ 甲区"))
    assert shown[place - 1].startswith("创建市级示范标准村卫生室")


def test_a_unit_without_its_target_stands_by_itself() -> None:
    share = next(a for a in ASSESSMENTS if a.scope == "org")
    assert any("创建市级示范标准村卫生室（甲区）" in line for line in lines(Canvas(), board=verdicts((share,))))


def test_several_plans_have_their_titles() -> None:
    text = lines(Canvas())
    assert "示例单位2021年重点工作" in text
    assert "另一份计划" in text


def test_an_empty_board_says_so() -> None:
    assert lines(Canvas(), board=verdicts(())) == ["没有目标。"]


@pytest.mark.parametrize(
    ("progress", "expected", "bar"),
    [
        ("0", "1/2", "░░░░┃░░░░░"),
        ("7/17", "1/2", "████┃░░░░░"),
        ("99/100", "1", "█████████┃"),
        ("3/2", "1/2", "████┃█████"),
        ("-1", "1/100", "┃░░░░░░░░░"),
        ("1", "0", "██████████"),
    ],
)
def test_the_bar_is_clipped_and_marked(progress: str, expected: str, bar: str) -> None:
    from fractions import Fraction

    from tracker.render import cells

    judged = replace(STAFF, progress=Fraction(progress), expected=Fraction(expected))
    assert cells.bar(Canvas(), judged, 10) == bar


def test_gbk_can_write_every_line() -> None:
    "\n".join(line for line in lines(Canvas(encoding="gbk")) if "Evil" not in line).encode("gbk")


def test_ascii_draws_nothing_but_ascii() -> None:
    drawn = set("".join(lines(Canvas(120, ascii=True)))) & set("─█░┃└✓✗▼▽▲●◐○≤≥")
    assert not drawn


def test_rich_prints_the_same_lines_in_colour() -> None:
    console = Console(width=120, force_terminal=True, color_system="truecolor", record=True, file=StringIO())
    console.print(table.board(BOARD, titles=TITLES))
    shown = console.export_text(styles=False)
    assert [line.rstrip() for line in shown.splitlines()] == lines(Canvas(120))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(20, 120), st.booleans())
def test_any_name_keeps_the_table_in_its_frame(name: str, width: int, wide: bool) -> None:
    canvas = Canvas(width, wide=wide)
    judged: Assessment = replace(STAFF, text=name, lead=name, unit="")
    room = max(width, 32)
    for line in lines(canvas, board=verdicts((judged,))):
        assert canvas.cells(line) <= room
        assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
