"""What a task table (台账) says: `Task`, one row in words, every cell as it was written."""

from __future__ import annotations

from typing import NamedTuple

from tracker.problems import Problem, Source


class Task(NamedTuple):
    """One row of a task table. `text` empty: a heading, a total, or a row of which no task could be made.

    `goal` is the cell of the target value, which may hold words; `others` are cells under headers that are not known,
    each with its header. `source` is the cell of the task, its quote the words of it.
    """

    source: Source
    text: str = ""
    goal: str = ""
    unit: str = ""
    theme: str = ""
    lead: str = ""
    support: str = ""
    start: str = ""
    due: str = ""
    baseline: str = ""
    note: str = ""
    others: tuple[tuple[str, str], ...] = ()


class Tasks(NamedTuple):
    """All rows under the headers of a workbook, in order, and what could not be read."""

    tasks: tuple[Task, ...] = ()
    problems: tuple[Problem, ...] = ()
