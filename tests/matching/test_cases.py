"""The case book of matching; every reason that can be given is given in it."""

from __future__ import annotations

import re

import pytest

from tests.matching.casebook import Case, cases
from tracker.words import zh

CASES = list(cases())
KEYS = {"name", "targets", "plan", "lexicon", "said", "as_of", "expect", "left"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert set(case.written) <= KEYS
    assert case.told == case.written["expect"]
    if "left" in case.written:
        assert [target for _, target in case.matches.without_report] == case.written["left"]


OF_ROWS = {"same_text", "several"}
"""Reasons that only rows of tables have; see `test_rows`."""


def test_every_reason_is_in_the_book() -> None:
    reasons = {name.removeprefix("because.") for name in zh.PHRASES if name.startswith("because.")}
    given = {each.code for case in CASES for match in case.matches.matches for each in match.reasons}
    assert reasons - given == OF_ROWS


def test_no_two_cases_have_one_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_what_is_expected_is_written_as_it_is_shown() -> None:
    form = re.compile(r"nothing|credited \S+|(?:review|rejected) \S+: \w+(?:, \w+)*")
    for case in CASES:
        assert all(form.fullmatch(part) for each in case.written["expect"] for part in each.split(" / ")), case.id
