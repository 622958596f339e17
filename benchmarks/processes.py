"""Whole processes, run in turn; what they took is what the kernel says."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic
from typing import NamedTuple

HERE = Path(__file__).parent
PYTHON = sys.executable
TRACKER = (PYTHON, "-m", "tracker")


UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""Variables that some machines set and that make every process of Python slower."""


class Command(NamedTuple):
    """A process to run, the file that its answer goes to, and the folder of plans read before; `off`: none is kept."""

    argv: tuple[str, ...]
    out: Path
    cache: str = "off"


class Spent(NamedTuple):
    """What a process took: seconds of processors and of the clock on the wall, and MiB at its peak."""

    cpu: float
    wall: float
    peak: float


def run(command: Command) -> tuple[float, float]:
    """Run a process to its end: its CPU seconds, and its peak memory in MiB."""
    spent = measured(command)
    return spent.cpu, spent.peak


def environment(cache: str = "off") -> dict[str, str]:
    """The variables of a process: byte code is kept, output is buffered, and the package is that of this folder."""
    given = {key: value for key, value in os.environ.items() if key not in UNUSUAL}
    path = os.pathsep.join(filter(None, [str(HERE.parent), given.get("PYTHONPATH", "")]))
    return given | {"PYTHONPATH": path, "TRACKER_CACHE": cache}


def measured(command: Command) -> Spent:
    """Run a process to its end.

    Raises:
        RuntimeError: the process failed.
    """
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(command.out), write, 0o644)]
    actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0o644))
    begun = monotonic()
    child = os.posix_spawnp(command.argv[0], command.argv, environment(command.cache), file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = monotonic() - begun
    if status:
        raise RuntimeError(f"exit {os.waitstatus_to_exitcode(status)}: {' '.join(command.argv)[:300]}")
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def in_turn(base: Command, ours: Command, pairs: int) -> tuple[tuple[float, ...], float]:
    """The ratios ours/base of paired runs, and our peak memory."""
    run(base), run(ours)
    ratios, peak = [], 0.0
    for _ in range(pairs):
        before, _ = run(base)
        after, used = run(ours)
        ratios.append(after / before)
        peak = max(peak, used)
    return tuple(ratios), peak
