"""The work of `tracker check`: which files are looked at, what is wrong with each, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tracker import plans, rules, words
from tracker.model.goalrow import GoalRow
from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem, refuse
from tracker.workflow import Achievements, find_workspace, load_achievements, load_goals, load_plan, load_plans
from tracker.workflow.files import ROW_SUFFIXES, YAML_SUFFIXES, kind_of, read_bytes, read_text, walk
from tracker.workflow.workspace import DOT_FILE


@dataclass(slots=True)
class Findings:
    """What was looked at, and what is wrong with it."""

    plans: list[Plan] = field(default_factory=list)
    plan_files: int = 0
    rows: Achievements = field(default_factory=Achievements)
    goals: list[GoalRow] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def look(paths: Sequence[Path], encoding: str | None) -> Findings:
    """Read everything named, or the workspace, and hold the rows against the plans.

    Raises:
        PlanError: something named cannot be read, or there is nothing to check.
    """
    found = Findings()
    workspace = find_workspace()
    given = paths or (*workspace.plans, *workspace.rows, *workspace.goals)
    if not given:
        raise refuse("", "W115")
    tables = {path.resolve() for path in workspace.goals}
    for file in dict.fromkeys(_files(given, found)):
        if file.resolve() in tables:
            _check_goals(file, found, encoding)
        else:
            _check_file(file, found, encoding)
    known = found.plans
    if not known and paths:
        known = _quietly(workspace.plans)
    if known:
        _hold_together(known, found, () if found.goals or not paths else workspace.goals)
    return found


def _hold_together(known: Sequence[Plan], found: Findings, tables: Sequence[Path]) -> None:
    """The goals tables and the rows against the plans; `tables` were not asked for, and speak for these plans alone.

    That a target for each unit knows none is advice: a goals table may still be named with `--goals`.
    """
    goals = found.goals
    if tables:
        with suppress(PlanError):
            goals = rules.among(known, load_goals(tables))
    shares, problems = rules.share_out(known, goals)
    found.problems.extend(replace(problem, advice=problem.code == "G108") for problem in problems)
    if found.rows.rows:
        day = max((due for plan in known for due in (plan.due_of(target) for target in plan.targets)), default=date.max)
        found.problems.extend(rules.assess(known, found.rows.rows, as_of=day, shares=shares).problems)


def _check_goals(file: Path, found: Findings, encoding: str | None) -> None:
    from tracker.readers.goals import read_goals

    rows, problems = read_goals(read_bytes(file), str(file), encoding=encoding)
    found.goals.extend(rows)
    found.problems.extend(problems)


def _files(given: Iterable[Path], found: Findings) -> Iterator[Path]:
    """The files to look at; in a folder, those that are neither plan nor rows nor policy are passed over and named."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        if (path / DOT_FILE).is_file():
            yield path / DOT_FILE
        for file in walk(path, ROW_SUFFIXES):
            if file.suffix.lower() in YAML_SUFFIXES and kind_of(file) == "other":
                found.passed_over.append(file)
            else:
                yield file


def _check_file(file: Path, found: Findings, encoding: str | None) -> None:
    if file.name == DOT_FILE:
        _collect(found, lambda: find_workspace(file.parent))
        return
    kind = kind_of(file) if file.suffix.lower() in YAML_SUFFIXES else "rows"
    if kind == "rows":
        rows = load_achievements(file, encoding=encoding)
        found.rows += rows
        found.problems.extend(rows.problems)
    elif kind == "goals":
        _check_goals(file, found, encoding)
    elif kind == "policy":
        found.problems.extend(plans.load_policy(read_text(file), str(file))[1])
    else:
        _check_plan(file, found)


def _check_plan(file: Path, found: Findings) -> None:
    found.plan_files += 1
    plan, problems = plans.load_plan(read_text(file), str(file))
    found.problems.extend(problems)
    if plan is None or any(not problem.advice for problem in problems):
        return
    found.problems.extend(plans.advise(plan))
    try:
        found.plans.append(load_plan(file))
    except PlanError as error:
        found.problems.extend(error.problems)


def _collect(found: Findings, read: Callable[[], object]) -> None:
    try:
        read()
    except PlanError as error:
        found.problems.extend(error.problems)


def _quietly(files: Sequence[Path]) -> list[Plan]:
    """The workspace's plans, to hold rows against; one that is broken is told when it is checked itself."""
    try:
        return load_plans(files)
    except PlanError:
        return []


def told(problems: Sequence[Problem], found: Findings, lang: str) -> Iterator[str]:
    """Each problem with its excerpt and hint, then how many there are."""
    for problem in problems:
        advice = words.say("check.advice", lang) if problem.advice else ""
        yield f"{advice}{problem.show(lang)}\n"
    for file in found.passed_over:
        yield words.say("check.passed_over", lang, file=file) + "\n"
    wrong = sum(not problem.advice for problem in problems)
    counts = {"plans": found.plan_files, "rows": found.rows.rows_in, "refused": found.rows.refused}
    key = "check.clean" if not problems else "check.found"
    yield words.say(key, lang, wrong=wrong, advice=len(problems) - wrong, **counts) + "\n"
