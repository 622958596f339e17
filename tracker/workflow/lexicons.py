"""The lexicon that a plan is matched by: the package's own, over it the workspace's, over that the plan's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tracker.lexicon import Layer, Lexicon, check, lexicon_of, package, package_layers, read_layer
from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem
from tracker.workflow.files import read_text


def lexicon_of_plan(plan: Plan | None = None, own: Path | None = None) -> Lexicon:
    """The words to read and match by.

    Args:
        plan: the plan whose own file lies on top, if it names one.
        own: the workspace's file.

    Raises:
        PlanError: with every problem of the files, each at its line.

    >>> lexicon_of_plan().canonical("村卫生所")
    '村卫生室'
    """
    files = layer_files([plan] if plan is not None else [], own)
    return lexicon_of([*package_layers(), *map(_layer, files)]) if files else package()


def layer_files(plans: Iterable[Plan], own: Path | None) -> list[Path]:
    """The workspace's file and those that plans name, each once."""
    named = [Path(plan.file).parent / plan.lexicon for plan in plans if plan.lexicon]
    return list(dict.fromkeys([*([own] if own is not None else []), *named]))


def _layer(file: Path) -> Layer:
    layer, problems = read_layer(read_text(file), str(file))
    wrong = [problem for problem in problems if not problem.advice]
    if wrong:
        raise PlanError(wrong)
    return layer


def check_lexicon(files: Iterable[Path]) -> list[Problem]:
    """What is wrong or doubtful in lexicon files, each held over the package's own words."""
    found: list[Problem] = []
    for file in files:
        layer, problems = read_layer(read_text(file), str(file))
        whole = check(lexicon_of([*package_layers(), layer]))
        found += [*problems, *(problem for problem in whole if problem.source.file == layer.name)]
    return found
