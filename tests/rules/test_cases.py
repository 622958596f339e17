"""The rule book: every case of `cases/*.yaml`, one test each, named as the case is."""

from __future__ import annotations

import pytest

from tests.rules.casebook import KEYS, Case, agrees, all_cases, answer, differences, shown


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in all_cases()])
def test_case(case: Case) -> None:
    said = answer(case)
    wrong = []
    for name, expect in case.expected():
        prefix = f"{name}: " if "targets" in case.written else ""
        wrong += [f"{prefix}{line}" for line in differences(said[name], expect)]
    for key, wanted in case.written.get("totals", {}).items():
        got = getattr(said.verdicts.totals, key)
        if not agrees(got, wanted):
            wrong.append(f"totals {key}: {shown(got)}, not {shown(wanted)}")
    if "listed" in case.written and len(said.verdicts.listed) != case.written["listed"]:
        wrong.append(f"listed: {len(said.verdicts.listed)}, not {case.written['listed']}")
    if said.refused != case.written.get("refused", 0):
        wrong.append(f"refused: {said.refused}, not {case.written.get('refused', 0)}")
    assert not wrong, "\n".join(wrong)


def test_a_case_is_written_with_known_keys() -> None:
    odd = {case.name: set(case.written) - KEYS for case in all_cases()}
    assert {name: keys for name, keys in odd.items() if keys} == {}


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in all_cases()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_there_are_at_least_250_cases() -> None:
    assert len(all_cases()) >= 250
