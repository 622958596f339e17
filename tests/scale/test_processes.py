"""Work parted among processes: the order is kept, whatever goes wrong is said, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.problems import PlanError, Problem, Source
from tracker.scale.processes import AHEAD, in_order

ROOT = Path(__file__).parent.parent.parent


def adder(more: int) -> Callable[[int], tuple[int, int]]:
    """A function that adds, and says where it did."""
    return lambda number: (number + more, os.getpid())


def ender(at: int) -> Callable[[int], int]:
    """A function that takes its process down at a number."""
    return lambda number: os._exit(3) if number == at else number


def refuser(file: str) -> Callable[[int], int]:
    """A function that refuses everything."""

    def refuse(number: int) -> int:
        raise PlanError([Problem(Source(file, number), "W101", {"suggestion": ""})])

    return refuse


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_what_comes_out_is_in_the_order_of_what_went_in(processes: int) -> None:
    found = list(in_order(adder, 100, range(40), processes=processes))
    assert [number for number, _ in found] == list(range(100, 140))
    workers = {worker for _, worker in found}
    assert (os.getpid() in workers) == (processes == 1)
    assert len(workers) <= processes


def test_of_nothing_comes_nothing() -> None:
    assert list(in_order(adder, 1, [], processes=2)) == []


def test_no_more_is_taken_in_than_is_under_way() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    found = in_order(adder, 0, items(), processes=2)
    assert next(found)[0] == 0
    assert len(taken) <= 2 * AHEAD
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_problem_comes_back_whole(processes: int) -> None:
    with pytest.raises(PlanError) as caught:
        list(in_order(refuser, "plan.yaml", [7], processes=processes))
    assert caught.value.problems == (Problem(Source("plan.yaml", 7), "W101", {"suggestion": ""}),)


def test_a_process_that_ends_too_soon_is_said() -> None:
    with pytest.raises(PlanError) as caught:
        list(in_order(ender, 5, range(20), processes=2))
    assert [problem.code for problem in caught.value.problems] == ["W140"]


PLAN = "plan: city\norg: 甲市\nperiod: 2021\ntargets:\n  - {id: beds, text: 新增养老床位, at_least: 3000张}\n"
REPORT = "甲市2021年工作总结\n\n" + "2021年新增养老床位3100张。" * 40


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_nothing_is_left_running_when_the_command_is_ended(tmp_path: Path, how: signal.Signals) -> None:
    """Whoever works holds stdout as well: it is closed once all have ended."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it may be ignored
    (tmp_path / "city.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "总结.txt").write_text(REPORT, encoding="utf-8")
    asked = [sys.executable, "-m", "tracker", "match", "city.yaml", *["总结.txt"] * 3000, "--processes", "2"]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TRACKER_LANG": "en"}
    with subprocess.Popen(
        asked, cwd=tmp_path, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == "总结.txt".encode()
        if how is signal.SIGINT:  # what a terminal does: everybody hears it
            os.killpg(running.pid, how)
        else:
            running.send_signal(how)
        _, said = running.communicate(timeout=60)
    signal.signal(signal.SIGINT, before)
    assert b"Traceback" not in said
    assert running.returncode == (130 if how is signal.SIGINT else -how)
