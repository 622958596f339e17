"""The rule book: every case of `cases/*.yaml`, one test each, named as the case is."""

from __future__ import annotations

import pytest

from tests.rules.casebook import KEYS, Case, all_cases, faults


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in all_cases()])
def test_case(case: Case) -> None:
    assert not (wrong := faults(case)), "\n".join(wrong)


def test_a_case_is_written_with_known_keys() -> None:
    odd = {case.name: set(case.written) - KEYS for case in all_cases()}
    assert {name: keys for name, keys in odd.items() if keys} == {}


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in all_cases()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_there_are_at_least_250_cases() -> None:
    assert len(all_cases()) >= 250
