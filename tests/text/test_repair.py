"""Repairs: what is mended, what is left alone, and that every place still quotes the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.characters import half_width
from tracker.text.repair import Repaired, repair

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "repairs.yaml").read_text(encoding="utf-8"))
NOISY = st.text(
    alphabet=st.sampled_from("养老養(yǎng)服務3４０.% \n\r\t**,,，。?·年处萬\u200b\ufffd\u2028l“”、一"), max_size=80
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_mended(case: dict[str, Any]) -> None:
    done = repair(case["raw"])
    assert done.text == case["text"]
    assert sorted({one.kind for one in done.repairs}) == sorted(case.get("kinds", []))
    assert done.flags(0, len(done.text)) == tuple(case.get("flags", ()))
    for stretch, quote in case.get("quotes", {}).items():
        start = done.text.index(stretch)
        assert done.raw[slice(*done.span(start, start + len(stretch)))] == quote


@pytest.mark.parametrize("words", ["坏习惯", "成效显著", "著名专家", "乾隆年间", "着力推进", "看著", "呼吸科", "①②½㎡"])
def test_simplified_text_stays_as_it_is(words: str) -> None:
    assert repair(words).text == words


def test_without_the_converter_traditional_text_is_read_as_it_is_and_a_warning_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.text.characters._converter", lambda: None)
    done = repair("養老服務")
    assert (done.text, done.warnings) == ("養老服務", ("traditional_unread",))


@given(st.one_of(st.text(), NOISY, st.text(alphabet=st.characters())))
def test_every_place_lies_in_the_file_and_in_order(text: str) -> None:
    done = repair(text)
    before = 0
    for place in range(len(done.text)):
        start, end = done.span(place, place + 1)
        assert before <= start < end <= len(text)
        before = start
    assert done.span(0, len(done.text))[0] >= 0
    for one in done.repairs:
        assert text[one.start : one.end] == one.before


@given(NOISY)
def test_what_no_repair_touched_is_quoted_as_it_was(text: str) -> None:
    done = repair(text)
    touched = {place for one in done.repairs for place in range(one.start, one.end)}
    for place, sign in enumerate(done.text):
        start, end = done.span(place, place + 1)
        if end == start + 1 and start not in touched:
            assert half_width(text[start]) == sign or sign == "\n"


@given(NOISY)
def test_mended_text_needs_no_second_mending_of_its_signs(text: str) -> None:
    once = repair(text).text
    assert half_width(once) == once


def test_an_empty_stretch_has_a_place() -> None:
    done: Repaired = repair("３４\n\n处")
    assert done.span(0, 0) == (0, 0)
    assert done.span(3, 3) == (5, 5)
