"""What a newcomer sees first: the bundled data show every status and every flag, and have no problem."""

from __future__ import annotations

import json

import pytest

from tests.gates.project import run
from tracker.model.assessment import Flag, Status

Board = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def board() -> Board:
    done = run("-m", "tracker", "status", "--json")
    assert done.returncode == 0, done.stderr
    answer: Board = json.loads(done.stdout)
    return answer


def test_every_status_is_there(board: Board) -> None:
    assert {each["status"] for each in board["assessments"] if each["scope"] == "plan"} == set(Status)


def test_every_flag_is_there(board: Board) -> None:
    assert {flag for each in board["assessments"] for flag in each["flags"]} == set(Flag)


def test_no_plan_and_no_row_has_a_problem() -> None:
    done = run("-m", "tracker", "check")
    assert done.returncode == 0, done.stdout
    assert "（退回 0 行）" in done.stdout
