"""Goals tables from wherever they come, held against the plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tracker import rules
from tracker.model.goalrow import GoalRow
from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem
from tracker.workflow.achievements import frame_records
from tracker.workflow.files import ROW_SUFFIXES, read_bytes, walk


def load_goals(source: object, *, encoding: str | None = None) -> tuple[GoalRow, ...]:
    """The rows of a goals table: what each unit is held to under the targets of a plan that say `for_each`.

    Args:
        source: a path (text is a path too) of a CSV, xlsx, JSONL or YAML file, or of a folder of such; a list of
            mappings with the columns `target`, `org`, `goal`, `goal_high`, `baseline`; a pandas or polars frame; rows
            read before; or several of those in a list.
        encoding: of the text files; without it UTF-8, UTF-16 and GB18030 are told apart.

    Raises:
        PlanError: with every problem, each at its line; a table with any is not used.
        TypeError: nothing that a goals table can be made of.

    >>> [(row.org, str(row.goal)) for row in load_goals([{"target": "beds", "org": "甲县", "goal": 50}])]
    [('甲县', '50')]
    """
    if isinstance(source, (tuple, list)) and not source:
        return ()
    rows, problems = _read(source, encoding)
    wrong = [problem for problem in problems if not problem.advice]
    if wrong:
        raise PlanError(wrong)
    return tuple(rows)


def _read(source: object, encoding: str | None) -> tuple[Sequence[GoalRow], Sequence[Problem]]:
    from tracker.readers.goals import goals_from, read_goals

    if isinstance(source, (str, Path)):
        path = Path(source)
        files = list(walk(path, ROW_SUFFIXES)) if path.is_dir() else [path]
        return _together(read_goals(read_bytes(file), str(file), encoding=encoding) for file in files)
    records = frame_records(source)
    if records is not None:
        return goals_from(records)
    if not isinstance(source, Iterable):
        raise TypeError(f"no goals can be read from {type(source).__name__}")
    items = list(source)
    if all(isinstance(item, (GoalRow, Mapping)) for item in items):
        return goals_from(items)
    return _together(_read([item] if isinstance(item, (GoalRow, Mapping)) else item, encoding) for item in items)


def _together(
    parts: Iterable[tuple[Sequence[GoalRow], Sequence[Problem]]],
) -> tuple[Sequence[GoalRow], Sequence[Problem]]:
    read = list(parts)
    return [row for rows, _ in read for row in rows], [problem for _, problems in read for problem in problems]


def shares_of(plans: Sequence[Plan], goals: object) -> rules.Shares:
    """What a goals table gives the units of these plans.

    Raises:
        PlanError: the table, or a plan that needs one, has problems.
    """
    rows = load_goals(goals)
    if not rows and not any(target.for_each for plan in plans for target in plan.targets):
        return rules.NO_SHARES
    shares, problems = rules.share_out(plans, rows)
    if problems:
        raise PlanError(problems)
    return shares
