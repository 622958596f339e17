"""Sentences and clauses: where a text is parted, and where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.repair import Repaired, repair
from tracker.text.sentences import clauses, sentences

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "sentences.yaml").read_text(encoding="utf-8"))
PROSE = st.text(alphabet=st.sampled_from("新建3所一二、。!?,;“”‘’()《》\n 1.:一"), max_size=60)


@pytest.mark.parametrize("case", [one for one in CASES if "parts" in one], ids=lambda case: case["name"])
def test_a_text_is_parted_into_sentences(case: dict[str, Any]) -> None:
    found = sentences(Repaired(raw=case["text"], text=case["text"]))
    assert [("# " if one.heading else "") + one.text for one in found] == case["parts"]


@pytest.mark.parametrize("case", [one for one in CASES if "clauses" in one], ids=lambda case: case["name"])
def test_a_sentence_is_parted_into_clauses(case: dict[str, Any]) -> None:
    assert [one.text for one in clauses(case["text"])] == case["clauses"]


@given(st.one_of(PROSE, st.text()))
def test_sentences_and_clauses_quote_the_text_and_lose_nothing_but_blanks(text: str) -> None:
    mended = repair(text)
    kept, last = "", 0
    for one in sentences(mended):
        assert last <= one.start < one.end
        assert mended.text[one.start : one.end] == one.text
        for part in clauses(one.text):
            assert one.text[part.start : part.end] == part.text
        kept, last = kept + one.text, one.end
    assert "".join(kept.split()) == "".join(mended.text.split())
