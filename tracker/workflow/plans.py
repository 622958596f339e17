"""Plans and policies from files, with the files that a plan names beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tracker import rules
from tracker.model.plan import Plan, Thresholds
from tracker.problems import PlanError, Problem, Source, refuse
from tracker.workflow import cache
from tracker.workflow.files import YAML_SUFFIXES, decoded, kind_of, read_bytes, walk


def load_plan(source: str | Path | Mapping[str, object]) -> Plan:
    """A plan from a file, or from a mapping with the keys of a plan file.

    Args:
        source: a path (text is a path too), or the plan itself as a mapping.

    Returns:
        The plan; a policy that it names as a file is read, relative to the plan.

    Raises:
        PlanError: with every problem of the plan, each at its line and column.

    >>> staff = {"id": "staff", "text": "引进人才", "at_least": 170}
    >>> plan = load_plan({"plan": "a", "period": 2021, "targets": [staff]})
    >>> plan["staff"].text
    '引进人才'
    """
    if not isinstance(source, Mapping):
        return _with_files(_from_file(Path(source)), Path(source).parent)
    from tracker import plans

    return _with_files(_right(*plans.plan_from(source, "<plan>")), Path())


def _from_file(path: Path) -> Plan:
    """The plan of a file as it was kept, else as it is read now."""
    raw = read_bytes(path)
    known = cache.recalled("plan", raw, str(path))
    if isinstance(known, Plan):
        return known
    from tracker import plans

    plan = _right(*plans.load_plan(decoded(raw, path), str(path)))
    cache.keep("plan", raw, str(path), plan)
    return plan


def _right(plan: Plan | None, problems: Iterable[Problem]) -> Plan:
    """The plan, if nothing is wrong with it."""
    wrong = [problem for problem in problems if not problem.advice]
    if plan is None or wrong:
        raise PlanError(wrong)
    return plan


def _with_files(plan: Plan, base: Path) -> Plan:
    """The plan with its policy read, if that is a file; the files it names must be there."""
    place = Source(plan.file)
    if plan.lexicon and not (base / plan.lexicon).is_file():
        raise refuse(place, "W111", found=plan.lexicon)
    if not isinstance(plan.policy, str) or plan.policy in rules.PRESETS:
        return plan
    return plan.changed(policy=policy_named(plan.policy, base, place))


def policy_named(name: str, base: Path = Path(), place: Source | None = None) -> Thresholds:
    """The policy that a word names: a preset, or a file relative to `base`.

    Raises:
        PlanError: it is neither, or the file is not a policy.
    """
    if name in rules.PRESETS:
        return rules.preset(name)
    path = base / name
    if path.suffix.lower() not in YAML_SUFFIXES and not path.is_file():
        params = {"found": name, "suggestion": _nearest_preset(name), "presets": "、".join(rules.PRESETS)}
        raise refuse(place or "", "W110", **params)
    thresholds = _policy_of(path)
    if thresholds.name != "own":
        return thresholds
    return thresholds.changed(name=path.stem)


def _policy_of(path: Path) -> Thresholds:
    raw = read_bytes(path)
    known = cache.recalled("policy", raw, str(path))
    if isinstance(known, Thresholds):
        return known
    from tracker import plans

    thresholds, problems = plans.load_policy(decoded(raw, path), str(path))
    if thresholds is None or problems:
        raise PlanError(problems)
    cache.keep("policy", raw, str(path), thresholds)
    return thresholds


def _nearest_preset(name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(rules.PRESETS), 1)), "")


def load_plans(paths: Iterable[str | Path]) -> list[Plan]:
    """Several plans, from files or from folders of plan files; their ids must differ.

    Raises:
        PlanError: with the problems of all of them.
    """
    loaded: list[Plan] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            for file in plan_files(Path(path)):
                loaded.append(load_plan(file))
        except PlanError as error:
            problems.extend(error.problems)
    problems.extend(_same_ids(loaded))
    if problems:
        raise PlanError(problems)
    return loaded


def plan_files(path: Path) -> list[Path]:
    """The plan files that a path stands for: itself, or those in the folder that it names.

    Raises:
        PlanError: a folder without a plan.
    """
    if not path.is_dir():
        return [path]
    found = [file for file in walk(path, YAML_SUFFIXES) if kind_of(file) == "plan"]
    if not found:
        raise refuse(path, "W112")
    return found


def _same_ids(loaded: Iterable[Plan]) -> Iterable[Problem]:
    first: dict[str, Plan] = {}
    for plan in loaded:
        earlier = first.setdefault(plan.id, plan)
        if earlier is not plan:
            yield Problem(Source(plan.file), "W113", {"found": plan.id, "first": earlier.file})
