"""What a document says, as a page and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from tests.render.boards import HOSTILE, holds_golden
from tests.render.readings import CITY, COUNTY, LEAD, OPENED, READING, TEXT
from tracker.model.statement import NOWHERE, Kind, Reading, Role, Statement
from tracker.problems import Problem, Source
from tracker.render import json as written
from tracker.render import reading
from tracker.render.layout import Canvas, Page


def drawn(page: Page, **canvas: object) -> str:
    return replace(page, canvas=Canvas(**canvas)).text()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("golden", "canvas"),
    [
        ("read-piped.txt", {}),
        ("read-100.txt", {"width": 100}),
        ("read-60.txt", {"width": 60}),
        ("read-ascii-en-80.txt", {"width": 80, "ascii": True, "lang": "en"}),
        ("read-gbk-80.txt", {"width": 80, "encoding": "gbk", "wide": True}),
    ],
)
def test_a_document_looks_as_it_did(golden: str, canvas: dict[str, object]) -> None:
    assert holds_golden(golden, drawn(reading.page(READING, TEXT), **canvas))


def test_every_numeral_is_explained() -> None:
    assert holds_golden("read-explain.txt", drawn(reading.explained(READING, TEXT), width=100))


@pytest.mark.parametrize("width", [30, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    for page in (reading.page(READING, TEXT), reading.explained(READING, TEXT)):
        for line in drawn(page, width=width, lang=lang).splitlines():
            assert wcwidth.wcswidth(line) <= width, line


def test_the_marks_stand_around_the_words_of_the_file_and_in_the_colour_of_the_role() -> None:
    spans = [span for line in reading.page(READING, TEXT).lines() for span in line]
    assert ("【50个】", "cyan") in spans
    assert ("【９２００余人次】", "green") in spans
    assert ("【一半】", "dim") in spans


def test_one_quantity_said_of_two_subjects_is_marked_once() -> None:
    both = replace(READING, statements=(CITY, replace(CITY, id="s9", subject="康复站")), events=())
    text = drawn(reading.page(both, TEXT))
    assert text.count("【50个】") == 1
    assert text.count("康复站") == 1


def test_a_document_that_says_nothing_says_so() -> None:
    empty = drawn(reading.page(Reading("空.txt"), ""))
    assert empty.startswith("空.txt\n0 个数量")


def test_what_a_terminal_would_obey_is_written_out() -> None:
    hostile = Statement("s1", 0, len(HOSTILE), HOSTILE, HOSTILE, HOSTILE, Kind.COUNT, Role.TARGET, Decimal(1))
    assert "\x1b" not in drawn(reading.page(Reading("a", (hostile,)), HOSTILE))


@given(st.data())
def test_wherever_the_quantities_stand_nothing_of_the_sentence_is_lost(data: st.DataObject) -> None:
    body = data.draw(st.text("新建 50个，\n。", min_size=2, max_size=60))
    ends = st.lists(st.integers(0, len(body)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = data.draw(st.lists(ends, min_size=1, max_size=4))
    made = [replace(CITY, start=a, end=b, quote=body[a:b], sentence_span=NOWHERE) for a, b in spans]
    page = reading.page(Reading("a", tuple(made)), body)
    width = data.draw(st.sampled_from([None, 24, 40]))
    shown = drawn(page, width=width)
    said = body[min(a for a, _ in spans) : max(b for _, b in spans)]
    assert all(shown.count(char) >= said.count(char) for char in set(said) - set(" \n"))


def test_json_is_the_contract() -> None:
    problem = Problem(Source("要点.txt"), "W105")
    answer = json.loads("".join(written.reading(READING, [problem], "zh")), parse_float=Decimal)
    assert list(answer) == ["schema", "file", "statements", "events", "masked", "repairs", "problems"]
    first, second, *_, ranged = answer["statements"]
    assert list(first) == [
        "id", "start", "end", "quote", "sentence", "value", "unit", "kind", "bound", "subject", "role", "level", "org",
        "period", "mode", "action", "flags",
    ]  # fmt: skip
    assert TEXT[first["start"] : first["end"]] == first["quote"] == "50个"
    assert first["sentence"] == LEAD.replace("\n", "")
    assert first["period"] == {"start": "2021-01-01", "end": "2021-12-31"}
    assert second["flags"] == list(COUNTY.flags)
    assert (ranged["low"], ranged["high"], "value" in ranged) == (80, 85, False)
    assert answer["events"][0]["value"] is None
    assert answer["masked"] == [{"start": 0, "end": 5, "quote": "2021年", "reason": "year"}]
    assert [each["kind"] for each in answer["repairs"]] == ["line_break", "full_width"]
    assert answer["problems"][0]["code"] == "W105"


def test_numbers_in_json_are_exact() -> None:
    exact = replace(CITY, value=Decimal("0.1000000000000000000001"))
    assert '"value":0.1000000000000000000001,' in written.statement(exact)
    assert '"value":30000000,' in written.statement(replace(CITY, value=Decimal("3E+7")))
    assert '"period":null' in written.statement(replace(OPENED, period=None))
