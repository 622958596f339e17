"""All cases as one test, which ends at the first that fails: what mutation testing asks, hundreds of times over."""

from __future__ import annotations

from tests.rules.casebook import all_cases, faults


def test_no_case_is_answered_otherwise() -> None:
    assert next((case.name for case in all_cases() if faults(case)), None) is None
