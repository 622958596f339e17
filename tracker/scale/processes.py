"""Work parted among processes of their own, and what comes of it in the order in which it came in."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.problems import refuse

if TYPE_CHECKING:
    from concurrent.futures import Future

G = TypeVar("G")
T = TypeVar("T")
R = TypeVar("R")
AHEAD = 4
"""Pieces of work under way for each process: enough that none waits, few enough that little is held."""


def in_order(ready: Callable[[G], Callable[[T], R]], given: G, items: Iterable[T], *, processes: int) -> Iterator[R]:
    """What a function makes of each item, in their order; with one process in this one, without another.

    Few items are under way at a time, so that neither they nor what comes of them is held in memory. Processes are
    started anew, not forked, and end with the one that started them, however it ends.

    Args:
        ready: makes the function; called once in each process. It stands in a module, and so do the things it needs.
        given: what it is made of.
        items: the work.
        processes: how many work at it.

    Raises:
        PlanError: a process ended before its work was done.

    >>> from operator import attrgetter
    >>> list(in_order(attrgetter, "real", [1, 2], processes=1))
    [1, 2]
    """
    if processes <= 1:
        yield from map(ready(given), items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (ready, given))
    waiting: deque[Future[R]] = deque()
    try:
        for item in items:
            with _deaf():
                waiting.append(pool.submit(_next, item))
            if len(waiting) >= AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise refuse("", "W140") from None
    finally:
        pool.shutdown(cancel_futures=True)


_made: list[Callable[[Any], Any]] = []
"""The function of this process, where it is one that works."""


def _begin(ready: Callable[[G], Callable[[T], R]], given: G) -> None:
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    _made.append(ready(given))


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C: it is for the one that started them, which ends them in order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _next(item: T) -> Any:
    return _made[0](item)


def _end_with_parent() -> None:
    """A process that nobody waits for ends, also where the other could not say so."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
