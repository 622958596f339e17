"""JSON, CSV, Markdown, HTML and Arrow: what the contract says, and nothing that another program would obey."""

from __future__ import annotations

import csv as reader
import io
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pyarrow
import pytest

from tests.render.boards import ASSESSMENTS, HOSTILE, STAFF, TITLES, holds_golden, verdicts
from tracker.board import Board
from tracker.render import csv, html, markdown
from tracker.render import json as as_json
from tracker.render.layout import Canvas

BOARD = Board.of(verdicts())

TOP = ["schema", "as_of", "known_at", "policy", "assessments", "totals"]
ASSESSMENT = [
    "plan", "target", "text", "org", "scope", "measure", "comparator", "goal", "unit", "baseline", "actual",
    "numerator", "denominator", "margin", "shortfall", "shortfall_members", "progress", "expected", "schedule_gap",
    "deviation", "lag_days", "rate", "need_rate", "completion", "status", "flags", "due", "original_due",
    "overdue_days", "overdue_days_original", "overdue_working_days", "date_met", "forecast", "rule", "sentence",
    "reasons", "evidence",
]  # fmt: skip
TOTALS = [
    "counts", "completion_rate", "on_time_rate", "on_schedule_rate", "measurable_rate", "evidenced_rate",
    "mean_progress",
]  # fmt: skip
EVIDENCE = ["file", "line", "start", "end", "quote", "as_of", "reported_on"]


def read_json() -> dict[str, object]:
    loaded: dict[str, object] = json.loads("".join(as_json.status(BOARD)), parse_float=Decimal)
    return loaded


def test_the_json_has_the_keys_of_the_contract_in_their_order() -> None:
    told = read_json()
    assert list(told) == TOP
    first = told["assessments"][0]  # type: ignore[index]
    assert list(first) == ASSESSMENT
    assert list(first["forecast"]) == ["verdict", "value", "finish"]
    assert list(first["evidence"][0]) == EVIDENCE
    assert list(told["totals"]) == TOTALS  # type: ignore[call-overload]
    assert list(told["totals"]["mean_progress"]) == ["value", "n", "of"]  # type: ignore[index]
    assert told["schema"] == 1


def test_the_json_looks_as_it_did() -> None:
    assert holds_golden("status.json", "".join(as_json.status(verdicts(ASSESSMENTS[:5]))))


def test_goals_keep_their_kind() -> None:
    goals = {a["target"]: a["goal"] for a in BOARD.to_dicts()}
    assert goals["staff"] == 170
    assert goals["beds"] == [85, 93]
    assert goals["site"] == "2021-12-31"
    assert goals["mechanism"] == "达成"
    assert goals["doubt"] is None


def test_numbers_are_exact_and_quotients_rounded() -> None:
    staff = BOARD.to_dicts()[0]
    assert staff["progress"] == Decimal("0.411765")
    assert staff["schedule_gap"] == Decimal("-8.823529")
    assert staff["margin"] == -100
    long = replace(STAFF, actual=Fraction(1, 1024), baseline=Fraction(123456789123456789, 10))
    told = json.loads(as_json.assessment(long), parse_float=Decimal)
    assert told["actual"] == Decimal("0.0009765625")
    assert told["baseline"] == Decimal("12345678912345678.9")


def test_only_counted_rows_are_evidence() -> None:
    told = BOARD.to_dicts()[0]["evidence"]
    assert [row["line"] for row in told] == [4, 7]  # type: ignore[index, attr-defined]


def test_the_json_hides_nothing_from_a_terminal() -> None:
    text = "".join(as_json.status(BOARD))
    assert "\x1b" not in text
    assert "\u202e" not in text
    hostile = next(a for a in BOARD.to_dicts() if a["target"] == "hostile")
    assert hostile["text"] == HOSTILE


def test_equal_boards_give_equal_bytes() -> None:
    assert "".join(as_json.status(verdicts())) == "".join(as_json.status(verdicts()))


def test_the_csv_is_safe_to_open_in_a_spreadsheet() -> None:
    text = BOARD.to_csv()
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == len(ASSESSMENTS) + 1
    assert text.replace("\r\n", "").count("\n") == 0
    rows = list(reader.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["编号"] for row in rows] == [a.target for a in ASSESSMENTS]
    for row in rows:
        for name, cell in row.items():
            numeric = cell.removeprefix("-").replace(".", "").replace("~", "").isdigit()
            assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
    hostile = next(row for row in rows if row["编号"] == "hostile")
    assert hostile["责任单位"] == "'=cmd|' /C calc'!A0"
    assert "\x1b" not in text


@pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@sum", "\t=1", "\r=1", "\n=1", "＝1", "－1", " \t=1"[1:]])
def test_no_text_cell_is_a_formula(text: str) -> None:
    assert csv.guarded(text).startswith("'")


def test_the_csv_looks_as_it_did() -> None:
    assert holds_golden("status.csv", BOARD.to_csv())


def test_markdown_shows_text_as_text() -> None:
    text = BOARD.to_markdown()
    hostile = next(line for line in text.splitlines() if "Evil" in line)
    assert "<script>" not in text
    assert hostile.replace("\\|", "").count("|") == len(markdown.COLUMNS) + 1
    assert "\\[red\\]name\\[/red\\]" in hostile


def test_markdown_looks_as_it_did() -> None:
    page = markdown.status(verdicts(), Canvas(), titles=TITLES, orgs=True)
    assert holds_golden("status.md", "".join(page))


def test_markdown_of_an_empty_board_says_so() -> None:
    assert "".join(markdown.status(verdicts(()), Canvas())) == "没有目标。\n"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_notebook_table_is_plain_escaped_html() -> None:
    text = html.board(verdicts(), Canvas(), titles=TITLES)
    tags = _Tags()
    tags.feed(text)
    assert not tags.open
    assert tags.seen == {"div", "style", "table", "thead", "tbody", "tr", "th", "td", "span", "progress", "p"}
    assert tags.attributes == {"class", "colspan", "title", "max", "value"}
    assert "&lt;script&gt;" in text
    assert Board.of(verdicts())._repr_html_().startswith('<div class="tracker-board">')


def test_a_frame_takes_the_board() -> None:
    table = pyarrow.table(BOARD)
    assert table.num_rows == len(ASSESSMENTS)
    assert table["status"].to_pylist() == [a.status.value for a in ASSESSMENTS]
    assert table["progress"][1].as_py() == 0.52
    assert table["goal"].to_pylist()[:6] == ["170", "50", "20", "80", "3", "85~93"]
    assert table["goal_value"].to_pylist()[:6] == [170, 50, 20, 80, 3, None]
    assert table["due"][0].as_py() == STAFF.due
    assert table["flags"][0].as_py() == ["below_schedule"]


def test_without_pyarrow_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pyarrow"):
        BOARD.to_arrow()
